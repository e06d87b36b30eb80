package cluster

import "math"

// Frequencies counts in how many articles each term stands.
type Frequencies struct {
	articles int
	count    *counts
}

// Add counts an article.
func (f *Frequencies) Add(im *Image) {
	f.articles++
	for _, t := range im.terms {
		f.count.add(t, 1)
	}
}

// remove takes an article's terms out of the counts again.
func (f *Frequencies) remove(terms []uint32) {
	f.articles--
	for _, t := range terms {
		f.count.take(t)
	}
}

// raritySteps are the steps of a rarity in one natural logarithm: whole numbers can be
// kept with an image and give the same weights again.
const raritySteps = 16

// rarities are how rare each term of an article is: the logarithm of the number of
// articles for each one that has it, in steps.
func (f *Frequencies) rarities(im *Image) []uint8 {
	all := math.Log(float64(f.articles) + 1)
	steps := make([]uint8, len(im.terms))
	for i, t := range im.terms {
		rarity := all - logarithm(f.count.of(t))
		steps[i] = uint8(max(0, min(255, rarity*raritySteps+0.5)))
	}
	return steps
}

// logarithm is that of a count and one half.
func logarithm(n uint32) float64 {
	if n < uint32(len(logs)) {
		return logs[n]
	}
	return math.Log(float64(n) + 0.5)
}

var logs = func() (table [1024]float64) {
	for n := range table {
		table[n] = math.Log(float64(n) + 0.5)
	}
	return table
}()
