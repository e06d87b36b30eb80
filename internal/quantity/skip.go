package quantity

import (
	"strings"
	"unicode"

	"synoptic/internal/news"
)

// noAmount reports whether numeral n is a number of another sort: an ordinal, a time,
// a name, a telephone number; next is the atom to go on from.
func (c *scan) noAmount(n numeral) (next int, skip bool) {
	if end, ok := c.chain(n); ok {
		return end, true
	}
	if _, end, ok := c.match(c.fixed, n.first); ok {
		return end, true
	}
	switch {
	case c.ordinal(n), c.clockTime(n), c.glued(n), c.label(n), c.address(n), c.pair(n), c.idle(n), c.listed(n):
		return n.next, true
	}
	return n.next, c.taken[n.next-1] || c.between(n.next) && n.next+1 < len(c.taken) && c.taken[n.next+1] && c.atoms[n.next+1].kind == number
}

// ordinal reports whether an ending or an ordinal word follows: "20th", "twenty-first".
func (c *scan) ordinal(n numeral) bool {
	if n.part {
		return false
	}
	if c.at(n.next).glued && c.endings.Has(c.norm(n.next)) && n.digits {
		return true
	}
	if !n.digits && (c.decades.Has(c.norm(n.next)) || c.hyphen(n.next) && c.decades.Has(c.norm(n.next+1))) {
		return true
	}
	return c.hyphen(n.next) && c.ordinals.Has(c.norm(n.next+1)) && !n.digits && n.value >= 20
}

// chain finds numbers strung together with hyphens, slashes, colons or stops that are no
// range: telephone numbers, times, scores, versions, "24/7", "50-50".
func (c *scan) chain(n numeral) (next int, ok bool) {
	j, links, odd := n.next, 0, false
	for n.digits && c.at(j).glued && c.at(j+1).glued && c.isNumber(j+1) && c.at(j).kind == sign {
		switch c.norm(j) {
		case "-":
			odd = odd || c.at(j+1).Len() > 2 && c.at(j+1).plain && c.at(j-1).plain && c.at(j-1).Len() >= 3 && c.at(j+1).value < c.at(j-1).value
			odd = odd || c.at(j+1).value <= c.at(j-1).value && c.scale(j+1) == c.scale(j-1)
		case "/", ":", ".":
			odd = true
		default:
			return 0, false
		}
		j, links = j+2, links+1
	}
	if links == 1 && c.votedOn(n, n.next) != "" {
		return 0, false
	}
	if links == 1 && !odd && c.norm(n.next) == "-" {
		odd = !c.countable(j)
	}
	return j, links > 1 || odd
}

// countable reports whether what stands at atom i can be counted: a measure, a share,
// money, a noun in the plural.
func (c *scan) countable(i int) bool {
	n, ok := c.numeral(i - 1)
	if !ok || c.ranges(n) || n.scale > 1 || c.norm(i) == "" {
		return ok
	}
	head, _ := c.phrase(i, true)
	return head >= 0 && c.plural(head) && (c.lists || c.tag(head) != "PROPN") || c.hyphen(i)
}

// voteWord is the word of voting beside a pair of numbers from atom i to j.
func (c *scan) voteWord(i, j int) string {
	for _, k := range [...]int{j, i - 1, i - 2, i - 3, i - 4} {
		if c.votes.Has(c.norm(k)) {
			return c.norm(k)
		}
	}
	return ""
}

// votedOn is the unit of either number of a pair of votes: "voted 52-48", "a vote of 52
// to 48".
func (c *scan) votedOn(n numeral, next int) string {
	i, j := n.first, next
	switch {
	case c.between(next) && c.isNumber(next+1):
		j = next + 2
	case c.between(n.first-1) && c.isNumber(n.first-2):
		i = n.first - 2
	default:
		return ""
	}
	return c.votes[c.voteWord(i, j)]
}

// between reports whether atom i joins the numbers of a pair.
func (c *scan) between(i int) bool {
	opener, joins := c.rangeJoiners[c.norm(i)]
	return c.norm(i) == "-" && c.isNumber(i-1) && c.isNumber(i+1) || c.hyphen(i) || joins && opener == ""
}

// scale is what multiplies the number at atom i.
func (c *scan) scale(i int) float64 {
	n, _ := c.numeral(i)
	return n.scale
}

