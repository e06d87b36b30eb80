package extract

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"
)

//go:embed months.txt
var monthFile string

// months are the names of months.txt with their numbers. Where two languages use one
// name for different months, it is left out.
var months = sync.OnceValue(func() map[string]int { return readMonths(monthFile) })

func readMonths(file string) map[string]int {
	numbers := map[string]int{}
	for line := range strings.Lines(file) {
		if line[0] == '#' {
			continue
		}
		for i, forms := range strings.Fields(line) {
			for name := range strings.SplitSeq(forms, "/") {
				if known, ok := numbers[name]; ok && known != i {
					numbers[name] = 0
				} else if i > 0 {
					numbers[name] = i
				}
			}
		}
	}
	return numbers
}

// Patterns of days as readers see them.
var (
	yearFirst = pattern(`\b((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:日|\b)`)
	yearLast  = pattern(`\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:19|20)\d\d)\b`)
	dayFirst  = pattern(`(?:^|\P{L})(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?,?\s+(?:de\s+|d['’])?(\p{L}{3,14})\.?,?\s+(?:de\s+|del\s+)?((?:19|20)\d\d)\b`)
	dayInside = pattern(`(\p{L}{3,14})\.?\s+(\d{1,2})(?:st|nd|rd|th|\.)?,?\s+((?:19|20)\d\d)\b`)
	yearThen  = pattern(`\b((?:19|20)\d\d)\.?\s+(\p{L}{3,14})\.?\s+(\d{1,2})\b`)
)

// writtenDay is the first day written in a short text, as YYYY-MM-DD, "" if there is
// none. Where day and month could be each other, monthFirst decides.
func writtenDay(s string, monthFirst bool) string {
	if p := yearFirst().FindStringSubmatch(s); p != nil {
		return day(p[1], p[2], p[3])
	}
	if p := yearLast().FindStringSubmatch(s); p != nil {
		first, second := day(p[3], p[2], p[1]), day(p[3], p[1], p[2])
		if monthFirst {
			first, second = second, first
		}
		return firstOf(first, second)
	}
	if p := dayFirst().FindStringSubmatch(s); p != nil {
		if d := day(p[3], monthNumber(p[2]), p[1]); d != "" {
			return d
		}
	}
	if p := dayInside().FindStringSubmatch(s); p != nil {
		if d := day(p[3], monthNumber(p[1]), p[2]); d != "" {
			return d
		}
	}
	if p := yearThen().FindStringSubmatch(s); p != nil {
		return day(p[1], monthNumber(p[2]), p[3])
	}
	return ""
}

func monthNumber(name string) string { return strconv.Itoa(months()[strings.ToLower(name)]) }

// day joins a year, month and day that exist.
func day(year, month, date string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(date)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if m < 1 || m > 12 || t.Day() != d || !plausible(t) {
		return ""
	}
	return t.Format(time.DateOnly)
}

// Bounds of the search around the headline.
const (
	nearHeading = 40  // pieces of text before and behind it
	shortPiece  = 120 // bytes of a piece that may be a date line
)

// visibleDay is the day written nearest behind the headline, or shortly before it.
func visibleDay(doc *html.Node, h *head) string {
	monthFirst := strings.EqualFold(h.lang, "en-US") || strings.EqualFold(h.meta["og:locale"], "en_US") || strings.EqualFold(h.lang, "en")
	pieces, heading := shortPieces(doc)
	if heading < 0 {
		return ""
	}
	for _, piece := range pieces[heading:min(len(pieces), heading+nearHeading)] {
		if d := writtenDay(piece, monthFirst); d != "" {
			return d
		}
	}
	for i := heading - 1; i >= max(0, heading-nearHeading/4); i-- {
		if d := writtenDay(pieces[i], monthFirst); d != "" {
			return d
		}
	}
	return ""
}

// shortPieces are the texts of a page's elements, and the number of the first behind
// the headline; -1 if the page has no h1. Long texts stand as "".
func shortPieces(doc *html.Node) (pieces []string, heading int) {
	heading = -1
	for n := following(doc); n != nil; n = following(n) {
		if n.Type == html.ElementNode && n.Data == "h1" && heading < 0 {
			heading = len(pieces)
		}
		if heading >= 0 && len(pieces) > heading+nearHeading {
			break
		}
		if n.Type != html.TextNode || n.Parent == nil || invisible[n.Parent.Data] {
			continue
		}
		if s := strings.TrimSpace(n.Data); s == "" {
			continue
		} else if len(s) <= shortPiece {
			pieces = append(pieces, s)
		} else {
			pieces = append(pieces, "")
		}
	}
	return pieces, heading
}

// localDay replaces the day of a moment given in UTC by the day readers see, where both
// are the same moment somewhere on earth: a report of an American evening carries the
// next day's date in UTC.
func (p *page) localDay(m string) string {
	utc, err := time.Parse(time.RFC3339, m)
	if err != nil || !strings.HasSuffix(m, "Z") {
		return m
	}
	visible := visibleDay(p.doc, p.head)
	west, east := utc.Add(-12*time.Hour), utc.Add(14*time.Hour)
	if visible != utc.Format(time.DateOnly) && (visible == west.Format(time.DateOnly) || visible == east.Format(time.DateOnly)) {
		return visible
	}
	return m
}

// addressDay is the day an address carries in its path: /2024/05/01/, /20240501/.
func addressDay(path string) string {
	if p := pathDay().FindStringSubmatch(path); p != nil {
		return day(p[1], p[2]+p[4], p[3]+p[5])
	}
	return ""
}

var pathDay = pattern(`[/_-]((?:19|20)\d\d)(?:[/_-](\d\d?)[/_-](\d\d?)|(\d\d)(\d\d))(?:[/_.-]|$)`)
