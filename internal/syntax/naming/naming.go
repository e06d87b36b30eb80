// Package naming finds names in a tagged sentence: a structured perceptron over labels
// that open, continue and close names of each kind (Collins 2002; Ratinov and Roth
// 2009), read out by Viterbi's algorithm.
package naming

import (
	"math"

	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// Labels: Outside, then for each kind the label of a name's first word, of one inside,
// of its last, and of a name of one word.
const (
	Outside = 0
	begin   = 0
	inside  = 1
	end     = 2
	unit    = 3
	parts   = 4
	// MaxKinds bounds the kinds of names.
	MaxKinds  = 8
	maxLabels = 1 + MaxKinds*parts
)

// Name is a run of words First … Last-1 that names something of a kind.
type Name struct{ First, Last, Kind int }

// Input is a tagged sentence.
type Input struct {
	Words []word.Word
	Tags  []uint8 // number of the part of speech
	Nouns []bool  // whether it is that of a proper noun
}

// Resize makes room for n words, with whatever was there before.
func (in *Input) Resize(n int) {
	if cap(in.Tags) < n {
		in.Words, in.Tags, in.Nouns = make([]word.Word, n), make([]uint8, n), make([]bool, n)
	}
	in.Words, in.Tags, in.Nouns = in.Words[:n], in.Tags[:n], in.Nouns[:n]
}

// Finder reads names out of sentences. It is room to work in as well: one goroutine at a
// time.
type Finder struct {
	own      [][maxLabels]int32 // what each label of a word scores by itself
	scores   [][maxLabels]int32 // best score of a labelling up to a word that ends in a label
	back     [][maxLabels]uint8 // label before, on the way to that score
	moves    [maxLabels][maxLabels]int32
	features []uint64
	here     perceptron.Scores // of the labels of one word

	// Right, in training, is the right labelling: Label then holds each of its labels for
	// worth Margin less than it scores, so that it is learned to win by that much.
	Right  []uint8
	Margin int32
	labels []uint8
}

// follows reports whether label b can stand after label a; at the edges of a sentence
// stands Outside.
func follows(a, b int) bool {
	open := a != Outside && ((a-1)%parts == begin || (a-1)%parts == inside)
	goesOn := b != Outside && ((b-1)%parts == inside || (b-1)%parts == end)
	if open || goesOn {
		return open && goesOn && (a-1)/parts == (b-1)/parts
	}
	return true
}

// Label gives the best labelling of the words. The slice is used again by the next call.
func (f *Finder) Label(scorer perceptron.Scorer, in *Input, kinds int) []uint8 {
	n, labels := len(in.Words), 1+kinds*parts
	f.room(n)
	f.transitions(scorer, labels)
	for i := range n {
		f.features = Features(f.features[:0], in, i)
		f.score(scorer)
		if f.Right != nil {
			f.here[f.Right[i]] -= f.Margin
		}
		copy(f.own[i][:], f.here[:labels])
		for b := range labels {
			f.scores[i][b], f.back[i][b] = f.best(i, b, labels)
			if f.scores[i][b] > math.MinInt32/2 {
				f.scores[i][b] += f.here[b]
			}
		}
	}
	return f.read(n, labels)
}

// best is the highest score of a labelling up to word i with label b, and the label
// before it.
func (f *Finder) best(i, b, labels int) (int32, uint8) {
	if i == 0 {
		if follows(Outside, b) {
			return f.moves[Outside][b], Outside
		}
		return math.MinInt32 / 2, Outside
	}
	best, from := int32(math.MinInt32/2), Outside
	for a := range labels {
		if score := f.scores[i-1][a] + f.moves[a][b]; follows(a, b) && score > best {
			best, from = score, a
		}
	}
	return best, uint8(from)
}

// read follows the way back from the best last label.
func (f *Finder) read(n, labels int) []uint8 {
	if n == 0 {
		return nil
	}
	best := Outside
	for b := range labels {
		if follows(b, Outside) && f.scores[n-1][b] > f.scores[n-1][best] {
			best = b
		}
	}
	for i := n - 1; i >= 0; i-- {
		f.labels[i] = uint8(best)
		best = int(f.back[i][best])
	}
	return f.labels[:n]
}

// transitions fetches what label after label is worth.
func (f *Finder) transitions(scorer perceptron.Scorer, labels int) {
	for a := range labels {
		f.features = append(f.features[:0], Transition(a))
		f.score(scorer)
		copy(f.moves[a][:labels], f.here[:labels])
	}
}

// score fills here with what the features tell.
func (f *Finder) score(scorer perceptron.Scorer) {
	f.here = perceptron.Scores{}
	scorer.Score(f.features, &f.here)
}

// Transition is the feature of standing after a label.
func Transition(before int) uint64 { return perceptron.Hash2(900, uint64(before)) }

// room makes room for n words.
func (f *Finder) room(n int) {
	if cap(f.labels) < n {
		f.own, f.scores = make([][maxLabels]int32, n), make([][maxLabels]int32, n)
		f.back, f.labels = make([][maxLabels]uint8, n), make([]uint8, n)
	}
	f.own, f.scores, f.back, f.labels = f.own[:n], f.scores[:n], f.back[:n], f.labels[:n]
}

// Names reads names out of a labelling.
func Names(labels []uint8) []Name {
	var names []Name
	first := 0
	for i, label := range labels {
		if label == Outside {
			continue
		}
		switch kind, part := int(label-1)/parts, int(label-1)%parts; part {
		case begin:
			first = i
		case end:
			names = append(names, Name{first, i + 1, kind})
		case unit:
			names = append(names, Name{i, i + 1, kind})
		}
	}
	return names
}

// Labels writes names as the labelling of n words.
func Labels(names []Name, n int) []uint8 {
	labels := make([]uint8, n)
	for _, name := range names {
		for i := name.First; i < name.Last; i++ {
			labels[i] = uint8(1 + name.Kind*parts + name.part(i))
		}
	}
	return labels
}

// part is what word i is to the name it stands in.
func (n Name) part(i int) int {
	switch {
	case n.Last == n.First+1:
		return unit
	case i == n.First:
		return begin
	case i == n.Last-1:
		return end
	}
	return inside
}
