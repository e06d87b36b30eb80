package cluster

import (
	"cmp"
	"slices"
)

// Bounds on the candidates of an article: with them its cost is the same among a
// thousand stories and a million.
const (
	keyStems  = 20  // stems of an article under which it is found
	keyNames  = 8   // and names
	maxPlaces = 128 // articles remembered under a term, the latest ones
	maxNear   = 64  // articles looked at
	faint     = 25  // of what an article shares with itself, the part below which none is looked at
)

// index finds the recent articles that share rare terms with a new one.
type index struct {
	places map[uint64]*ring
	score  []uint32 // by article, 0 between searches
	hits   []int32  // articles with a score
}

// ring holds the latest articles of a term.
type ring struct {
	articles []int32
	next     int
}

func newIndex() *index { return &index{places: map[uint64]*ring{}} }

// key is a term under which an article is found, and its weight there.
type key struct {
	term   uint64
	weight uint32
}

func keys(v *vector) []key {
	found := make([]key, 0, keyStems+keyNames)
	for _, part := range []struct{ view, n int }{{stems, keyStems}, {names, keyNames}} {
		for _, e := range heaviest(slices.Clone(v[part.view]), part.n) {
			term := uint64(part.view)<<32 | uint64(e.hash)
			found = append(found, key{term, uint32(e.weight[inAll])})
		}
	}
	return found
}

// near are the articles that share most of the weight of the keys, the nearest first.
func (x *index) near(keys []key) []int32 {
	own := uint32(0)
	for _, k := range keys {
		own += k.weight * k.weight
		r := x.places[k.term]
		if r == nil {
			continue
		}
		for _, at := range r.articles {
			if x.score[at] == 0 {
				x.hits = append(x.hits, at)
			}
			x.score[at] += k.weight * k.weight
		}
	}
	near := x.hits[:0]
	for _, at := range x.hits {
		if x.score[at] < own/faint {
			x.score[at] = 0
			continue
		}
		near = append(near, at)
	}
	slices.SortFunc(near, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.score[b], x.score[a]), cmp.Compare(a, b))
	})
	found := slices.Clone(near[:min(maxNear, len(near))])
	for _, at := range near {
		x.score[at] = 0
	}
	x.hits = x.hits[:0]
	return found
}

// add makes article at, the next one, findable.
func (x *index) add(at int32, keys []key) {
	for len(x.score) <= int(at) {
		x.score = append(x.score, 0)
	}
	for _, k := range keys {
		r := x.places[k.term]
		if r == nil {
			r = &ring{}
			x.places[k.term] = r
		}
		if len(r.articles) < maxPlaces {
			r.articles = append(r.articles, at)
			continue
		}
		r.articles[r.next] = at
		r.next = (r.next + 1) % maxPlaces
	}
}
