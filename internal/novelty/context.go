package novelty

import (
	"math"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/syntax"
)

// extents are the parts of an account about a word whose coverage is measured: its
// sentence, its statement, the smallest phrase and the smallest clause it stands in, and
// the words about it.
var (
	extents     = []string{"sentence", "statement", "phrase", "clause", "two about", "five about"}
	extentNames = []string{"best", "local", "anywhere", "has it", "words"}
)

// phrases and clauses are the relations that head a phrase or clause of its own.
var (
	clauses = []string{"advcl", "acl", "ccomp", "parataxis", "conj"}
	phrases = []string{"obl", "advcl", "acl", "appos", "conj", "nmod", "parataxis", "obj", "nsubj", "ccomp", "xcomp"}
)

var contextNames = []string{"with", "with head", "head", "children", "child", "with child"}

// context describes what stands about a word.
func (r *Reading) context(w int) {
	n := r.words[w].sentence
	r.lines(w)
	r.extent(w, r.whole[n])
	ref := align.Ref{Doc: r.account[n], Statement: r.owner[n][r.words[w].token]}
	if s, ok := r.statements[ref]; ok {
		r.extent(w, s.coverage)
	} else {
		r.add(make([]float64, len(extentNames))...)
	}
	r.extent(w, r.coverRun(r.phrase(w, phrases)))
	r.extent(w, r.coverRun(r.phrase(w, clauses)))
	r.extent(w, r.coverRun(r.about(w, 2)))
	r.extent(w, r.coverRun(r.about(w, 5)))
	r.company(w)
}

// extent adds how far words about a word are covered, and whether the sentence that covers
// them best says it.
func (r *Reading) extent(w int, c coverage) {
	has := 0.0
	if c.sentence >= 0 {
		has = r.said(w, c.sentence)
	}
	r.add(c.best, c.local, c.anywhere, has, math.Log1p(float64(c.words)))
}

// about are the words up to so many before and after a word, of its sentence.
func (r *Reading) about(w, reach int) (from, to int) {
	n := r.words[w].sentence
	return max(r.from[n], w-reach), min(r.from[n+1], w+reach+1)
}

// phrase are the words of the smallest subtree about a word whose head has one of the
// relations.
func (r *Reading) phrase(w int, relations []string) (from, to int) {
	n := r.words[w].sentence
	s := r.sentenceOf(n)
	k := r.words[w].token
	for !syntax.Is(s.Tokens[k].Rel, relations...) && s.Tokens[k].Head >= 0 {
		k = s.Tokens[k].Head
	}
	first, last := syntax.Subtree(s, k)
	from, to = r.from[n], r.from[n+1]
	for from < to && r.words[from].token < first {
		from++
	}
	for from < to && r.words[to-1].token >= last {
		to--
	}
	return from, to
}

// reach is how many sentences about the one that covers a neighbour count as in line with
// it: accounts tend to tell neighbouring things next to each other.
const reach = 2

// lines adds how far the sentences before and after are covered, and whether a word is said
// near what covers them.
func (r *Reading) lines(w int) {
	n := r.words[w].sentence
	before, after, near := 0.0, 0.0, 0.0
	if n > r.first[r.account[n]] {
		before = r.whole[n-1].best
		near = r.nearby(w, r.whole[n-1].sentence)
	}
	if n+1 < len(r.account) && r.account[n+1] == r.account[n] {
		after = r.whole[n+1].best
		near = max(near, r.nearby(w, r.whole[n+1].sentence))
	}
	r.add(before, after, near)
}

// nearby is how close a sentence or those about it come to saying a word.
func (r *Reading) nearby(w, sentence int) float64 {
	if sentence < 0 {
		return 0
	}
	best := 0.0
	for n := max(0, sentence-reach); n <= min(len(r.account)-1, sentence+reach); n++ {
		if r.account[n] == r.account[sentence] {
			best = max(best, r.said(w, n))
		}
	}
	return best
}

// company adds whether others say a word together with those about it, with the one it
// hangs on, and with those that hang on it.
func (r *Reading) company(w int) {
	n := r.words[w].sentence
	from, to := r.about(w, 4)
	about := slices.Concat(r.all[from:w], r.all[w+1:to])
	head := 0.0
	if h := r.words[w].head; h >= 0 {
		head = r.heard[h].top
	}
	children, child, withChild := 0, 0.0, 0.0
	for _, o := range r.wordsOf(n) {
		if r.words[o].head == w {
			children++
			child, withChild = max(child, r.heard[o].top), max(withChild, r.withHead[o])
		}
	}
	r.add(r.with(w, about), r.withHead[w], head, math.Log1p(float64(children)), child, withChild)
}
