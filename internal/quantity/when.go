package quantity

import (
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// dateWords are what the reader knows of a language about time.
type dateWords struct {
	months, weekdays, monthParts                          map[string]float64
	doubtfulMonth, doubtfulDay, prepositions              text.Section
	of, the, on, noDateAfter, noDateBefore                text.Section
	dayParts, future, plans, past, joiners, ago           text.Section
	clockGap, zones, noYearAfter, events, toBe, ahead, in text.Section
	periods, agoUnits, clockEndings                       text.Section
	dayHours, periodHours                                 text.Section
	days, directions, feasts                              phrases
}

func learnDates(l *text.Language) dateWords {
	s := func(name string) text.Section { return l.Section("date " + name) }
	return dateWords{
		months: values(s("months")), weekdays: values(s("weekdays")), monthParts: values(s("parts of months")),
		doubtfulMonth: s("doubtful months"), doubtfulDay: s("doubtful weekdays"), prepositions: s("prepositions"),
		of: s("of"), the: s("the"), on: s("on"), in: s("in"), toBe: s("to be"), joiners: s("joiners"), ago: s("ago"),
		noDateAfter: s("no date after"), noDateBefore: s("no date before"), noYearAfter: s("no year after"),
		events: s("events"), future: s("future"), ahead: s("ahead"), plans: s("plans"), past: s("past"),
		dayParts: s("parts of days"), clockGap: s("between clock and date"), zones: s("zones"), clockEndings: s("clock endings"),
		periods: s("periods"), agoUnits: s("ago units"),
		days: compile(s("days"), forward), directions: compile(s("directions"), forward), feasts: compile(s("named days"), forward),
		dayHours: s("hours of days"), periodHours: s("hours counted"),
	}
}

// moment is an expression of time, not yet resolved: atoms first … next-1.
type moment struct {
	first, next      int
	year, month, day int  // 0 where not given
	weekday          int  // 0 is Sunday; -1 where not given
	shift            int  // last -1, this 0, next 1; days for a day, units for "ago"
	unit             byte // d, w, m, y: what is shifted; 0 if nothing is
	directed         bool // "last", "this" or "next" is said
	ago              bool
}

// place is where the moment stands in the text.
func (c *scan) place(m moment) news.Span {
	return news.Span{Start: c.atoms[m.first].Start, End: c.atoms[m.next-1].End}
}

// expressions finds the expressions of time in the sentence and marks their atoms;
// "four years ago" stays an amount where it cannot be resolved.
func (c *scan) expressions() {
	c.times = c.times[:0]
	for i := 0; i < len(c.atoms); {
		var m moment
		ok := c.canOpen(i)
		if ok {
			m, ok = c.moment(i)
		}
		if !ok {
			i++
			continue
		}
		for j := m.first; j < m.next && !(m.ago && m.resolve(c.anchor, untold) == ""); j++ {
			c.taken[j] = true
		}
		c.times = append(c.times, m)
		i = max(i+1, m.next)
	}
}

// moment reads the expression of time that starts at atom i.
func (c *scan) moment(i int) (moment, bool) {
	readings := [...]func(int) (moment, bool){c.numericDate, c.weekdayDate, c.feast, c.dayMonth, c.monthDate, c.ago, c.namedDay, c.directed, c.dayOfMonth, c.bareYear}
	for _, read := range readings {
		if m, ok := read(i); ok {
			return m, true
		}
	}
	return moment{}, false
}

// weekdayAt is the weekday named at atom i, -1 if none, and the atom after it.
func (c *scan) weekdayAt(i int) (weekday, next int) {
	if !c.isWord(i) || !c.atoms[i].upper {
		return -1, i
	}
	v, ok := c.dates.weekdays[c.norm(i)]
	if !ok {
		return -1, i
	}
	if n := c.dot(i + 1); n > i+1 && c.atoms[i].Len() <= 5 {
		return int(v), n
	}
	return int(v), i + 1
}

// weekdayDate reads a weekday and the date beside it: "Sunday", "Wed, 5 May 2010",
// "last Tuesday", "Friday night".
func (c *scan) weekdayDate(i int) (moment, bool) {
	shift, j, directed := c.direction(i)
	weekday, next := c.weekdayAt(j)
	if weekday < 0 {
		return moment{}, false
	}
	k := next
	if c.norm(k) == "," {
		k++
	}
	for _, read := range [...]func(int) (moment, bool){c.dayMonth, c.monthDate, c.numericDate} {
		if m, ok := read(k); ok && (m.day > 0) {
			m.first = i
			return m, true
		}
	}
	m := moment{first: i, next: next, weekday: weekday, shift: shift, directed: directed}
	if !c.certainDay(i, j, next, directed) {
		return m, false
	}
	if c.dates.dayParts.Has(c.norm(next)) {
		m.next++
	}
	return m, true
}

// direction reads "last", "this" or "next" at atom i.
func (c *scan) direction(i int) (shift, next int, ok bool) {
	v, next, ok := c.match(c.dates.directions, i)
	if !ok {
		return 0, i, false
	}
	return int(parseValue(v)), next, true
}

// certainDay reports whether the weekday at atom j means a day of the calendar.
func (c *scan) certainDay(i, j, next int, directed bool) bool {
	before := c.norm(i - 1)
	if c.dates.noDateAfter.Has(before) || c.dates.noDateBefore.Has(c.norm(next)) {
		return false
	}
	return directed || !c.dates.doubtfulDay.Has(c.norm(j)) || c.dates.on.Has(before)
}

// namedDay reads "today", "last night", "tomorrow morning".
func (c *scan) namedDay(i int) (moment, bool) {
	v, next, ok := c.match(c.dates.days, i)
	named := i > 0 && c.at(i).upper && (c.at(i-1).upper && !c.lists || c.norm(i-1) == `"` && c.norm(next) == `"`)
	if !ok || named {
		return moment{}, false
	}
	m := moment{first: i, next: next, weekday: -1, unit: 'd', shift: int(parseValue(v))}
	if c.dates.dayParts.Has(c.norm(next)) {
		m.next++
	}
	return m, true
}

// directed reads "last month", "next year", "earlier this year", "last June". A week of
// the present is left out: it says no day.
func (c *scan) directed(i int) (moment, bool) {
	shift, next, ok := c.direction(i)
	if !ok {
		return moment{}, false
	}
	m := moment{first: i, weekday: -1, shift: shift, directed: true}
	if month, after := c.monthAt(next); month > 0 {
		m.month, m.next = month, after
		return m, c.certainMonth(next, after) || shift != 0
	}
	unit := c.dates.periods[c.norm(next)]
	if unit == "" || unit == "w" && shift == 0 || c.hyphen(next+1) {
		return m, false
	}
	m.unit, m.next = unit[0], next+1
	if unit != "w" && c.dates.the.Has(c.norm(next-1)) && shift == 0 && next-i < 2 {
		return m, false
	}
	return m, true
}

// dayOfMonth reads "on the 14th".
func (c *scan) dayOfMonth(i int) (moment, bool) {
	if !c.dates.the.Has(c.norm(i)) || !c.dates.on.Has(c.norm(i-1)) {
		return moment{}, false
	}
	day, next := c.dayAt(i + 1)
	if day == 0 || next != i+3 || c.nounLike(next) {
		return moment{}, false
	}
	return moment{first: i, next: next, day: day, weekday: -1}, true
}

// ago reads "four years ago", "a week ago".
func (c *scan) ago(i int) (moment, bool) {
	n, ok := c.numeral(i)
	if !ok || n.vague || n.value > 500 || n.value != float64(int(n.value)) {
		return moment{}, false
	}
	unit := c.dates.agoUnits[c.norm(n.next)]
	if unit == "" || !c.dates.ago.Has(c.norm(n.next+1)) {
		return moment{}, false
	}
	m := moment{first: i, next: n.next + 2, weekday: -1, unit: unit[0], shift: -int(n.value), ago: true}
	bound, first := c.boundBefore(i)
	m.first = first
	return m, bound == news.Exactly
}
