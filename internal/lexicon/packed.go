package lexicon

import "math"

// Packed is a vector for which many others are looked through for those near to it. Most of
// them are told to be far by rounded vectors, a quarter of the work: four parts of each lie in
// one word, those of the other in reverse, so that one multiplication adds up four products.
type Packed struct {
	Vector
	up, down [Dimensions / lanes]uint64
}

const (
	lanes = 4
	lane  = 16  // bits
	scale = 127 // of rounded parts

	// Parts are off by half of 1/scale at most, and those of a vector of length 1 sum up to
	// the root of their number at most.
	slack = 2*8/(2.*scale) + Dimensions/(4.*scale*scale) + 1e-4
)

// Packed is the vector of a word, packed, nil for a word without one.
func (l *Lexicon) Packed(word string) *Packed {
	v, ok := l.Vector(word)
	if !ok {
		return nil
	}
	return v.pack()
}

// pack packs a vector of length 1.
func (v Vector) pack() *Packed {
	p := &Packed{Vector: v}
	for i, x := range v {
		part := uint64(int64(math.Round(float64(x) * scale)))
		p.up[i/lanes] += part << (lane * (i % lanes))
		p.down[i/lanes] += part << (lane * (lanes - 1 - i%lanes))
	}
	return p
}

// Near is the cosine of two vectors of length 1 if it is at least that given, else 0.
func (p *Packed) Near(o *Packed, least float64) float64 {
	if p.rounded(o) < (least-slack)*scale*scale {
		return 0
	}
	if c := float64(p.Dot(&o.Vector)); c >= least {
		return c
	}
	return 0
}

// rounded is the inner product of the rounded vectors. It is in the highest lane of the sum:
// those above are lost, and those below sum up to less than half of it, either way. That all of
// them fit follows from the vectors' lengths (Cauchy and Schwarz).
func (p *Packed) rounded(o *Packed) float64 {
	sum := uint64(1) << (lane*(lanes-1) - 1)
	for i := 0; i < len(p.up); i += 4 {
		sum += p.up[i]*o.down[i] + p.up[i+1]*o.down[i+1] + p.up[i+2]*o.down[i+2] + p.up[i+3]*o.down[i+3]
	}
	return float64(int64(sum) >> (lane * (lanes - 1)))
}
