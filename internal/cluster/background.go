package cluster

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"fmt"
	"slices"
)

// background is how often terms stand in news at large, so that a stream of three
// articles knows which words are rare: the number of articles counted, then each term's
// hash and count, all as little-endian uint32.
//
//go:embed background.bin
var background []byte

// backgroundLang is the language of the background. In others a stream begins without knowing
// which words are rare, and leaves out those that are common by a list.
const backgroundLang = "en"

// thinner divides the counts of the background, so that a stream of some hundred articles
// outweighs it.
const thinner = 3

// leastCount is in how many articles a term must stand to be kept in the background.
const leastCount = 3

// NewFrequencies returns counts that start from the background.
func NewFrequencies() *Frequencies {
	number := func(at int) uint32 { return binary.LittleEndian.Uint32(background[4*at:]) }
	n := len(background) / 4
	f := &Frequencies{count: newCounts(n)}
	if n == 0 {
		return f
	}
	f.articles = int(number(0) / thinner)
	for at := 1; at+1 < n; at += 2 {
		f.count.add(number(at), number(at+1)/thinner)
	}
	return f
}

// Background counts the terms of articles in the form of background.bin.
func Background(images []*Image) ([]byte, error) {
	f := &Frequencies{count: newCounts(0)}
	for _, im := range images {
		f.Add(im)
	}
	if f.articles == 0 {
		return nil, fmt.Errorf("count the background: no articles")
	}
	raw := binary.LittleEndian.AppendUint32(nil, uint32(f.articles))
	slices.SortFunc(f.count.slots, func(a, b count) int { return cmp.Compare(a.term, b.term) })
	for _, c := range f.count.slots {
		if c.n >= leastCount {
			raw = binary.LittleEndian.AppendUint32(raw, c.term)
			raw = binary.LittleEndian.AppendUint32(raw, c.n)
		}
	}
	return raw, nil
}
