package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a word of a text as searches know it.
type word struct {
	form       string // lower case, without marks
	start, end int    // bytes of the text
}

// maxWord is the length of a form in bytes at which it is cut.
const maxWord = 64

// words cuts a text: runs of letters and digits, folded; in scripts written without spaces,
// every two neighbouring characters, and the last one alone. Words are yielded until yield
// says no.
func words(text string, yield func(word) bool) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			i += size
			continue
		}
		end := i + runLen(text[i:], dense(r))
		if dense(r) {
			if !pairs(text, i, end, yield) {
				return
			}
		} else if form := fold(text[i:end]); form != "" && !yield(word{form, i, end}) {
			return
		}
		i = end
	}
}

// inWord reports whether a rune is part of words.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return plain(byte(r))
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// plain reports whether a byte is an ASCII letter or digit.
func plain(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
}

// dense reports whether a rune is of a script written without spaces between words, or, as
// Korean, with endings grown to them.
func dense(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// runLen is how many bytes of word runes of one kind the text begins with. Marks belong to
// either kind, and so does the long vowel sign of Japanese.
func runLen(text string, isDense bool) int {
	begin := 0
	for !isDense && begin < len(text) && plain(text[begin]) { // most texts end here
		begin++
	}
	for i, r := range text[begin:] {
		mark := begin+i > 0 && (unicode.IsMark(r) || r == 'ー')
		if !inWord(r) || !mark && dense(r) != isDense {
			return begin + i
		}
	}
	return len(text)
}

// pairs yields every two neighbouring characters of text[start:end], and the last one.
func pairs(text string, start, end int, yield func(word) bool) bool {
	for at := start; at < end; {
		_, one := utf8.DecodeRuneInString(text[at:end])
		_, two := utf8.DecodeRuneInString(text[at+one : end])
		if form := foldDense(text[at : at+one+two]); !yield(word{form, at, at + one + two}) {
			return false
		}
		at += one
	}
	return true
}

// foldDense is the form of characters without spaces: half and full width are one.
func foldDense(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

// fold is the form of a word: lower case, without accents.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(s[:min(len(s), maxWord)])
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		if b.Len() >= maxWord {
			break
		}
		if letters, ok := undecomposed[r]; ok {
			b.WriteString(letters)
		} else if !unicode.Is(unicode.Mn, r) && inWord(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// undecomposed are Latin letters that Unicode does not take apart.
var undecomposed = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ħ': "h", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th",
}
