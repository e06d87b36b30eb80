package quantity

import "strings"

// numericDate reads "2008-12-19", "19/12/2008" where only one order makes a day, and
// "19.12.2008".
func (c *scan) numericDate(i int) (moment, bool) {
	if !c.isDigits(i) && !(c.at(i).kind == number) {
		return moment{}, false
	}
	if m, ok := dotted(c.at(i).norm); ok {
		m.first, m.next = i, i+1
		return m, true
	}
	sep := c.norm(i + 1)
	if sep != "-" && sep != "/" || c.norm(i+3) != sep || !c.isDigits(i+2) || !c.isDigits(i+4) || sep == "-" && !c.run(i, i+4) {
		return moment{}, false
	}
	y, mo, d := int(c.at(i).value), int(c.at(i+2).value), int(c.at(i+4).value)
	if c.at(i).Len() != 4 {
		if y, mo, d = d, y, mo; c.at(i+4).Len() != 4 || mo <= 12 && d <= 12 && mo != d {
			return moment{}, false
		}
		if mo > 12 {
			mo, d = d, mo
		}
	}
	m := moment{first: i, next: i + 5, year: y, month: mo, day: d, weekday: -1}
	return m, m.valid()
}

// isDigits reports whether atom i is a number of digits alone.
func (c *scan) isDigits(i int) bool { return c.isNumber(i) && c.atoms[i].plain }

// run reports whether atoms i+1 … last follow each other without spaces.
func (c *scan) run(i, last int) bool {
	for j := i + 1; j <= last; j++ {
		if !c.at(j).glued {
			return false
		}
	}
	return true
}

// dotted reads "19.12.2008".
func dotted(s string) (moment, bool) {
	if len(s) < 8 || len(s) > 10 {
		return moment{}, false
	}
	var n [3]int
	k := 0
	for i := range len(s) {
		switch {
		case s[i] == '.' && k < 2:
			k++
		case s[i] < '0' || s[i] > '9':
			return moment{}, false
		default:
			n[k] = 10*n[k] + int(s[i]-'0')
		}
	}
	m := moment{year: n[2], month: n[1], day: n[0], weekday: -1}
	return m, k == 2 && n[2] > 1000 && m.valid()
}

// valid reports whether the day, month and year given make a date.
func (m moment) valid() bool {
	if m.month < 0 || m.month > 12 || m.day < 0 || m.day > 31 {
		return false
	}
	return m.day == 0 || m.month == 0 || m.day <= monthDays(m.year, m.month)
}

// dot passes over the full stop of an abbreviation.
func (c *scan) dot(i int) int {
	if c.norm(i) == "." && c.at(i).glued && i+1 < len(c.atoms) {
		return i + 1
	}
	return i
}

// monthAt is the month named at atom i and the atom after it.
func (c *scan) monthAt(i int) (month, next int) {
	if !c.isWord(i) || !c.atoms[i].upper {
		return 0, i
	}
	v := c.dates.months[c.norm(i)]
	if v == 0 {
		return 0, i
	}
	if n := c.dot(i + 1); n > i+1 && c.atoms[i].Len() <= 4 {
		return int(v), n
	}
	return int(v), i + 1
}

// dayAt is the day of a month at atom i ("6", "06", "6th"), 0 if none, and the atom after it.
func (c *scan) dayAt(i int) (day, next int) {
	if !c.isDigits(i) || c.atoms[i].Len() > 2 || c.atoms[i].value < 1 || c.atoms[i].value > 31 {
		return 0, i
	}
	next = i + 1
	if c.at(next).glued && c.endings.Has(c.norm(next)) {
		next++
	} else if c.at(next).glued && (c.isWord(next) || c.norm(next) == ":") {
		return 0, i
	}
	return int(c.atoms[i].value), next
}

// yearAt is the year at atom i, after a comma if need be, 0 if none.
func (c *scan) yearAt(i int) (year, next int) {
	j := i
	if c.norm(j) == "," || c.dates.of.Has(c.norm(j)) {
		j++
	}
	if c.year(j) {
		return int(c.atoms[j].value), j + 1
	}
	return 0, i
}

// withYear completes a date of a month by what follows it: a year, or "this year".
func (c *scan) withYear(m moment) (moment, bool) {
	if m.year, m.next = c.yearAt(m.next); m.year == 0 {
		m.year = c.sharedYear(m.next)
	}
	if shift, next, ok := c.match(c.dates.directions, m.next); m.year == 0 && ok && c.dates.periods[c.norm(next)] == "y" {
		m.shift, m.unit, m.directed, m.next = int(parseValue(shift)), 'y', true, next+1
	}
	return m, m.valid()
}

// sharedYear is the year of the second of two dates joined at atom i, which the first
// shares: "between May and June 2021".
func (c *scan) sharedYear(i int) int {
	if c.norm(i) != "-" && !c.dates.joiners.Has(c.norm(i)) {
		return 0
	}
	_, i = c.dayAt(i + 1)
	month, next := c.monthAt(i)
	if month == 0 {
		return 0
	}
	_, next = c.dayAt(next)
	year, _ := c.yearAt(next)
	return year
}

