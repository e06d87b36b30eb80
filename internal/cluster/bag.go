package cluster

import "slices"

// bag counts the terms of one article: a table with open addressing, emptied and used
// again. The limits on what is read of an article keep it at most half full.
type bag struct {
	slots   [bagSlots]uint16 // number of a term and one; 0 is free
	terms   []uint32
	tallies []tally
}

const bagSlots = 1 << 11

func (b *bag) reset() {
	clear(b.slots[:])
	b.terms, b.tallies = b.terms[:0], b.tallies[:0]
}

// at is the tally of a term, new or old. It stands until the next call.
func (b *bag) at(term uint32) *tally {
	slot := term % bagSlots
	for ; b.slots[slot] != 0; slot = (slot + 1) % bagSlots {
		if n := b.slots[slot] - 1; b.terms[n] == term {
			return &b.tallies[n]
		}
	}
	b.terms, b.tallies = append(b.terms, term), append(b.tallies, 0)
	b.slots[slot] = uint16(len(b.terms))
	return &b.tallies[len(b.tallies)-1]
}

// listed appends the terms in order, and their tallies.
func (b *bag) listed(terms []uint32, tallies []tally) ([]uint32, []tally) {
	from := len(terms)
	terms = append(terms, b.terms...)
	slices.Sort(terms[from:])
	for _, t := range terms[from:] {
		tallies = append(tallies, *b.at(t))
	}
	return terms, tallies
}
