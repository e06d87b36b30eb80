package cluster

import (
	"cmp"
	"slices"
)

// Bounds on the candidates of an article: with them its cost is the same among a
// thousand stories and a million.
const (
	keyStems  = 20  // stems of an article under which it is found
	keyNames  = 12  // and names
	maxPlaces = 128 // articles looked at under a term, the latest ones
	maxNear   = 64  // articles looked at
	faint     = 25  // of what an article shares with itself, the part below which none is looked at
)

// index finds the active articles that share rare terms with a new one.
type index struct {
	*postings
	score []uint32 // by place among the active members, 0 between searches
	hits  []int32  // members with a score
}

func newIndex() *index { return &index{postings: newPostings(maxPlaces)} }

// key is a term under which an article is found, its weight there, and the list of those
// that have it.
type key struct {
	term   uint32
	weight uint32
	list   int32
}

// keys are those of an article.
func (x *index) keys(v *vector) []key {
	terms, weights := v.view(stems)
	found := heaviest(terms, weights, keyStems, make([]key, 0, keyStems+keyNames))
	terms, weights = v.view(names)
	found = heaviest(terms, weights, keyNames, found)
	for i := range found {
		found[i].list = x.list(found[i].term)
	}
	return found
}

// heaviest appends the n terms of greatest weight as keys, the heaviest first.
func heaviest(terms []uint32, weights []shares, n int, found []key) []key {
	from := len(found)
	for i, term := range terms {
		k := key{term: term, weight: uint32(weights[i][inAll])}
		at := len(found)
		for at > from && lighter(found[at-1], k) {
			at--
		}
		switch {
		case len(found)-from < n:
			found = slices.Insert(found, at, k)
		case at < len(found):
			copy(found[at+1:], found[at:len(found)-1])
			found[at] = k
		}
	}
	return found
}

func lighter(a, b key) bool {
	return a.weight < b.weight || a.weight == b.weight && a.term > b.term
}

// near are the active articles, from first on, that share most of the weight of the
// keys, the nearest first.
func (x *index) near(keys []key, first int32) []int32 {
	own := uint32(0)
	for _, k := range keys {
		own += k.weight * k.weight
		for _, at := range x.latest(k.list, first) {
			x.hit(at, first, k.weight*k.weight)
		}
	}
	near := x.hits[:0]
	for _, at := range x.hits {
		if x.score[at-first] < own/faint {
			x.score[at-first] = 0
			continue
		}
		near = append(near, at)
	}
	slices.SortFunc(near, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.score[b-first], x.score[a-first]), cmp.Compare(a, b))
	})
	found := slices.Clone(near[:min(maxNear, len(near))])
	for _, at := range near {
		x.score[at-first] = 0
	}
	x.hits = x.hits[:0]
	return found
}

func (x *index) hit(at, first int32, weight uint32) {
	place := int(at - first)
	if place >= len(x.score) {
		x.score = append(x.score, make([]uint32, place+1024-len(x.score))...)
	}
	if x.score[place] == 0 {
		x.hits = append(x.hits, at)
	}
	x.score[place] += weight
}

// enter makes an article findable.
func (x *index) enter(at int32, keys []key) {
	for _, k := range keys {
		x.add(k.list, at)
	}
}
