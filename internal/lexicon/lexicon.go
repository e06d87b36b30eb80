package lexicon

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
)

//go:embed en.lex
var englishConcepts []byte

//go:embed en.idf
var englishRarity []byte

//go:embed en.near
var englishNeighbours []byte

//go:embed en.vec
var englishVectors []byte

// Lexicon holds the tables of one language. Safe for concurrent use.
type Lexicon struct {
	concepts   table // word to its rings; head: how many words carry each concept, log2 in 1/16
	rarity     table // stem to its idf in 1/16 nats
	neighbours table // stem to the stems that stand for it
	vectors    table // word to its vector, a signed byte for each dimension
}

// Concepts are the two rings of one word, each sorted.
type Concepts struct {
	Near, Far []uint32
}

// Load returns the tables of a language, or an error when none ship. They are shared.
func Load(code string) (*Lexicon, error) {
	if code != "en" {
		return nil, fmt.Errorf("load lexicon %q: no tables for this language", code)
	}
	return english()
}

var english = sync.OnceValues(loadEnglish)

func loadEnglish() (*Lexicon, error) {
	var l Lexicon
	for _, t := range []struct {
		to  *table
		raw []byte
	}{{&l.concepts, englishConcepts}, {&l.rarity, englishRarity}, {&l.neighbours, englishNeighbours}, {&l.vectors, englishVectors}} {
		var err error
		if *t.to, err = decode(t.raw); err != nil {
			return nil, fmt.Errorf("load lexicon \"en\": %w", err)
		}
	}
	return &l, nil
}

// Find returns the concepts of a word in its dictionary form, lower case; both rings
// are empty for a word the table does not have.
func (l *Lexicon) Find(word string) Concepts {
	record := l.concepts.find(word)
	if record == nil {
		return Concepts{}
	}
	var c Concepts
	c.Near, record = ring(record)
	c.Far, _ = ring(record)
	return c
}

// rarest idf: that of a stem the news corpus does not have.
const unseen = 8.0

// Rarity is the inverse document frequency of a stem in news, in nats: near 0 for a
// word of every article, 8 for one that was hardly ever seen.
func (l *Lexicon) Rarity(stem string) float64 {
	record := l.rarity.find(stem)
	if record == nil {
		return unseen
	}
	return float64(record[0]) / 16
}

// ring reads a count and that many concept numbers, each the step from the last.
func ring(raw []byte) ([]uint32, []byte) {
	n, w := binary.Uvarint(raw)
	raw = raw[w:]
	out := make([]uint32, 0, n)
	last := uint32(0)
	for range n {
		step, w := binary.Uvarint(raw)
		raw = raw[w:]
		last += uint32(step)
		out = append(out, last)
	}
	return out, raw
}

// How much a shared concept counts by the rings it is found in.
const (
	nearNear = 1.0
	nearFar  = 0.7
	farFar   = 0.4
)

// Close says how near in meaning two words are by the concepts they share: 0 not at
// all, 1 the same. Concepts that many words share count less.
func (l *Lexicon) Close(a, b Concepts) float64 {
	best := nearNear * l.rarest(a.Near, b.Near)
	best = math.Max(best, nearFar*l.rarest(a.Near, b.Far))
	best = math.Max(best, nearFar*l.rarest(a.Far, b.Near))
	return math.Max(best, farFar*l.rarest(a.Far, b.Far))
}

// rarest is 1 less a discount for the number of words that share the rarest concept
// of both sorted rings, 0 if they share none.
func (l *Lexicon) rarest(a, b []uint32) float64 {
	best := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			best = math.Max(best, 1-float64(l.concepts.head[a[i]])/16/12)
			i, j = i+1, j+1
		}
	}
	return best
}
