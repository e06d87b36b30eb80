package align

// reach is how many statements before and after count as the surroundings of one.
const reach = 2

// company is what stands about the pairs: the overlap of all of them, and which of them
// are rivals.
type company struct {
	field  *Field
	dice   []float64        // by pair
	number map[[2]int]int   // by the units of a pair: its number
	rivals map[[2]int][]int // by unit and other account: its pairs
}

func newCompany(f *Field, m *measurer) *company {
	c := &company{f, make([]float64, len(f.Pairs)), make(map[[2]int]int, len(f.Pairs)), map[[2]int][]int{}}
	for p := range f.Pairs {
		a, b := f.Pairs[p].a, f.Pairs[p].b
		c.dice[p] = m.dice(&f.units[a], &f.units[b])
		c.number[[2]int{a, b}] = p
		c.rivals[[2]int{a, f.units[b].doc}] = append(c.rivals[[2]int{a, f.units[b].doc}], p)
		c.rivals[[2]int{b, f.units[a].doc}] = append(c.rivals[[2]int{b, f.units[a].doc}], p)
	}
	return c
}

// around fills the feature that says how alike the surroundings of a pair are: accounts
// tend to tell neighbouring things next to each other.
func (c *company) around(f *Features, p int) {
	units, a, b := c.field.units, c.field.Pairs[p].a, c.field.Pairs[p].b
	best := 0.0
	for x := max(0, a-reach); x <= min(len(units)-1, a+reach); x++ {
		for y := max(0, b-reach); y <= min(len(units)-1, b+reach); y++ {
			if x == a || y == b || units[x].doc != units[a].doc || units[y].doc != units[b].doc {
				continue
			}
			if q, ok := c.number[[2]int{x, y}]; ok {
				best = max(best, c.dice[q])
			}
		}
	}
	f[fAround] = best
}

// rank fills the features that compare a pair with its rivals: the other pairs of
// either unit with the same two accounts.
func (c *company) rank(f *Features, p int) {
	units, a, b := c.field.units, c.field.Pairs[p].a, c.field.Pairs[p].b
	rankA, bestA := c.among(c.rivals[[2]int{a, units[b].doc}], p)
	rankB, bestB := c.among(c.rivals[[2]int{b, units[a].doc}], p)
	f[fRank] = 1 / float64(max(rankA, rankB))
	f[fRankMean] = (1/float64(rankA) + 1/float64(rankB)) / 2
	f[fMargin] = f[fDice] - max(bestA, bestB)
}

// among is the rank of pair p by dice among rivals, and the best dice of the others.
func (c *company) among(rivals []int, p int) (rank int, best float64) {
	rank = 1
	for _, q := range rivals {
		if q == p {
			continue
		}
		d := c.dice[q]
		best = max(best, d)
		if d > c.dice[p] || d == c.dice[p] && q < p {
			rank++
		}
	}
	return rank, best
}
