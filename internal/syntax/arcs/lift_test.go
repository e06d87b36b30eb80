package arcs

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestLift(t *testing.T) {
	for _, c := range []struct {
		text          string
		heads, lifted []int
		words         []int // of non-projective arcs
	}{
		{"a projective tree", []int{1, none, 1, 2}, []int{1, none, 1, 2}, nil},
		{"What are you talking about", []int{3, 3, 3, none, 0}, []int{3, 3, 3, none, 3}, []int{4}},
		{"A hearing is held on it today", []int{1, 3, 3, none, 5, 1, 3}, []int{1, 3, 3, none, 5, 3, 3}, []int{5}},
		{"two levels up", []int{1, none, 3, 1, 3, 2}, []int{1, none, 3, 1, 3, 3}, []int{5}},
		{"one word", []int{none}, []int{none}, nil},
		{"no word", nil, nil, nil},
	} {
		if got := NonProjective(c.heads); !slices.Equal(got, c.words) {
			t.Errorf("%s: words of non-projective arcs are %v, want %v", c.text, got, c.words)
		}
		if got := Lift(c.heads); !slices.Equal(got, c.lifted) {
			t.Errorf("%s: lifted to %v, want %v", c.text, got, c.lifted)
		}
	}
}

// crossed makes a random tree, whatever crosses.
func crossed(random *rand.Rand, n int) []int {
	order, heads := random.Perm(n), make([]int, n)
	for k, word := range order {
		if heads[word] = none; k > 0 {
			heads[word] = order[random.IntN(k)]
		}
	}
	return heads
}

// tree reports whether each word leads up to the only root.
func tree(heads []int) bool {
	roots := 0
	for i, head := range heads {
		if head == none {
			roots++
		}
		steps := 0
		for ; i != none && steps <= len(heads); steps++ {
			i = heads[i]
		}
		if i != none {
			return false
		}
	}
	return roots == 1
}

// Lifting leaves a projective tree, and of a projective tree all as it is.
func TestLiftRandomTrees(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		heads := crossed(random, 1+random.IntN(15))
		lifted := Lift(heads)
		if !tree(lifted) || len(NonProjective(lifted)) > 0 {
			t.Fatalf("%v is lifted to %v", heads, lifted)
		}
		if again := Lift(lifted); !slices.Equal(again, lifted) {
			t.Fatalf("%v, projective, is lifted to %v", lifted, again)
		}
	}
}
