package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"synoptic/internal/news"
)

// seeds are texts that cutting has to get through.
var seeds = []string{
	"", " ", ".", "\"", "\u200b", "\ufeffa", "a\x00b", "\xff\xfe", "e\u0301\u0301", "....", "(((", "\r\n\r\r\n",
	"She didn’t. \"Why?\" he asked.\n\n(Reporting by Ada Byron)",
	"OSLO, May 5 (Reuters) - It rained.\nIt poured.", "OSLO —", "(", "(A", "A (", "/TASS", "May", "May 5,",
	"他说：“去。”然后走了。", "« Oui. » Il part. »", "www.", "http://", "@", "a@", "a@b", "1/2/", "1-2-3", "7:", "$", "5km",
	"n'tn'tn't", "’s", "'", "''", "I. A.", ". a", "U.S.", "Jan. ", "No. 5", "'90s '", "By\nBy A B", "©",
	"👩‍👩‍👧‍👦 ok 🇩🇪. x", "ทดสอบภาษาไทย", "नमस्ते। ठीक है।", "שלום. עולם", "a\u2028b", "A/B", "Foo/",
}

// checkBlocks holds that blocks are in order, inside the text, apart, not blank, and
// together hold everything but blanks.
func checkBlocks(t *testing.T, s string, blocks []news.Block) {
	t.Helper()
	at := 0
	for _, b := range blocks {
		if b.Start < at || b.End > len(s) || b.Empty() {
			t.Fatalf("block %v after %d of %d", b, at, len(s))
		}
		mustBeBlank(t, s, at, b.Start)
		at = b.End
	}
	mustBeBlank(t, s, at, len(s))
}

func mustBeBlank(t *testing.T, s string, from, to int) {
	t.Helper()
	if rest := strings.TrimFunc(s[from:to], isBlank); rest != "" {
		t.Fatalf("%q at %d:%d is in no span", rest, from, to)
	}
}

// checkSentences holds that the tokens of the sentences, in order, hold everything of
// the blocks but blanks, and that no sentence leaves its block.
func checkSentences(t *testing.T, s string, blocks []news.Block, sentences []news.Sentence) {
	t.Helper()
	at := 0
	for _, sent := range sentences {
		if !blocks[sent.Block].Contains(sent.Span) || len(sent.Tokens) == 0 {
			t.Fatalf("sentence %v is not in block %v", sent.Span, blocks[sent.Block])
		}
		if sent.Start != sent.Tokens[0].Start || sent.End != sent.Tokens[len(sent.Tokens)-1].End {
			t.Fatalf("sentence %v does not span its tokens", sent.Span)
		}
		for _, w := range sent.Tokens {
			if w.Start < at || w.Empty() || w.Head != -1 {
				t.Fatalf("token %v after %d", w, at)
			}
			mustBeBlank(t, s, at, w.Start)
			if utf8.ValidString(w.Of(s)) && w.Norm != Fold(w.Of(s)) {
				t.Fatalf("form of %q is %q, want %q", w.Of(s), w.Norm, Fold(w.Of(s)))
			}
			at = w.End
		}
	}
	mustBeBlank(t, s, at, len(s))
}

func FuzzSentences(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	languages := []*Language{loadEnglish(f), Neutral("")}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range languages {
			blocks := Blocks(s, l)
			checkBlocks(t, s, blocks)
			checkSentences(t, s, blocks, Sentences(s, blocks, l))
		}
	})
}

func FuzzReadDateline(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	l := loadEnglish(f)
	f.Fuzz(func(t *testing.T, s string) {
		in := news.Span{Start: 0, End: len(s)}
		d, ok := ReadDateline(s, in, l)
		if !ok {
			return
		}
		for _, part := range []news.Span{d.Place, d.Agency, d.Day, d.Author} {
			if !part.Empty() && !d.Contains(part) {
				t.Fatalf("%v is outside the dateline %v of %q", part, d.Span, s)
			}
		}
		if d.Empty() || !in.Contains(d.Span) {
			t.Fatalf("dateline %v of %q", d.Span, s)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if utf8.ValidString(s) && Fold(once) != once {
			t.Fatalf("folding %q twice gives %q, then %q", s, once, Fold(once))
		}
		Stem("en", once)
		Detect(s)
	})
}