// clockTime reports whether n is a time of day: "9 p.m.", "7.30am", "1100 hours".
func (c *scan) clockTime(n numeral) bool {
	if c.at(n.next).kind == sign && c.norm(n.next) == ":" && c.at(n.next).glued && c.isNumber(n.next+1) {
		return true
	}
	if _, _, ok := c.match(c.clock, n.next); !ok || n.value >= 2400 {
		return false
	}
	if c.timeUnits.Has(c.singularWord(c.norm(n.next))) || c.norm(n.next) == "hrs" {
		return n.digits && c.at(n.first).Len() == 4 && c.at(n.first).plain
	}
	return n.value <= 24 || c.at(n.first).Len() == 4
}

// singularWord is the unit of time a word names.
func (c *scan) singularWord(w string) string {
	for _, ph := range c.units[w] {
		if len(ph.words) == 1 {
			return ph.value
		}
	}
	return w
}

// glued reports whether the number is part of a name or code: "G20", "AK-47", "737s",
// "1080p", "3D", "#5".
func (c *scan) glued(n numeral) bool {
	if n.digits && c.atoms[n.first].plain && c.atoms[n.first].Len() > 1 && c.atoms[n.first].norm[0] == '0' {
		return true
	}
	if !n.digits {
		return c.hyphen(n.first-1) && c.isWord(n.first-2) && !c.approximates(n.first-2) && !c.plural(n.first-2)
	}
	return c.gluedBefore(n.first) || c.gluedAfter(n)
}

// gluedBefore reports whether letters or a sign of a code are written to the digits at
// atom i, before them.
func (c *scan) gluedBefore(i int) bool {
	if c.norm(i-1) == "-" && c.isWord(i-2) && c.at(i-2).upper && c.capitals(i-2) {
		return true
	}
	if i == 0 || !c.at(i).glued {
		return false
	}
	switch before := c.at(i - 1); {
	case before.kind == word, before.norm == "#", before.norm == "_", before.norm == ".", before.norm == "/", before.norm == "'":
		_, money := c.moneyBefore(i)
		return !money
	case c.hyphen(i-1) && c.isWord(i-2):
		return !c.magnitude.Has(c.norm(i-2)) && !c.approximates(i-2) && !c.plural(i-2)
	}
	return false
}

// gluedAfter reports whether letters that are no unit are written to the digits of n.
func (c *scan) gluedAfter(n numeral) bool {
	after := c.at(n.next)
	if !after.glued || after.kind != word || n.next != n.first+1 {
		return false
	}
	_, _, measure := c.match(c.units, n.next)
	_, _, money := c.match(c.currency, n.next)
	return !measure && !money && c.shares[after.norm] == nil
}

// approximates reports whether the word at atom i only shades the number after it:
// "mid-20", "sub-10".
func (c *scan) approximates(i int) bool {
	_, ok := c.dates.monthParts[c.norm(i)]
	return ok
}

// label reports whether the word before makes n a name: "Section 8", "Flight 370",
// "No. 10", "Windows 8".
func (c *scan) label(n numeral) bool {
	j := n.first - 1
	if c.norm(j) == "." && c.at(j).glued {
		j--
	}
	if !n.digits && c.at(n.first).upper && c.isWord(j) && !c.lists {
		return true
	}
	if !c.isWord(j) || n.scale > 1 || n.vague {
		return false
	}
	if c.labels.Has(c.norm(j)) && (c.at(j).upper || n.digits && !c.ranges(n)) {
		return (!c.plural(j) || c.at(j).upper) && !c.counts(n, j)
	}
	if c.isName(j) && c.at(j).upper && !c.lists && (c.numberAt(j-1) || c.version(n)) {
		return true
	}
	return j > 0 && c.at(j).upper && (c.isName(j) || c.capitals(j)) && !c.lists && !c.counts(n, j) && c.atoms[n.first].value != 1 && !c.harmed(n.first, n.next)
}

// version reports whether n has the form of a version: "8.1", "2.0".
func (c *scan) version(n numeral) bool {
	a := c.at(n.first)
	return n.digits && !a.plain && a.Len() <= 4 && n.value < 20 && n.scale == 1 && !c.quake && !c.ranges(n)
}

