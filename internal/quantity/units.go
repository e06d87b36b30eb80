package quantity

import (
	"math"

	"synoptic/internal/text"
)

// dimension is what a unit measures; units of one dimension can be converted.
type dimension uint8

const (
	length dimension = iota + 1
	mass
	duration
	area
	volume
	speed
	power
	information
)

// scaleOf is a unit's size in the first unit of its dimension.
type scaleOf struct {
	dimension dimension
	size      float64
}

// measures are the units that can be converted. Months and years are of the mean
// length of the calendar's.
var measures = map[string]scaleOf{
	"metre": {length, 1}, "kilometre": {length, 1000}, "centimetre": {length, 0.01}, "millimetre": {length, 0.001},
	"mile": {length, 1609.344}, "nautical mile": {length, 1852}, "yard": {length, 0.9144}, "foot": {length, 0.3048}, "inch": {length, 0.0254},

	"kilogram": {mass, 1}, "gram": {mass, 0.001}, "milligram": {mass, 1e-6}, "tonne": {mass, 1000}, "ton": {mass, 907.18474},
	"pound": {mass, 0.45359237}, "ounce": {mass, 0.028349523}, "kiloton": {mass, 1e6}, "megaton": {mass, 1e9},

	"second": {duration, 1}, "minute": {duration, 60}, "hour": {duration, 3600}, "day": {duration, 86400}, "week": {duration, 7 * 86400},
	"fortnight": {duration, 14 * 86400}, "month": {duration, 2629746}, "year": {duration, 31556952},
	"decade": {duration, 315569520}, "century": {duration, 3155695200},

	"square metre": {area, 1}, "square kilometre": {area, 1e6}, "hectare": {area, 1e4}, "acre": {area, 4046.8564224},
	"square mile": {area, 2589988.110336}, "square foot": {area, 0.09290304}, "square yard": {area, 0.83612736},

	"litre": {volume, 1}, "millilitre": {volume, 0.001}, "cubic metre": {volume, 1000}, "gallon": {volume, 3.785411784},
	"imperial gallon": {volume, 4.54609}, "barrel": {volume, 158.987294928}, "cubic foot": {volume, 28.316846592}, "cubic yard": {volume, 764.554857984},

	"kilometre per hour": {speed, 1}, "mile per hour": {speed, 1.609344}, "knot": {speed, 1.852}, "metre per second": {speed, 3.6},

	"watt": {power, 1}, "kilowatt": {power, 1e3}, "megawatt": {power, 1e6}, "gigawatt": {power, 1e9},

	"kilobyte": {information, 1}, "megabyte": {information, 1e3}, "gigabyte": {information, 1e6}, "terabyte": {information, 1e9},
}

// symbols are the measures written alike in most languages: what a language without
// data of its own is read with.
var symbols = text.Section{
	"km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "km / h": "kilometre per hour", "m / s": "metre per second",
	"kg": "kilogram", "g": "gram", "mg": "milligram", "t": "tonne", "ha": "hectare", "ml": "millilitre",
	"kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "kb": "kilobyte", "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte",
	"° c": "degree Celsius", "° f": "degree Fahrenheit",
}

// Convert gives the value of an amount in another unit; false where the units measure
// different things or cannot be converted, as money of two currencies.
func Convert(value float64, from, to string) (float64, bool) {
	if from == to {
		return value, true
	}
	if v, ok := temperature(value, from, to); ok {
		return v, true
	}
	a, known := measures[from]
	b, other := measures[to]
	if !known || !other || a.dimension != b.dimension {
		return 0, false
	}
	return value * a.size / b.size, true
}

// temperature converts degrees.
func temperature(value float64, from, to string) (float64, bool) {
	switch {
	case from == "degree Celsius" && to == "degree Fahrenheit":
		return value*9/5 + 32, true
	case from == "degree Fahrenheit" && to == "degree Celsius":
		return (value - 32) * 5 / 9, true
	}
	return 0, false
}

// step is the place to which a value is written: 1e8 for 1.5e9, 10 for 130, 0.1 for 7.6.
func step(v float64) float64 {
	if v == 0 {
		return 1
	}
	v = math.Abs(v)
	s := math.Pow(10, math.Floor(math.Log10(v)))
	for range 12 {
		if r := v / s; math.Abs(r-math.Round(r)) < 1e-6*math.Max(r, 1) {
			return s
		}
		s /= 10
	}
	return s
}
