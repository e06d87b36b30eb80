package compare

import (
	"fmt"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
)

// How much it counts, beside what surrounds them, that two times of day are equal, or can
// be; how much evidence shows a difference, and how much a conflict; and how many
// minutes "around noon" may be off.
const (
	bySameHour  = 2.0
	byFitHour   = 1.0
	sureHour    = 2.3
	sureOtherly = 2.8
	roughly     = 60
)

// timed is a time of day an account gives, and where.
type timed struct {
	quantity.Hour
	setting
	words string
}

// timedIn collects the times of day in an account's statements.
func (a *accounts) timedIn(doc int, r *quantity.Reader) []timed {
	d := a.docs[doc]
	var out []timed
	for _, h := range r.Hours(d) {
		if t := (timed{Hour: h, setting: a.setting(doc, h.Span), words: h.Of(d.Article.Text)}); len(t.refs) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// hours finds the times of day that two accounts give differently for one event.
func (a *accounts) hours(i, j int) []finding {
	xs, ys := a.timed[i], a.timed[j]
	var out []finding
	for _, m := range mutual(len(xs), len(ys), sureHour, func(x, y int) float64 { return a.sameHour(&xs[x], &ys[y]) }) {
		if f, ok := judgeHours(&xs[m.x], &ys[m.y], m.evidence); ok {
			out = append(out, f)
		}
	}
	return out
}

// sameHour is the evidence that two times of day are of one event.
func (a *accounts) sameHour(x, y *timed) float64 {
	if a.sentencesLikely(x.refs[0], y.refs[0]) < hardlyLikely {
		return 0
	}
	sum := 0.0
	switch {
	case x.From == y.From && x.To == y.To:
		sum = bySameHour
	case fits(x, y):
		sum = byFitHour
	}
	return sum + a.context(&x.setting, &y.setting, sureHour-sum)
}

// fits reports whether two times can be one: one within the other, or as near as a rough
// time may be.
func fits(x, y *timed) bool {
	if x.From < x.To && y.From < y.To {
		return false // two parts of a day
	}
	slack := 0
	if x.About || y.About {
		slack = roughly
	}
	return x.From-slack <= y.To && y.From-slack <= x.To
}

func judgeHours(x, y *timed, evidence float64) (finding, bool) {
	f := finding{kind: news.DateDiffers, verdict: news.Compatible, rule: "hours-fit", a: value{x.doc, x.Span, x.words}, b: value{y.doc, y.Span, y.words},
		why: fmt.Sprintf("%s and %s can be one time", x.words, y.words)}
	switch {
	case x.From == y.From && x.To == y.To:
		return f, false
	case fits(x, y):
		return f, true
	}
	f.verdict, f.rule, f.why = news.Conflict, "hours-exclude", fmt.Sprintf("%s is not %s", x.words, y.words)
	parts := x.From < x.To && y.From < y.To
	return f, evidence >= sureOtherly && !parts
}