// capitals reports whether the word at atom i is in capitals: initials.
func (c *scan) capitals(i int) bool {
	s := c.at(i).Of(c.text)
	return len(s) > 1 && s == strings.ToUpper(s)
}

// ranges reports whether a unit of measure or a sign of a share follows n.
func (c *scan) ranges(n numeral) bool {
	_, money := c.moneyBefore(n.first)
	_, percent := c.share(n, n.next)
	_, unit := c.measureOf(n, n.next)
	_, dear := c.moneyAfter(n.next)
	return money || percent || unit || dear
}

// counts reports whether n is followed by something it can count, though the name at
// atom j comes before it.
func (c *scan) counts(n numeral, j int) bool {
	if c.ranges(n) || c.sharedUnit(n, &what{}) {
		return true
	}
	if _, ok := c.magnitudeOf(n, n.next); ok {
		return true
	}
	head, _ := c.phrase(n.next, true)
	return head >= 0 && c.plural(head) && (!c.labels.Has(c.norm(j)) || c.harmed(n.first, n.next))
}

// address reports whether n is the number of a house: "10 Downing Street".
func (c *scan) address(n numeral) bool {
	if !n.digits || n.scale > 1 {
		return false
	}
	if c.streets.Has(c.norm(n.next)) && n.value >= 100 && c.atoms[n.first].plain && !c.ranges(n) {
		return true
	}
	for j := n.next; j < n.next+5 && (c.isNumber(j) || c.isWord(j) && (c.atoms[j].upper || c.endings.Has(c.norm(j)))); j++ {
		if j > n.next && c.streets.Has(c.norm(j)) {
			return true
		}
	}
	return false
}

// pair reports whether n is the "two" of "the two sides", which counts nothing.
func (c *scan) pair(n numeral) bool {
	if n.value != 2 || n.digits || !c.definite.Has(c.norm(n.first-1)) {
		return false
	}
	head, _ := c.phrase(n.next, true)
	if c.tag(n.next) == "VERB" {
		return true
	}
	return head < 0 && !c.dates.of.Has(c.norm(n.next)) && !c.ranges(n) || head >= 0 && c.pairs.Has(c.singular(head))
}

// idle reports whether n is "one" as a pronoun or article: it counts where a bound, a
// unit of measure, a person or a row of other numbers says so.
func (c *scan) idle(n numeral) bool {
	if n.value == 0 && !n.digits {
		return !c.ranges(n)
	}
	if n.digits || n.value != 1 || n.scale > 1 || n.article || n.part {
		return false
	}
	if c.labels.Has(c.norm(n.first - 1)) {
		return true
	}
	if c.between(n.next) && c.numberAt(n.next+1) {
		return false
	}
	bound, _ := c.boundBefore(n.first)
	if _, measured := c.measureOf(n, n.next); measured {
		return false
	}
	if bound == news.AtLeast || bound == news.AtMost {
		return c.norm(n.next) == ""
	}
	if c.hyphen(n.next) {
		return true
	}
	head, _ := c.phrase(n.next, false)
	if head < 0 || c.dates.of.Has(c.norm(n.next)) {
		return !c.harmed(n.first, n.next) || c.dates.of.Has(c.norm(n.next))
	}
	return (c.singular(head) != c.person || c.definite.Has(c.norm(n.first-1))) && !c.inRow(n) && !c.harmed(n.first, n.next)
}

// inRow reports whether n stands in a row of counted things.
func (c *scan) inRow(n numeral) bool {
	before := c.norm(n.first - 1)
	return (before == "," || c.joiners.Has(before)) && len(c.found) > 0 && c.found[len(c.found)-1].class == counted
}

// listed reports whether n numbers an item of a list: "1." or "(2)" at the start.
func (c *scan) listed(n numeral) bool {
	if !n.digits || n.scale > 1 || n.first > 1 {
		return false
	}
	end := c.norm(n.next)
	return n.first == 0 && (end == "." || end == ")") && c.at(n.next).glued || c.norm(0) == "(" && end == ")"
}

// year reports whether the number at atom i can be a year.
func (c *scan) year(i int) bool {
	a := c.at(i)
	if a.kind != number || !a.plain || a.Len() != 4 || a.value < 1000 || a.value > 2200 {
		return false
	}
	after := c.at(i + 1)
	return !(after.glued && after.kind == word && unicode.IsLetter(rune(after.norm[0])))
}
