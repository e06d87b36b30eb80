package compare

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// How likely the statements around two dates must tell the same before the dates are
// held against each other: little where the dates agree, more where they do not.
const (
	likelySameDay = 0.3
	likelyFiner   = 0.4
	likelyClash   = 0.45
)

// dates finds what two accounts date differently or write differently, each day once.
func (a *accounts) dates(i, j int) []finding {
	x, y := a.docs[i], a.docs[j]
	seen := map[string]bool{}
	var out []finding
	for k := range x.Dates {
		p := &x.Dates[k]
		q, likely := a.dateFor(i, p, j)
		if q == nil {
			continue
		}
		if back, _ := a.dateFor(j, q, i); back == nil || back.Value != p.Value {
			continue
		}
		if f, ok := a.judgeDates(x, y, p, q, likely); ok && !seen[f.rule+p.Value+q.Value] {
			seen[f.rule+p.Value+q.Value] = true
			out = append(out, f)
		}
	}
	return out
}

// dateFor is the date of account j whose statement most likely tells the same as that
// around date p of account i, nil if none may.
func (a *accounts) dateFor(i int, p *news.Date, j int) (*news.Date, float64) {
	var best *news.Date
	most := 0.0
	for k := range a.docs[j].Dates {
		q := &a.docs[j].Dates[k]
		l := a.likely(i, p.Span, j, q.Span)
		if p.Value == q.Value && a.leads(i, p.Span) && a.leads(j, q.Span) {
			l = max(l, likelySameDay) // the day of the event itself
		}
		if l > most {
			best, most = q, l
		}
	}
	return best, most
}

// leads reports whether a place lies in the first sentence of an account's body.
func (a *accounts) leads(doc int, s news.Span) bool {
	d := a.docs[doc]
	for i := range d.Sentences {
		if d.Blocks[d.Sentences[i].Block].Kind == news.Body {
			return d.Sentences[i].Contains(s)
		}
	}
	return false
}

func (a *accounts) judgeDates(x, y *news.Document, p, q *news.Date, likely float64) (finding, bool) {
	f := finding{kind: news.DateDiffers, verdict: news.Compatible, a: value{p.Span, p.Value}, b: value{q.Span, q.Value}}
	wx, wy := a.bare(p.Of(x.Article.Text)), a.bare(q.Of(y.Article.Text))
	switch {
	case p.Value == q.Value:
		f.rule, f.why = "same-day", fmt.Sprintf("%q and %q are both %s", wx, wy, p.Value)
		f.a.text, f.b.text = p.Value+", as "+wx, q.Value+", as "+wy
		return f, likely >= likelySameDay && len(p.Value) == len("2006-01-02") && (p.Relative || q.Relative) && !shareWord(wx, wy)
	case strings.HasPrefix(p.Value, q.Value) || strings.HasPrefix(q.Value, p.Value):
		f.rule, f.why = "finer", fmt.Sprintf("%s and %s: one is finer than the other", p.Value, q.Value)
		return f, likely >= likelyFiner && !strings.Contains(wx+wy, "week")
	}
	f.verdict, f.rule, f.why = news.Conflict, "days-exclude", fmt.Sprintf("%s is not %s", p.Value, q.Value)
	return f, likely >= likelyClash && wx != wy && len(p.Value) == len(q.Value) && strings.ContainsAny(wx, "0123456789") && strings.ContainsAny(wy, "0123456789")
}

// shareWord reports whether two expressions have a word in common: "Friday" and "Friday
// night" are no two ways of writing a day.
func shareWord(x, y string) bool {
	words := strings.Fields(text.Fold(y))
	return slices.ContainsFunc(strings.Fields(text.Fold(x)), func(w string) bool { return slices.Contains(words, w) })
}

// bare is a date expression without its preposition.
func (a *accounts) bare(s string) string {
	if first, rest, ok := strings.Cut(s, " "); ok && a.language.Section("date prepositions").Has(text.Fold(first)) {
		return rest
	}
	return s
}
