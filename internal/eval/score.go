package eval

import (
	"cmp"
	"fmt"
	"slices"

	"synoptic/internal/news"
)

// Count is a tally of matches: of Gold annotated items GoldHit were found; of Found
// items FoundHit are right.
type Count struct{ GoldHit, Gold, FoundHit, Found int }

// Add sums two counts.
func (c *Count) Add(o Count) {
	c.GoldHit, c.Gold = c.GoldHit+o.GoldHit, c.Gold+o.Gold
	c.FoundHit, c.Found = c.FoundHit+o.FoundHit, c.Found+o.Found
}

// Precision is the share of found items that are right.
func (c Count) Precision() float64 { return ratio(c.FoundHit, c.Found) }

// Recall is the share of annotated items that were found.
func (c Count) Recall() float64 { return ratio(c.GoldHit, c.Gold) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (c Count) String() string {
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f (gold %d, found %d)", c.Precision(), c.Recall(), c.F1(), c.Gold, c.Found)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Over reports whether two spans share at least half of the shorter one.
func Over(a, b news.Span) bool {
	share := a.Overlap(b)
	return share > 0 && 2*share >= min(a.Len(), b.Len())
}

// Score is the figures of one case, or summed over several.
type Score struct{ Points, Differences, Verdicts, Conflicts, Exclusives Count }

// Add sums two scores.
func (s *Score) Add(o Score) {
	s.Points.Add(o.Points)
	s.Differences.Add(o.Differences)
	s.Verdicts.Add(o.Verdicts)
	s.Conflicts.Add(o.Conflicts)
	s.Exclusives.Add(o.Exclusives)
}

func (s Score) String() string {
	return fmt.Sprintf("points      %v\ndifferences %v\nverdicts    %v\nconflicts   %v\nexclusives  %v",
		s.Points, s.Differences, s.Verdicts, s.Conflicts, s.Exclusives)
}

// Of measures a comparison against its case.
func Of(c *Case, out *news.Comparison) Score {
	s := Score{Points: points(c, out), Exclusives: exclusives(c, out)}
	s.Differences, s.Verdicts, s.Conflicts = differences(c, out)
	return s
}

// unit is what one point says in two articles.
type unit struct {
	a, b         string
	inA, inB     []news.Span
	point, order int
}

// units cuts points (as article and span of each telling) into one unit for every two articles.
func units(points [][]Mark) []unit {
	var out []unit
	for n, tellings := range points {
		by := map[string][]news.Span{}
		var ids []string
		for _, t := range tellings {
			if by[t.Article] == nil {
				ids = append(ids, t.Article)
			}
			by[t.Article] = append(by[t.Article], t.Place)
		}
		slices.Sort(ids)
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				out = append(out, unit{a, b, by[a], by[b], n, len(out)})
			}
		}
	}
	return out
}

// share is the part of the told spans that match one of the gold spans.
func share(told, gold []news.Span) float64 {
	n := 0
	for _, s := range told {
		if slices.ContainsFunc(gold, func(g news.Span) bool { return Over(s, g) }) {
			n++
		}
	}
	return ratio(n, len(told))
}

// fit says how well a found unit is a gold one; 0: not at all.
func fit(gold, found unit) float64 {
	if gold.a != found.a || gold.b != found.b {
		return 0
	}
	a, b := share(found.inA, gold.inA), share(found.inB, gold.inB)
	if a < 0.5 || b < 0.5 {
		return 0
	}
	return a + b
}

// points matches found units to gold ones, the best fits first.
func points(c *Case, out *news.Comparison) Count {
	gold, found := units(goldMarks(c)), units(foundMarks(out))
	type match struct {
		fit  float64
		g, f int
	}
	var all []match
	for g := range gold {
		for f := range found {
			if q := fit(gold[g], found[f]); q > 0 {
				all = append(all, match{q, g, f})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y match) int { return cmp.Compare(y.fit, x.fit) })
	usedG, usedF := map[int]bool{}, map[int]bool{}
	for _, m := range all {
		if !usedG[m.g] && !usedF[m.f] {
			usedG[m.g], usedF[m.f] = true, true
		}
	}
	return Count{len(usedG), len(gold), len(usedF), len(found)}
}

func goldMarks(c *Case) [][]Mark {
	var out [][]Mark
	for _, p := range c.Points {
		out = append(out, p.Tellings)
	}
	return out
}

func foundMarks(c *news.Comparison) [][]Mark {
	var out [][]Mark
	for _, p := range c.Points {
		var marks []Mark
		for _, t := range p.Tellings {
			marks = append(marks, Mark{Article: t.Article, Place: t.Span})
		}
		out = append(out, marks)
	}
	return out
}

// exclusives counts the annotated single-account statements shown as such, against
// the shared tellings wrongly shown so.
func exclusives(c *Case, out *news.Comparison) Count {
	var solo []Mark
	for _, marks := range foundMarks(out) {
		if !slices.ContainsFunc(marks, func(m Mark) bool { return m.Article != marks[0].Article }) {
			solo = append(solo, marks...)
		}
	}
	flagged := func(m Mark) bool {
		return slices.ContainsFunc(solo, func(s Mark) bool {
			return s.Article == m.Article && 2*s.Place.Overlap(m.Place) >= m.Place.Len()
		})
	}
	right, wrong := 0, 0
	for _, m := range c.Only {
		right += btoi(flagged(m))
	}
	for _, tellings := range goldMarks(c) {
		for _, m := range tellings {
			wrong += btoi(flagged(m))
		}
	}
	return Count{right, len(c.Only), right, right + wrong}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
