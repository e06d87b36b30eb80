package lexicon

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"sort"
)

//go:embed en.lex
var english []byte

// Magic opens a table file.
const Magic = "SYNLEX1\n"

// Lexicon is a table of words and their concepts. It is read straight from the
// embedded bytes; nothing is built at start-up. Safe for concurrent use.
type Lexicon struct {
	words   int
	widths  []byte // per concept: how many words carry it, as a log2 in 1/16
	offsets []byte // per word: start in blob, uint32
	blob    []byte // per word: length, letters, near ring, far ring
}

// Concepts are the two rings of one word, each sorted.
type Concepts struct {
	Near, Far []uint32
}

// Load returns the table of a language, or an error when none ships.
func Load(code string) (*Lexicon, error) {
	if code != "en" {
		return nil, fmt.Errorf("load lexicon %q: no table for this language", code)
	}
	return parse(english)
}

func parse(raw []byte) (*Lexicon, error) {
	if len(raw) < len(Magic)+8 || string(raw[:len(Magic)]) != Magic {
		return nil, fmt.Errorf("load lexicon: not a table")
	}
	raw = raw[len(Magic):]
	words, concepts := int(binary.LittleEndian.Uint32(raw)), int(binary.LittleEndian.Uint32(raw[4:]))
	raw = raw[8:]
	if len(raw) < concepts+4*words {
		return nil, fmt.Errorf("load lexicon: table is cut short")
	}
	return &Lexicon{words, raw[:concepts], raw[concepts : concepts+4*words], raw[concepts+4*words:]}, nil
}

// Find returns the concepts of a word in its dictionary form, lower case; both rings
// are empty for a word the table does not have.
func (l *Lexicon) Find(word string) Concepts {
	i := sort.Search(l.words, func(i int) bool { return l.word(i) >= word })
	if i == l.words || l.word(i) != word {
		return Concepts{}
	}
	rest := l.entry(i)
	rest = rest[1+int(rest[0]):]
	var c Concepts
	c.Near, rest = ring(rest)
	c.Far, _ = ring(rest)
	return c
}

func (l *Lexicon) entry(i int) []byte {
	return l.blob[binary.LittleEndian.Uint32(l.offsets[4*i:]):]
}

func (l *Lexicon) word(i int) string {
	e := l.entry(i)
	return string(e[1 : 1+int(e[0])])
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
			best = math.Max(best, 1-float64(l.widths[a[i]])/16/12)
			i, j = i+1, j+1
		}
	}
	return best
}
