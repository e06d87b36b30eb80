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

// features compares two articles.
func features(a, b *member) (x [pairFeatures]float64) {
	for view := plainWords; view <= names; view++ {
		c := cosines(a.vector[view], b.vector[view])
		copy(x[3*view:], c[:inAll+1])
		if view == stems {
			x[10] = c[inLead]
		}
	}
	x[9] = cosines(a.vector[figures], b.vector[figures])[inAll]
	x[11], x[12], x[13] = math.Sqrt(x[5]), math.Sqrt(x[8]), x[5]*x[8]
	if a.Dated && b.Dated {
		x[14], x[15] = gauss(a.Day-b.Day, days), gauss(a.Day-b.Day, weeks)
	} else {
		x[16] = 1
	}
	x[17] = 1
	return x
}

// gauss is 1 for the same time and falls to .6 at one sigma.
func gauss(distance, sigma float64) float64 {
	return math.Exp(-distance * distance / (2 * sigma * sigma))
}

// maxLink bounds the log-odds of a pair, so that no pair decides for a story.
const maxLink = 6

// link is the log-odds that two articles report one event.
func (m *Model) link(a, b *member) float64 {
	z := 0.0
	for i, x := range features(a, b) {
		z += m.Pair[i] * x
	}
	return max(-maxLink, min(maxLink, z))
}
