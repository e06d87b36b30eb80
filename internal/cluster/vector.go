package cluster

import (
	"cmp"
	"math"
	"slices"
)

// The parts of an article whose terms are weighed apart.
const (
	inTitle = iota
	inBody
	inAll
	inLead
	fields
)

// keptTerms is how many terms of each view are compared, the weightiest ones.
var keptTerms = [views]int{titleWords: 32, stems: 128, names: 64, figures: 32}

// scale is the weight 1 of a quantised vector. Weights are whole numbers, so sums do not
// depend on the order of adding.
const scale = 1 << 12

// shares are a term's shares of each field's unit vector.
type shares [fields]uint16

// vector is the weighed terms of an article, view after view. Terms and weights lie apart:
// most terms of two articles differ, and their weights need not be fetched from memory.
type vector struct {
	terms   []uint32
	weights []shares
	ends    [views]uint16
}

func (v *vector) view(n int) ([]uint32, []shares) {
	from := uint16(0)
	if n > 0 {
		from = v.ends[n-1]
	}
	return v.terms[from:v.ends[n]], v.weights[from:v.ends[n]]
}

// has reports whether a view has any term.
func (v *vector) has(n int) bool {
	terms, _ := v.view(n)
	return len(terms) > 0
}

// entry is a term with its weights, while the weightiest are sought.
type entry struct {
	term   uint32
	weight shares
}

// weigher makes vectors, with the room it needs for it.
type weigher struct {
	weights []([fields]float64)
	entries []entry
}

// weigh gives an article the rarities of its terms and its vector.
func (w *weigher) weigh(im *Image, f *Frequencies) {
	im.rarity = f.rarities(im)
	im.vector = w.vector(im)
}

// vector weighs the terms of an article by tf-idf: (1 + ln tf) · rarity, each field of
// each view of unit length.
func (w *weigher) vector(im *Image) *vector {
	v := &vector{}
	w.entries = w.entries[:0]
	from := 0
	for n, end := range im.ends {
		kept := len(w.entries)
		w.view(im, from, end)
		w.entries = w.entries[:kept+trim(w.entries[kept:], keptTerms[n])]
		v.ends[n] = uint16(len(w.entries))
		from = end
	}
	v.terms, v.weights = make([]uint32, len(w.entries)), make([]shares, len(w.entries))
	for i, e := range w.entries {
		v.terms[i], v.weights[i] = e.term, e.weight
	}
	return v
}

// view appends the terms of one view, weighed.
func (w *weigher) view(im *Image, from, end int) {
	w.weights = w.weights[:0]
	var norm [fields]float64
	for i := from; i < end; i++ {
		c, rarity := im.tallies[i], float64(im.rarity[i])
		var x [fields]float64
		x[inTitle], x[inBody] = damped[c.title()]*rarity, damped[c.body()]*rarity
		x[inAll] = damped[c.title()+c.body()] * rarity
		if c.lead() {
			x[inLead] = rarity
		}
		for field, weight := range x {
			norm[field] += weight * weight
		}
		w.weights = append(w.weights, x)
	}
	for field, square := range norm {
		norm[field] = scale / math.Sqrt(max(square, 1))
	}
	for i, x := range w.weights {
		e := entry{term: im.terms[from+i]}
		for field, weight := range x {
			e.weight[field] = uint16(weight*norm[field] + 0.5)
		}
		w.entries = append(w.entries, e)
	}
}

// damped is 1 + ln of a count.
var damped = func() (table [64]float64) {
	for n := 1; n < len(table); n++ {
		table[n] = 1 + math.Log(float64(n))
	}
	return table
}()

// trim moves the n entries of greatest weight to the front and returns how many there
// are. Which ones depends on nothing but the entries.
func trim(entries []entry, n int) int {
	if len(entries) <= n {
		return len(entries)
	}
	const bits = 4
	var count [scale>>bits + 2]int
	for _, e := range entries {
		count[e.weight[inAll]>>bits]++
	}
	cut, above := len(count)-1, 0
	for above+count[cut] < n {
		above += count[cut]
		cut--
	}
	kept := 0
	var edge []entry
	for _, e := range entries {
		switch part := int(e.weight[inAll] >> bits); {
		case part > cut:
			entries[kept] = e
			kept++
		case part == cut:
			edge = append(edge, e)
		}
	}
	slices.SortFunc(edge, byWeight)
	return kept + copy(entries[kept:n], edge)
}

func byWeight(a, b entry) int {
	return cmp.Or(cmp.Compare(b.weight[inAll], a.weight[inAll]), cmp.Compare(a.term, b.term))
}

// probe is a vector laid out so that others can be multiplied with it fast: a table of
// its terms with open addressing.
type probe struct {
	of    *vector
	slots [probeSlots]probeSlot
}

// probeSlot is a term and its number, and one; 0 where the slot is free.
type probeSlot struct{ term, number uint32 }

const probeSlots = 1 << 10

func (p *probe) hold(v *vector) {
	if p.of == v {
		return
	}
	p.of = v
	clear(p.slots[:])
	for i, term := range v.terms {
		slot := term % probeSlots
		for p.slots[slot].number != 0 {
			slot = (slot + 1) % probeSlots
		}
		p.slots[slot] = probeSlot{term, uint32(i + 1)}
	}
}

// find is the number of a term, -1 if the vector does not have it.
func (p *probe) find(term uint32) int {
	for slot := term % probeSlots; ; slot = (slot + 1) % probeSlots {
		if s := p.slots[slot]; s.term == term || s.number == 0 {
			return int(s.number) - 1
		}
	}
}

// cosines are the products of all fields with another vector in one view.
func (p *probe) cosines(v *vector, view int) (c [fields]float64) {
	var sum [fields]uint64
	terms, weights := v.view(view)
	for i, term := range terms {
		n := p.find(term)
		if n < 0 {
			continue
		}
		own, other := &p.of.weights[n], &weights[i]
		for field := range sum {
			sum[field] += uint64(own[field]) * uint64(other[field])
		}
	}
	for field := range c {
		c[field] = float64(sum[field]) / (scale * scale)
	}
	return c
}
