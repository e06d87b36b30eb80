package align

import (
	"fmt"
	"slices"
	"testing"
)

// scored makes units of one account each and the pairs of them given as "a b score".
func scored(n int, pairs ...string) ([]unit, []Pair) {
	units := make([]unit, n)
	for i := range units {
		units[i] = unit{doc: i}
	}
	var out []Pair
	for _, p := range pairs {
		var x Pair
		if _, err := fmt.Sscan(p, &x.a, &x.b, &x.Score); err != nil {
			panic(err)
		}
		out = append(out, x)
	}
	return units, out
}

func TestCluster(t *testing.T) {
	for _, c := range []struct {
		name  string
		n     int
		pairs []string
		want  string
	}{
		{"nothing", 0, nil, "[]"},
		{"no pairs", 2, nil, "[[0] [1]]"},
		{"one pair", 3, []string{"0 2 .9"}, "[[0 2] [1]]"},
		{"too weak", 2, []string{"0 1 .49"}, "[[0] [1]]"},
		{"no chain", 4, []string{"0 1 .9", "1 2 .8", "2 3 .9"}, "[[0 1] [2 3]]"},
		{"all alike", 3, []string{"0 1 .8", "0 2 .8", "1 2 .8"}, "[[0 1 2]]"},
		{"a missing pair counts 0", 3, []string{"0 1 .9", "0 2 .9"}, "[[0 1] [2]]"},
		{"strong enough on average", 3, []string{"0 1 .9", "0 2 .9", "1 2 .2"}, "[[0 1 2]]"},
		{"strongest first", 3, []string{"0 1 .6", "1 2 .9"}, "[[0] [1 2]]"},
	} {
		units, pairs := scored(c.n, c.pairs...)
		if got := fmt.Sprint(cluster(units, pairs, .5)); got != c.want {
			t.Errorf("%s: %s, not %s", c.name, got, c.want)
		}
	}
}

// TestSecondRound holds that a statement that tells two things stands in a group of each.
func TestSecondRound(t *testing.T) {
	units, pairs := scored(3, "0 1 .9", "0 2 .8")
	f := &Field{units: units, Pairs: pairs}
	if got := fmt.Sprint(members(f.Groups(.5, .7))); got != "[[0 1] [2] [0 2]]" {
		t.Errorf("groups %s", got)
	}
	if got := fmt.Sprint(members(f.Groups(.5, .85))); got != "[[0 1] [2]]" {
		t.Errorf("a weak pair was grouped again: %s", got)
	}
	for i := range units { // all of one account
		units[i].doc = 0
	}
	if got := fmt.Sprint(members(f.Groups(.5, .7))); got != "[[0 1] [2]]" {
		t.Errorf("a pair of one account was grouped again: %s", got)
	}
}

func members(groups []Group) (out [][]int) {
	for _, g := range groups {
		out = append(out, g.units)
	}
	return out
}

func TestMeanScore(t *testing.T) {
	score := map[[2]int]float64{{0, 1}: .9, {0, 2}: .7}
	if got := meanScore([]int{0, 1, 2}, score); got != .8 {
		t.Errorf("mean %v", got)
	}
	if got := meanScore([]int{5}, score); got != 0 {
		t.Errorf("mean of one %v", got)
	}
}

// TestCandidatesAreFew bounds how many statements of an account each is held against,
// however many share its words.
func TestCandidatesAreFew(t *testing.T) {
	v, _ := words(t, []string{"ferry"})
	var units []unit
	for i := range 2 * maxStatements {
		units = append(units, unit{doc: i % 2, statement: i / 2, terms: []weighted{{v.ids["ferry"], 3}}})
	}
	count := map[[2]int]int{}
	f := newFinder(units, v, 2)
	for i := range units {
		for doc, best := range f.promising(i) {
			count[[2]int{i, doc}] = len(best)
		}
	}
	if count[[2]int{0, 0}] != maxCandidates || !slices.IsSorted(f.promising(0)[1]) {
		t.Errorf("of equals, the first are candidates: %d, %v", count[[2]int{0, 0}], f.promising(0))
	}
	for key, n := range count {
		if n > maxCandidates {
			t.Errorf("unit %d has %d candidates in account %d", key[0], n, key[1])
		}
	}
	if len(candidates(append(units, units...), v, 2, nil)) != 0 {
		t.Error("a word of every statement finds candidates")
	}
}
