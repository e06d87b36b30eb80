package align

import (
	"fmt"
	"runtime"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"synoptic/internal/lexicon"
	"synoptic/internal/network"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Ref names a statement: Documents[Doc].Statements[Statement].
type Ref struct{ Doc, Statement int }

// Group is the statements that tell one thing, in order of document and place.
type Group struct {
	Members []Ref
	Score   float64 // mean score of the pairs that joined it, 0 for a group of one
	units   []int
}

// Links says which entities of the documents are the same: Entity[doc][id] is the
// number of the linked entity, Names[number] its fullest name.
type Links struct {
	Entity [][]int
	Names  map[int]string
}

// Aligner groups statements. It is safe for concurrent use.
type Aligner struct {
	model   *Model
	lexicon *lexicon.Lexicon
	stop    text.Section
	code    string
}

// New returns an aligner for accounts in a language; without word lists or a lexicon
// for it, every word counts alike.
func New(l *text.Language, m *Model) *Aligner {
	lex, err := lexicon.Load(l.Code)
	if err != nil {
		lex = nil
	}
	return &Aligner{m, lex, l.Section("stopwords"), l.Code}
}

// Align scores the candidate pairs of the documents' statements and groups them. vectors
// may be nil.
func (a *Aligner) Align(docs []*news.Document, links Links, vectors Vectors) (*Field, []Group) {
	f := a.Field(docs, links, vectors)
	f.Score(a.model)
	return f, f.Groups(a.model.Threshold, a.model.Again)
}

// Field is all statements of a comparison and the pairs of them worth a look.
type Field struct {
	units      []unit
	vocabulary *vocabulary
	census     *census
	vectors    Vectors
	Pairs      []Pair // in order of their statements
	first      []int  // by unit: its first pair with a later one; one more entry than units
	from       []int  // by account: its first unit
}

// Field collects the statements of the documents and the candidate pairs; their scores
// are still 0.
func (a *Aligner) Field(docs []*news.Document, links Links, vectors Vectors) *Field {
	v := newVocabulary()
	f := &Field{vocabulary: v, vectors: vectors}
	for i, doc := range docs {
		f.from = append(f.from, len(f.units))
		b := builder{vocabulary: v, lexicon: a.lexicon, stop: a.stop, language: a.code,
			doc: doc, index: i, links: links.Entity[i], names: links.Names}
		f.units = append(f.units, b.units()...)
	}
	v.relate(a.lexicon)
	localise(f.units, v)
	f.census = newCensus(f.units, v, len(docs))
	f.Pairs = candidates(f.units, v, len(docs), nearest(f.units, vectors))
	f.first = firsts(f.Pairs, len(f.units))
	return f
}

// firsts are the numbers of the first pair of each unit, and how many there are.
func firsts(pairs []Pair, units int) []int {
	out := make([]int, units+1)
	for i := range pairs {
		out[pairs[i].a+1]++
	}
	for i := range units {
		out[i+1] += out[i]
	}
	return out
}

// pair is the number of the first pair of unit a with a later one, b or after.
func (f *Field) pair(a, b int) int {
	from, to := f.first[a], f.first[a+1]
	return from + sort.Search(to-from, func(k int) bool { return f.Pairs[from+k].b >= b })
}

// Ends are the two statements of a pair.
func (f *Field) Ends(p *Pair) (a, b Ref) { return f.units[p.a].ref(), f.units[p.b].ref() }

// Score scores all pairs by a model.
func (f *Field) Score(m *Model) {
	f.each(runtime.GOMAXPROCS(0), func(i int, x *Features) { f.Pairs[i].Score = m.Score(x) })
	f.mean()
}

// Doubt takes from the log odds of every pair what speaks against its statements' being told
// by others at all. Scores and likelihoods are the doubted ones from then on.
func (f *Field) Doubt(against func(Ref) float64) {
	by := make([]float64, len(f.units))
	for i := range f.units {
		by[i] = against(f.units[i].ref())
	}
	for i := range f.Pairs {
		if p := &f.Pairs[i]; by[p.a]+by[p.b] > 0 {
			p.Score = network.Sigmoid(logit(p.Score) - by[p.a] - by[p.b])
		}
	}
}

// Each calls do with the features of every pair, in order. They are made for the call and
// not kept: in long accounts they would take more room than all the rest.
func (f *Field) Each(do func(i int, x *Features)) { f.each(1, do) }

// share is how many pairs a worker takes at least: a few milliseconds of work.
const share = 256

// each shares the pairs among workers; each of them calls do in order. A panic of any is
// one of the caller.
func (f *Field) each(workers int, do func(i int, x *Features)) {
	m := newMeasurer(f.vocabulary, f.census)
	c := newCompany(f, m)
	size := max(share, (len(f.Pairs)+workers-1)/workers)
	var others sync.WaitGroup
	var broken atomic.Value
	for from := size; from < len(f.Pairs); from += size {
		others.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					broken.Store(fmt.Sprint(p))
				}
			}()
			f.walk(from, from+size, newMeasurer(f.vocabulary, f.census), c, do)
		})
	}
	f.walk(0, size, m, c, do)
	if others.Wait(); broken.Load() != nil {
		panic(broken.Load())
	}
}

