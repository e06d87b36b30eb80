package compare

import (
	"fmt"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
)

// partRule is the rule by which one amount is a part of what the other counts.
const partRule = "part"

// numbers finds the amounts that two accounts put at different values.
func (a *accounts) numbers(i, j int) []finding {
	seen := map[string]bool{}
	var out []finding
	for _, m := range a.matches(a.given[i], a.given[j]) {
		x, y := &a.given[i][m.x], &a.given[j][m.y]
		if values := x.words + "\n" + y.words; !m.equal && !seen[values] {
			seen[values] = true
			out = append(out, a.judgeNumbers(i, j, x, y))
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

func (a *accounts) judgeNumbers(i, j int, p, q *amount) finding {
	x, y := a.docs[i], a.docs[j]
	f := finding{kind: news.NumberDiffers, a: value{p.Span, p.words}, b: value{q.Span, q.words}}
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
	if why, grown := a.moved(i, j, p, q); grown {
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
func (a *accounts) moved(i, j int, p, q *amount) (string, bool) {
	di, dj := published(a.docs[i]), published(a.docs[j])
	if di == "" || dj == "" || di == dj || isMeasure(p.Unit) || p.years != nil || q.years != nil {
		return "", false
	}
	if di > dj {
		i, j, p, q, di, dj = j, i, q, p, dj, di
	}
	grows := p.fate != "" && q.fate != "" && q.Value > p.Value
	falls := q.Value < p.Value && (a.remaining(i, p.Span) || a.remaining(j, q.Span))
	if !grows && !falls {
		return "", false
	}
	return fmt.Sprintf("%s reports %s on %s, %s %s on %s", sourceName(a.docs[i].Article), p.words, di,
		sourceName(a.docs[j].Article), q.words, dj), true
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
