package naming

import (
	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

func mix(a, b uint64) uint64 { return perceptron.Mix(a, b) }

var edge = word.Word{Form: 7, Shape: 7}

func (in *Input) word(i int) *word.Word {
	if i < 0 || i >= len(in.Words) {
		return &edge
	}
	return &in.Words[i]
}

func (in *Input) tag(i int) uint64 {
	if i < 0 || i >= len(in.Tags) {
		return 255
	}
	return uint64(in.Tags[i])
}

// capital reports whether word i is written with a capital or tagged a proper noun.
func (in *Input) capital(i int) bool {
	return i >= 0 && i < len(in.Words) && (in.Words[i].Case != word.Lower && in.Words[i].Letters || in.Nouns[i])
}

// run is the run of capitalised words around word i.
func (in *Input) run(i int) (first, last int) {
	first, last = i, i+1
	if !in.capital(i) {
		return first, last
	}
	for in.capital(first-1) && i-first < 6 {
		first--
	}
	for in.capital(last) && last-i < 6 {
		last++
	}
	return first, last
}

// Features appends what speaks for the label of word i.
func Features(f []uint64, in *Input, i int) []uint64 {
	w, l1, l2, r1, r2 := in.word(i), in.word(i-1), in.word(i-2), in.word(i+1), in.word(i+2)
	casing := uint64(w.Case) * 2
	if i == 0 {
		casing++
	}
	t, tl, tr := in.tag(i), in.tag(i-1), in.tag(i+1)
	f = append(f, 1,
		mix(2, w.Form), mix(3, l1.Form), mix(4, r1.Form), mix(5, l2.Form), mix(6, r2.Form),
		mix(7, w.Shape), mix(8, casing), mix(9, t), mix(10, tl), mix(11, tr),
		mix(12, w.Fine), mix(13, w.Coarse), mix(14, l1.Fine), mix(15, r1.Fine), mix(16, l2.Fine), mix(17, r2.Fine),
		mix(18, l1.Coarse), mix(19, r1.Coarse), mix(20, mix(l1.Form, w.Form)), mix(21, mix(w.Form, r1.Form)),
		mix(22, mix(t, casing)), mix(23, mix(l1.Shape, w.Shape)), mix(24, mix(w.Shape, r1.Shape)),
		mix(25, mix(tl, mix(t, tr))), mix(26, mix(w.Fine, casing)), mix(27, mix(l1.Fine, casing)),
		mix(28, mix(r1.Fine, casing)), mix(29, mix(l1.Coarse, w.Coarse)), mix(30, mix(w.Coarse, r1.Coarse)),
		mix(58, w.Topic), mix(59, l1.Topic), mix(87, r1.Topic), mix(88, mix(w.Topic, casing)), mix(89, mix(l1.Topic, w.Topic)),
		mix(90, mix(w.Topic, r1.Topic)), mix(31, w.Sense), mix(32, l1.Sense), mix(33, r1.Sense), mix(36, mix(w.Known, casing)), mix(37, l1.Known),
		mix(38, r1.Known), mix(39, mix(l1.Known, w.Known)), mix(56, mix(w.Known, r1.Known)), mix(57, mix(w.Sense, casing)),
		mix(34, mix(in.tag(i-2), tl)), mix(35, mix(tr, in.tag(i+2))),
	)
	for n, prefix := range w.Prefix[1:] {
		if prefix != 0 {
			f = append(f, mix(40+uint64(n), prefix))
		}
	}
	for n, suffix := range w.Suffix[1:] {
		if suffix != 0 {
			f = append(f, mix(50+uint64(n), suffix))
		}
	}
	if in.capital(i) {
		f = in.runFeatures(f, i)
	}
	return f
}

// runFeatures adds what the run of capitalised words around word i tells: its first and
// last word, what stands before and after it, how long it is.
func (in *Input) runFeatures(f []uint64, i int) []uint64 {
	first, last := in.run(i)
	a, z, before, after := in.word(first), in.word(last-1), in.word(first-1), in.word(last)
	length := uint64(last - first)
	f = in.companyFeatures(f, first, last)
	return append(f,
		mix(60, a.Form), mix(61, z.Form), mix(62, before.Form), mix(63, after.Form),
		mix(64, a.Fine), mix(65, z.Fine), mix(66, before.Fine), mix(67, after.Fine),
		mix(68, length), mix(69, mix(length, uint64(i-first))), mix(70, mix(before.Form, in.word(first-2).Form)),
		mix(71, mix(after.Form, in.word(last+1).Form)), mix(72, z.Suffix[2]), mix(73, a.Suffix[2]),
		mix(74, mix(before.Fine, z.Fine)), mix(75, mix(a.Fine, z.Fine)), mix(76, mix(before.Coarse, mix(z.Coarse, length))),
		mix(91, a.Topic), mix(92, z.Topic), mix(93, before.Topic), mix(94, after.Topic), mix(95, mix(a.Coarse, z.Topic)),
		mix(77, z.Known), mix(78, a.Known), mix(81, mix(a.Known, z.Known)), mix(82, z.Sense), mix(83, before.Sense),
		mix(84, after.Sense), mix(85, mix(length, mix(a.Known, z.Known))), mix(86, mix(before.Form, z.Known)),
		mix(79, in.tag(last)), mix(80, in.tag(first-1)),
	)
}

// reach is how far from a run words are its company.
const reach = 6

// companyFeatures adds the nouns and verbs near a run of capitalised words: whether it
// "signed", "played" or "released" something tells what it is.
func (in *Input) companyFeatures(f []uint64, first, last int) []uint64 {
	for i := max(0, first-reach); i < first; i++ {
		if w := in.word(i); w.Case == word.Lower && w.Sense != 0 {
			f = append(f, mix(96, w.Form), mix(97, w.Topic))
		}
	}
	for i := last; i < min(len(in.Words), last+reach); i++ {
		if w := in.word(i); w.Case == word.Lower && w.Sense != 0 {
			f = append(f, mix(98, w.Form), mix(99, w.Topic))
		}
	}
	return f
}
