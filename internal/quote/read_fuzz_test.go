package quote

import (
	"strings"
	"testing"
	"unicode/utf8"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// FuzzRead: whatever the text, every finding is a place in it, of one block.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "\"", "''''", "“ “ ”\n\n”", "‘’‘’’", "«»«", "according to",
		"“A,” he said, “B.”\n\n“C,” said Ann Lee, the mayor.",
		"According to the Hill, he \"will\" go. He said.\n\n\"Yes",
		"\xff\xfe“\x80”, said \xf0\x9f", "said said said said", "：“”；「『」』",
	} {
		f.Add(s)
	}
	l, err := text.Load("en")
	if err != nil {
		f.Fatal(err)
	}
	m, _ := syntax.Load("en") // nil where none ships: the shallow path alone
	reader := New(l)
	f.Fuzz(func(t *testing.T, s string) {
		for _, model := range []*syntax.Model{nil, m} {
			doc := parsed(s, l, model)
			doc.Quotes = reader.Read(doc)
			for _, q := range doc.Quotes {
				verify(t, doc, "words", q.Span, false)
				verify(t, doc, "speaker", q.Said, true)
				verify(t, doc, "cue", q.Cue, true)
			}
			for _, c := range reader.Citations(doc) {
				verify(t, doc, "citation", c.Span, false)
			}
		}
	})
}

// verify checks that a span is a place in one block, whole runes where the text has them.
func verify(t *testing.T, doc *news.Document, what string, s news.Span, mayBeEmpty bool) {
	t.Helper()
	if mayBeEmpty && s == (news.Span{}) {
		return
	}
	words := doc.Article.Text
	if s.Start < 0 || s.Start >= s.End || s.End > len(words) {
		t.Fatalf("%s %v is no place in a text of %d bytes", what, s, len(words))
	}
	if strings.Contains(s.Of(words), "\n\n") || utf8.ValidString(words) && !utf8.ValidString(s.Of(words)) {
		t.Fatalf("%s %q crosses a blank line or cuts a rune", what, s.Of(words))
	}
}
