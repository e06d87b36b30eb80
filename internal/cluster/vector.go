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
var keptTerms = [views]int{plainWords: 128, stems: 128, names: 64, figures: 32}

// scale is the weight 1 of a quantised vector. Weights are whole numbers, so sums do not
// depend on the order of adding.
const scale = 1 << 12

// entry is a term with its share of each field's unit vector.
type entry struct {
	hash   uint32
	weight [fields]uint16
}

// vector is the weighed terms of an article, by hash.
type vector [views][]entry

// Frequencies counts in how many articles each term stands.
type Frequencies struct {
	articles int
	count    [views]map[uint32]uint32
}

// Add counts an article.
func (f *Frequencies) Add(im *Image) {
	f.articles++
	for v := range im.terms {
		for _, h := range im.terms[v].hashes {
			f.count[v][h]++
		}
	}
}

// idf is how rare a term is.
func (f *Frequencies) idf(view int, hash uint32) float64 {
	n := f.count[view][hash]
	if n < uint32(len(logs)) {
		return math.Log(float64(f.articles)+1) - logs[n]
	}
	return math.Log((float64(f.articles) + 1) / (float64(n) + 0.5))
}

// logs are the logarithms of small counts, plus one half.
var logs = func() (table [256]float64) {
	for n := range table {
		table[n] = math.Log(float64(n) + 0.5)
	}
	return table
}()

// vector weighs the terms of an article by tf-idf: (1 + ln tf) · idf, each field of unit
// length.
func (f *Frequencies) vector(im *Image) *vector {
	var v vector
	for view := range v {
		v[view] = f.view(view, im.terms[view])
	}
	return &v
}

func (f *Frequencies) view(view int, t terms) []entry {
	weights := make([][fields]float64, len(t.hashes))
	var norm [fields]float64
	for i, h := range t.hashes {
		idf := max(0, f.idf(view, h))
		c := t.counts[i]
		w := &weights[i]
		w[inTitle], w[inBody] = damped(c.title())*idf, damped(c.body())*idf
		w[inAll] = damped(c.title()+c.body()) * idf
		if c.lead() {
			w[inLead] = idf
		}
		for field := range w {
			norm[field] += w[field] * w[field]
		}
	}
	entries := make([]entry, len(weights))
	for i := range weights {
		entries[i].hash = t.hashes[i]
		for field, w := range weights[i] {
			if norm[field] > 0 {
				entries[i].weight[field] = uint16(w/math.Sqrt(norm[field])*scale + 0.5)
			}
		}
	}
	return heaviest(entries, keptTerms[view])
}

func damped(tf int) float64 {
	if tf == 0 {
		return 0
	}
	return 1 + math.Log(float64(tf))
}

// heaviest keeps the n entries of greatest weight, in order of hash.
func heaviest(entries []entry, n int) []entry {
	if len(entries) <= n {
		return entries
	}
	slices.SortFunc(entries, byWeight)
	entries = slices.Clone(entries[:n])
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	return entries
}

func byWeight(a, b entry) int {
	return cmp.Or(cmp.Compare(b.weight[inAll], a.weight[inAll]), cmp.Compare(a.hash, b.hash))
}

// cosines are the products of all fields of two vectors in one view.
func cosines(a, b []entry) (c [fields]float64) {
	var sum [fields]uint64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := &a[i], &b[j]; {
		case x.hash < y.hash:
			i++
		case x.hash > y.hash:
			j++
		default:
			for field := range sum {
				sum[field] += uint64(x.weight[field]) * uint64(y.weight[field])
			}
			i, j = i+1, j+1
		}
	}
	for field := range c {
		c[field] = float64(sum[field]) / (scale * scale)
	}
	return c
}
