package reuse

import (
	"synoptic/internal/extract"
	"synoptic/internal/news"
	"synoptic/internal/quote"
	"synoptic/internal/text"
)

// Glance reads of an article what finding copies takes and no more: its blocks, and what
// stands in quotation marks. It fills the fields that the text's own head and credits
// give, the agency among them, of the article itself.
func Glance(a *news.Article, l *text.Language) *news.Document {
	extract.Plain(a, l)
	doc := &news.Document{Article: a, Lang: l.Code, Blocks: text.Blocks(a.Text, l)}
	for _, s := range quote.Marked(a.Text, doc.Blocks) {
		doc.Quotes = append(doc.Quotes, news.Quote{Span: s, Direct: true, Entity: -1})
	}
	return doc
}

// Print is the fingerprint of a document's own words: two that share a long enough run of
// words share a mark of it.
func Print(doc *news.Document) []uint64 { return newAccount(doc).print }
