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
	later := make([][]int, len(units)) // by unit: those after it that it is paired with
	add := func(i, j int) { later[min(i, j)] = append(later[min(i, j)], max(i, j)) }
	for i := range units {
		for _, j := range promising(units, v, index, i, score, accounts) {
			add(i, j)
		}
	}
	for _, ends := range given {
		add(ends[0], ends[1])
	}
	var out []Pair
	for i, list := range later {
		slices.Sort(list)
		for _, j := range slices.Compact(list) {
			out = append(out, Pair{a: i, b: j})
		}
	}
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
	touched = slices.DeleteFunc(touched, func(j int) bool {
		weak := score[j] < 1
		if weak {
			score[j] = 0
		}
		return weak
	})
	slices.SortFunc(touched, func(a, b int) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) })
	taken := make([]int, accounts)
	var out []int
	for _, j := range touched {
		if taken[units[j].doc] < maxCandidates {
			taken[units[j].doc]++
			out = append(out, j)
		}
		score[j] = 0
	}
	return out
}
