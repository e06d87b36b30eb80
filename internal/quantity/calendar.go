package quantity

import (
	"fmt"
	"time"
)

// day is a day of the calendar, as midnight UTC.
type day = time.Time

func date(y, m, d int) day { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func monthDays(y, m int) int {
	if y == 0 {
		y = 2000
	}
	return date(y, m+1, 0).Day()
}

// parseDay reads the day of "2006-01-02…"; the zero day if there is none.
func parseDay(s string) day {
	if len(s) < 10 {
		return day{}
	}
	d, err := time.Parse(time.DateOnly, s[:10])
	if err != nil {
		return day{}
	}
	return d
}

// tense says which way from the day of the report a moment lies, as its words tell.
type tense int8

const (
	untold tense = iota
	before
	after
	either // the nearest is meant
)

// resolve is the day, month or year of a moment, counted from the day of the report;
// "" where it cannot be told. The zero day resolves only what is absolute.
func (m moment) resolve(from day, t tense) string {
	switch {
	case m.year > 0:
		return format(m.year, m.month, m.day)
	case from.IsZero():
		return ""
	case m.month > 0:
		return m.resolveMonth(from, t)
	case m.weekday >= 0:
		return m.resolveWeekday(from, t).Format(time.DateOnly)
	case m.day > 0:
		return m.resolveDay(from, t)
	}
	return m.resolveShift(from)
}

func format(y, m, d int) string {
	switch {
	case m == 0:
		return fmt.Sprintf("%04d", y)
	case d == 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// resolveMonth finds the year of a month or of a day in a month.
func (m moment) resolveMonth(from day, t tense) string {
	if m.unit == 'y' {
		return format(from.Year()+m.shift, m.month, m.day)
	}
	d := max(m.day, 1)
	y := from.Year()
	here := date(y, m.month, d)
	today := from
	if m.day == 0 {
		today = date(y, int(from.Month()), 1)
	}
	past, next := here, here
	if here.After(today) {
		past = date(y-1, m.month, d)
	} else if here.Before(today) {
		next = date(y+1, m.month, d)
	}
	year := past.Year()
	switch {
	case m.directed && m.shift > 0, !m.directed && t == after:
		year = next.Year()
	case m.directed && m.shift < 0 && past.Equal(today):
		year--
	case m.directed && m.shift == 0:
		year = y
	case t == either && next.Sub(today) < today.Sub(past), t == untold && m.day > 0 && 2*next.Sub(today) < today.Sub(past):
		year = next.Year()
	}
	return format(year, m.month, m.day)
}

// resolveWeekday is the nearest such day: the day of the report or one before it, or
// one after it.
func (m moment) resolveWeekday(from day, t tense) day {
	back := (int(from.Weekday()) - m.weekday + 7) % 7
	switch {
	case m.directed && m.shift < 0 && back == 0:
		return from.AddDate(0, 0, -7)
	case m.directed && m.shift > 0, t == after && back > 0 && !m.directed:
		return from.AddDate(0, 0, 7-back)
	case m.directed && m.shift == 0 && t == after:
		return from.AddDate(0, 0, (7-back)%7)
	}
	return from.AddDate(0, 0, -back)
}

// resolveDay finds the month of "the 14th".
func (m moment) resolveDay(from day, t tense) string {
	y, mo := from.Year(), int(from.Month())
	if m.day > from.Day() && t != after {
		mo--
	} else if m.day < from.Day() && t == after {
		mo++
	}
	d := date(y, mo, m.day)
	if d.Day() != m.day {
		return ""
	}
	return d.Format(time.DateOnly)
}

// resolveShift counts days, weeks, months or years from the day of the report.
func (m moment) resolveShift(from day) string {
	switch m.unit {
	case 'd':
		return from.AddDate(0, 0, m.shift).Format(time.DateOnly)
	case 'w':
		return m.resolveWeek(from)
	case 'm':
		d := date(from.Year(), int(from.Month())+m.shift, 1)
		return format(d.Year(), int(d.Month()), 0)
	case 'y':
		return format(from.Year()+m.shift, 0, 0)
	}
	return ""
}

// resolveWeek is the month a week lies in, "" where it lies in two.
func (m moment) resolveWeek(from day) string {
	monday := from.AddDate(0, 0, -(int(from.Weekday())+6)%7+7*m.shift)
	sunday := monday.AddDate(0, 0, 6)
	if monday.Month() != sunday.Month() {
		return ""
	}
	return format(monday.Year(), int(monday.Month()), 0)
}
