package quantity

import (
	"slices"

	"synoptic/internal/news"
)

// Dates finds the expressions of time that can be resolved to a day, month or year, in
// order of the text. Relative ones are counted from the day the article was published;
// where that is unknown, from a full date in its head lines; else they are left out.
func (r *Reader) Dates(doc *news.Document) []news.Date { return r.DatesNear(doc, nil) }

// DatesNear is Dates for an article of unknown day among others of one event, of which
// the days of publication are known: a relative date counts where it is the same day
// seen from each of them.
func (r *Reader) DatesNear(doc *news.Document, published []string) []news.Date {
	c := r.scan(doc)
	anchors := c.anchors(published)
	var found []news.Date
	var moments []moment
	for i := range doc.Sentences {
		c.open(&doc.Sentences[i])
		c.expressions()
		for _, m := range c.times {
			d := news.Date{Span: c.place(m), Value: m.agreed(anchors, c.tense(m)), Relative: m.year == 0, Clock: c.clockAt(m)}
			found, moments = append(found, d), append(moments, m)
		}
	}
	settleYears(found, moments)
	return slices.DeleteFunc(found, func(d news.Date) bool { return d.Value == "" })
}

// settleYears corrects "four years ago", which is rounded, by a year the text names: the
// only one beside it, where the very year is not named.
func settleYears(found []news.Date, moments []moment) {
	for i, m := range moments {
		year := yearOf(found[i].Value)
		if !m.ago || m.unit != 'y' || m.shift > -2 || year == 0 {
			continue
		}
		beside, exact := 0, false
		for j, o := range moments {
			exact = exact || o.year == year
			if d := o.year - year; (d == 1 || d == -1) && found[j].Value != "" {
				beside = o.year
			}
		}
		if !exact && beside != 0 {
			found[i].Value = format(beside, 0, 0)
		}
	}
}

// yearOf is the year of a date's value, 0 if it has none.
func yearOf(value string) int {
	if len(value) < 4 {
		return 0
	}
	return int(parseValue(value[:4]))
}

// agreed is what the moment resolves to from every anchor, "" where they differ.
func (m moment) agreed(anchors []day, t tense) string {
	value := m.resolve(anchors[0], t)
	for _, a := range anchors[1:] {
		if m.resolve(a, t) != value {
			return ""
		}
	}
	return value
}

// headLines is how many sentences at the head of a text may hold its date.
const headLines = 8

// anchors are the days relative dates are counted from: the article's own where it is
// known, else the others'; one zero day where nothing is known.
func (c *scan) anchors(published []string) []day {
	if d := parseDay(c.doc.Article.Published); !d.IsZero() {
		return []day{d}
	}
	if d := c.headDate(); !d.IsZero() {
		return []day{d}
	}
	var days []day
	for _, p := range published {
		if d := parseDay(p); !d.IsZero() {
			days = append(days, d)
		}
	}
	if days == nil {
		days = []day{{}}
	}
	return days
}

// headDate is the full date that stands in a line of its own at the head of the text,
// the latest of several.
func (c *scan) headDate() day {
	var latest day
	for i := range c.doc.Sentences[:min(headLines, len(c.doc.Sentences))] {
		s := &c.doc.Sentences[i]
		if s.Len() > 80 {
			continue
		}
		c.open(s)
		c.expressions()
		for _, m := range c.times {
			if m.year == 0 || m.day == 0 || !c.alone(m) {
				continue
			}
			if d := date(m.year, m.month, m.day); d.After(latest) {
				latest = d
			}
		}
	}
	return latest
}

// alone reports whether the line of the moment tells no more than when: few words, and no
// full stop after them.
func (c *scan) alone(m moment) bool {
	words := 0
	for i := range c.atoms {
		if c.atoms[i].kind == word && !c.taken[i] && (i < m.first || i >= m.next) {
			words++
		}
	}
	return words == 0 || words <= 6 && c.norm(len(c.atoms)-1) != "."
}

// clockAt is the time of day written beside the moment, "HH:MM", or "".
func (c *scan) clockAt(m moment) string {
	j := m.next
	for c.dates.clockGap.Has(c.norm(j)) {
		j++
	}
	if clock, _, ok := c.timeOfDay(j); ok {
		return clock
	}
	for i := max(0, m.first-7); i < m.first; i++ {
		clock, next, ok := c.timeOfDay(i)
		if !ok {
			continue
		}
		for next < m.first && c.dates.clockGap.Has(c.norm(next)) {
			next++
		}
		if next == m.first {
			return clock
		}
	}
	return ""
}
