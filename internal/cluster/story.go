package cluster

import (
	"math"
	"slices"

	"synoptic/internal/news"
)

// member is an active article that stands for itself and its near copies.
type member struct {
	id     string
	lang   string
	day    float64 // since 1970
	dated  bool
	clock  float64 // of the stream when it came
	vector *vector
	keys   []key
	terms  []uint32 // all of them; nil where frequencies do not follow the stream
	title  []headword
	marks  int // of its fingerprint
	story  *story
	copies []duplicate
	fixed  bool            // a person has put it into its story
	untold *news.Placement // nil once it was told
}

// duplicate is a near copy of a member.
type duplicate struct {
	id    string
	share float64
	told  bool
}

// story is a group of active members.
type story struct {
	id      string
	members []int32 // in order of arrival; the first is the founder
	newest  float64 // days, of dated members
	oldest  float64
	minutes int64 // sum of the times of dated members
	dated   int
	pinned  bool
	line    string // the storyline it belongs to
	lost    bool   // some of its members have left the window
}

// sampleSize is how many members of a story are compared with: the founder and others at
// even distances.
const sampleSize = 8

func (s *story) sample() []int32 { return sample(s.members, sampleSize) }

// sample is n of the members at even distances, the first and the last among them.
func sample(members []int32, n int) []int32 {
	if len(members) <= n {
		return members
	}
	some := make([]int32, n)
	for i := range some {
		some[i] = members[i*(len(members)-1)/(n-1)]
	}
	return some
}

// add counts a member in.
func (s *story) add(at int32, m *member) {
	s.members = append(s.members, at)
	m.story = s
	if !m.dated {
		return
	}
	if s.dated == 0 {
		s.newest, s.oldest = m.day, m.day
	}
	s.newest, s.oldest = max(s.newest, m.day), min(s.oldest, m.day)
	s.minutes += int64(m.day * minutesOfDay)
	s.dated++
}

const minutesOfDay = 24 * 60

// rebuild fills a story anew.
func (o *Online) rebuild(s *story, members []int32) {
	s.members, s.dated, s.minutes = make([]int32, 0, len(members)+1), 0, 0
	slices.Sort(members)
	for _, at := range members {
		s.add(at, o.member(at))
	}
	if o.repairing && !slices.Contains(o.changed, s) {
		o.changed = append(o.changed, s)
	}
}

// storyFeatures is the number of features of an article and a story.
const storyFeatures = 9

// StoryFeatureNames names them in the order of Model.Rank and Model.Accept.
var StoryFeatureNames = [storyFeatures]string{
	"mean link", "best link", "founding link", "newest", "oldest", "mean time", "undated", "size", "bias",
}

// fit compares an article with a story, and says which member it is nearest to: -1 if
// there is none but itself. A story that goes on for days is as near in time as its
// nearest member.
func (o *Online) fit(at int32, s *story) (x [storyFeatures]float64, nearest int32) {
	m := o.member(at)
	late := o.model.late(o.distance(at, s))
	best, n := math.Inf(-1), 0
	nearest = -1
	for _, other := range s.sample() {
		if other == at {
			continue
		}
		l := clamped(o.alike(at, other) + late)
		x[0] += l
		n++
		if l > best {
			best, nearest = l, other
		}
	}
	if n == 0 {
		return x, nearest
	}
	x[0] /= float64(n)
	x[1], x[2] = best, best
	if s.members[0] != at {
		x[2] = clamped(o.alike(at, s.members[0]) + late)
	}
	if m.dated && s.dated > 0 {
		x[3], x[4] = gauss(m.day-s.newest, days), gauss(m.day-s.oldest, days)
		x[5] = gauss(m.day-float64(s.minutes)/float64(s.dated)/minutesOfDay, days)
	} else {
		x[6] = 1
	}
	x[7], x[8] = math.Log(float64(n)), 1
	return x, nearest
}

// distance is the days between an article and the nearest in time of a story, NaN if they
// are not known.
func (o *Online) distance(at int32, s *story) float64 {
	least := math.NaN()
	for _, other := range s.sample() {
		if g := gap(o.member(at), o.member(other)); other != at && !math.IsNaN(g) && !(g >= least) {
			least = g
		}
	}
	return least
}
