package cluster

import (
	"math"

	"synoptic/internal/news"
)

// Restore puts an article where it was placed in an earlier run. Articles are restored in
// the order in which they were placed, each with its latest placement and the image as
// its Bytes were after that; the story's being pinned comes from the database. When the
// active ones have been restored, all goes on as if there had been no end.
func (o *Online) Restore(im *Image, placed news.Placement, pinned bool) {
	if _, again := o.known[im.ID]; again {
		return
	}
	if placed.Kind == news.CopyOf {
		o.restoreCopy(im.ID, placed)
		return
	}
	at := o.restoreMember(im, placed.Kind)
	s := o.found(o.acts.story(placed.Story))
	s.pinned = s.pinned || pinned
	s.add(at, o.member(at))
	o.member(at).fixed = placed.Kind == news.Curated
	o.evict()
}

func (o *Online) restoreCopy(id string, placed news.Placement) {
	at, known := o.known[placed.Near]
	if !known {
		return
	}
	m := o.member(at)
	m.copies = append(m.copies, duplicate{id: id, share: 1 / (1 + math.Exp(-placed.Score)), told: true})
	o.known[id] = at
}

// restoreMember makes an article a member again. A near copy that a person has moved has
// no rarities: it was never weighed.
func (o *Online) restoreMember(im *Image, kind news.PlacementKind) int32 {
	if im.rarity == nil && kind == news.Curated {
		at := o.active.add(&member{id: im.ID, lang: im.Lang, day: im.Day, dated: im.Dated, clock: o.stream.now, vector: &vector{}})
		o.known[im.ID] = at
		return at
	}
	o.freq.Add(im)
	o.stream.read(im)
	if im.rarity == nil {
		im.rarity, im.clock = o.freq.rarities(im), o.stream.now
	}
	im.vector = o.weigher.vector(im)
	at := o.enrol(im)
	o.enter(im, at)
	return at
}
