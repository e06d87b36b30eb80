package text

import (
	"synoptic/internal/news"
)

// longest is how many words a sentence may have; a longer one, which no writer wrote,
// is cut at its best mark.
const longest = 400

// Sentences cuts each block into sentences and words. Words are cut as in the English
// Web Treebank of Universal Dependencies: "didn't" is did n't, "$1.5bn" is $ 1.5 bn,
// "U.S." is one. The words of a sentence cover all its bytes but white space. Lemma, Tag,
// Fine and Rel are empty, Head is -1.
func Sentences(s string, blocks []news.Block, l *Language) []news.Sentence {
	c := cutter{rules: l.rules}
	var out []news.Sentence
	for b, block := range blocks {
		c.s = s[:block.End]
		c.pieces = c.pieces[:0]
		c.cut(block.Start, block.End)
		c.resolveQuotes()
		tokens := c.tokens()
		for first := 0; first < len(tokens); {
			end := c.sentenceEnd(first)
			words := tokens[first:end:end]
			span := news.Span{Start: words[0].Start, End: words[len(words)-1].End}
			out = append(out, news.Sentence{Span: span, Block: b, Tokens: words})
			first = end
		}
	}
	return out
}

// tokens turns the pieces into tokens, in one slab.
func (c *cutter) tokens() []news.Token {
	tokens := make([]news.Token, len(c.pieces))
	for i, p := range c.pieces {
		tokens[i].Span = news.Span{Start: p.start, End: p.end}
		tokens[i].Head = -1
		c.norms.add(tokens, i, c.s[p.start:p.end])
	}
	c.norms.fill(tokens)
	return tokens
}

// sentenceEnd is the index past the last piece of the sentence that begins at first.
func (c *cutter) sentenceEnd(first int) int {
	for i := first; i < len(c.pieces); i++ {
		if next := c.endsAt(first, i); next > 0 {
			return next
		}
		if i-first >= longest {
			return c.bestCut(first, i)
		}
	}
	return len(c.pieces)
}

// bestCut is where a sentence that is too long is cut: after the last mark in its
// second half, or where it stands.
func (c *cutter) bestCut(first, i int) int {
	for k := i; k > first+longest/2; k-- {
		if c.pieces[k-1].kind == mark {
			return k
		}
	}
	return i
}
