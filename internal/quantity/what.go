package quantity

import (
	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// what tells what the number n … m is of; next is the atom after it and its bound.
func (c *scan) what(n, m numeral, next int) (what, bool) {
	if unit := c.votedOn(n, next); unit != "" {
		return what{unit: unit, class: counted, first: -1, next: next}, true
	}
	if w, ok := c.moneyBefore(n.first); ok {
		w.next = next
		if after, ok := c.moneyAfter(next); ok {
			w.unit, w.next = after.unit, after.next
		}
		return w, true
	}
	readings := [...]func(numeral, int) (what, bool){c.share, c.moneyOf, c.magnitudeOf, c.measureOf, c.ageOf, c.countedOf}
	whole := m
	whole.first = n.first
	for _, read := range readings {
		if w, ok := read(whole, next); ok {
			return w, true
		}
	}
	return c.bare(n, next)
}

func (c *scan) moneyOf(_ numeral, next int) (what, bool) { return c.moneyAfter(next) }

// share reads a percentage.
func (c *scan) share(_ numeral, next int) (what, bool) {
	if c.norm(next) == "%" {
		return what{unit: "%", class: share, first: -1, next: next + 1}, true
	}
	unit, next, ok := c.match(c.shares, c.unhyphened(next))
	return what{unit: unit, class: share, first: -1, next: next}, ok
}

// measureOf reads a unit of measure or time, and "old" after it. "Two second-graders"
// has no second.
func (c *scan) measureOf(n numeral, next int) (what, bool) {
	i := c.unhyphened(next)
	unit, end, ok := c.match(c.units, i)
	if !ok || c.digitUnits.Has(c.norm(i)) && (!n.digits || i != next) || c.ordinals.Has(c.norm(i)) && c.hyphen(end) {
		return what{}, false
	}
	w := what{unit: unit, class: measure, first: -1, next: end}
	j := c.unhyphened(end)
	if c.old.Has(c.norm(j)) {
		w.next, w.class = j+1, age
	}
	return w, true
}

// magnitudeOf reads the strength of an earthquake: "6.1-magnitude", "magnitude over 5",
// "7.6 on the Richter scale", "a 7.3 quake".
func (c *scan) magnitudeOf(n numeral, next int) (what, bool) {
	w := what{unit: "magnitude", class: measure, first: -1, next: next}
	i := c.unhyphened(next)
	if c.magnitude.Has(c.norm(i)) {
		w.next = i + 1
		return w, true
	}
	if n.value >= 10 || n.scale > 1 {
		return w, false
	}
	if j := c.magnitudeBefore(n.first); j >= 0 && c.closed(next) {
		w.first = j
		return w, true
	}
	for j := i + 1; c.dates.on.Has(c.norm(i)) && j < i+4; j++ {
		if c.magnitude.Has(c.norm(j)) {
			return w, true
		}
	}
	_, _, unit := c.match(c.units, i)
	return w, c.quake && n.digits && !c.atoms[n.first].plain && n.value > 2 && !unit
}

// magnitudeBefore is the atom shortly before atom i that names a magnitude, -1 if none.
func (c *scan) magnitudeBefore(i int) int {
	for j := i - 1; j >= 0 && j >= i-4 && !c.isNumber(j); j-- {
		if c.magnitude.Has(c.norm(j)) {
			return j
		}
	}
	return -1
}

// ageOf reads an age that stands without its unit: "aged 34", "a name, 34,".
func (c *scan) ageOf(n numeral, next int) (what, bool) {
	w := what{unit: "year", class: age, first: -1, next: next}
	if n.value < 1 || n.value > 115 || n.scale > 1 || n.value != float64(int(n.value)) {
		return w, false
	}
	if bound, first, ok := c.matchBack(c.ageBefore, n.first); ok && c.closed(next) {
		w.first, w.bound = first, news.Bound(bound)
		if bound != "=" {
			w.first = n.first - 1
		}
		return w, true
	}
	if bound, end, ok := c.match(c.ageAfter, next); ok {
		w.bound, w.next = news.Bound(bound), end
		return w, true
	}
	if !n.digits || n.first < 2 || !c.atoms[n.first].plain {
		return w, false
	}
	open, end := c.norm(n.first-1), c.norm(next)
	named := c.isWord(n.first-2) && c.atoms[n.first-2].upper && c.isName(n.first-2)
	paren := open == "(" && end == ")"
	comma := open == "," && (end == "," || end == "." || end == "" || end == ";" || end == ")")
	return w, named && (paren || comma)
}

// closed reports whether nothing that many can be counted of stands at atom i.
func (c *scan) closed(i int) bool {
	head, _ := c.phrase(i, true)
	return head < 0 || !c.plural(head)
}

// bare tells what a number without a noun counts: persons beside a word of harm, what
// was measured or counted before, what the next number counts.
func (c *scan) bare(n numeral, next int) (what, bool) {
	if n.part || c.hyphen(next) || c.norm(next) == "/" || c.norm(n.first-1) == "/" {
		return what{}, false
	}
	w := what{class: counted, first: -1, next: next}
	before := c.antecedent()
	_, first := c.boundBefore(n.first)
	for c.others.Has(c.norm(first - 1)) {
		_, first = c.boundBefore(first - 1)
	}
	switch {
	case c.harmed(first, next) && !c.ofThem(first):
		w.unit = c.person
	case c.measuredBefore(first) != "":
		w.unit = c.measuredBefore(first)
	case c.sharedUnit(n, &w), c.agedToo(first, &w), !n.digits && c.unitBefore(first, &w):
	case n.vague && c.fundsAt(next):
		w.unit, w.class = c.money, money
	case before != "":
		w.unit = before
	case n.vague && !c.definite.Has(c.norm(first-1)):
		w.unit = c.person
	case c.tag(first-1) == "VERB":
		w.unit = c.pluralBefore(first)
	case n.digits && n.value >= 100:
		w.unit = c.subjectOf(n)
	}
	return w, w.unit != ""
}

// fundsAt reports whether "in" and money without a currency follow: "in legal fees".
func (c *scan) fundsAt(i int) bool {
	if !c.dates.in.Has(c.norm(i)) {
		return false
	}
	for j := i + 1; j < i+4 && c.isWord(j); j++ {
		if c.funds.Has(c.norm(j)) {
			return true
		}
	}
	return false
}

// agedToo takes the age before "and": "ages 6 and 16".
func (c *scan) agedToo(first int, w *what) bool {
	k := len(c.found) - 1
	if k < 0 || first < 2 || !c.joiners.Has(c.norm(first-1)) || c.found[k].class != age || c.found[k].End != c.atoms[first-2].End {
		return false
	}
	w.unit, w.class = c.found[k].Unit, age
	return true
}

// unitBefore takes the unit before "or": "a day or two".
func (c *scan) unitBefore(first int, w *what) bool {
	if opener, joins := c.rangeJoiners[c.norm(first-1)]; !joins || opener != "" {
		return false
	}
	unit, next, ok := c.match(c.units, first-2)
	w.unit, w.class, w.first = unit, measure, first-2
	if w.unit == "" {
		w.first = -1
	}
	return ok && next == first-1
}

// antecedent is what one of the last numbers of the sentence counted, "" if nothing.
func (c *scan) antecedent() string {
	for i := len(c.found) - 1; i >= 0 && i >= len(c.found)-8; i-- {
		if c.found[i].class == counted {
			return c.found[i].Unit
		}
	}
	return ""
}

// ofThem reports whether atom i is preceded by words such as "of which".
func (c *scan) ofThem(i int) bool { return c.dates.of.Has(c.norm(i-2)) && !c.isNumber(i-1) }

// harmed reports whether a number from atom first to next stands beside a word of harm.
func (c *scan) harmed(first, next int) bool {
	if c.harm.Has(c.norm(first - 1)) {
		return true
	}
	for j := next; j < next+4 && c.isWord(j); j++ {
		if c.harm.Has(c.norm(j)) {
			return true
		}
	}
	return false
}

// measuredBefore is what a noun such as "population" before atom i says is measured, or
// the noun of "the number of deaths".
func (c *scan) measuredBefore(i int) string {
	if c.dates.of.Has(c.norm(i-1)) && c.peopled.Has(c.norm(i-2)) {
		return c.person
	}
	for j := i - 1; j >= 0 && j >= i-6 && c.atoms[j].kind != number && c.norm(j) != ","; j-- {
		if unit, ok := c.measured[c.norm(j)]; ok {
			return unit
		}
		if c.dates.of.Has(c.norm(j-1)) && c.labels.Has(c.norm(j-2)) && c.plural(j) {
			return c.singular(j)
		}
	}
	return ""
}

// sharedUnit takes the unit of the next number where the two are joined: "12 Somali and
// 11 Yemeni pirates", "7.6 and 7.5 magnitude".
func (c *scan) sharedUnit(n numeral, w *what) bool {
	j := c.dangling(n.next)
	if c.nounLike(j) {
		j++
	}
	if _, joins := c.rangeJoiners[c.norm(j)]; !joins && c.norm(j) != "," {
		return false
	}
	m, ok := c.numeral(j + 1)
	if !ok || m.article {
		return false
	}
	for _, read := range [...]func(numeral, int) (what, bool){c.share, c.moneyOf, c.magnitudeOf, c.measureOf, c.countedOf} {
		if u, ok := read(m, m.next); ok {
			w.unit, w.class = u.unit, u.class
			return true
		}
	}
	return false
}

// subjectOf is the plural subject of the verb a large bare number hangs on: "claims fell
// to 473,000".
func (c *scan) subjectOf(n numeral) string {
	t := c.at(n.first).tok
	if t < 0 || c.s.Tokens[t].Rel == "" {
		return ""
	}
	for range 3 {
		if t = c.s.Tokens[t].Head; t < 0 {
			return ""
		}
		if c.s.Tokens[t].Tag == "VERB" {
			break
		}
	}
	subject := syntax.Dependent(c.s, t, "nsubj")
	if subject < 0 || c.s.Tokens[subject].Tag != "NOUN" {
		return ""
	}
	if k := c.atomAt(c.s.Tokens[subject].Start); k < len(c.atoms) && c.plural(k) {
		return c.singular(k)
	}
	return ""
}

// pluralBefore is the nearest plural noun before atom i in the sentence.
func (c *scan) pluralBefore(i int) string {
	for j := i - 1; j >= 0 && j > i-25; j-- {
		if c.isWord(j) && c.tag(j) == "NOUN" && c.plural(j) && !c.taken[j] {
			return c.singular(j)
		}
	}
	return ""
}
