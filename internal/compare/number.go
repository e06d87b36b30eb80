package compare

import (
	"fmt"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
)

// partRule is the rule by which one amount is a part of what the other counts.
const partRule = "part"

// answer pairs the amounts of every two accounts that answer each other.
func (a *accounts) answer() {
	a.answers, a.answered = map[[2]int][]match{}, make([][]news.Span, len(a.docs))
	for i, xs := range a.given {
		for j := i + 1; j < len(a.given); j++ {
			ys := a.given[j]
			found := mutual(len(xs), len(ys), sure, func(x, y int) float64 { return a.evidence(&xs[x], &ys[y]) })
			a.answers[[2]int{i, j}] = found
			for _, m := range found {
				a.answered[i], a.answered[j] = append(a.answered[i], xs[m.x].Span), append(a.answered[j], ys[m.y].Span)
			}
		}
	}
}

// numbers finds the amounts that two accounts put at different values.
func (a *accounts) numbers(i, j int) []finding {
	xs, ys := a.given[i], a.given[j]
	seen := map[string]bool{}
	var out []finding
	for _, m := range a.answers[[2]int{i, j}] {
		x, y := &xs[m.x], &ys[m.y]
		if values := x.words + "\n" + y.words; !equal(x, y) && !seen[values] {
			seen[values] = true
			out = append(out, a.judgeNumbers(x, y))
		}
	}
	return out
}

// subjectAt is the linked entity that is the subject of the statement around a place, -1
// if it is none.
func (a *accounts) subjectAt(doc int, s news.Span) int {
	d := a.docs[doc]
	for _, r := range a.around(doc, s) {
		st := a.statement(r)
		if st.Subject < 0 {
			continue
		}
		at := d.Sentences[st.Sentence].Tokens[st.Subject].Span
		for k := range d.Mentions {
			if d.Mentions[k].Contains(at) {
				return a.links.Entity[doc][d.Mentions[k].Entity]
			}
		}
	}
	return -1
}

func (a *accounts) judgeNumbers(p, q *amount) finding {
	x, y := a.docs[p.doc], a.docs[q.doc]
	f := finding{kind: news.NumberDiffers, a: value{p.doc, p.Span, p.words}, b: value{q.doc, q.Span, q.words}}
	if p.none || q.none {
		f.kind, f.verdict, f.rule = news.PolarityDiffers, news.Conflict, "none-or-some"
		f.why = fmt.Sprintf("%q in %s, %q in %s", p.words, sourceName(x.Article), q.words, sourceName(y.Article))
		return f
	}
	if ok, rule, why := quantity.Compatible(*p.Quantity, *q.Quantity); ok {
		f.verdict, f.rule, f.why = news.Compatible, rule, why
		return f
	}
	if part(x, p) != part(y, q) {
		f.verdict, f.rule, f.why = news.Compatible, partRule, fmt.Sprintf("%s and %s: one is a part of a whole", f.a.text, f.b.text)
		return f
	}
	if group, ok := among(p, q); ok {
		f.verdict, f.rule, f.why = news.Compatible, "among", group
		return f
	}
	if why, grown := a.moved(p, q); grown {
		f.verdict, f.rule, f.why = news.Update, "later-report", why
		return f
	}
	f.verdict, f.rule = news.Conflict, "values-exclude"
	f.why = fmt.Sprintf("%s and %s exclude each other", f.a.text, f.b.text)
	return f
}

// among reports whether one counts people and the other fewer of some group of them:
// "50 people" and "19 patients".
func among(p, q *amount) (string, bool) {
	if p.Unit == "person" {
		p, q = q, p
	}
	if !p.People || q.Unit != "person" || p.Unit == "person" || p.Value < 2 || p.Value >= q.Value {
		return "", false
	}
	return fmt.Sprintf("%s may be among %s", p.words, q.words), true
}

// moved reports whether the account published later gives the count that time brings,
// and says so: tolls and damage grow while a story runs, what remains of something falls.
func (a *accounts) moved(p, q *amount) (string, bool) {
	di, dj := a.publications(p.doc, q.doc)
	if di == "" || dj == "" || di == dj || isMeasure(p.Unit) || p.years != nil || q.years != nil {
		return "", false
	}
	if a.instant(p.doc).After(a.instant(q.doc)) {
		p, q, di, dj = q, p, dj, di
	}
	grows := p.fate != "" && q.fate != "" && q.Value > p.Value
	falls := q.Value < p.Value && (a.remaining(p.doc, p.Span) || a.remaining(q.doc, q.Span))
	if !grows && !falls {
		return "", false
	}
	return fmt.Sprintf("%s reports %s on %s, %s %s on %s", sourceName(a.docs[p.doc].Article), p.words, di,
		sourceName(a.docs[q.doc].Article), q.words, dj), true
}

// remaining reports whether a place stands in a statement of what is left of something.
func (a *accounts) remaining(doc int, s news.Span) bool {
	left := a.language.Section("remaining")
	for _, r := range a.around(doc, s) {
		for _, k := range a.statement(r).Own {
			if left.Has(a.sentence(r).Tokens[k].Lemma) {
				return true
			}
		}
	}
	return false
}
