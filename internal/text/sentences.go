package text

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"

	"synoptic/internal/news"
)

// Sentences cuts each block into sentences and words. Words are cut as in the English
// Web Treebank of Universal Dependencies; Head is -1 everywhere.
func Sentences(s string, blocks []news.Block, l *Language) []news.Sentence {
	var out []news.Sentence
	for b, block := range blocks {
		for it := sentences.FromString(block.Of(s)); it.Next(); {
			at := block.Start + it.Start()
			if tokens := tokenise(it.Value(), at); len(tokens) > 0 {
				span := news.Span{Start: tokens[0].Start, End: tokens[len(tokens)-1].End}
				out = append(out, news.Sentence{Span: span, Block: b, Tokens: tokens})
			}
		}
	}
	return out
}

func tokenise(s string, at int) []news.Token {
	var tokens []news.Token
	for it := words.FromString(s); it.Next(); {
		if strings.TrimSpace(it.Value()) == "" {
			continue
		}
		span := news.Span{Start: at + it.Start(), End: at + it.End()}
		tokens = append(tokens, news.Token{Span: span, Norm: Fold(it.Value()), Head: -1})
	}
	return tokens
}
