package quote

import (
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

func english(t testing.TB) (*text.Language, *syntax.Model) {
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.Load("en")
	if err != nil {
		t.Skip("no syntax model")
	}
	return l, m
}

func parsed(s string, l *text.Language, m *syntax.Model) *news.Document {
	doc := &news.Document{Article: &news.Article{Text: s}, Lang: l.Code}
	doc.Blocks = text.Blocks(s, l)
	doc.Sentences = text.Sentences(s, doc.Blocks, l)
	for i := range doc.Sentences {
		if m != nil {
			m.Parse(s, &doc.Sentences[i])
		}
	}
	return doc
}
