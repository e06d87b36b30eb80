package quantity

import (
	"fmt"
	"math"

	"synoptic/internal/news"
)

// person is the unit of people of whom no more is said.
const person = "person"

// Commensurable reports whether two amounts are of one sort of thing: of the same unit,
// of units that can be converted, or of people of whom one side says no more.
func Commensurable(a, b news.Quantity) bool {
	_, ok := inUnitOf(a, b)
	return ok
}

// inUnitOf is the value of b in the unit of a.
func inUnitOf(a, b news.Quantity) (float64, bool) {
	if a.People && b.People && (a.Unit == person || b.Unit == person) {
		return b.Value, true
	}
	return Convert(b.Value, b.Unit, a.Unit)
}

// Same reports whether two amounts are the same number of the same thing, under whatever
// bound: equal, or equal after conversion as far as they are rounded (85 miles, 135
// kilometres). A vague word is the same as itself alone.
func Same(a, b news.Quantity) bool {
	if a.Vague != b.Vague {
		return false
	}
	v, ok := inUnitOf(a, b)
	if !ok {
		return false
	}
	if a.Unit == b.Unit || a.People {
		return close(a.Value, v, 1e-6)
	}
	other, _ := Convert(grain(b.Value), b.Unit, a.Unit)
	if isDegree(a.Unit) {
		other = 2
	}
	slack := (other + grain(a.Value)) / 2
	return math.Abs(a.Value-v) <= math.Min(slack, 0.06*math.Abs(a.Value)) || close(a.Value, v, 0.015)
}

func isDegree(unit string) bool { return unit == "degree Celsius" || unit == "degree Fahrenheit" }

// grain is the step a value seems rounded to: its last written place, five of it where
// that is a five.
func grain(v float64) float64 {
	s := step(v)
	if math.Mod(math.Round(math.Abs(v)/s), 5) == 0 {
		return 5 * s
	}
	return s
}

func close(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*math.Max(math.Abs(a), math.Abs(b))
}

// Rules of Compatible.
const (
	Equal     = "equal"       // the same number
	BoundHold = "bound-holds" // one is a bound that the other keeps
	Rounded   = "rounded"     // one is the other, rounded
	Roughly   = "about"       // one is said to be rough
	Vaguer    = "vaguer"      // one is a vague word for the other
	Loosely   = "loose-unit"  // the same number of units often confused
	OtherUnit = "other-unit"  // not to be compared
	Apart     = "apart"       // both cannot be true
)

// Compatible reports whether two amounts can both be true of one thing, by which rule,
// and says so in a sentence.
func Compatible(a, b news.Quantity) (ok bool, rule, why string) {
	v, comparable := inUnitOf(a, b)
	if !comparable {
		return false, OtherUnit, fmt.Sprintf("%s and %s cannot be compared", Format(a), Format(b))
	}
	c := b
	c.Value, c.Unit = v, a.Unit
	switch {
	case Same(a, b):
		return true, Equal, fmt.Sprintf("%s and %s are the same", Format(a), Format(b))
	case a.Value == b.Value && interchanged(a.Unit, b.Unit):
		return true, Loosely, fmt.Sprintf("%s and %s: the two units are often written for each other", Format(a), Format(b))
	case vaguer(a, c):
		return true, Vaguer, fmt.Sprintf("%s is a vaguer word for %s", Format(a), Format(b))
	case vaguer(c, a):
		return true, Vaguer, fmt.Sprintf("%s is a vaguer word for %s", Format(b), Format(a))
	case bounded(a) && meets(a, c), bounded(c) && meets(c, a):
		return true, BoundHold, fmt.Sprintf("%s holds for %s", Format(first(a, b)), Format(second(a, b)))
	case rounded(a, c):
		return true, Rounded, fmt.Sprintf("%s is %s rounded", Format(a), Format(b))
	case rounded(c, a):
		return true, Rounded, fmt.Sprintf("%s is %s rounded", Format(b), Format(a))
	case (a.Bound == news.About || b.Bound == news.About) && !bounded(a) && !bounded(b) && close(a.Value, v, 0.1):
		return true, Roughly, fmt.Sprintf("%s and %s differ by no more than a rough number may", Format(a), Format(b))
	}
	return false, Apart, fmt.Sprintf("%s and %s cannot both be true", Format(a), Format(b))
}

// confused are pairs of units that news writes for each other.
var confused = [][2]string{{"mile", "nautical mile"}, {"ton", "tonne"}, {"gallon", "imperial gallon"}, {"mile per hour", "knot"}}

// interchanged reports whether two units are such a pair.
func interchanged(a, b string) bool {
	for _, pair := range confused {
		if a == pair[0] && b == pair[1] || a == pair[1] && b == pair[0] {
			return true
		}
	}
	return false
}

// bounded reports whether the amount is a bound on one side.
func bounded(q news.Quantity) bool {
	return q.Bound != news.Exactly && q.Bound != news.About && q.Bound != ""
}

// first and second put the amount with the bound before the other.
func first(a, b news.Quantity) news.Quantity {
	if bounded(a) {
		return a
	}
	return b
}

func second(a, b news.Quantity) news.Quantity {
	if bounded(a) {
		return b
	}
	return a
}

// reach is the values an amount allows.
func reach(q news.Quantity) (low, high float64) {
	switch q.Bound {
	case news.Above, news.AtLeast:
		return q.Value, math.Inf(1)
	case news.Below, news.AtMost:
		return 0, q.Value
	case news.About:
		return q.Value * 0.9, q.Value * 1.1
	}
	return q.Value, q.Value
}

// meets reports whether some value is allowed by both amounts.
func meets(a, b news.Quantity) bool {
	alow, ahigh := reach(a)
	blow, bhigh := reach(b)
	low, high := math.Max(alow, blow), math.Min(ahigh, bhigh)
	return low < high || low == high && !excludes(a, low) && !excludes(b, low)
}

// excludes reports whether v is the very value an amount stays above or below.
func excludes(q news.Quantity, v float64) bool {
	return q.Value == v && (q.Bound == news.Above || q.Bound == news.Below)
}

// vaguer reports whether a is a vague word that v can be called by: dozens are up to
// some two hundred, thousands up to twenty thousand.
func vaguer(a, v news.Quantity) bool {
	return a.Vague && v.Value >= a.Value && v.Value < 20*a.Value
}

// rounded reports whether a is v, rounded: by half of a's last place and a twentieth at
// most. Counts are rounded to hundreds or more, shares and magnitudes to their places.
func rounded(a, v news.Quantity) bool {
	s := step(a.Value)
	switch {
	case s <= step(v.Value), bounded(a), bounded(v):
		return false
	case a.Unit == "%":
		s = math.Min(s, 1)
	case a.Unit == "magnitude":
		s = math.Min(s, 0.1)
	case !exact(a.Unit) && s < 100:
		return false
	}
	d := math.Abs(a.Value - v.Value)
	return d <= s/2*(1+1e-9) && d <= 0.05*math.Abs(v.Value)
}

// exact reports whether a unit is one of measure or money, not a noun counted.
func exact(unit string) bool {
	_, measured := measures[unit]
	return measured || isMoney(unit) || isDegree(unit)
}

// isMoney reports whether a unit is a currency.
func isMoney(unit string) bool {
	if len(unit) != 3 {
		return false
	}
	for i := range unit {
		if unit[i] < 'A' || unit[i] > 'Z' {
			return false
		}
	}
	return true
}
