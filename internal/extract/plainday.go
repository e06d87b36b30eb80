package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"synoptic/internal/text"
)

// readDay reads the day in a line such as "Updated 3:45 pm, Thu 6 May 2010", as
// YYYY-MM-DD; false unless day, month and year are all certain.
func readDay(line string, l *text.Language) (string, bool) {
	var d dayParts
	for w := range strings.FieldsFuncSeq(line, isDayBreak) {
		if d.complete() {
			break
		}
		d.take(strings.Trim(text.Fold(w), ".:"), l)
	}
	if !d.complete() {
		return "", false
	}
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	if t.Day() != d.day || !plausible(t) {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

// isDayBreak reports whether a rune stands between the words of a date.
func isDayBreak(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|()•·", r) }

// dayParts are the parts of a date read so far; 0: not yet.
type dayParts struct {
	year, month, day int
}

func (d *dayParts) complete() bool { return d.year > 0 && d.month > 0 && d.day > 0 }

// take reads one word: a month, a number, or a whole date in numbers.
func (d *dayParts) take(w string, l *text.Language) {
	if month := l.Section("date months")[w]; month != "" && d.month == 0 {
		d.month, _ = strconv.Atoi(month)
		return
	}
	if strings.ContainsAny(w, "/-.") {
		d.takeNumeric(w)
		return
	}
	digits := strings.TrimRightFunc(w, unicode.IsLetter)
	n, err := strconv.Atoi(digits)
	switch {
	case err != nil || strings.Contains(w, ":"):
	case len(digits) == 4 && d.year == 0:
		d.year = n
	case len(digits) <= 2 && n >= 1 && n <= 31 && d.day == 0 && !isClockTail(w[len(digits):]):
		d.day = n
	}
}

// isClockTail reports whether letters glued to digits make them an hour.
func isClockTail(s string) bool { return s == "am" || s == "pm" || s == "h" }

// takeNumeric reads "2010-05-06", and "13/05/2010" or "05/13/2010", where one number can
// only be the day; "05/06/2010" is not certain.
func (d *dayParts) takeNumeric(w string) {
	var a, b, c int
	w = strings.NewReplacer("/", "-", ".", "-").Replace(w)
	if n, err := fmt.Sscanf(w, "%d-%d-%d", &a, &b, &c); err != nil || n != 3 {
		return
	}
	switch {
	case a > 31 && b <= 12:
		d.year, d.month, d.day = a, b, c
	case a > 12 && b <= 12 && c > 31:
		d.year, d.month, d.day = c, b, a
	case b > 12 && a <= 12 && c > 31:
		d.year, d.month, d.day = c, a, b
	case a == b && c > 31:
		d.year, d.month, d.day = c, a, b
	}
}
