package align

import "testing"

// TestStanding holds that pairs are ranked among their rivals, and that their surroundings
// are found, as by looking at all pairs.
func TestStanding(t *testing.T) {
	docs := harbour(t)
	f := aligner(t).Field(docs, unlinked(docs), nil)
	c := newCompany(f, newMeasurer(f.vocabulary, f.census))
	if len(f.Pairs) < 10 {
		t.Fatalf("%d pairs are too few", len(f.Pairs))
	}
	for p := range f.Pairs {
		a, b := f.Pairs[p].a, f.Pairs[p].b
		if want := c.among(p, a, f.units[b].doc); c.rivals[p][0] != want {
			t.Errorf("pair %d stands %+v among those of its first statement, not %+v", p, c.rivals[p][0], want)
		}
		if want := c.among(p, b, f.units[a].doc); c.rivals[p][1] != want {
			t.Errorf("pair %d stands %+v among those of its second statement, not %+v", p, c.rivals[p][1], want)
		}
		var x Features
		if c.around(&x, p); x[fAround] != c.beside(p) {
			t.Errorf("pair %d has %v around it, not %v", p, x[fAround], c.beside(p))
		}
	}
}

// among looks at all pairs for the rivals of one: those of a unit with an account.
func (c *company) among(p, unit, doc int) standing {
	s := standing{rank: 1}
	for q := range c.dice {
		a, b := c.field.Pairs[q].a, c.field.Pairs[q].b
		if q == p || (a != unit || c.field.units[b].doc != doc) && (b != unit || c.field.units[a].doc != doc) {
			continue
		}
		s.best = max(s.best, c.dice[q])
		if c.dice[q] > c.dice[p] || c.dice[q] == c.dice[p] && q < p {
			s.rank++
		}
	}
	return s
}

// beside looks at all pairs for the best of those about one.
func (c *company) beside(p int) float64 {
	best, units := 0.0, c.field.units
	near := func(x, y int) bool {
		return x != y && max(x-y, y-x) <= reach && units[x].doc == units[y].doc
	}
	for q := range c.dice {
		if near(c.field.Pairs[q].a, c.field.Pairs[p].a) && near(c.field.Pairs[q].b, c.field.Pairs[p].b) {
			best = max(best, c.dice[q])
		}
	}
	return best
}
