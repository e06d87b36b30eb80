package naming

import (
	"slices"
	"testing"

	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

func TestLabelsAndNames(t *testing.T) {
	names := []Name{{0, 1, 2}, {2, 4, 0}, {4, 7, 1}, {7, 8, 1}}
	if got := Names(Labels(names, 9)); !slices.Equal(got, names) {
		t.Errorf("names come back as %v", got)
	}
}

func TestFollows(t *testing.T) {
	label := func(kind, part int) int { return 1 + kind*parts + part }
	for _, c := range []struct {
		a, b int
		want bool
	}{
		{Outside, Outside, true},
		{Outside, label(0, begin), true},
		{Outside, label(0, inside), false},
		{label(0, begin), label(0, inside), true},
		{label(0, begin), label(1, inside), false},
		{label(0, begin), Outside, false},
		{label(0, inside), label(0, end), true},
		{label(0, end), label(1, unit), true},
		{label(2, unit), label(2, end), false},
	} {
		if got := follows(c.a, c.b); got != c.want {
			t.Errorf("follows(%d, %d) = %v", c.a, c.b, got)
		}
	}
}

// noise gives each feature weights at random, but always the same.
type noise struct{}

func (noise) Score(features []uint64, scores *perceptron.Scores) {
	for _, f := range features {
		for i := range scores {
			scores[i] += int32(perceptron.Mix(f, uint64(i))%21) - 10
		}
	}
}

func TestAnyScoresMakeNames(t *testing.T) {
	var f Finder
	for n := range 40 {
		var in Input
		in.Resize(n)
		for i := range in.Words {
			in.Words[i].Form = uint64(i * i)
			in.Words[i].Case = word.Case(i % 3)
		}
		labels := f.Label(noise{}, &in, 3)
		if len(labels) != n {
			t.Fatalf("%d labels for %d words", len(labels), n)
		}
		before := Outside
		for _, label := range append(slices.Clone(labels), Outside) {
			if !follows(before, int(label)) {
				t.Fatalf("label %d after %d", label, before)
			}
			before = int(label)
		}
	}
}
