package cluster

// counts is a number for each term: a table with open addressing, which takes one look at
// memory where a map takes two or three. The count of a term that is not there is 0.
type counts struct {
	slots []count // a power of two, at most three quarters in use
	used  int
}

type count struct{ term, n uint32 } // n is 0 where a slot is free

func newCounts(terms int) *counts {
	size := 1 << 10
	for size*3/4 < terms {
		size *= 2
	}
	return &counts{slots: make([]count, size)}
}

// place is where a term is or would be.
func (c *counts) place(term uint32) int {
	mask := len(c.slots) - 1
	at := int(term*0x9e3779b1) & mask
	for c.slots[at].n != 0 && c.slots[at].term != term {
		at = (at + 1) & mask
	}
	return at
}

func (c *counts) of(term uint32) uint32 { return c.slots[c.place(term)].n }

func (c *counts) add(term, n uint32) {
	if n > 0 {
		c.slot(term).n += n
	}
}

// slot is that of a term, a new one if it has none: its count must be above 0 before the
// next call.
func (c *counts) slot(term uint32) *count {
	at := c.place(term)
	if c.slots[at].n == 0 {
		if c.used++; c.used > len(c.slots)*3/4 {
			c.grow()
			at = c.place(term)
		}
		c.slots[at].term = term
	}
	return &c.slots[at]
}

func (c *counts) grow() {
	old := c.slots
	c.slots = make([]count, 2*len(old))
	for _, s := range old {
		if s.n != 0 {
			c.slots[c.place(s.term)] = s
		}
	}
}

// take lessens the count of a term by one.
func (c *counts) take(term uint32) {
	at := c.place(term)
	if c.slots[at].n == 0 {
		return
	}
	if c.slots[at].n--; c.slots[at].n == 0 {
		c.used--
		c.close(at)
	}
}

// close moves terms that were put behind their places for want of room back into the gap.
func (c *counts) close(gap int) {
	mask := len(c.slots) - 1
	for at := (gap + 1) & mask; c.slots[at].n != 0; at = (at + 1) & mask {
		home := int(c.slots[at].term*0x9e3779b1) & mask
		if (at-home)&mask >= (at-gap)&mask {
			c.slots[gap] = c.slots[at]
			c.slots[at] = count{}
			gap = at
		}
	}
}
