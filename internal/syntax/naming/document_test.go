package naming

import (
	"testing"

	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// told scores one word of each form as a name of a kind.
type told map[uint64][2]int32 // by form: kind and score

func (s told) Score(features []uint64, scores *perceptron.Scores) {
	for _, f := range features {
		for form, t := range s {
			if f == mix(2, form) {
				scores[1+int(t[0])*parts+unit] += t[1]
			}
		}
	}
}

// sentence of forms given as numbers.
func sentence(forms ...uint64) *Input {
	in := &Input{}
	in.Resize(len(forms))
	for i, form := range forms {
		in.Words[i] = word.Word{Form: form, Case: word.Initial, Letters: true}
	}
	return in
}

// Names of one form are of the kind that the clearest of their places tells, others of
// their own.
func TestDocument(t *testing.T) {
	var d Document
	var f Finder
	for _, s := range []struct {
		in *Input
		told
	}{
		{sentence(100), told{100: {0, 5}}},
		{sentence(100, 200), told{100: {2, 20}, 200: {1, 5}}},
		{sentence(), nil},
		{sentence(100), told{100: {0, 5}}},
	} {
		d.Add(&f, s.told, s.in, 3)
	}
	want := [][]Name{{{0, 1, 2}}, {{0, 1, 2}, {1, 2, 1}}, nil, {{0, 1, 2}}}
	got := d.Names()
	for i := range want {
		if len(got[i]) != len(want[i]) {
			t.Fatalf("sentence %d has names %v, want %v", i, got[i], want[i])
		}
		for k := range want[i] {
			if got[i][k] != want[i][k] {
				t.Errorf("sentence %d has names %v, want %v", i, got[i], want[i])
			}
		}
	}
}
