package compare

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// How much it counts, beside what surrounds them, that two dates are equal, or one a
// finer form of the other; and how much evidence shows a difference of either sort.
const (
	bySameDay  = 2.0
	byFiner    = 1.0
	sureDate   = 2.3
	leastClash = 0.4 // closeness of what two dates that clash are dates of

	hardlyLikely = 0.1 // that some statements of the two sentences tell the same
)

// moment is a date an account gives, and where.
type moment struct {
	*news.Date
	setting
	words    string // without preposition
	reported bool   // the day of the report: "said on Friday"
	quoted   bool   // in somebody's own words
}

// moments collects the dates in an account's statements.
func (a *accounts) moments(doc int) []moment {
	d := a.docs[doc]
	var out []moment
	for k := range d.Dates {
		m := moment{Date: &d.Dates[k], setting: a.setting(doc, d.Dates[k].Span)}
		if m.words = a.bare(m.Of(d.Article.Text)); len(m.refs) > 0 {
			m.reported, m.quoted = a.saidOn(&m), inQuotation(d, m.Span)
			out = append(out, m)
		}
	}
	return out
}

// inQuotation reports whether a place stands in quotation marks.
func inQuotation(d *news.Document, s news.Span) bool {
	return slices.ContainsFunc(d.Quotes, func(q news.Quote) bool { return q.Direct && q.Contains(s) })
}

// saidOn reports whether a date hangs on a word of saying.
func (a *accounts) saidOn(m *moment) bool {
	s := a.sentence(m.refs[0])
	first, last := within(s, m.Span)
	for i := first; i < last; i++ {
		if h := s.Tokens[i].Head; h >= 0 && (h < first || h >= last) {
			return a.cues[m.doc].Has(s.Tokens[h].Span)
		}
	}
	return false
}

// dates finds what two accounts date differently or write differently, each day once.
func (a *accounts) dates(i, j int) []finding {
	xs, ys := a.dated[i], a.dated[j]
	seen := map[string]bool{}
	out := a.sameDay(xs, ys)
	for _, m := range mutual(len(xs), len(ys), sureDate, func(x, y int) float64 { return a.sameMoment(&xs[x], &ys[y]) }) {
		f, ok := a.judgeDates(&xs[m.x], &ys[m.y])
		if key := f.a.text + "\n" + f.b.text; ok && !seen[key] {
			seen[key] = true
			out = append(out, f)
		}
	}
	return out
}

// sameMoment is the evidence that two dates are of one event.
func (a *accounts) sameMoment(x, y *moment) float64 {
	if a.sentencesLikely(x.refs[0], y.refs[0]) < hardlyLikely {
		return 0
	}
	sum := 0.0
	switch {
	case x.Value == y.Value:
		sum = bySameDay
	case finer(x, y):
		sum = byFiner
	}
	return sum + a.context(&x.setting, &y.setting, sureDate-sum)
}

// finer reports whether one date says no more than the beginning of the other.
func finer(x, y *moment) bool {
	return strings.HasPrefix(x.Value, y.Value) || strings.HasPrefix(y.Value, x.Value)
}

// sameDay finds the days that two accounts write in different words, each where it is
// first the day of what is told: a weekday in one, "today" or the day of the month in
// the other.
func (a *accounts) sameDay(xs, ys []moment) []finding {
	var out []finding
	for i := range xs {
		x := &xs[i]
		if len(x.Value) < len("2006-01-02") || firstOf(xs, x.Value) != x {
			continue
		}
		y := firstOf(ys, x.Value)
		if y == nil || !x.Relative && !y.Relative || shareWord(x.words, y.words) || a.otherHours(x, y) {
			continue
		}
		out = append(out, finding{kind: news.DateDiffers, verdict: news.Compatible, rule: "same-day",
			why: fmt.Sprintf("%q and %q are both %s", x.words, y.words, x.Value),
			a:   value{x.doc, x.Span, x.Value + ", as " + x.words}, b: value{y.doc, y.Span, y.Value + ", as " + y.words}})
	}
	return out
}

// otherHours reports whether two dates name different parts of a day.
func (a *accounts) otherHours(x, y *moment) bool {
	hours := a.language.Section("date parts of days")
	part := func(m *moment) string {
		words := strings.Fields(text.Fold(m.words))
		if last := words[len(words)-1]; hours.Has(last) {
			return last
		}
		return strings.TrimPrefix(words[0], "to")
	}
	p, q := part(x), part(y)
	return hours.Has(p) && hours.Has(q) && p != q
}

// firstOf is the first moment of a day that is not that of a report, else the first; nil
// if there is none.
func firstOf(all []moment, day string) *moment {
	var first *moment
	for i := range all {
		switch m := &all[i]; {
		case m.Value != day || m.quoted:
		case !m.reported:
			return m
		case first == nil:
			first = m
		}
	}
	return first
}

// judgeDates is the difference of two dates that answer each other, if it is sure.
func (a *accounts) judgeDates(x, y *moment) (finding, bool) {
	f := finding{kind: news.DateDiffers, verdict: news.Compatible, a: value{x.doc, x.Span, x.Value}, b: value{y.doc, y.Span, y.Value}}
	switch {
	case x.Value == y.Value:
		return f, false
	case finer(x, y) && (a.aboutWeek(x) || a.aboutWeek(y)):
		return f, false
	case finer(x, y):
		f.rule, f.why = "finer", fmt.Sprintf("%s and %s: one is finer than the other", x.Value, y.Value)
		return f, true
	}
	f.verdict, f.rule, f.why = news.Conflict, "days-exclude", fmt.Sprintf("%s is not %s", x.Value, y.Value)
	same := len(x.acts) > 0 && len(y.acts) > 0 && a.close(&x.acts[0], &y.acts[0]) >= leastClash
	return f, same && x.words != y.words && len(x.Value) == len(y.Value) && digits(x.words) && digits(y.words)
}

// aboutWeek reports whether a date is that of a week, which says no month.
func (a *accounts) aboutWeek(m *moment) bool {
	return slices.ContainsFunc(strings.Fields(text.Fold(m.words)), func(w string) bool { return a.language.Section("date periods")[w] == "w" })
}

func digits(s string) bool { return strings.ContainsAny(s, "0123456789") }

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
