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

// link is the log-odds that two articles report one event.
func (m *Model) link(p *probe, a, b *member) float64 {
	x, alike := p.features(a, b)
	if !alike {
		return -maxLink
	}
	z := 0.0
	for i := range x {
		z += m.Pair[i] * x[i]
	}
	return max(-maxLink, min(maxLink, z))
}

// links remembers what was computed lately. Two members have one place.
type links [1 << 15]struct {
	a, b int32
	link float32
}

// link is the log-odds of two members.
func (o *Online) link(i, j int32) float64 {
	a, b := min(i, j), max(i, j)
	place := &o.links[(uint32(a)*0x9e3779b1^uint32(b)*0x85ebca77)>>17]
	if place.a != a || place.b != b {
		place.a, place.b = a, b
		place.link = float32(o.model.link(&o.probe, o.member(i), o.member(j)))
	}
	return float64(place.link)
}
