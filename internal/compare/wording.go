package compare

import (
	"fmt"
	"math/bits"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/sketch"
	"synoptic/internal/text"
)

// How many words a quoted sentence must have, and what share of them the other account's
// must have in the same order, to be one sentence quoted in other words; and the same
// for one that is credited to two speakers.
const (
	leastQuoted   = 6
	leastSame     = 0.75
	leastCredited = 8
	nearlySame    = 0.9
)

// quoted is a sentence that an account gives in quotation marks.
type quoted struct {
	span      news.Span
	words     []string
	speaker   string
	signature signature
}

// signature has a bit for each word of a sentence; two words may have one bit. Most sentences
// show by it that they are not the same.
type signature [4]uint64

func signatureOf(words []string) signature {
	var out signature
	for _, w := range words {
		bit := sketch.Hash(w) % uint64(64*len(out))
		out[bit/64] |= 1 << (bit % 64)
	}
	return out
}

// lacks is how many words of m, at least, another sentence has not.
func (m *signature) lacks(other *signature) int {
	n := 0
	for i := range m {
		n += bits.OnesCount64(m[i] &^ other[i])
	}
	return n
}

// quotedIn collects the quoted sentences of an account that are long enough to tell.
func (a *accounts) quotedIn(doc int) []quoted {
	d := a.docs[doc]
	var out []quoted
	for k := range d.Quotes {
		q := &d.Quotes[k]
		if !q.Direct {
			continue
		}
		for i := range d.Sentences {
			if s := wordsIn(&d.Sentences[i], q.Span); len(s.words) >= leastQuoted {
				s.speaker, s.signature = a.speaker(doc, q), signatureOf(s.words)
				out = append(out, s)
			}
		}
	}
	return out
}

// wordsIn is what of a sentence lies in a quotation.
func wordsIn(s *news.Sentence, quote news.Span) quoted {
	var out quoted
	if s.Overlap(quote) == 0 {
		return out
	}
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Tag != "PUNCT" && quote.Contains(t.Span) {
			if out.words == nil {
				out.span.Start = t.Start
			}
			out.span.End = t.End
			out.words = append(out.words, t.Norm)
		}
	}
	return out
}

// wordings finds the sentences that two accounts quote in other words, or credit to other
// speakers.
func (a *accounts) wordings(i, j int) []finding {
	var out []finding
	xs, ys := a.quotes[i], a.quotes[j]
	for k := range xs {
		for l := range ys {
			if f, ok := a.judgeQuoted(&xs[k], &ys[l]); ok {
				f.a.doc, f.b.doc = i, j
				f.a.span, f.b.span = xs[k].span, ys[l].span
				out = append(out, f)
			}
		}
	}
	return out
}

// judgeQuoted is the difference of two quoted sentences, if they are one with a word
// changed or another speaker; a sentence only cut is none.
func (a *accounts) judgeQuoted(x, y *quoted) (finding, bool) {
	shorter := min(len(x.words), len(y.words))
	f := finding{verdict: news.Compatible}
	if most := min(len(x.words)-x.signature.lacks(&y.signature), len(y.words)-y.signature.lacks(&x.signature)); float64(most) < leastSame*float64(shorter) {
		return f, false
	}
	same := inOrder(x.words, y.words)
	one := text.Fold(x.speaker) == text.Fold(y.speaker)
	switch {
	case one && same < shorter && float64(same) >= leastSame*float64(shorter):
		f.kind, f.rule = news.WordingDiffers, "altered"
		f.why = fmt.Sprintf("%d of %d words are the same", same, shorter)
		f.a.text, f.b.text = strings.Join(x.words, " "), strings.Join(y.words, " ")
	case !one && x.speaker != "" && y.speaker != "" && shorter >= leastCredited && float64(same) >= nearlySame*float64(shorter):
		f.kind, f.rule = news.AttributionDiffers, "other-speaker"
		f.why = fmt.Sprintf("the same words are credited to %s and to %s", x.speaker, y.speaker)
		f.a.text, f.b.text = x.speaker, y.speaker
	}
	return f, f.rule != ""
}

// inOrder is how many words two sentences have in the same order: the length of their
// longest common subsequence.
func inOrder(x, y []string) int {
	row := make([]int, len(y)+1)
	for _, w := range x {
		diagonal := 0
		for j := range y {
			above := row[j+1]
			if y[j] == w {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(y)]
}
