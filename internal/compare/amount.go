package compare

import (
	"strconv"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
	"synoptic/internal/text"
)

// amount is a quantity an account gives, with what can tell which of another account's
// answers it.
type amount struct {
	*news.Quantity
	setting
	words  string   // what it is shown as
	noun   heard    // what is counted
	fate   string   // what befell what is counted: "dead"; "" if unknown
	owners []owner  // who is named as having it
	years  []string // other than that of the accounts, that its sentence tells of
	none   bool     // "no casualties": none where another may count some
	now    bool     // its clause is in the present
	past   bool     // its clause is in the past
	habit  bool     // it is told of what is always so: "the boat takes 80 passengers"
	rest   bool     // "three other rifles": what is left besides some told of before
	rivals int      // amounts of its unit and fate in its account, itself included
}

// act is the word of content that the amount hangs on, "" if none.
func (n *amount) act() string {
	if len(n.acts) == 0 {
		return ""
	}
	return n.acts[0].lemma
}

// amounts collects the amounts of an account that say what they count: those in numbers,
// and those in words ("several days", "no casualties", "a girl was killed").
func (a *accounts) amounts(doc int) []amount {
	var out []amount
	add := func(n amount) {
		if n.setting = a.setting(doc, n.Span); len(n.refs) > 0 {
			a.describe(&n)
			out = append(out, n)
		}
	}
	for k := range a.docs[doc].Quantities {
		if q := &a.docs[doc].Quantities[k]; q.Unit != "" {
			add(amount{Quantity: q, words: quantity.Format(*q)})
		}
	}
	for _, n := range a.uncounted(doc) {
		add(n)
	}
	sorts := map[[2]string]int{}
	for k := range out {
		sorts[[2]string{out[k].Unit, out[k].fate}]++
	}
	for k := range out {
		out[k].rivals = sorts[[2]string{out[k].Unit, out[k].fate}]
	}
	return out
}

// describe notes what is said of an amount where it stands.
func (a *accounts) describe(n *amount) {
	n.noun = a.meaning(n.Unit)
	s := a.sentence(n.refs[0])
	if n.fate == "" {
		n.fate = a.fate(s, n)
	}
	first, last := within(s, n.Span)
	for i := first; i < last; i++ {
		n.rest = n.rest || a.language.Section("others").Has(s.Tokens[i].Norm)
	}
	n.years = a.otherYears(n.doc, s)
	n.owners = a.owners(s, n)
	if v := a.verbOf(n); v != nil {
		n.now, n.past = v.Fine == "VBZ" || v.Fine == "VBP", v.Fine == "VBD"
		n.habit = n.now && v.Tag == "VERB" && a.habitual(n, v)
	}
}

// verbOf is the verb of the clause an amount stands in, or its auxiliary; nil if none.
func (a *accounts) verbOf(n *amount) *news.Token {
	r := n.refs[0]
	s, st := a.sentence(r), a.statement(r)
	for _, i := range st.Own {
		if t := &s.Tokens[i]; (t.Tag == "VERB" || t.Tag == "AUX") && (i == st.Head || t.Head == st.Head) {
			return t
		}
	}
	return nil
}

// habitual reports whether a verb in the present that an amount stands by tells of a
// habit: neither how things are nor who says so, of those whom nothing befell; headlines
// tell the past so.
func (a *accounts) habitual(n *amount, v *news.Token) bool {
	headline := a.docs[n.doc].Blocks[a.sentence(n.refs[0]).Block].Kind == news.Headline
	state := a.language.Section("states").Has(v.Lemma) || a.language.Section("cues").Has(v.Lemma)
	return n.fate == "" && !headline && !state
}

// otherYears are the years a sentence tells of, none if that of the accounts is among
// them.
func (a *accounts) otherYears(doc int, s *news.Sentence) []string {
	var out []string
	for k := range a.docs[doc].Dates {
		d := &a.docs[doc].Dates[k]
		if !s.Contains(d.Span) {
			continue
		}
		if d.Value[:4] == a.year {
			return nil
		}
		out = append(out, d.Value[:4])
	}
	return out
}

// within is the run of tokens first … last-1 that a place covers.
func within(s *news.Sentence, span news.Span) (first, last int) {
	for first < len(s.Tokens) && s.Tokens[first].End <= span.Start {
		first++
	}
	last = first
	for last < len(s.Tokens) && s.Tokens[last].Start < span.End {
		last++
	}
	return first, last
}

// uncounted reads the amounts an account gives in words that are no numbers.
func (a *accounts) uncounted(doc int) []amount {
	d := a.docs[doc]
	var out []amount
	for i := range d.Sentences {
		s := &d.Sentences[i]
		for k := range s.Tokens {
			if n, ok := a.uncountedAt(s, k); ok && !counted(d, n.Span) {
				n.words = n.Of(d.Article.Text)
				out = append(out, n)
			}
		}
	}
	return out
}

// farthest is how many words may lie between a word that counts and its noun.
const farthest = 4

// uncountedAt reads the amount that the word at k opens: a word for some, none or one,
// before what is counted.
func (a *accounts) uncountedAt(s *news.Sentence, k int) (amount, bool) {
	t := &s.Tokens[k]
	least, some := a.language.Section("vague counts")[t.Norm]
	none, one := a.language.Section("none").Has(t.Norm), a.language.Section("one").Has(t.Norm)
	if !some && !none && !one || t.Head <= k || t.Head-k > farthest || s.Tokens[t.Head].Tag != "NOUN" {
		return amount{}, false
	}
	noun := &s.Tokens[t.Head]
	q := &news.Quantity{Span: news.Span{Start: t.Start, End: noun.End}, Number: t.Span, Unit: text.Fold(noun.Lemma), Bound: news.Exactly}
	q.People = a.people.Has(q.Unit)
	switch {
	case some:
		q.Value, q.Vague = valueOf(least), true
		return amount{Quantity: q}, true
	case none:
		q.People = true
		n := amount{Quantity: q, none: true, fate: a.fateOf(noun.Lemma, ofPeople)}
		return n, n.fate != ""
	}
	q.Value = 1
	n := amount{Quantity: q, fate: a.suffers(s, t.Head, ofPeople)}
	return n, q.People && n.fate != ""
}

// valueOf is a number of the language's data, 0 if it is none.
func valueOf(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// counted reports whether a quantity in numbers stands at a place.
func counted(d *news.Document, s news.Span) bool {
	for k := range d.Quantities {
		if d.Quantities[k].Overlap(s) > 0 {
			return true
		}
	}
	return false
}

// part reports whether an amount is written as a part of a whole: "two of the bombs".
func part(d *news.Document, q *amount) bool {
	after := d.Article.Text[q.Number.End:min(len(d.Article.Text), q.Number.End+len(" of which"))]
	return strings.HasPrefix(after, " of the") || strings.HasPrefix(after, " of them") || strings.HasPrefix(after, " of which")
}

// measures are the units that measure and do not count.
var measures = map[string]bool{"%": true, "year": true, "month": true, "week": true, "day": true, "hour": true,
	"minute": true, "kilometre": true, "metre": true, "mile": true, "nautical mile": true, "magnitude": true}

// isMeasure reports whether a unit measures and does not count.
func isMeasure(unit string) bool { return measures[unit] || isCurrency(unit) }

// isCurrency reports whether a unit is money, by its ISO code.
func isCurrency(unit string) bool { return len(unit) == 3 && unit == strings.ToUpper(unit) }
