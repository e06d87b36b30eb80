package cluster

import (
	"math"
	"slices"
)

// member is an article that stands for itself and its near copies.
type member struct {
	*Image
	vector *vector
	keys   []key
	story  int32 // -1: none yet
	marks  int   // of its fingerprint
}

// story is a group of members. A story without members has been joined to another.
type story struct {
	members []int32 // in order of arrival; the first is the founder
	newest  float64 // days, of dated members
	oldest  float64
	sum     float64 // of the days of dated members
	dated   int
	touched bool // since the last repair
}

// sampleSize is how many members of a story are compared with: the founder and others at
// even distances.
const sampleSize = 12

func (s *story) sample() []int32 {
	n := len(s.members)
	if n <= sampleSize {
		return s.members
	}
	some := make([]int32, sampleSize)
	for i := range some {
		some[i] = s.members[i*(n-1)/(sampleSize-1)]
	}
	return some
}

func (s *story) add(at int32, m *member) {
	s.members = append(s.members, at)
	s.touched = true
	if !m.Dated {
		return
	}
	if s.dated == 0 {
		s.newest, s.oldest = m.Day, m.Day
	}
	s.newest, s.oldest = max(s.newest, m.Day), min(s.oldest, m.Day)
	s.sum += m.Day
	s.dated++
}

// storyFeatures is the number of features of an article and a story.
const storyFeatures = 9

// StoryFeatureNames names them in the order of Model.Rank and Model.Accept.
var StoryFeatureNames = [storyFeatures]string{
	"mean link", "best link", "founding link", "newest", "oldest", "mean time", "undated", "size", "bias",
}

// fit compares an article with a story. The mean leaves the article itself out.
func (c *Stories) fit(at int32, s *story) (x [storyFeatures]float64) {
	m := c.members[at]
	best, n := math.Inf(-1), 0
	for _, other := range s.sample() {
		if other == at {
			continue
		}
		l := c.link(at, other)
		x[0] += l
		best = max(best, l)
		n++
	}
	if n == 0 {
		return x
	}
	x[0] /= float64(n)
	x[1], x[2] = best, best
	if s.members[0] != at {
		x[2] = c.link(at, s.members[0])
	}
	if m.Dated && s.dated > 0 {
		x[3], x[4] = gauss(m.Day-s.newest, days), gauss(m.Day-s.oldest, days)
		x[5] = gauss(m.Day-s.sum/float64(s.dated), days)
	} else {
		x[6] = 1
	}
	x[7], x[8] = math.Log(float64(n)), 1
	return x
}

// rebuild fills a story anew from members in order of arrival.
func (c *Stories) rebuild(s *story, members []int32) {
	*s = story{touched: true}
	slices.Sort(members)
	for _, at := range members {
		s.add(at, c.members[at])
	}
}
