package align

import (
	"cmp"
	"slices"
)

// maxCandidates is how many statements of one other account are looked at closely for
// each statement. The bound keeps the cost linear in the length of an account.
const maxCandidates = 24

// reach is how many statements before and after count as the surroundings of one.
const reach = 2

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

// around fills the feature that says how alike the surroundings of a pair are: accounts
// tend to tell neighbouring things next to each other.
func around(pairs []Pair, units []unit) {
	dice := make(map[[2]int]float64, len(pairs))
	for i := range pairs {
		dice[[2]int{pairs[i].a, pairs[i].b}] = pairs[i].Features[fDice]
	}
	for i := range pairs {
		a, b := pairs[i].a, pairs[i].b
		best := 0.0
		for x := max(0, a-reach); x <= min(len(units)-1, a+reach); x++ {
			for y := max(0, b-reach); y <= min(len(units)-1, b+reach); y++ {
				if x != a && y != b && units[x].doc == units[a].doc && units[y].doc == units[b].doc {
					best = max(best, dice[[2]int{x, y}])
				}
			}
		}
		pairs[i].Features[fAround] = best
	}
}

// rank fills the features that compare a pair with its rivals: the other pairs of
// either unit with the same two accounts.
func rank(pairs []Pair, units []unit) {
	rivals := map[[2]int][]int{} // unit and other account to pairs
	for p := range pairs {
		a, b := pairs[p].a, pairs[p].b
		rivals[[2]int{a, units[b].doc}] = append(rivals[[2]int{a, units[b].doc}], p)
		rivals[[2]int{b, units[a].doc}] = append(rivals[[2]int{b, units[a].doc}], p)
	}
	for p := range pairs {
		f := &pairs[p].Features
		a, b := pairs[p].a, pairs[p].b
		rankA, bestA := among(pairs, rivals[[2]int{a, units[b].doc}], p)
		rankB, bestB := among(pairs, rivals[[2]int{b, units[a].doc}], p)
		f[fRank] = 1 / float64(max(rankA, rankB))
		f[fRankMean] = (1/float64(rankA) + 1/float64(rankB)) / 2
		f[fMargin] = f[fDice] - max(bestA, bestB)
	}
}

// among is the rank of pair p by dice among rivals, and the best dice of the others.
func among(pairs []Pair, rivals []int, p int) (rank int, best float64) {
	own := pairs[p].Features[fDice]
	rank = 1
	for _, q := range rivals {
		if q == p {
			continue
		}
		d := pairs[q].Features[fDice]
		best = max(best, d)
		if d > own || d == own && q < p {
			rank++
		}
	}
	return rank, best
}
