package novelty

import (
	"math/rand/v2"
	"slices"
	"testing"

	"synoptic/internal/news"
)

// TestPath holds which words are shown: a plus is a word worth 2, a minus one worth -2, a
// dot one worth -.25.
func TestPath(t *testing.T) {
	worth := map[rune]float64{'+': 2, '-': -2, '.': -.25}
	for _, c := range []struct {
		words string
		want  []news.Span
	}{
		{"", nil},
		{"---", nil},
		{"+++", []news.Span{{Start: 0, End: 3}}},
		{"-++-", []news.Span{{Start: 1, End: 3}}},
		{"++.++", []news.Span{{Start: 0, End: 5}}},
		{"++--++", []news.Span{{Start: 0, End: 2}, {Start: 4, End: 6}}},
		{".+", []news.Span{{Start: 1, End: 2}}},
	} {
		var odds []float64
		for _, w := range c.words {
			odds = append(odds, worth[w]-1)
		}
		if got := path(odds, -1, 1); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, not %v", c.words, got, c.want)
		}
	}
}

// TestPathIsBest holds that no other choice of runs is worth more.
func TestPathIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		odds := make([]float64, 1+r.IntN(9))
		for i := range odds {
			odds[i] = 3 * r.NormFloat64()
		}
		threshold, change := r.NormFloat64(), 2*r.Float64()
		chosen := 0
		for _, s := range path(odds, threshold, change) {
			for i := s.Start; i < s.End; i++ {
				chosen |= 1 << i
			}
		}
		got := worth(odds, threshold, change, chosen)
		for choice := range 1 << len(odds) {
			if other := worth(odds, threshold, change, choice); other > got+1e-9 {
				t.Fatalf("%v from %v at %v: %b is worth %v, %b %v", odds, threshold, change, chosen, got, choice, other)
			}
		}
	}
}

// worth is what a choice of words is worth.
func worth(odds []float64, threshold, change float64, choice int) float64 {
	sum := 0.0
	for i, o := range odds {
		if choice>>i&1 == 0 {
			continue
		}
		sum += o - threshold
		if i == 0 || choice>>(i-1)&1 == 0 {
			sum -= change
		}
	}
	return sum
}
