package quantity

import "fmt"

// timeOfDay reads a time of day at atom i: "7:48 am", "5 p.m.", "1100 hours", "12:41 GMT",
// "noon". The zone is not looked at.
func (c *scan) timeOfDay(i int) (clock string, next int, ok bool) {
	if v, named := c.dates.clockEndings[c.norm(i)]; named && c.isWord(i) && v != "0" && len(c.norm(i)) > 2 {
		return fmt.Sprintf("%02d:00", int(parseValue(v))), i + 1, true
	}
	hour, minute, next, ok := c.hourMinute(i)
	if !ok {
		return "", i, false
	}
	half, ended := c.dates.clockEndings[c.norm(next)]
	if ended && len(c.norm(next)) <= 5 {
		next++
	} else if next == i+1 {
		return "", i, false
	}
	if half == "12" && hour < 12 {
		hour += 12
	} else if c.norm(next-1) == "am" && hour == 12 {
		hour = 0
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), c.zone(next), hour < 24 && minute < 60
}

// hourMinute reads "7:48", "7.48", "1100", "5".
func (c *scan) hourMinute(i int) (hour, minute, next int, ok bool) {
	if !c.isNumber(i) {
		return 0, 0, i, false
	}
	a := c.at(i)
	switch {
	case a.plain && c.norm(i+1) == ":" && c.at(i+1).glued && c.at(i+2).glued && c.isDigits(i+2) && c.at(i+2).Len() == 2:
		return int(a.value), int(c.at(i + 2).value), i + 3, a.value < 24
	case a.plain && a.Len() == 4:
		return int(a.value) / 100, int(a.value) % 100, i + 1, a.value < 2400
	case a.plain && a.Len() <= 2:
		return int(a.value), 0, i + 1, a.value <= 24
	case a.Len() >= 4 && a.norm[a.Len()-3] == '.' && a.value < 24:
		return int(a.value), int(a.value*100+0.5) % 100, i + 1, true
	}
	return 0, 0, i, false
}

// zone passes over the words that say where the time holds: "GMT", "local time", "Eastern".
func (c *scan) zone(i int) int {
	for range 3 {
		_, next, ok := c.match(c.clock, i)
		switch {
		case ok:
			i = next
		case c.dates.zones.Has(c.norm(i)):
			i++
		default:
			return i
		}
	}
	return i
}
