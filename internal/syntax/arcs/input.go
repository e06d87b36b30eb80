package arcs

import (
	"slices"

	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// Input is a tagged sentence as the parser sees it, with an earlier guess at its tree
// where there is one.
type Input struct {
	parts []part
	hints []hint // nil without an earlier guess
}

// part is a word.
type part struct {
	w, t, c uint64 // form, tag, class of words used alike
	n, v    uint64 // field of meaning, topic
	wt      uint64 // form and tag
}

// hint is the earlier guess for a word.
type hint struct {
	head int // none: the root
	rel  uint8
	last int // last dependent
}

// absent stands for a word that is not there.
var absent = part{w: 3, t: 300, c: 5, wt: 11}

// Set fills the input with a sentence, without guesses. Tags start at 0.
func (in *Input) Set(words []word.Word, tags []uint8) {
	in.parts, in.hints = in.parts[:0], in.hints[:0]
	for i := range words {
		p := part{w: words[i].Form, t: uint64(tags[i]) + 1, c: words[i].Fine, n: words[i].Sense, v: words[i].Topic}
		p.wt = mix(p.w, p.t)
		in.parts = append(in.parts, p)
	}
}

// Clone is a copy that shares nothing with the input.
func (in *Input) Clone() Input {
	return Input{parts: slices.Clone(in.parts), hints: slices.Clone(in.hints)}
}

// Turn makes the input its mirror image, with the tree found as the guess: the last word
// is the first.
func (in *Input) Turn(s *State) {
	slices.Reverse(in.parts)
	n := len(in.parts)
	in.hints = in.hints[:0]
	for i := range n {
		h := hint{head: none, last: none}
		head, rel := s.Head(n - 1 - i)
		if h.rel = rel; head != none {
			h.head = n - 1 - head
		}
		in.hints = append(in.hints, h)
	}
	for i, h := range in.hints {
		if h.head != none {
			in.hints[h.head].last = max(in.hints[h.head].last, i)
		}
	}
}

// Guess is the earlier guess of the tree.
func (in *Input) Guess() (heads []int, rels []uint8) {
	for _, h := range in.hints {
		heads, rels = append(heads, h.head), append(rels, h.rel)
	}
	return heads, rels
}

// tag is the tag of word i.
func (in *Input) tag(i int) uint8 { return uint8(in.parts[i].t - 1) }

func (in *Input) part(i int) *part {
	if i < 0 || i >= len(in.parts) {
		return &absent
	}
	return &in.parts[i]
}

func mix(a, b uint64) uint64     { return perceptron.Mix(a, b) }
func mix3(a, b, c uint64) uint64 { return perceptron.Mix(perceptron.Mix(a, b), c) }

// distance between two words, in steps that grow.
func distance(i, j int) uint64 {
	if i < 0 || j < 0 {
		return 0
	}
	switch d := max(i-j, j-i); {
	case d < 5:
		return uint64(d)
	case d < 10:
		return 5
	default:
		return 6
	}
}
