package lexicon

import "math"

// Dimensions is the length of a word vector.
const Dimensions = 64

// Vector is the meaning of a word by the company it keeps in news and encyclopedias, of
// length 1; all zero for a word without one.
type Vector [Dimensions]float32

// Vector is the vector of a word, lower case.
func (l *Lexicon) Vector(word string) (v Vector, ok bool) {
	record := l.vectors.find(word)
	if record == nil {
		return v, false
	}
	for i := range v {
		v[i] = float32(int8(record[i]))
	}
	return v.Unit(), true
}

// Unit is the vector scaled to length 1; a zero vector stays.
func (v Vector) Unit() Vector {
	sum := float64(v.Dot(&v))
	if sum == 0 {
		return v
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= by
	}
	return v
}

// Dot is the inner product: the cosine of vectors of length 1.
func (v *Vector) Dot(o *Vector) float32 {
	var a, b, c, d float32
	for i := 0; i < Dimensions; i += 4 {
		a += v[i] * o[i]
		b += v[i+1] * o[i+1]
		c += v[i+2] * o[i+2]
		d += v[i+3] * o[i+3]
	}
	return a + b + c + d
}

// Add adds o, times by.
func (v *Vector) Add(o *Vector, by float32) {
	for i := range v {
		v[i] += by * o[i]
	}
}
