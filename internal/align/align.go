package align

import (
	"synoptic/internal/lexicon"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Ref names a statement: Documents[Doc].Statements[Statement].
type Ref struct{ Doc, Statement int }

// Group is the statements that tell one thing, in order of document and place.
type Group struct {
	Members []Ref
	Score   float64 // mean score of the pairs that joined it, 0 for a group of one
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

// Align groups the statements of the documents. vectors may be nil.
func (a *Aligner) Align(docs []*news.Document, links Links, vectors Vectors) []Group {
	f := a.Field(docs, links, vectors)
	f.Score(a.model)
	return f.Groups(a.model.Threshold)
}

// Field is all statements of a comparison and the pairs of them worth a look.
type Field struct {
	units   []unit
	vectors Vectors
	Pairs   []Pair
}

// Field collects the statements of the documents and measures the candidate pairs;
// their scores are still 0.
func (a *Aligner) Field(docs []*news.Document, links Links, vectors Vectors) *Field {
	v := newVocabulary()
	f := &Field{vectors: vectors}
	for i, doc := range docs {
		b := builder{vocabulary: v, lexicon: a.lexicon, stop: a.stop, language: a.code,
			doc: doc, index: i, links: links.Entity[i], names: links.Names}
		f.units = append(f.units, b.units()...)
	}
	v.relate(a.lexicon)
	localise(f.units, v)
	f.Pairs = candidates(f.units, v, len(docs), nearest(f.units, vectors))
	m := newMeasurer(v)
	for i := range f.Pairs {
		f.Pairs[i].Features = m.measure(&f.units[f.Pairs[i].a], &f.units[f.Pairs[i].b])
	}
	around(f.Pairs, f.units)
	rank(f.Pairs, f.units)
	return f
}

// Ends are the two statements of a pair.
func (f *Field) Ends(p *Pair) (a, b Ref) { return f.units[p.a].ref(), f.units[p.b].ref() }

// Score scores all pairs by a model.
func (f *Field) Score(m *Model) {
	for i := range f.Pairs {
		f.Pairs[i].Score = m.Score(&f.Pairs[i].Features)
	}
	f.mean()
}

// Groups clusters the statements by the scores of their pairs.
func (f *Field) Groups(threshold float64) []Group {
	score := map[[2]int]float64{}
	for i := range f.Pairs {
		score[[2]int{f.Pairs[i].a, f.Pairs[i].b}] = f.Pairs[i].Score
	}
	var out []Group
	for _, members := range cluster(f.units, f.Pairs, threshold) {
		g := Group{Score: meanScore(members, score)}
		for _, i := range members {
			g.Members = append(g.Members, f.units[i].ref())
		}
		out = append(out, g)
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
