package main

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"synoptic/internal/lexicon"
)

// How neighbours are learned and kept.
const (
	rounds       = 6    // of expectation maximisation
	noPartner    = 0.02 // weight of a word standing for nothing on the other side
	doubt        = 1.5  // added to every count, against words seen once
	minStrength  = 0.10
	minStories   = 3 // a pair must be met in as many stories, not one story many times
	maxNeighbour = 12
)

type couple struct{ from, to string }

// neighbours learns which words stand for each other where two accounts tell the same:
// IBM Model 1 (Brown et al. 1993) over the words the two do not share, in both
// directions; the strength is the geometric mean of both translation probabilities.
func neighbours(pairs []wordPair) []byte {
	forth, back := translate(pairs, false), translate(pairs, true)
	support := stories(pairs)
	found := map[string][]lexicon.Neighbour{}
	for _, c := range sorted(forth) {
		strength := math.Sqrt(forth[c] * back[couple{c.to, c.from}])
		if strength < minStrength || support[ordered(c)] < minStories {
			continue
		}
		found[c.from] = append(found[c.from], lexicon.Neighbour{Stem: c.to, Strength: strength})
		found[c.to] = append(found[c.to], lexicon.Neighbour{Stem: c.from, Strength: strength})
	}
	records := map[string][]byte{}
	for stem, list := range found {
		records[stem] = lexicon.EncodeNeighbours(strongest(list))
	}
	return lexicon.Encode(nil, records)
}

// strongest sorts by strength and keeps each stem once.
func strongest(list []lexicon.Neighbour) []lexicon.Neighbour {
	slices.SortFunc(list, func(a, b lexicon.Neighbour) int {
		return cmp.Or(cmp.Compare(b.Strength, a.Strength), cmp.Compare(a.Stem, b.Stem))
	})
	seen := map[string]bool{}
	list = slices.DeleteFunc(list, func(n lexicon.Neighbour) bool {
		again := seen[n.Stem]
		seen[n.Stem] = true
		return again
	})
	return list[:min(maxNeighbour, len(list))]
}

// translate is the probability that a word on one side stands as another on the other.
func translate(pairs []wordPair, flip bool) map[couple]float64 {
	var t map[couple]float64
	for range rounds {
		count, total := map[couple]float64{}, map[string]float64{}
		for _, p := range pairs {
			from, to := p.a, p.b
			if flip {
				from, to = to, from
			}
			for _, y := range to {
				expect(t, from, y, count, total)
			}
		}
		for c := range count {
			count[c] /= total[c.from] + doubt
		}
		t = count
	}
	return t
}

// expect shares one word out among those it may stand for; t is nil in the first round.
func expect(t map[couple]float64, from []string, y string, count map[couple]float64, total map[string]float64) {
	weight := func(x string) float64 {
		if t == nil {
			return 1
		}
		return t[couple{x, y}]
	}
	sum := noPartner
	for _, x := range from {
		sum += weight(x)
	}
	for _, x := range from {
		share := weight(x) / sum
		count[couple{x, y}] += share
		total[x] += share
	}
}

// stories counts in how many stories two words face each other.
func stories(pairs []wordPair) map[couple]int {
	last, count := map[couple]string{}, map[couple]int{}
	for _, p := range pairs { // pairs of one story follow each other
		for _, x := range p.a {
			for _, y := range p.b {
				if c := ordered(couple{x, y}); last[c] != p.story {
					last[c] = p.story
					count[c]++
				}
			}
		}
	}
	return count
}

func ordered(c couple) couple {
	if c.from > c.to {
		return couple{c.to, c.from}
	}
	return c
}

func sorted(t map[couple]float64) []couple {
	return slices.SortedFunc(maps.Keys(t), func(a, b couple) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
}
