package cluster

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestCountsAreThoseOfAMap adds and takes at random, terms that share a place among them.
func TestCountsAreThoseOfAMap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	c, want := newCounts(0), map[uint32]uint32{}
	for range 200_000 {
		term := random.Uint32N(3000) << random.UintN(12)
		if random.IntN(3) > 0 {
			c.add(term, 1)
			want[term]++
		} else if c.take(term); want[term] > 0 {
			want[term]--
		}
	}
	for term, n := range want {
		if got := c.of(term); got != n {
			t.Fatalf("term %d is counted %d times, not %d", term, got, n)
		}
	}
}

// TestChainsListTheLatest holds chains against lists, while members leave.
func TestChainsListTheLatest(t *testing.T) {
	const window, marks, each = 4000, 500, 40
	random := rand.New(rand.NewPCG(3, 4))
	c, want := newChains(), map[uint32][]int32{}
	for at := range int32(20_000) {
		for range each {
			mark := random.Uint32N(marks)
			c.add(mark, at)
			want[mark] = append(want[mark], at)
		}
		first := max(0, at-window)
		c.drop(first)
		mark := random.Uint32N(2 * marks) // half of them have no member
		list := want[mark][max(0, len(want[mark])-maxHolds):]
		list = slices.DeleteFunc(slices.Clone(list), func(m int32) bool { return m < first })
		slices.Reverse(list)
		if got := c.latest(mark, maxHolds, nil); !slices.Equal(got, list) {
			t.Fatalf("mark %d after %d members: %v, not %v", mark, at, got, list)
		}
	}
}
