package quantity

import (
	"strconv"
	"strings"

	"synoptic/internal/news"
)

// Hour is a time of day that a text gives: From to To, in minutes after midnight, the
// same for a time by the clock, apart for a part of a day.
type Hour struct {
	news.Span
	From, To int
	About    bool // "around noon"
}

// Hours finds the times of day in a document, in order of the text. Zones are not looked
// at.
func (r *Reader) Hours(doc *news.Document) []Hour {
	c := r.scan(doc)
	var out []Hour
	for i := range doc.Sentences {
		c.open(&doc.Sentences[i])
		for k := 0; k < len(c.atoms); {
			h, next, ok := c.hour(k)
			if !ok {
				k++
				continue
			}
			out = append(out, h)
			k = next
		}
	}
	return out
}

// hour reads a time by the clock or a part of a day at atom i.
func (c *scan) hour(i int) (Hour, int, bool) {
	h := Hour{Span: c.atoms[i].Span}
	if from, to, ok := minutes(c.dates.dayHours[c.norm(i)]); ok {
		h.From, h.To = from, to
		return h, i + 1, true
	}
	clock, next, ok := c.timeOfDay(i)
	if !ok || c.isDuration(i) {
		return h, i, false
	}
	h.From, _, ok = minutes(clock)
	h.To = h.From
	bound, _ := c.boundBefore(i)
	h.About = bound == news.About
	h.End = c.atoms[next-1].End
	return h, next, ok
}

// isDuration reports whether the number at atom i counts hours: "12 hours".
func (c *scan) isDuration(i int) bool {
	return c.isNumber(i) && c.at(i).Len() <= 2 && c.dates.periodHours.Has(c.norm(i+1))
}

// minutes reads "17:30" or "12:00-18:00" as minutes after midnight.
func minutes(s string) (from, to int, ok bool) {
	first, last, ranged := strings.Cut(s, "-")
	if from, ok = minute(first); !ok || !ranged {
		return from, from, ok
	}
	to, ok = minute(last)
	return from, to, ok
}

func minute(s string) (int, bool) {
	h, m, ok := strings.Cut(s, ":")
	if !ok {
		return 0, false
	}
	hours, err := strconv.Atoi(h)
	mins, also := strconv.Atoi(m)
	return 60*hours + mins, err == nil && also == nil
}
