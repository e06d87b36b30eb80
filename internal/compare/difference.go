package compare

import (
	"cmp"
	"slices"
	"sort"

	"synoptic/internal/align"
	"synoptic/internal/news"
)

// value is one value of an account, with where it stands.
type value struct {
	doc  int
	span news.Span
	text string // normalised, readable
}

// finding is a difference between two accounts, by one rule.
type finding struct {
	kind    news.DifferenceKind
	verdict news.Verdict
	rule    string
	why     string
	a, b    value
}

// differences lays the accounts side by side, two at a time, by every rule; what cannot
// both be true comes first.
func (a *accounts) differences(points []point) []news.Difference {
	var found []finding
	for i := range a.docs {
		for j := i + 1; j < len(a.docs); j++ {
			found = slices.Concat(found, a.numbers(i, j), a.dates(i, j), a.hours(i, j), a.places(i, j), a.names(i, j), a.polarity(points, i, j), a.causes(points, i, j), a.wordings(i, j))
		}
	}
	var out []news.Difference
	for _, f := range found {
		if p := a.pointOf(points, f); p != "" {
			out = append(out, a.difference(p, f))
		}
	}
	slices.SortStableFunc(out, func(x, y news.Difference) int { return cmp.Compare(gravity(x.Verdict), gravity(y.Verdict)) })
	return out
}

// gravity orders verdicts.
func gravity(v news.Verdict) int {
	return slices.Index([]news.Verdict{news.Conflict, news.Update, news.Compatible}, v)
}

func (a *accounts) difference(point string, f finding) news.Difference {
	return news.Difference{Point: point, Kind: f.kind, Verdict: f.verdict, Why: f.why, Rule: f.rule, Values: []news.Variant{
		{Evidence: evidence(a.docs[f.a.doc], f.a.span), Value: f.a.text},
		{Evidence: evidence(a.docs[f.b.doc], f.b.span), Value: f.b.text},
	}}
}

// pointOf is the id of the point a difference belongs to: one that tells both values,
// else the weightiest that tells either.
func (a *accounts) pointOf(points []point, f finding) string {
	either := ""
	for k := range points {
		inX, inY := tells(&points[k], a.docs[f.a.doc].Article.ID, f.a.span), tells(&points[k], a.docs[f.b.doc].Article.ID, f.b.span)
		if inX && inY {
			return points[k].ID
		}
		if either == "" && (inX || inY) {
			either = points[k].ID
		}
	}
	return either
}

func tells(p *point, article string, s news.Span) bool {
	return slices.ContainsFunc(p.Tellings, func(t news.Telling) bool { return t.Article == article && t.Overlap(s) > 0 })
}

// likely is how likely the statements around two places tell the same.
func (a *accounts) likely(i int, x news.Span, j int, y news.Span) float64 {
	best := 0.0
	for _, m := range a.around(i, x) {
		for _, n := range a.around(j, y) {
			best = max(best, a.likelihood(m, n))
		}
	}
	return best
}

// around lists the statements of a document that a place lies in.
func (a *accounts) around(doc int, s news.Span) []align.Ref {
	d := a.docs[doc]
	sentence := func(k int) *news.Sentence { return &d.Sentences[d.Statements[k].Sentence] }
	first := sort.Search(len(d.Statements), func(k int) bool { return sentence(k).End > s.Start })
	var out []align.Ref
	for k := first; k < len(d.Statements) && sentence(k).Start < s.End; k++ {
		if d.Statements[k].Overlap(s) > 0 {
			out = append(out, align.Ref{Doc: doc, Statement: k})
		}
	}
	return out
}

// published is the day an account was published, "" if unknown.
func published(d *news.Document) string {
	return d.Article.Published[:min(10, len(d.Article.Published))]
}
