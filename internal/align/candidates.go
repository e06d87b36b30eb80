package align

import (
	"cmp"
	"slices"
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
	index := make([][]int, len(v.terms))
	for i := range units {
		for _, t := range units[i].terms {
			index[t.term] = append(index[t.term], i)
		}
	}
	score := make([]float64, len(units))
	seen := map[[2]int]bool{}
	var out []Pair
	add := func(key [2]int) {
		if !seen[key] {
			seen[key] = true
			out = append(out, Pair{a: key[0], b: key[1]})
		}
	}
	for i := range units {
		for _, j := range promising(units, v, index, i, score, accounts) {
			add([2]int{min(i, j), max(i, j)})
		}
	}
	for _, key := range given {
		add(key)
	}
	slices.SortFunc(out, func(x, y Pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return out
}

// promising lists the units that share the most weight with unit i,
// at most maxCandidates of each account. score is scratch space, all zero.
func promising(units []unit, v *vocabulary, index [][]int, i int, score []float64, accounts int) []int {
	var touched []int
	for _, t := range units[i].terms {
		for _, r := range v.related[t.term] {
			if len(index[r.term]) > maxStatements*accounts {
				continue
			}
			for _, j := range index[r.term] {
				if j == i {
					continue
				}
				if score[j] == 0 {
					touched = append(touched, j)
				}
				score[j] += r.close * t.weight
			}
		}
	}
	slices.SortFunc(touched, func(a, b int) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) })
	taken := make([]int, accounts)
	var out []int
	for _, j := range touched {
		if taken[units[j].doc] < maxCandidates && score[j] >= 1 {
			taken[units[j].doc]++
			out = append(out, j)
		}
		score[j] = 0
	}
	return out
}
