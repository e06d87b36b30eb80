package cluster

import "math"

// pairFeatures is the number of features of two articles.
const pairFeatures = 16

// FeatureNames names the features of two articles in the order of Model.Pair.
var FeatureNames = [pairFeatures]string{
	"words title",
	"stems title", "stems body", "stems all",
	"names title", "names body", "names all",
	"figures all", "stems lead", "root stems", "root names", "stems × names",
	"within days", "within weeks", "undated", "bias",
}

// Spans of time, in days.
const (
	days  = 3
	weeks = 30
)

// unlike is the cosine of stems below which two articles that share no name are not
// compared any further.
const unlike = 0.02

// features compares two articles. Of articles without anything in common it says so.
func (p *probe) features(a, b *member) (x [pairFeatures]float64, alike bool) {
	p.hold(a.vector)
	byStem, byName := p.cosines(b.vector, stems), p.cosines(b.vector, names)
	if byStem[inAll] < unlike && byName[inAll] == 0 {
		return x, false
	}
	x[0] = p.cosines(b.vector, titleWords)[inTitle]
	copy(x[1:], byStem[:inAll+1])
	copy(x[4:], byName[:inAll+1])
	x[7] = p.cosines(b.vector, figures)[inAll]
	x[8] = byStem[inLead]
	x[9], x[10], x[11] = math.Sqrt(x[3]), math.Sqrt(x[6]), x[3]*x[6]
	if a.dated && b.dated {
		x[12], x[13] = gauss(a.day-b.day, days), gauss(a.day-b.day, weeks)
	} else {
		x[14] = 1
	}
	x[15] = 1
	return x, true
}

// gauss is 1 for the same time and falls to .6 at one sigma.
func gauss(distance, sigma float64) float64 {
	return math.Exp(-distance * distance / (2 * sigma * sigma))
}

// maxLink bounds the log-odds of a pair, so that no pair decides for a story.
const maxLink = 6

// link is the log-odds that two articles of the same time report one event.
func (m *Model) link(p *probe, a, b *member) float64 {
	if foreign(a, b) {
		return p.abroad(a, b)
	}
	x, alike := p.features(a, b)
	if !alike {
		return -maxLink
	}
	z := 0.0
	for i := range pairFeatures {
		if i < firstOfTime || i > lastOfTime {
			z += m.Pair[i] * x[i]
		}
	}
	return clamped(z + m.Pair[firstOfTime] + m.Pair[firstOfTime+1])
}

// The features of time: closeness within days, within weeks, and that it is not known.
const firstOfTime, lastOfTime = 12, 14

func clamped(link float64) float64 { return max(-maxLink, min(maxLink, link)) }

// late is what a link loses by that many days between what it links, NaN if they are not
// known.
func (m *Model) late(gap float64) float64 {
	now := m.Pair[firstOfTime] + m.Pair[firstOfTime+1]
	if math.IsNaN(gap) {
		return m.Pair[lastOfTime] - now
	}
	return m.Pair[firstOfTime]*gauss(gap, days) + m.Pair[firstOfTime+1]*gauss(gap, weeks) - now
}

// links remembers what was computed lately. Two members have one place.
type links [1 << 15]struct {
	a, b int32
	link float32
}

// alike is the log-odds of two members that they report one event, were they of the same
// time.
func (o *Online) alike(i, j int32) float64 {
	a, b := min(i, j), max(i, j)
	place := &o.links[(uint32(a)*0x9e3779b1^uint32(b)*0x85ebca77)>>17]
	if place.a != a || place.b != b {
		place.a, place.b = a, b
		place.link = float32(o.model.link(&o.probe, o.member(i), o.member(j)))
	}
	return float64(place.link)
}

// link is the log-odds that two members report one event.
func (o *Online) link(i, j int32) float64 {
	return clamped(o.alike(i, j) + o.model.late(gap(o.member(i), o.member(j))))
}

// gap is the days between two articles, NaN if they are not known.
func gap(a, b *member) float64 {
	if !a.dated || !b.dated {
		return math.NaN()
	}
	return math.Abs(a.day - b.day)
}
