package compare

import (
	"fmt"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
)

// How sure it must be that two amounts answer each other. A thing that few count ("four
// bombs", "five bombs") answers by itself; people, money and measures are everywhere and
// answer only in statements that tell the same, of things that undergo the same.
const (
	fewRivals    = 3    // amounts of the kind, in one account times the other
	likelyEnough = 0.55 // that the statements tell the same
	sameAct      = 0.6  // closeness of what the counted things undergo
	likelySame   = 0.3  // that the statements tell the same, where the act is the same
	hardlyLikely = 0.1  // the same, where few count the thing and the act is the same
	likelyFew    = 0.6  // the same, where few count the thing
	leastNear    = 0.02 // the smaller value over the larger
	fairlyNear   = 0.3  // the same, where the unit says nothing of what is counted
	likelyMany   = 0.7  // the same, where both accounts count much of the kind
)

// everywhere are units that say nothing of what is counted.
var everywhere = map[string]bool{"person": true, "%": true, "year": true, "month": true, "week": true, "day": true, "hour": true,
	"minute": true, "kilometre": true, "metre": true, "mile": true, "nautical mile": true, "magnitude": true, "": true}

// partRule is the rule by which one amount is a part of what the other counts.
const partRule = "part"

// amount is a quantity with what happens to what it counts.
type amount struct {
	*news.Quantity
	act    string // lemma of the word the counted thing hangs on, "" if unknown
	rivals int    // amounts of its kind in its account
}

// numbers finds the quantities of one kind that two accounts put at different values.
func (a *accounts) numbers(i, j int) []finding {
	xs, ys := unequal(a.amounts(i), a.amounts(j)), unequal(a.amounts(j), a.amounts(i))
	var out []finding
	for _, x := range xs {
		if y, ok := a.answer(i, x, j, ys); ok {
			if back, ok := a.answer(j, y, i, xs); ok && back.Quantity == x.Quantity {
				out = append(out, a.judgeNumbers(i, j, x, y))
			}
		}
	}
	return out
}

// amounts collects the amounts of an account that say what they count.
func (a *accounts) amounts(doc int) []amount {
	d := a.docs[doc]
	var out []amount
	for k := range d.Quantities {
		q := &d.Quantities[k]
		if q.Unit == "" || len(a.around(doc, q.Span)) == 0 {
			continue
		}
		n := amount{Quantity: q, act: actOf(d, q)}
		for o := range d.Quantities {
			if q.Unit == d.Quantities[o].Unit {
				n.rivals++
			}
		}
		out = append(out, n)
	}
	return out
}

// actOf is the lemma of what governs the quantity's words from outside.
func actOf(d *news.Document, q *news.Quantity) string {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if !s.Contains(q.Number) {
			continue
		}
		for k := range s.Tokens {
			t := &s.Tokens[k]
			if q.Contains(t.Span) && t.Head >= 0 && !q.Contains(s.Tokens[t.Head].Span) {
				return s.Tokens[t.Head].Lemma
			}
		}
	}
	return ""
}

// unequal drops the amounts that the other account has too, and repetitions.
func unequal(xs, ys []amount) []amount {
	var out []amount
	for _, x := range xs {
		if !repeats(ys, x) && !repeats(out, x) {
			out = append(out, x)
		}
	}
	return out
}

func repeats(xs []amount, x amount) bool {
	for _, o := range xs {
		if quantity.Same(*o.Quantity, *x.Quantity) {
			return true
		}
	}
	return false
}

// answer is the amount among ys that answers x best, if one answers at all.
func (a *accounts) answer(i int, x amount, j int, ys []amount) (amount, bool) {
	best, most := amount{}, 0.0
	for _, y := range ys {
		if !quantity.Commensurable(*x.Quantity, *y.Quantity) {
			continue
		}
		if score := a.answers(i, x, j, y); score > most {
			best, most = y, score
		}
	}
	return best, most > 0
}

