package quantity

import (
	"sort"
	"strings"

	"synoptic/internal/news"
)

// class says what sort of thing an amount is of.
type class uint8

const (
	counted class = iota
	money
	share
	measure
	age
)

// what is the thing an amount is of, and the atoms that say so: from first (-1 where
// nothing before the number does) to next.
type what struct {
	unit        string
	class       class
	first, next int
	bound       news.Bound // of itself: "under 16"
}

// amount is a quantity found, with the sort of thing it is of.
type amount struct {
	news.Quantity
	class class
}

// amounts finds the amounts of the sentence.
func (c *scan) amounts() {
	for i := 0; i < len(c.atoms); {
		var n numeral
		ok := c.canOpen(i) && !c.taken[i]
		if ok {
			n, ok = c.numeral(i)
		}
		if !ok {
			i++
			continue
		}
		had := len(c.found)
		i = max(i+1, c.amount(n))
		if len(c.found) == had+1 && had > 0 {
			c.join(&c.found[had-1], &c.found[had])
		}
	}
}

// join makes a range of two amounts that each write their unit: "$10 million to $15
// million", "between 2 percent and 3 percent".
func (c *scan) join(low, high *amount) {
	gap := strings.ToLower(strings.TrimSpace(c.text[low.End:max(low.End, high.Start)]))
	opener, joins := c.rangeJoiners[gap]
	first := c.atomAt(low.Start)
	switch {
	case low.class == counted || low.Unit != high.Unit || low.Value >= high.Value || low.Span == high.Span:
	case gap != "-" && gap != "–" && !(joins && (opener == "" || c.opens(first, opener))):
	case c.openers.Has(c.norm(first-1)) && c.norm(first-1) == c.rangeJoiners["through"]:
	default:
		span := news.Span{Start: low.Start, End: high.End}
		low.Span, high.Span = span, span
		low.Bound, high.Bound = news.AtLeast, news.AtMost
	}
}

// opens reports whether the word that opens a range stands at atom i or before it.
func (c *scan) opens(i int, opener string) bool {
	return c.norm(i) == opener || c.opened(i, opener)
}

// atomAt is the atom that starts at byte at of the text.
func (c *scan) atomAt(at int) int {
	return sort.Search(len(c.atoms), func(i int) bool { return c.atoms[i].Start >= at })
}

// amount reads the amount around numeral n and returns the atom to go on from.
func (c *scan) amount(n numeral) int {
	if next, skip := c.noAmount(n); skip {
		return next
	}
	m, ranged := c.rangeEnd(&n)
	last := m.next
	after, end, bounded := c.boundAfter(last)
	if bounded {
		last = end
	}
	w, ok := c.what(n, m, last)
	if !ok || n.article && w.class != measure {
		return last
	}
	first := n.first
	if w.first >= 0 {
		first = w.first
	}
	bound, first := c.boundFrom(first)
	if n.article && bound == news.Exactly {
		return last
	}
	if !bounded {
		after, end, bounded = c.boundAfter(w.next)
		if bounded {
			w.next = end
		}
	}
	switch {
	case w.bound != "":
		bound = w.bound
	case bounded:
		bound = after
	}
	c.emit(n, m, w, first, bound, ranged)
	return last
}

// emit appends the amount, or the two ends of a range.
func (c *scan) emit(n, m numeral, w what, first int, bound news.Bound, ranged bool) {
	span := news.Span{Start: c.atoms[first].Start, End: c.atoms[max(m.next, w.next)-1].End}
	low := news.Quantity{Span: span, Number: c.span(n), Value: n.value, Unit: w.unit, Bound: bound, Vague: n.vague}
	low.People = w.class == counted && (w.unit == c.person || c.people.Has(strings.ToLower(w.unit)))
	if n.vague && bound == news.Exactly {
		low.Bound = news.About
	}
	if !ranged {
		c.found = append(c.found, amount{low, w.class})
		return
	}
	high := low
	high.Number, high.Value = c.span(m), m.value
	if !c.opened(n.first, c.rangeJoiners["through"]) {
		low.Bound, high.Bound = news.AtLeast, news.AtMost
	}
	c.found = append(c.found, amount{low, w.class}, amount{high, w.class})
}

func (c *scan) span(n numeral) news.Span {
	return news.Span{Start: c.atoms[n.first].Start, End: c.atoms[n.next-1].End}
}

// rangeEnd is the second number where n opens a range ("10-20", "between 3 and 5",
// "$1 to 2 million"), else n itself. A scale written once serves both.
func (c *scan) rangeEnd(n *numeral) (numeral, bool) {
	j := c.dangling(n.next)
	if c.article(j) {
		return *n, false
	}
	opener, joins := c.rangeJoiners[c.norm(j)]
	switch {
	case c.votedOn(*n, j) != "":
		return *n, false
	case c.norm(j) == "-" && c.at(j).glued == c.at(j+1).glued:
	case joins && (opener == "" || c.opened(n.first, opener)):
	default:
		return *n, false
	}
	if c.at(j+1).kind == sign && moneySigns[c.norm(j+1)] != "" {
		j++
	}
	m, ok := c.numeral(j + 1)
	if !ok || c.taken[j+1] || m.article || m.vague || c.ordinal(m) || c.clockTime(m) {
		return *n, false
	}
	if n.scale == 1 && m.scale > 1 && n.value < 1000 && n.value < m.value/m.scale {
		n.value, n.scale = n.value*m.scale, m.scale
	}
	if n.value >= m.value || c.norm(j) == "-" && !n.digits {
		return *n, false
	}
	return m, true
}

// dangling passes over the hyphen of "12- to 15-year-olds".
func (c *scan) dangling(i int) int {
	if c.norm(i) == "-" && c.at(i).glued && !c.at(i+1).glued {
		return i + 1
	}
	return i
}

func (c *scan) article(i int) bool { return c.articles.Has(c.norm(i)) }

// opened reports whether the word that opens a range stands shortly before atom i.
func (c *scan) opened(i int, opener string) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if c.norm(j) == opener {
			return true
		}
	}
	return false
}

// boundFrom is the bound before atom i, unless an amount ends there: "$5 billion over
// three years" tells a time, "$5 million more than a year ago" compares.
func (c *scan) boundFrom(i int) (news.Bound, int) {
	bound, first := c.boundBefore(i)
	if k := len(c.found); k > 0 && first > 0 && c.found[k-1].class != counted && c.found[k-1].End == c.atoms[first-1].End {
		return news.Exactly, i
	}
	return bound, first
}

// boundBefore is the bound written before atom i, and the atom the whole starts at.
func (c *scan) boundBefore(i int) (news.Bound, int) {
	bound := news.Exactly
	for range 2 {
		v, first, ok := c.matchBack(c.bounds, i)
		if !ok {
			break
		}
		if bound == news.Exactly {
			bound = news.Bound(v)
		}
		i = first
	}
	switch c.norm(i - 1) {
	case ">", "<":
		bound, i = news.Bound(c.norm(i-1)), i-1
	case "~", "±":
		bound, i = news.About, i-1
	}
	for i > 0 && c.adverbs.Has(c.norm(i-1)) {
		i--
	}
	return bound, i
}

// boundAfter is the bound written from atom i on: "or more", "-plus", "+".
func (c *scan) boundAfter(i int) (news.Bound, int, bool) {
	if c.norm(i) == "+" && c.at(i).glued && !c.isNumber(i+1) {
		return news.AtLeast, i + 1, true
	}
	if c.hyphen(i) {
		i++
	}
	v, next, ok := c.match(c.boundsAfter, i)
	return news.Bound(v), next, ok
}
