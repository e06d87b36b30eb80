package text

import (
	"strings"

	"synoptic/internal/news"
)

// Blocks cuts a text into paragraphs, headlines and furniture, in order.
func Blocks(s string, l *Language) []news.Block {
	var blocks []news.Block
	start := 0
	for start < len(s) {
		end := start + len(s[start:])
		if i := strings.Index(s[start:], "\n\n"); i >= 0 {
			end = start + i
		}
		if t := strings.TrimSpace(s[start:end]); t != "" {
			at := start + strings.Index(s[start:end], t)
			blocks = append(blocks, news.Block{Span: news.Span{Start: at, End: at + len(t)}, Kind: news.Body})
		}
		start = end + 2
	}
	return blocks
}
