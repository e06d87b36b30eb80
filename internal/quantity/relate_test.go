package quantity

import (
	"math"
	"testing"

	"synoptic/internal/news"
)

func q(bound news.Bound, value float64, unit string) news.Quantity {
	return news.Quantity{Value: value, Unit: unit, Bound: bound}
}

func people(bound news.Bound, value float64, unit string) news.Quantity {
	return news.Quantity{Value: value, Unit: unit, Bound: bound, People: true}
}

func vague(value float64, unit string) news.Quantity {
	return news.Quantity{Value: value, Unit: unit, Bound: news.About, Vague: true}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		value    float64
		from, to string
		want     float64
		ok       bool
	}{
		{1, "mile", "kilometre", 1.609344, true},
		{2, "week", "day", 14, true},
		{1, "fortnight", "week", 2, true},
		{100, "degree Celsius", "degree Fahrenheit", 212, true},
		{5, "person", "person", 5, true},
		{5, "USD", "EUR", 0, false},
		{5, "mile", "hour", 0, false},
		{5, "person", "house", 0, false},
	} {
		got, ok := Convert(c.value, c.from, c.to)
		if ok != c.ok || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("Convert(%v, %q, %q) = %v, %v; want %v, %v", c.value, c.from, c.to, got, ok, c.want, c.ok)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b news.Quantity
		want bool
	}{
		{q("=", 85, "mile"), q("=", 135, "kilometre"), true},
		{q("~", 85, "mile"), q("=", 137, "kilometre"), true},
		{q("=", 85, "mile"), q("=", 150, "kilometre"), false},
		{q("=", 6, "foot"), q("=", 1.8, "metre"), true},
		{q(">=", 3, "person"), q("=", 3, "person"), true},
		{q("=", 3, "person"), q("=", 4, "person"), false},
		{q("=", 1.5e9, "USD"), q("=", 1.5e9, "USD"), true},
		{q("=", 1.5e9, "USD"), q("=", 1.5e9, "AUD"), false},
		{q("=", 48, "hour"), q("=", 2, "day"), true},
		{vague(12, "person"), q("=", 12, "person"), false},
		{vague(12, "person"), vague(12, "person"), true},
	} {
		if got := Same(c.a, c.b); got != c.want {
			t.Errorf("Same(%s, %s) = %v", Format(c.a), Format(c.b), got)
		}
		if Same(c.a, c.b) != Same(c.b, c.a) {
			t.Errorf("Same(%s, %s) depends on their order", Format(c.a), Format(c.b))
		}
	}
}

func TestCompatible(t *testing.T) {
	for _, c := range []struct {
		a, b news.Quantity
		ok   bool
		rule string
	}{
		{q(">", 80, "%"), q("=", 80.1, "%"), true, BoundHold},
		{q("=", 80, "%"), q("=", 82, "%"), false, Apart},
		{q("=", 80, "%"), q("=", 80.1, "%"), true, Rounded},
		{q(">=", 3, "person"), q("=", 5, "person"), true, BoundHold},
		{q(">=", 5, "person"), q("=", 3, "person"), false, Apart},
		{q("<=", 20, "person"), q("=", 23, "person"), false, Apart},
		{q(">", 100, "person"), q("=", 100, "person"), true, Equal},
		{q(">", 100, "person"), q("<", 100, "person"), true, Equal},
		{q(">", 100, "person"), q("<", 90, "person"), false, Apart},
		{q("=", 5, "person"), q("=", 1, "person"), false, Apart},
		{q("=", 10, "person"), q("=", 12, "person"), false, Apart},
		{q("=", 14000, "person"), q("=", 14230, "person"), true, Rounded},
		{q("~", 135, "house"), q("=", 142, "house"), true, Roughly},
		{q("=", 1.5e9, "USD"), q("=", 1.47e9, "USD"), true, Rounded},
		{q("=", 1.5e9, "USD"), q("=", 1.2e9, "USD"), false, Apart},
		{q("=", 7.6, "magnitude"), q("=", 7.7, "magnitude"), false, Apart},
		{vague(12, "person"), q("=", 50, "person"), true, Vaguer},
		{vague(1e4, "person"), q("<=", 20000, "person"), true, Vaguer},
		{vague(100, "person"), q("=", 20, "person"), false, Apart},
		{q("=", 85, "mile"), q("=", 135, "kilometre"), true, Equal},
		{q("=", 3, "person"), q("=", 3, "house"), false, OtherUnit},
		{q("=", 3, "tonne"), q("=", 3, "ton"), true, Loosely},
		{people("=", 12, "civilian"), people("=", 12, "person"), true, Equal},
		{people("=", 12, "civilian"), people(">", 20, "person"), false, Apart},
		{people("=", 12, "civilian"), people("=", 12, "soldier"), false, OtherUnit},
	} {
		ok, rule, why := Compatible(c.a, c.b)
		if ok != c.ok || rule != c.rule || why == "" {
			t.Errorf("Compatible(%s, %s) = %v, %s, %q; want %v, %s", Format(c.a), Format(c.b), ok, rule, why, c.ok, c.rule)
		}
		if back, other, _ := Compatible(c.b, c.a); back != ok || other != rule {
			t.Errorf("Compatible(%s, %s) depends on their order", Format(c.a), Format(c.b))
		}
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		q    news.Quantity
		want string
	}{
		{q("=", 1.5e9, "USD"), "1.5 billion USD"},
		{q(">", 80, "%"), ">80 %"},
		{q("~", 150, "nautical mile"), "~150 nautical miles"},
		{q("=", 1, "person"), "1 person"},
		{q(">=", 14000, "person"), "≥14,000 people"},
		{q("=", 7.6, "magnitude"), "magnitude 7.6"},
		{q("=", 60, "mile per hour"), "60 miles per hour"},
		{q("=", 2, "century"), "2 centuries"},
		{q("=", 25.7e9, "GBP"), "25.7 billion GBP"},
		{q("<", 1234567, ""), "<1.23457 million"},
		{q("=", 200, "Sudanese"), "200 Sudanese"},
		{vague(1e4, "protester"), "tens of thousands of protesters"},
		{vague(12, ""), "dozens"},
	} {
		if got := Format(c.q); got != c.want {
			t.Errorf("Format = %q, want %q", got, c.want)
		}
	}
}