// monthDate reads "May 1, 2005", "Dec. 27th", "December 2004", "in May", "last June".
func (c *scan) monthDate(i int) (moment, bool) {
	month, next := c.monthAt(i)
	if month == 0 {
		return moment{}, false
	}
	m := moment{first: i, next: next, month: month, weekday: -1}
	if day, after := c.dayAt(next); day > 0 && !(c.dates.in.Has(c.norm(i-1)) && next == i+1 && c.countedDay(after)) {
		m.day, m.next = day, c.dayRange(after)
	}
	m, ok := c.withYear(m)
	if !ok || m.day == 0 && m.year == 0 && !m.directed && !c.certainMonth(i, m.next) {
		return m, false
	}
	return m, true
}

// countedDay reports whether the number before atom i belongs to what follows it ("In
// May 20 people died").
func (c *scan) countedDay(i int) bool {
	head, _ := c.phrase(i, true)
	return head >= 0 && c.plural(head) && !c.taken[i] && !c.isName(head) && c.tag(i) != "PUNCT"
}

// dayRange passes over the second day of "May 1-3" or "May 1 and 2".
func (c *scan) dayRange(i int) int {
	if c.norm(i) == "-" || c.dates.joiners.Has(c.norm(i)) {
		if day, next := c.dayAt(i + 1); day > 0 && !c.nounLike(next) && !c.clockTime(numeral{first: i + 1, next: next, digits: true, value: float64(day)}) {
			return next
		}
	}
	return i
}

// certainMonth reports whether the month's name at atom i means the month: no word or
// first name.
func (c *scan) certainMonth(i, next int) bool {
	before := c.norm(i - 1)
	if c.dates.noDateAfter.Has(before) {
		return false
	}
	if c.isWord(next) && c.atoms[next].upper && c.isName(next) && !c.lists && !c.dates.prepositions.Has(before) {
		return false
	}
	if !c.dates.doubtfulMonth.Has(c.norm(i)) || c.norm(next) == "'s" {
		return true
	}
	return i > 0 && c.dates.prepositions.Has(before) && c.tag(i) != "AUX" && c.tag(i) != "VERB" && c.tag(i) != "NOUN"
}

// dayMonth reads "6 May 2010", "the 6th of May", "23 October".
func (c *scan) dayMonth(i int) (moment, bool) {
	j := i
	if c.dates.the.Has(c.norm(j)) {
		j++
	}
	day, next := c.dayAt(j)
	if day == 0 {
		return moment{}, false
	}
	if c.dates.of.Has(c.norm(next)) {
		next++
	}
	month, next := c.monthAt(next)
	if month == 0 {
		return moment{}, false
	}
	m, ok := c.withYear(moment{first: i, next: next, month: month, day: day, weekday: -1})
	if after, _ := c.dayAt(next); after > 0 && m.year == 0 && j == i {
		return m, false
	}
	return m, ok
}

// feast reads a day that has a name: "Christmas Eve 2008".
func (c *scan) feast(i int) (moment, bool) {
	v, next, ok := c.match(c.dates.feasts, i)
	if !ok || !c.at(i).upper {
		return moment{}, false
	}
	month, day, _ := strings.Cut(v, "-")
	return c.withYear(moment{first: i, next: next, month: int(parseValue(month)), day: int(parseValue(day)), weekday: -1})
}

// bareYear reads a year that stands alone: after a preposition, before a noun in the
// singular, in a span of years, with a possessive.
func (c *scan) bareYear(i int) (moment, bool) {
	if !c.year(i) {
		return moment{}, false
	}
	m := moment{first: i, next: i + 1, year: int(c.atoms[i].value), weekday: -1}
	if c.hyphen(i+1) && c.isDigits(i+2) && c.at(i+2).Len() == 2 {
		m.next = i + 3
	}
	if c.at(i).glued && (c.at(i-1).kind != sign || c.hyphen(i-1) && c.isWord(i-2) && !c.approximates(i-2)) {
		return m, false
	}
	if moneySigns[c.norm(i-1)] != "" {
		return m, false
	}
	n := numeral{first: i, next: i + 1, value: c.atoms[i].value, digits: true, scale: 1}
	if c.ranges(n) || c.norm(i+1) == "%" || c.clockTime(n) || c.labels.Has(c.norm(i-1)) && !c.dates.prepositions.Has(c.norm(i-1)) {
		return m, false
	}
	if _, first, ok := c.matchBack(c.bounds, i); ok && c.norm(first) != "around" && c.norm(first) != "circa" {
		return m, false
	}
	if (c.dates.prepositions.Has(c.norm(i-1)) || c.articles.Has(c.norm(i-1))) && m.year >= 1500 {
		return m, true
	}
	if odd := m.year%100 != 0 && m.year >= 1950 && m.year <= 2035; odd && !c.harm.Has(c.norm(i-1)) && !c.dates.noYearAfter.Has(c.norm(i-1)) {
		return m, true
	}
	if head, _ := c.phrase(i+1, true); head >= 0 && c.plural(head) && !c.isName(i+1) || c.harm.Has(c.norm(i-1)) || c.dates.noYearAfter.Has(c.norm(i-1)) {
		return m, false
	}
	return m, m.year >= 1500 && m.year < 2100
}
