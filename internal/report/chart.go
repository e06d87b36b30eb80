package report

import (
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"synoptic/internal/news"
)

// chart is the course of a number as a picture: time from left to right, the number upwards
// from nought, a step wherever an account told another one. Lengths are in units of a box of
// chartWidth by chartHeight.
type chart struct {
	Dots        []dot
	Path        string // of the steps
	Floor       string // height of the line of nought
	First, Last string // times at its ends
	Told        string // what it shows, for those who do not see it
}

// dot is one account's number.
type dot struct {
	X, Y   float64
	Open   bool // a bound, not a number
	Falls  bool // from the number before
	Label  string
	LabelY float64
}

// The box of a chart, and the room in it around the dots, for their labels.
const (
	chartWidth              = 320.0
	chartLeft, chartRight   = 92.0, 12.0
	chartTop, chartFloor    = 20.0, 126.0
	letterWidth, lineHeight = 7.0, 14.0
)

// Chart draws the course.
func (c course) Chart() chart {
	steps := c.told()
	from, to := span(steps)
	low, high := 0.0, 0.0
	for _, s := range steps {
		low, high = min(low, s.Value), max(high, s.Value)
	}
	height := func(v float64) float64 {
		return chartFloor - (chartFloor-chartTop)*(v-low)/max(high-low, math.SmallestNonzeroFloat64)
	}
	out := chart{Floor: coordinate(height(0))}
	for i, s := range steps {
		d := dot{X: across(s.At, i, len(steps), from, to), Y: height(s.Value), Open: s.Bound != news.Exactly, Falls: i > 0 && s.Value < steps[i-1].Value}
		if i == 0 || s.Shown != steps[i-1].Shown {
			d.Label = s.Shown
		}
		out.Dots = append(out.Dots, d)
	}
	out.label()
	out.Path = out.steps()
	first, last := steps[0], steps[len(steps)-1]
	out.First, out.Last = first.When(), last.When()
	out.Told = c.About + ": from " + first.Shown + " to " + last.Shown
	return out
}

// told are the steps of all stages.
func (c course) told() []step {
	var all []step
	for _, g := range c.Stages {
		all = append(all, g.Steps...)
	}
	return all
}

// span is the time that the steps fill, nothing if one of them has none.
func span(steps []step) (from, to time.Time) {
	for i, s := range steps {
		at, err := clockTime(s.At)
		if err != nil {
			return time.Time{}, time.Time{}
		}
		if i == 0 || at.Before(from) {
			from = at
		}
		if at.After(to) {
			to = at
		}
	}
	return from, to
}

// clockTime reads a time, or a day as its noon.
func clockTime(at string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, at); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.DateOnly, at)
	return t.Add(12 * time.Hour), err
}

// across is where step n of several stands from left to right: by its time, or by its place
// in the order where times are not known.
func across(at string, n, of int, from, to time.Time) float64 {
	const room = chartWidth - chartLeft - chartRight
	if t, err := clockTime(at); err == nil && to.After(from) {
		return chartLeft + room*float64(t.Sub(from))/float64(to.Sub(from))
	}
	return chartLeft + room*float64(n)/float64(max(1, of-1))
}

// box is a part of the chart that is taken.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// label sets the labels to the left of their dots, on the side that the steps leave free, and
// keeps those that stand on nothing else: the last, then from the first on.
func (c *chart) label() {
	var taken []box
	for _, d := range c.Dots {
		taken = append(taken, box{d.X - 4, d.Y - 4, d.X + 4, d.Y + 4})
	}
	for i := range c.Dots {
		d := &c.Dots[(i+len(c.Dots)-1)%len(c.Dots)]
		d.LabelY = d.Y - 4
		if d.Falls {
			d.LabelY = d.Y + lineHeight
		}
		right := d.X - 7
		own := box{right - letterWidth*float64(utf8.RuneCountInString(d.Label)), d.LabelY - lineHeight + 4, right, d.LabelY}
		if d.Label == "" || slices.ContainsFunc(taken, own.meets) {
			d.Label = ""
			continue
		}
		taken = append(taken, own)
	}
}

// LabelX is where the label of the dot ends.
func (d dot) LabelX() string { return coordinate(d.X - 7) }

// steps is the line through the dots: level until another number is told.
func (c *chart) steps() string {
	path := "M" + coordinate(c.Dots[0].X) + " " + coordinate(c.Dots[0].Y)
	for _, d := range c.Dots[1:] {
		path += "H" + coordinate(d.X) + "V" + coordinate(d.Y)
	}
	return path
}

// coordinate writes a length, to a tenth.
func coordinate(v float64) string { return number(math.Round(10*v) / 10) }
