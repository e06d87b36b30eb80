package novelty

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestMost holds that the order in which sentences are looked at changes nothing: what words
// are covered best by is what looking at all sentences finds.
func TestMost(t *testing.T) {
	r := read(t, "en", strings.Repeat(lamps[0]+" ", 3), strings.Repeat(lamps[1]+" A lorry driver sold honey on Monday. ", 3), lamps[1])
	random := rand.New(rand.NewPCG(1, 2))
	for n := range r.account {
		for range 20 {
			all := r.wordsOf(n)
			from := random.IntN(len(all))
			words := all[from : from+1+random.IntN(len(all)-from)]
			weight, local, first := r.everywhere(words)
			places := r.in(words...)
			a := &r.answering
			if got, row := a.most(&a.weight, places); got != weight || first >= 0 && a.sentence(row) != first || first < 0 && row >= 0 {
				t.Errorf("sentence %d: row %d has %v of %v, not sentence %d with %v", n, row, got, words, first, weight)
			}
			if got, _ := a.most(&a.local, places); got != local {
				t.Errorf("sentence %d: %v of %v is local, not %v", n, got, words, local)
			}
		}
	}
}

// everywhere looks at all sentences of other accounts for the one that has most of some
// words.
func (r *Reading) everywhere(words []int) (weight, local float64, first int) {
	first = -1
	for n := range r.account {
		if r.account[n] == r.accountOf(words[0]) {
			continue
		}
		w, l := 0.0, 0.0
		for _, i := range words {
			w, l = w+r.words[i].weight*r.said(i, n), l+r.words[i].local*r.said(i, n)
		}
		if w > weight {
			weight, first = w, n
		}
		local = max(local, l)
	}
	return weight, local, first
}

// TestStatementsCovered holds that the words of every statement are measured.
func TestStatementsCovered(t *testing.T) {
	r := read(t, "en", lamps...)
	for ref, s := range r.statements {
		if want := r.cover(s.words); s.coverage != want || len(s.words) == 0 {
			t.Errorf("statement %v: %d words covered %+v, not %+v", ref, len(s.words), s.coverage, want)
		}
	}
	if len(r.statements) != len(r.docs[0].Statements)+len(r.docs[1].Statements) {
		t.Errorf("%d statements are known", len(r.statements))
	}
}
