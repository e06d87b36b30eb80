package reuse

import (
	"cmp"
	"slices"
)

// Kin tells which articles of one story may share text, from their fingerprints, as they
// come. It keeps the fingerprints alone.
type Kin struct {
	ids     []string
	sizes   []int               // of the fingerprints
	holders map[uint64][]int32  // by mark
	known   map[string]struct{} // ids
}

// How near a fingerprint must be, and how many articles are looked at.
const (
	nearShare  = 0.10 // of the shorter fingerprint
	maxHolders = 64   // of a mark; more say that it is a refrain
	maxKindred = 12   // articles that one is compared with
)

// NewKin returns a story without articles.
func NewKin() *Kin { return &Kin{holders: map[uint64][]int32{}, known: map[string]struct{}{}} }

// Len is the number of articles.
func (k *Kin) Len() int { return len(k.ids) }

// Has reports whether an article is there.
func (k *Kin) Has(id string) bool { _, ok := k.known[id]; return ok }

// Add adds an article and returns the ids of those there before that may share text with
// it, the nearest first.
func (k *Kin) Add(id string, print []uint64) []string {
	near := k.near(print)
	at := int32(len(k.ids))
	k.ids, k.sizes = append(k.ids, id), append(k.sizes, len(print))
	k.known[id] = struct{}{}
	for _, mark := range print {
		if h := k.holders[mark]; len(h) < maxHolders {
			k.holders[mark] = append(h, at)
		}
	}
	return near
}

func (k *Kin) near(print []uint64) []string {
	shared := map[int32]int{}
	for _, mark := range print {
		for _, at := range k.holders[mark] {
			shared[at]++
		}
	}
	var found []int32
	for at, n := range shared {
		if float64(n) >= nearShare*float64(min(len(print), k.sizes[at])) {
			found = append(found, at)
		}
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(k.ids[a], k.ids[b]))
	})
	near := make([]string, 0, maxKindred)
	for _, at := range found[:min(maxKindred, len(found))] {
		near = append(near, k.ids[at])
	}
	return near
}
