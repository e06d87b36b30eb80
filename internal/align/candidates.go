package align

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// maxCandidates is how many statements of one other account are looked at closely for
// each statement. The bound keeps the cost linear in the length of an account.
const maxCandidates = 24

// maxStatements is how many statements of an account a term may stand in before it
// finds no candidates any more.
const maxStatements = 60

// candidates pairs every unit with the most promising ones of each account, its own
// included, and takes in those given.
func candidates(units []unit, v *vocabulary, accounts int, given [][2]int) []Pair {
	f := newFinder(units, v, accounts)
	var ends []uint64 // of pairs: the earlier unit above the later
	for i := range units {
		for _, best := range f.promising(i) {
			for _, j := range best {
				ends = append(ends, uint64(min(i, j))<<32|uint64(max(i, j)))
			}
		}
	}
	for _, e := range given {
		ends = append(ends, uint64(e[0])<<32|uint64(e[1]))
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	out := make([]Pair, len(ends))
	for k, e := range ends {
		out[k] = Pair{a: int(e >> 32), b: int(e & math.MaxUint32)}
	}
	return out
}

// finder finds what units have in common.
type finder struct {
	units      []unit
	vocabulary *vocabulary
	index      [][]int   // by term: the units that have it
	score      []float64 // scratch, by unit: the weight it shares, all zero
	touched    []int     // scratch: the units that share any
	best       [][]int   // by account: the most promising, in order
}

func newFinder(units []unit, v *vocabulary, accounts int) *finder {
	f := &finder{units: units, vocabulary: v, index: make([][]int, len(v.terms)), score: make([]float64, len(units)),
		best: make([][]int, accounts)}
	for i := range units {
		for _, t := range units[i].terms {
			f.index[t.term] = append(f.index[t.term], i)
		}
	}
	return f
}

// promising lists the units that share the most weight with unit i, at least 1, by account,
// at most maxCandidates of each. They are good until the next call.
func (f *finder) promising(i int) [][]int {
	f.share(i)
	for doc := range f.best {
		f.best[doc] = f.best[doc][:0]
	}
	for _, j := range f.touched {
		if f.score[j] >= 1 {
			doc := f.units[j].doc
			f.best[doc] = f.take(f.best[doc], j)
		}
	}
	for _, j := range f.touched {
		f.score[j] = 0
	}
	f.touched = f.touched[:0]
	return f.best
}

// share sums the weight that units share with unit i.
func (f *finder) share(i int) {
	for _, t := range f.units[i].terms {
		for _, r := range f.vocabulary.related[t.term] {
			weight := r.close * t.weight
			if weight == 0 || len(f.index[r.term]) > maxStatements*len(f.best) {
				continue
			}
			for _, j := range f.index[r.term] {
				if j == i {
					continue
				}
				if f.score[j] == 0 {
					f.touched = append(f.touched, j)
				}
				f.score[j] += weight
			}
		}
	}
}

// take puts unit j in its place among the best, if it is one of them.
func (f *finder) take(best []int, j int) []int {
	if n := len(best); n == maxCandidates {
		if f.before(best[n-1], j) {
			return best
		}
		best = best[:n-1]
	}
	at := sort.Search(len(best), func(k int) bool { return f.before(j, best[k]) })
	return slices.Insert(best, at, j)
}

// before reports whether unit a is more promising than unit b.
func (f *finder) before(a, b int) bool {
	return cmp.Or(cmp.Compare(f.score[b], f.score[a]), cmp.Compare(a, b)) < 0
}
