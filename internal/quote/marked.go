package quote

import "synoptic/internal/news"

// Marked lists what stands between quotation marks in the blocks of a text, without
// asking who says it or whether it is said at all: cheap, and the same in all languages.
func Marked(text string, blocks []news.Block) []news.Span {
	var list []news.Span
	for _, r := range runs(text, blocks) {
		list = append(list, r.Span)
	}
	return list
}
