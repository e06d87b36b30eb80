// Package tagger gives each word its part of speech: a greedy left-to-right perceptron
// tagger (Collins 2002) over a word's form, affixes, shape and word class, its
// neighbours and the tags before it.
package tagger

import (
	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// mix shortens the recipes below.
func mix(a, b uint64) uint64 { return perceptron.Mix(a, b) }

// edge stands for the words before the first and after the last.
var edge = word.Word{Form: 7, Shape: 7}

// at is the word at place i, an edge outside of the sentence.
func at(words []word.Word, i int) *word.Word {
	if i < 0 || i >= len(words) {
		return &edge
	}
	return &words[i]
}

// Features appends what speaks for the tag of word i. Before and before2 are the tags
// of the two words in front, style is the sentence's.
func Features(f []uint64, words []word.Word, i int, before, before2 uint64, style word.Style) []uint64 {
	w, l1, l2, r1, r2 := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	casing := uint64(w.Case)*8 + uint64(style)*64
	if i == 0 {
		casing++
	}
	f = append(f, 1,
		mix(2, w.Form), mix(3, w.Shape), mix(4, casing), mix(5, w.Fine), mix(6, w.Coarse),
		mix(7, l1.Form), mix(8, l2.Form), mix(9, r1.Form), mix(10, r2.Form),
		mix(11, l1.Fine), mix(12, r1.Fine), mix(13, l2.Fine), mix(14, r2.Fine),
		mix(15, before), mix(16, mix(before, before2)),
		mix(17, mix(before, w.Form)), mix(18, mix(before, r1.Form)),
		mix(19, mix(l1.Form, w.Form)), mix(20, mix(w.Form, r1.Form)),
		mix(21, r1.Suffix[2]), mix(22, l1.Suffix[2]), mix(23, r1.Suffix[1]),
		mix(24, mix(before, w.Suffix[2])), mix(25, mix(before, r1.Fine)), mix(26, mix(w.Fine, r1.Fine)),
		mix(27, mix(casing, w.Suffix[2])), mix(28, mix(casing, w.Fine)), mix(29, mix(before, casing)),
		mix(30, uint64(r1.Case)+uint64(style)*16), mix(31, mix(l1.Form, r1.Form)),
		mix(32, mix(w.Form, casing)), mix(33, mix(mix(before, before2), w.Fine)),
		mix(34, mix(l1.Fine, mix(w.Fine, r1.Fine))), mix(35, mix(w.Suffix[1], r1.Suffix[1])),
		mix(37, w.Topic), mix(38, mix(before, w.Topic)), mix(39, mix(w.Topic, r1.Coarse)), mix(60, mix(w.Sense, before)),
		mix(61, mix(w.Known, casing)), mix(62, w.Sense), mix(63, mix(r1.Sense, before)),
		mix(36, mix(mix(before, w.Suffix[2]), r1.Suffix[1])),
	)
	for n, prefix := range w.Prefix {
		if prefix != 0 {
			f = append(f, mix(40+uint64(n), prefix))
		}
	}
	for n, suffix := range w.Suffix {
		if suffix != 0 {
			f = append(f, mix(50+uint64(n), suffix))
		}
	}
	return f
}

// Start is the tag before the first word.
const Start = 255

// Desk is room to tag one sentence in, used again for the next.
type Desk struct {
	features []uint64
	scores   perceptron.Scores
}

// Tag fills tags with the best class of each word, left to right.
func (d *Desk) Tag(scorer perceptron.Scorer, classes int, words []word.Word, tags []uint8) {
	style := word.StyleOf(words)
	before, before2 := uint64(Start), uint64(Start)
	for i := range words {
		d.scores = perceptron.Scores{}
		d.features = Features(d.features[:0], words, i, before, before2, style)
		scorer.Score(d.features, &d.scores)
		tags[i] = uint8(d.scores.Best(classes))
		before, before2 = uint64(tags[i]), before
	}
}
