package text

import (
	"unicode"
	"unicode/utf8"
)

// The classes of ASCII bytes; everything else is "high" and read as runes.
const (
	blank = 1 << iota
	letter
	digit
	capital
	high
)

// class is the class of each byte.
var class = classes()

func classes() (t [256]byte) {
	for c := range t {
		switch b := byte(c); {
		case b == ' ' || b >= '\t' && b <= '\r':
			t[c] = blank
		case b >= '0' && b <= '9':
			t[c] = digit
		case b >= 'a' && b <= 'z':
			t[c] = letter
		case isUpper(b):
			t[c] = letter | capital
		case b >= utf8.RuneSelf:
			t[c] = high
		}
	}
	return t
}

func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }
func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isLetter(c rune) bool {
	if c < utf8.RuneSelf {
		return class[c]&letter != 0
	}
	return unicode.IsLetter(c)
}

// isUpperRune reports whether s begins with a capital.
func isUpperRune(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c) || unicode.IsTitle(c)
}

// isLowerRune reports whether s begins with a small letter.
func isLowerRune(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(c)
}

// isBlank reports whether a rune is white space or has no width: nothing to read.
func isBlank(c rune) bool {
	switch c {
	case '\u200b', '\u2060', '\ufeff', '\u180e', '\u200e', '\u200f':
		return true
	}
	return unicode.IsSpace(c)
}

// isApostrophe reports whether a rune is written for an apostrophe.
func isApostrophe(c rune) bool { return c == '\'' || c == '’' || c == 'ʼ' || c == '‘' }

// lower appends the lower-case form of a short ASCII word, with typographic apostrophes
// made plain; false if the word has other characters or is too long.
func lower(buf []byte, s string) ([]byte, bool) {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case len(buf) == cap(buf):
			return nil, false
		case isUpper(b):
			buf = append(buf, b+'a'-'A')
		case b < utf8.RuneSelf:
			buf = append(buf, b)
		default:
			c, n := utf8.DecodeRuneInString(s[i:])
			if !isApostrophe(c) {
				return nil, false
			}
			buf = append(buf, '\'')
			i += n - 1
		}
	}
	return buf, true
}
