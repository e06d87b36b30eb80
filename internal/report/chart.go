package report

import (
	"math"
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
	Label  string
	LabelY float64
	Anchor string // start, middle or end: where the label stands about X
}

// The box of a chart, and the room in it around the dots, for their labels.
const (
	chartWidth, chartHeight = 320.0, 150.0
	chartSide, chartTop     = 14.0, 28.0
	chartFloor              = 126.0
	letterWidth             = 7.0
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
		d := dot{X: across(s.At, i, len(steps), from, to), Y: height(s.Value), Open: s.Bound != news.Exactly}
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
	const room = chartWidth - 2*chartSide
	if t, err := clockTime(at); err == nil && to.After(from) {
		return chartSide + room*float64(t.Sub(from))/float64(to.Sub(from))
	}
	return chartSide + room*float64(n)/float64(max(1, of-1))
}

// label keeps the labels that do not stand on others: the last, then from the first on.
func (c *chart) label() {
	var taken [][2]float64
	place := func(d *dot) {
		width := letterWidth * float64(utf8.RuneCountInString(d.Label))
		left := min(max(d.X-width/2, 0), chartWidth-width)
		d.Anchor, d.LabelY = "middle", d.Y-9
		switch {
		case left == 0:
			d.Anchor = "start"
		case left == chartWidth-width:
			d.Anchor = "end"
		}
		for _, t := range taken {
			if left < t[1]+4 && t[0] < left+width+4 {
				d.Label = ""
				return
			}
		}
		taken = append(taken, [2]float64{left, left + width})
	}
	named := make([]*dot, 0, len(c.Dots))
	for i := range c.Dots {
		if c.Dots[i].Label != "" {
			named = append(named, &c.Dots[i])
		}
	}
	for i := range named {
		place(named[(i+len(named)-1)%len(named)])
	}
}

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

// LabelX is where the label of the dot begins, has its middle, or ends.
func (d dot) LabelX() string {
	switch d.Anchor {
	case "start":
		return "0"
	case "end":
		return coordinate(chartWidth)
	}
	return coordinate(d.X)
}
