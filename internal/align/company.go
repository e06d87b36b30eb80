package align

import (
	"cmp"
	"slices"
)

// reach is how many statements before and after count as the surroundings of one.
const reach = 2

// company is what stands about the pairs: the overlap of all of them, and how each stands
// among its rivals.
type company struct {
	field  *Field
	dice   []float64     // by pair
	rivals [][2]standing // by pair: among the pairs of either unit with the same two accounts
}

// standing is the rank of a pair by dice among its rivals, 1 the first, and the best dice of
// the others.
type standing struct {
	rank int
	best float64
}

func newCompany(f *Field, m *measurer) *company {
	c := &company{f, make([]float64, len(f.Pairs)), make([][2]standing, len(f.Pairs))}
	for p := range f.Pairs {
		c.dice[p] = m.dice(&f.units[f.Pairs[p].a], &f.units[f.Pairs[p].b])
	}
	for _, rivals := range c.contests() {
		c.compete(rivals)
	}
	return c
}

// end is one of the two units of a pair.
type end struct{ pair, side int32 }

// contests lists the pairs by one unit of theirs and the account of the other.
func (c *company) contests() [][]end {
	units := c.field.units
	accounts := len(c.field.from)
	out := make([][]end, len(units)*accounts)
	for p := range c.field.Pairs {
		a, b := c.field.Pairs[p].a, c.field.Pairs[p].b
		x, y := a*accounts+units[b].doc, b*accounts+units[a].doc
		out[x], out[y] = append(out[x], end{int32(p), 0}), append(out[y], end{int32(p), 1})
	}
	return out
}

// compete ranks rivals.
func (c *company) compete(rivals []end) {
	slices.SortFunc(rivals, func(x, y end) int {
		return cmp.Or(cmp.Compare(c.dice[y.pair], c.dice[x.pair]), cmp.Compare(x.pair, y.pair))
	})
	for k, r := range rivals {
		s := standing{rank: k + 1}
		if k > 0 {
			s.best = c.dice[rivals[0].pair]
		} else if len(rivals) > 1 {
			s.best = c.dice[rivals[1].pair]
		}
		c.rivals[r.pair][r.side] = s
	}
}

// around fills the feature that says how alike the surroundings of a pair are: accounts
// tend to tell neighbouring things next to each other.
func (c *company) around(f *Features, p int) {
	units, a, b := c.field.units, c.field.Pairs[p].a, c.field.Pairs[p].b
	best := 0.0
	for x := max(0, a-reach); x <= min(len(units)-1, a+reach); x++ {
		if x == a || units[x].doc != units[a].doc {
			continue
		}
		for q := c.field.pair(x, b-reach); q < c.field.first[x+1] && c.field.Pairs[q].b <= b+reach; q++ {
			if y := c.field.Pairs[q].b; y != b && units[y].doc == units[b].doc {
				best = max(best, c.dice[q])
			}
		}
	}
	f[fAround] = best
}

// rank fills the features that compare a pair with its rivals.
func (c *company) rank(f *Features, p int) {
	a, b := c.rivals[p][0], c.rivals[p][1]
	f[fRank] = 1 / float64(max(a.rank, b.rank))
	f[fRankMean] = (1/float64(a.rank) + 1/float64(b.rank)) / 2
	f[fMargin] = f[fDice] - max(a.best, b.best)
}
