package cluster

// What makes an article a near copy.
const (
	copyShare = 0.60 // of the shorter fingerprint
	leastMark = 6    // marks of a fingerprint; a shorter text is too short to tell
	maxHolds  = 8    // articles remembered under a mark, the latest ones
	copyDays  = 14   // between a copy and what it copies
)

// copies finds the article that a new one is a near copy of.
type copies struct {
	holders map[uint32][]int32 // by mark
}

func newCopies() *copies { return &copies{holders: map[uint32][]int32{}} }

// original is the member that im copies, -1 if none. Only originals are remembered.
func (c *copies) original(im *Image, members []*member) int32 {
	if len(im.print) < leastMark {
		return -1
	}
	shared := map[int32]int{}
	for _, mark := range im.print {
		for _, at := range c.holders[mark] {
			shared[at]++
		}
	}
	best, bestShare := int32(-1), copyShare
	for at, n := range shared {
		m := members[at]
		share := float64(n) / float64(min(len(im.print), m.marks))
		if share < bestShare || share == bestShare && best >= 0 && at > best || tooLate(im, m.Image) {
			continue
		}
		if !instalments(im, m.Image) {
			best, bestShare = at, share
		}
	}
	return best
}

func tooLate(a, b *Image) bool {
	return a.Dated && b.Dated && max(a.Day-b.Day, b.Day-a.Day) > copyDays
}

// add remembers an original.
func (c *copies) add(at int32, im *Image) {
	if len(im.print) < leastMark {
		return
	}
	for _, mark := range im.print {
		h := c.holders[mark]
		if len(h) == maxHolds {
			h = append(h[:0], h[1:]...)
		}
		c.holders[mark] = append(h, at)
	}
}
