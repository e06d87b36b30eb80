package sketch

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/zeebo/xxh3"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Word is one word of a text: its place and the hash of its folded form.
type Word struct {
	news.Span
	Hash uint64
}

// Words cuts a text into words and numbers; marks and spaces are left out. Letter case
// and the shape of apostrophes do not change a word's hash.
func Words(s string) []Word {
	found := make([]Word, 0, len(s)/6+1)
	var fold folder
	for it := words.FromString(s); it.Next(); {
		w := it.Value()
		if !isWord(w) {
			continue
		}
		found = append(found, Word{
			Span: news.Span{Start: it.Start(), End: it.End()},
			Hash: fold.hash(w),
		})
	}
	return found
}

// Hash is the hash that Words gives to a word.
func Hash(word string) uint64 {
	var fold folder
	return fold.hash(word)
}

func isWord(w string) bool {
	if c := w[0]; c < utf8.RuneSelf {
		return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// folder folds words into one buffer, again and again.
type folder struct{ buf []byte }

func (f *folder) hash(w string) uint64 {
	f.buf = f.buf[:0]
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return xxh3.HashString(text.Fold(w))
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		f.buf = append(f.buf, c)
	}
	return xxh3.Hash(f.buf)
}
