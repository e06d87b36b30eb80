package cluster

// What makes an article a near copy.
const (
	copyShare = 0.60 // of the shorter fingerprint
	leastMark = 6    // marks of a fingerprint; a shorter text is too short to tell
	maxHolds  = 8    // articles looked at under a mark, the latest ones
	copyDays  = 14   // between a copy and what it copies
)

// original is the member that an article copies and the share of the shorter text that
// both have; -1 if there is none. Copies are no originals.
func (o *Online) original(im *Image) (at int32, share float64) {
	if len(im.print) < leastMark {
		return -1, 0
	}
	clear(o.shared)
	for _, mark := range im.print {
		o.holders = o.copies.latest(mark, maxHolds, o.holders[:0])
		for _, at := range o.holders {
			o.shared[at]++
		}
	}
	at, share = -1, copyShare
	for other, n := range o.shared {
		m := o.member(other)
		s := float64(n) / float64(min(len(im.print), m.marks))
		if s < share || s == share && at >= 0 && other > at {
			continue
		}
		if !tooLate(im, m) && !instalments(im.title, m.title) {
			at, share = other, s
		}
	}
	return at, share
}

func tooLate(im *Image, m *member) bool {
	return im.Dated && m.dated && max(im.Day-m.day, m.day-im.Day) > copyDays
}

// hold remembers an original.
func (o *Online) hold(im *Image, at int32) {
	if len(im.print) < leastMark {
		return
	}
	for _, mark := range im.print {
		o.copies.add(mark, at)
	}
}
