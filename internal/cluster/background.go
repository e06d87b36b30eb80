package cluster

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"slices"
)

// background is how often terms stand in news at large, so that a stream of three
// articles knows which words are rare: the number of articles counted, then for each view
// the number of terms, and each term's hash and count, all as little-endian uint32.
//
//go:embed background.bin
var background []byte

// lighter divides the counts of the background, so that a stream of some hundred articles
// outweighs it.
const lighter = 3

// leastCount is in how many articles a term must stand to be kept in the background.
const leastCount = 3

// NewFrequencies returns counts that start from the background.
func NewFrequencies() *Frequencies {
	f := &Frequencies{}
	rest := background
	next := func() uint32 {
		if len(rest) < 4 {
			return 0
		}
		n := binary.LittleEndian.Uint32(rest)
		rest = rest[4:]
		return n
	}
	f.articles = int(next() / lighter)
	for v := range f.count {
		n := next()
		f.count[v] = make(map[uint32]uint32, n)
		for range n {
			hash := next()
			f.count[v][hash] = next() / lighter
		}
	}
	return f
}

// Background counts the terms of articles in the form of background.bin.
func Background(images []*Image) ([]byte, error) {
	f := &Frequencies{}
	for v := range f.count {
		f.count[v] = map[uint32]uint32{}
	}
	for _, im := range images {
		f.Add(im)
	}
	if f.articles == 0 {
		return nil, fmt.Errorf("count the background: no articles")
	}
	raw := binary.LittleEndian.AppendUint32(nil, uint32(f.articles))
	for _, count := range f.count {
		var kept []uint32
		for hash, n := range count {
			if n >= leastCount {
				kept = append(kept, hash)
			}
		}
		slices.Sort(kept)
		raw = binary.LittleEndian.AppendUint32(raw, uint32(len(kept)))
		for _, hash := range kept {
			raw = binary.LittleEndian.AppendUint32(raw, hash)
			raw = binary.LittleEndian.AppendUint32(raw, count[hash])
		}
	}
	return raw, nil
}
