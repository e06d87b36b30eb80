package cluster

import "math"

// pairFeatures is the number of features of two articles.
const pairFeatures = 18

// FeatureNames names the features of two articles in the order of Model.Pair.
var FeatureNames = [pairFeatures]string{
	"words title", "words body", "words all",
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
func features(a, b *member) (x [pairFeatures]float64, alike bool) {
	byStem, byName := cosines(a.vector[stems], b.vector[stems]), cosines(a.vector[names], b.vector[names])
	if byStem[inAll] < unlike && byName[inAll] == 0 {
		return x, false
	}
	byWord := cosines(a.vector[plainWords], b.vector[plainWords])
	copy(x[0:], byWord[:inAll+1])
	copy(x[3:], byStem[:inAll+1])
	copy(x[6:], byName[:inAll+1])
	x[9] = cosines(a.vector[figures], b.vector[figures])[inAll]
	x[10] = byStem[inLead]
	x[11], x[12], x[13] = math.Sqrt(x[5]), math.Sqrt(x[8]), x[5]*x[8]
	if a.Dated && b.Dated {
		x[14], x[15] = gauss(a.Day-b.Day, days), gauss(a.Day-b.Day, weeks)
	} else {
		x[16] = 1
	}
	x[17] = 1
	return x, true
}

// gauss is 1 for the same time and falls to .6 at one sigma.
func gauss(distance, sigma float64) float64 {
	return math.Exp(-distance * distance / (2 * sigma * sigma))
}

// maxLink bounds the log-odds of a pair, so that no pair decides for a story.
const maxLink = 6

// link is the log-odds that two articles report one event.
func (m *Model) link(a, b *member) float64 {
	x, alike := features(a, b)
	if !alike {
		return -maxLink
	}
	z := 0.0
	for i := range x {
		z += m.Pair[i] * x[i]
	}
	return max(-maxLink, min(maxLink, z))
}