// walk calls do with the features of the pairs of a range.
func (f *Field) walk(from, to int, m *measurer, c *company, do func(i int, x *Features)) {
	var x Features // one for all: do does not keep it
	for i := from; i < min(to, len(f.Pairs)); i++ {
		x = m.measure(&f.units[f.Pairs[i].a], &f.units[f.Pairs[i].b])
		c.around(&x, i)
		c.rank(&x, i)
		do(i, &x)
	}
}

// rounds is how often statements are grouped: one that tells two things at once can
// stand in a group of each.
const rounds = 3

// Likelihood is how likely two statements tell the same, 0 for those that were no
// candidates.
func (f *Field) Likelihood(a, b Ref) float64 {
	x, y := f.from[a.Doc]+a.Statement, f.from[b.Doc]+b.Statement
	x, y = min(x, y), max(x, y)
	if p := f.pair(x, y); p < f.first[x+1] && f.Pairs[p].b == y {
		return f.Pairs[p].Score
	}
	return 0
}

// Groups clusters the statements by the scores of their pairs: every statement stands
// in one group at least. Pairs that a round could not bring together, at or above again,
// are clustered anew among themselves.
func (f *Field) Groups(threshold, again float64) []Group {
	left := slices.Clone(f.Pairs)
	out := f.round(left, threshold)
	for range rounds - 1 {
		left = outside(left, out, f, again)
		if len(left) == 0 {
			break
		}
		for _, g := range f.round(left, again) {
			if len(g.Members) > 1 {
				out = append(out, g)
			}
		}
	}
	return out
}

// round clusters by the pairs given.
func (f *Field) round(pairs []Pair, threshold float64) []Group {
	score := map[[2]int]float64{}
	for i := range pairs {
		score[[2]int{pairs[i].a, pairs[i].b}] = pairs[i].Score
	}
	var out []Group
	for _, members := range cluster(f.units, pairs, threshold) {
		g := Group{Score: meanScore(members, score), units: members}
		for _, i := range members {
			g.Members = append(g.Members, f.units[i].ref())
		}
		out = append(out, g)
	}
	return out
}

// outside keeps the pairs of two accounts, at or above a score, whose ends no group has
// together.
func outside(pairs []Pair, groups []Group, f *Field, least float64) []Pair {
	together := map[[2]int]bool{}
	for _, g := range groups {
		for k, a := range g.units {
			for _, b := range g.units[k+1:] {
				together[[2]int{a, b}] = true
			}
		}
	}
	var out []Pair
	for _, p := range pairs {
		if p.Score >= least && f.units[p.a].doc != f.units[p.b].doc && !together[[2]int{p.a, p.b}] {
			out = append(out, p)
		}
	}
	return out
}

// meanScore is the mean of the scores of a group's candidate pairs, 0 if it has none.
func meanScore(members []int, score map[[2]int]float64) float64 {
	total, n := 0.0, 0
	for k, i := range members {
		for _, j := range members[k+1:] {
			if s, ok := score[[2]int{i, j}]; ok {
				total, n = total+s, n+1
			}
		}
	}
	if n == 0 {
		return 0
	}
	return total / float64(n)
}
