package compare

import (
	"fmt"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// dates finds days that two sides write differently or put differently. It stays silent
// where either side names several days.
func (a *accounts) dates(x, y side) []finding {
	dx := within(x, x.doc.Dates, func(d *news.Date) news.Span { return d.Span })
	dy := within(y, y.doc.Dates, func(d *news.Date) news.Span { return d.Span })
	if len(distinct(dx)) != 1 || len(distinct(dy)) != 1 {
		return nil
	}
	p, q := dx[0], dy[0]
	f := finding{kind: news.DateDiffers, verdict: news.Compatible}
	wx, wy := p.Of(x.doc.Article.Text), q.Of(y.doc.Article.Text)
	switch {
	case p.Value == q.Value && p.Relative != q.Relative:
		f.rule, f.why = "same-day", fmt.Sprintf("%q and %q are both %s", wx, wy, p.Value)
		f.a, f.b = value{p.Span, p.Value + ", as " + bare(wx)}, value{q.Span, q.Value + ", as " + bare(wy)}
		return []finding{f}
	case p.Value == q.Value:
		return nil
	case strings.HasPrefix(p.Value, q.Value) || strings.HasPrefix(q.Value, p.Value):
		f.rule, f.why = "finer", fmt.Sprintf("%s and %s: one is finer than the other", p.Value, q.Value)
	default:
		f.verdict, f.rule, f.why = news.Conflict, "days-exclude", fmt.Sprintf("%s is not %s", p.Value, q.Value)
	}
	f.a, f.b = value{p.Span, p.Value}, value{q.Span, q.Value}
	return []finding{f}
}

func distinct(dates []*news.Date) map[string]bool {
	out := map[string]bool{}
	for _, d := range dates {
		out[d.Value] = true
	}
	return out
}

// bare is a date expression in lower case without its preposition.
func bare(s string) string {
	s = text.Fold(s)
	for _, p := range []string{"on ", "in ", "at ", "since "} {
		s = strings.TrimPrefix(s, p)
	}
	return s
}