// answers scores how well two amounts of a kind answer each other, 0 for not enough.
func (a *accounts) answers(i int, x amount, j int, y amount) float64 {
	if a.otherSubject(i, x.Span, j, y.Span) {
		return 0
	}
	if nearness(x.Value, y.Value) < leastNear && !agree(x, y) {
		return 0
	}
	likely, act := a.likely(i, x.Span, j, y.Span), a.actCloseness(x.act, y.act)
	specific := x.Unit == y.Unit && !everywhere[x.Unit] && !isCurrency(x.Unit)
	switch {
	case specific && x.rivals*y.rivals <= fewRivals && (likely >= likelyFew || act >= sameAct && likely >= hardlyLikely),
		x.rivals*y.rivals == 1 && likely >= likelyEnough && nearness(x.Value, y.Value) >= fairlyNear,
		act >= sameAct && likely >= likelySame && x.rivals*y.rivals <= 4*fewRivals,
		act >= sameAct && likely >= likelyMany,
		likely >= likelyEnough && agree(x, y):
		return 1e-3 + likely + act + nearness(x.Value, y.Value)
	}
	return 0
}

// nearness is the smaller value over the larger: of several that may answer an amount,
// the nearest in value more often does.
func nearness(x, y float64) float64 {
	if x <= 0 || y <= 0 {
		return 0
	}
	return min(x, y) / max(x, y)
}

// otherSubject reports whether the statements around two places are known to be about
// two different people or things.
func (a *accounts) otherSubject(i int, x news.Span, j int, y news.Span) bool {
	p, q := a.subjectAt(i, x), a.subjectAt(j, y)
	return p >= 0 && q >= 0 && p != q
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

// agree reports whether two amounts can both be true: a chance meeting of unrelated
// amounts seldom can.
func agree(x, y amount) bool {
	ok, _, _ := quantity.Compatible(*x.Quantity, *y.Quantity)
	return ok
}

// isCurrency reports whether a unit is money, by its ISO code.
func isCurrency(unit string) bool { return len(unit) == 3 && unit == strings.ToUpper(unit) }

// actCloseness is how near two acts are: 1 the same, else the cosine of their vectors.
func (a *accounts) actCloseness(x, y string) float64 {
	if x == "" || y == "" {
		return 0
	}
	if x == y {
		return 1
	}
	if a.lexicon == nil {
		return 0
	}
	v, ok := a.lexicon.Vector(x)
	w, also := a.lexicon.Vector(y)
	if !ok || !also {
		return 0
	}
	return float64(v.Dot(&w))
}

func (a *accounts) judgeNumbers(i, j int, p, q amount) finding {
	x, y := a.docs[i], a.docs[j]
	f := finding{kind: news.NumberDiffers,
		a: value{p.Span, quantity.Format(*p.Quantity)}, b: value{q.Span, quantity.Format(*q.Quantity)}}
	if ok, rule, why := quantity.Compatible(*p.Quantity, *q.Quantity); ok {
		f.verdict, f.rule, f.why = news.Compatible, rule, why
		return f
	}
	if part(x, p) != part(y, q) {
		f.verdict, f.rule, f.why = news.Compatible, partRule, fmt.Sprintf("%s and %s: one is a part of a whole", f.a.text, f.b.text)
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

// part reports whether an amount is written as a part of a whole: "two of the bombs".
func part(d *news.Document, q amount) bool {
	after := d.Article.Text[q.Number.End:min(len(d.Article.Text), q.Number.End+len(" of which"))]
	return strings.HasPrefix(after, " of the") || strings.HasPrefix(after, " of them") || strings.HasPrefix(after, " of which")
}

// moved reports whether the account published later gives the count that time brings,
// and says so: tolls and damage grow while a story runs, what remains of something falls.
func (a *accounts) moved(i, j int, p, q amount) (string, bool) {
	di, dj := published(a.docs[i]), published(a.docs[j])
	if di == "" || dj == "" || di == dj || everywhere[p.Unit] && p.Unit != "person" {
		return "", false
	}
	if di > dj {
		i, j, p, q, di, dj = j, i, q, p, dj, di
	}
	if q.Value < p.Value && !a.remaining(i, p.Span) && !a.remaining(j, q.Span) {
		return "", false
	}
	return fmt.Sprintf("%s reports %s on %s, %s %s on %s", sourceName(a.docs[i].Article), quantity.Format(*p.Quantity), di,
		sourceName(a.docs[j].Article), quantity.Format(*q.Quantity), dj), true
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
