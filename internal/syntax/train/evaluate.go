package main

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/conllu"
)

// score counts what a model gets right on gold tokens.
type score struct {
	words, universal, fine, lemmas, heads, arcs int
	crossing, drawn, right                      int // non-projective arcs: of the treebank, of the model, of both
}

// measure compares a model with gold sentences, on their tokens.
func measure(m *syntax.Model, all []conllu.Sentence) score {
	var sum score
	for _, gold := range all {
		text, s := tokens(gold)
		m.Parse(text, s)
		for i, w := range gold.Words {
			t := s.Tokens[i]
			sum.words++
			sum.universal += count(t.Tag == w.Tag)
			sum.fine += count(t.Fine == w.Fine)
			sum.lemmas += count(t.Lemma == w.Lemma)
			sum.heads += count(t.Head == w.Head)
			sum.arcs += count(t.Head == w.Head && t.Rel == w.Rel)
		}
		sum.addNonProjective(gold, s)
	}
	return sum
}

// addNonProjective counts non-projective arcs.
func (s *score) addNonProjective(gold conllu.Sentence, parsed *news.Sentence) {
	var want, got []int
	for i, w := range gold.Words {
		want, got = append(want, w.Head), append(got, parsed.Tokens[i].Head)
	}
	crossing := arcs.NonProjective(want)
	s.crossing += len(crossing)
	for _, i := range arcs.NonProjective(got) {
		s.drawn++
		s.right += count(got[i] == want[i] && slices.Contains(crossing, i))
	}
}

// tokens writes gold words side by side as an untagged sentence.
func tokens(gold conllu.Sentence) (string, *news.Sentence) {
	var text strings.Builder
	s := &news.Sentence{}
	for _, w := range gold.Words {
		start := text.Len()
		text.WriteString(w.Form)
		s.Tokens = append(s.Tokens, news.Token{Span: news.Span{Start: start, End: text.Len()}, Head: -1})
		text.WriteByte(' ')
	}
	s.Span = news.Span{End: text.Len()}
	return text.String(), s
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func (s score) String() string {
	share := func(n int) float64 { return float64(n) / float64(max(s.words, 1)) }
	return fmt.Sprintf("UPOS %.4f XPOS %.4f lemma %.4f UAS %.4f LAS %.4f (%d words), non-projective arcs %d of %d, %d drawn",
		share(s.universal), share(s.fine), share(s.lemmas), share(s.heads), share(s.arcs), s.words, s.right, s.crossing, s.drawn)
}
