package cluster

// chains lists under each mark the members that have it, the latest first. Most marks
// stand in one article alone: this is half as large as postings, and slower to follow.
type chains struct {
	head  *counts     // number of the latest link of a mark, and one
	links []chainLink // by number, from first on
	first int32
}

type chainLink struct {
	at     int32 // member
	before int32 // number of the link of the same mark before this one, -1 if none
}

func newChains() *chains { return &chains{head: newCounts(0)} }

func (c *chains) add(mark uint32, at int32) {
	head := c.head.slot(mark)
	before := int32(head.n) - 1
	head.n = uint32(c.first) + uint32(len(c.links)) + 1
	c.links = append(c.links, chainLink{at, before})
}

// latest appends the latest members with a mark to found, at most n.
func (c *chains) latest(mark uint32, n int, found []int32) []int32 {
	number := int32(c.head.of(mark)) - 1
	for ; n > 0 && number >= c.first; n-- {
		link := c.links[number-c.first]
		found = append(found, link.at)
		number = link.before
	}
	return found
}

// drop forgets the members before first.
func (c *chains) drop(first int32) {
	n := 0
	for n < len(c.links) && c.links[n].at < first {
		n++
	}
	c.links = c.links[n:]
	c.first += int32(n)
	if int(c.first) > len(c.links)/2+leastSweep {
		c.sweep()
	}
}

// leastSweep is how many dropped links are worth a sweep.
const leastSweep = 1 << 16

// sweep numbers the links from 0 again and forgets the marks without any.
func (c *chains) sweep() {
	links := make([]chainLink, len(c.links))
	for i, link := range c.links {
		links[i] = chainLink{link.at, max(-1, link.before-c.first)}
	}
	head := newCounts(len(links))
	for _, s := range c.head.slots {
		if number := int32(s.n) - 1; number >= c.first {
			head.slot(s.term).n = s.n - uint32(c.first)
		}
	}
	c.links, c.first, c.head = links, 0, head
}
