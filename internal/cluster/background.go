package cluster

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// background is how often terms stand in news at large, so that a stream of three
// articles knows which words are rare: the number of articles counted, then each term's
// hash and count, all as little-endian uint32.
//
//go:embed background.bin
var background []byte

// thinner divides the counts of the background, so that a stream of some hundred articles
// outweighs it.
const thinner = 3

// leastCount is in how many articles a term must stand to be kept in the background.
const leastCount = 3

// NewFrequencies returns counts that start from the background.
func NewFrequencies() *Frequencies {
	number := func(at int) uint32 { return binary.LittleEndian.Uint32(background[4*at:]) }
	n := len(background) / 4
	f := &Frequencies{count: make(map[uint32]uint32, n)}
	if n == 0 {
		return f
	}
	f.articles = int(number(0) / thinner)
	for at := 1; at+1 < n; at += 2 {
		f.count[number(at)] = number(at+1) / thinner
	}
	return f
}

// Background counts the terms of articles in the form of background.bin.
func Background(images []*Image) ([]byte, error) {
	f := &Frequencies{count: map[uint32]uint32{}}
	for _, im := range images {
		f.Add(im)
	}
	if f.articles == 0 {
		return nil, fmt.Errorf("count the background: no articles")
	}
	raw := binary.LittleEndian.AppendUint32(nil, uint32(f.articles))
	for _, term := range slices.Sorted(maps.Keys(f.count)) {
		if n := f.count[term]; n >= leastCount {
			raw = binary.LittleEndian.AppendUint32(raw, term)
			raw = binary.LittleEndian.AppendUint32(raw, n)
		}
	}
	return raw, nil
}
