package eval

import "synoptic/internal/news"

// contrast is two accounts' values of one thing.
type contrast struct {
	a, b    Mark
	verdict news.Verdict
}

func order(x, y Mark, v news.Verdict) contrast {
	if y.Article < x.Article {
		x, y = y, x
	}
	return contrast{x, y, v}
}

// differences counts the contrasts found, those with the right verdict, and those
// that are conflicts or updates.
func differences(c *Case, out *news.Comparison) (all, verdicts, hard Count) {
	gold, found := goldContrasts(c), foundContrasts(out)
	all = greedy(gold, found, samePlaces)
	right := greedy(gold, found, func(g, f contrast) bool { return samePlaces(g, f) && g.verdict == f.verdict })
	verdicts = Count{right.GoldHit, all.GoldHit, right.GoldHit, all.GoldHit}
	return all, verdicts, greedy(grave(gold), grave(found), samePlaces)
}

func goldContrasts(c *Case) []contrast {
	var out []contrast
	for _, d := range c.Differences {
		out = append(out, order(d.A, d.B, d.Verdict))
	}
	return out
}

func foundContrasts(c *news.Comparison) []contrast {
	var out []contrast
	for _, d := range c.Differences {
		for i, x := range d.Values {
			for _, y := range d.Values[i+1:] {
				if x.Article != y.Article && x.Value != y.Value {
					out = append(out, order(Mark{Article: x.Article, Place: x.Span}, Mark{Article: y.Article, Place: y.Span}, d.Verdict))
				}
			}
		}
	}
	return out
}

func samePlaces(g, f contrast) bool {
	return g.a.Article == f.a.Article && g.b.Article == f.b.Article && Over(g.a.Place, f.a.Place) && Over(g.b.Place, f.b.Place)
}

// grave keeps the contrasts that cannot both be true at once.
func grave(all []contrast) []contrast {
	var out []contrast
	for _, c := range all {
		if c.verdict != news.Compatible {
			out = append(out, c)
		}
	}
	return out
}

// greedy matches one to one, first come first served.
func greedy(gold, found []contrast, match func(g, f contrast) bool) Count {
	used := map[int]bool{}
	for _, g := range gold {
		for i, f := range found {
			if !used[i] && match(g, f) {
				used[i] = true
				break
			}
		}
	}
	return Count{len(used), len(gold), len(used), len(found)}
}
