package compare

import (
	"cmp"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/news"
)

// side is what one account tells of a point.
type side struct {
	doc     *news.Document
	members []align.Ref
}

// value is one value of an account, with where it stands.
type value struct {
	span news.Span
	text string // normalised, readable
}

// finding is a difference between two sides, by one rule.
type finding struct {
	kind    news.DifferenceKind
	verdict news.Verdict
	rule    string
	why     string
	a, b    value
}

// differences lays the accounts of every point side by side, two at a time, by every rule.
func (a *accounts) differences(points []point) []news.Difference {
	var out []news.Difference
	seen := map[[2]news.Evidence]bool{}
	for i := range points {
		sides := a.sides(&points[i])
		for k, x := range sides {
			for _, y := range sides[k+1:] {
				for _, f := range a.contrasts(x, y) {
					d := difference(points[i].ID, x, y, f)
					key := [2]news.Evidence{d.Values[0].Evidence, d.Values[1].Evidence}
					if !seen[key] {
						seen[key] = true
						out = append(out, d)
					}
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y news.Difference) int { return cmp.Compare(gravity(x.Verdict), gravity(y.Verdict)) })
	return out
}

// gravity orders verdicts: what cannot both be true comes first.
func gravity(v news.Verdict) int {
	return slices.Index([]news.Verdict{news.Conflict, news.Update, news.Compatible}, v)
}

// sides groups a point's tellings by account, in order of the documents.
func (a *accounts) sides(p *point) []side {
	var out []side
	for _, m := range p.members {
		if n := len(out); n == 0 || out[n-1].doc != a.docs[m.Doc] {
			out = append(out, side{doc: a.docs[m.Doc]})
		}
		out[len(out)-1].members = append(out[len(out)-1].members, m)
	}
	return out
}

// contrasts applies every rule to two sides.
func (a *accounts) contrasts(x, y side) []finding {
	return slices.Concat(a.numbers(x, y), a.dates(x, y), a.names(x, y), a.polarity(x, y))
}

func difference(point string, x, y side, f finding) news.Difference {
	return news.Difference{Point: point, Kind: f.kind, Verdict: f.verdict, Why: f.why, Rule: f.rule, Values: []news.Variant{
		{Evidence: evidence(x.doc, f.a.span), Value: f.a.text},
		{Evidence: evidence(y.doc, f.b.span), Value: f.b.text},
	}}
}

// published is the day an account was published, "" if unknown.
func published(d *news.Document) string {
	return d.Article.Published[:min(10, len(d.Article.Published))]
}

// within collects the items of an account that lie mostly in its tellings of a point.
func within[T any](s side, items []T, span func(*T) news.Span) []*T {
	var out []*T
	for i := range items {
		w := span(&items[i])
		for _, m := range s.members {
			if 2*s.doc.Statements[m.Statement].Overlap(w) > w.Len() {
				out = append(out, &items[i])
				break
			}
		}
	}
	return out
}
