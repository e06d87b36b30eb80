package main

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"

	"synoptic/internal/lexicon"
)

// maxWidth is how many words may carry a concept before it says nothing ("person").
const maxWidth = 250

// rings are the concepts of one word, by synset key.
type rings struct{ near, far map[string]bool }

// words gives every single word its two rings.
func (n *wordNet) words() map[string]rings {
	out := map[string]rings{}
	for word, senses := range n.senses {
		if strings.ContainsAny(word, "_-.'/0123456789") || len(word) < 2 {
			continue
		}
		r := rings{map[string]bool{}, map[string]bool{}}
		for _, key := range senses {
			r.near[key] = true
			n.follow(word, key, r)
		}
		for key := range maps.Clone(r.near) {
			n.kinds(key, r)
		}
		out[word] = r
	}
	return out
}

// follow adds to the near ring what one sense of the word is derived from or of.
func (n *wordNet) follow(word, key string, r rings) {
	s := n.synsets[key]
	for _, p := range s.pointers {
		switch p.symbol {
		case "+", "\\":
			if s.words[p.source-1] == word {
				r.near[p.target] = true
			}
		case "$":
			r.near[p.target] = true
		}
	}
}

// kinds adds to the far ring what a concept is a kind of, causes, entails or resembles.
func (n *wordNet) kinds(key string, r rings) {
	for _, p := range n.synsets[key].pointers {
		switch p.symbol {
		case "@", "@i", "*", ">", "&":
			if !r.near[p.target] {
				r.far[p.target] = true
			}
		}
	}
}

// encode lays the table out as package lexicon reads it.
func encode(words map[string]rings) []byte {
	width := map[string]int{}
	for _, r := range words {
		for key := range r.near {
			width[key]++
		}
		for key := range r.far {
			width[key]++
		}
	}
	// A concept that one word alone carries, or too many, joins nothing.
	maps.DeleteFunc(width, func(_ string, n int) bool { return n < 2 || n > maxWidth })
	keys := slices.Sorted(maps.Keys(width))
	number := make(map[string]uint32, len(keys))
	widths := make([]byte, len(keys))
	for i, key := range keys {
		number[key] = uint32(i)
		widths[i] = byte(16 * math.Log2(float64(width[key])))
	}
	return layOut(words, number, widths)
}

func layOut(words map[string]rings, number map[string]uint32, widths []byte) []byte {
	records := map[string][]byte{}
	for word, r := range words {
		near, far := numbers(r.near, number), numbers(r.far, number)
		if len(near)+len(far) > 0 {
			records[word] = appendRing(appendRing(nil, near), far)
		}
	}
	return lexicon.Encode(widths, records)
}

func numbers(keys map[string]bool, number map[string]uint32) []uint32 {
	var out []uint32
	for key := range keys {
		if n, ok := number[key]; ok {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func appendRing(blob []byte, ring []uint32) []byte {
	blob = binary.AppendUvarint(blob, uint64(len(ring)))
	last := uint32(0)
	for _, n := range ring {
		blob = binary.AppendUvarint(blob, uint64(n-last))
		last = n
	}
	return blob
}
