package quantity

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
)

// kind says what an atom is.
type kind uint8

const (
	sign kind = iota
	word
	number
)

// atom is a number, a word or a sign of a sentence: a token or a part of one.
type atom struct {
	news.Span
	norm  string  // lower case, plain apostrophes and hyphens, no full stops
	value float64 // of a number; NaN if its digits are no number ("1.2.3")
	tok   int     // index of its token, -1 if none
	kind  kind
	glued bool // no space before it
	upper bool // a word that starts in upper case
	plain bool // a number of digits alone: no separators, no decimals
}

// lex cuts the sentence's words into atoms, appended to atoms. A token that is an
// address of the web or of mail gives none.
func lex(atoms []atom, text string, s *news.Sentence, decimalComma bool) []atom {
	at, tok, last := s.Start, 0, -1
	for at < s.End {
		for tok < len(s.Tokens) && s.Tokens[tok].End <= at {
			tok++
		}
		if tok < len(s.Tokens) && at >= s.Tokens[tok].Start && address(s.Tokens[tok].Of(text)) {
			at = s.Tokens[tok].End
			continue
		}
		a := next(text[:s.End], at, decimalComma)
		if a.kind == sign && strings.TrimSpace(a.Of(text)) == "" {
			at = a.End
			continue
		}
		a.glued, a.tok = a.Start == last, -1
		if tok < len(s.Tokens) && a.Start >= s.Tokens[tok].Start {
			a.tok = tok
		}
		atoms = append(atoms, a)
		at, last = a.End, a.End
	}
	return atoms
}

func address(token string) bool {
	return strings.Contains(token, "://") || strings.Contains(token, "@") || strings.HasPrefix(token, "www.")
}

// next is the atom that starts at byte i of s.
func next(s string, i int, decimalComma bool) atom {
	if isDigit(s, i) {
		return digits(s, i, decimalComma)
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsLetter(r):
		return letters(s, i)
	case r == '\'' || r == '’' || r == '‘':
		if c, _ := utf8.DecodeRuneInString(s[i+size:]); r != '‘' && i > 0 && unicode.IsLetter(c) && !spaceBefore(s, i) {
			a := letters(s, i+size)
			a.Start, a.norm = i, "'"+a.norm
			return a
		}
		return atom{Span: news.Span{Start: i, End: i + size}, norm: "'"}
	case parts[r] != 0:
		return atom{Span: news.Span{Start: i, End: i + size}, kind: number, norm: "½", value: parts[r]}
	case r == utf8.RuneError:
		return broken(s, i)
	}
	return atom{Span: news.Span{Start: i, End: i + size}, norm: plainSign(s[i:i+size], r)}
}

// parts are the signs for parts of one.
var parts = map[rune]float64{'½': 0.5, '¼': 0.25, '¾': 0.75, '⅓': 1.0 / 3, '⅔': 2.0 / 3}

func plainSign(s string, r rune) string {
	switch r {
	case '‐', '‑', '‒', '–', '−':
		return "-"
	case '—', '―':
		return "--"
	case '“', '”', '„', '«', '»':
		return `"`
	case '％':
		return "%"
	}
	return s
}

// broken is a run of characters lost in a wrong decoding, as one sign: one or two stand
// for a sign of one or two bytes, more for one of three.
func broken(s string, i int) atom {
	end, n := i, 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if r != utf8.RuneError {
			break
		}
		end, n = end+size, n+1
	}
	norm := lostPound
	if n > 2 {
		norm = lostEuro
	}
	return atom{Span: news.Span{Start: i, End: end}, norm: norm}
}

func spaceBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsSpace(r)
}

// letters is the word at byte i: letters and marks, and the stops inside initials
// ("U.S.", "p.m.").
func letters(s string, i int) atom {
	end, stops := i, 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			if r == '.' && initial(s, i, end, stops) {
				end, stops = end+1, stops+1
				continue
			}
			break
		}
		end += size
	}
	w := s[i:end]
	if stops > 0 {
		w = strings.ReplaceAll(w, ".", "")
	}
	r, _ := utf8.DecodeRuneInString(w)
	return atom{Span: news.Span{Start: i, End: end}, kind: word, norm: strings.ToLower(w), upper: unicode.IsUpper(r)}
}

// initial reports whether the full stop at byte dot belongs to initials: one letter
// before it, and one letter with a stop after it or initials already read.
func initial(s string, start, dot, stops int) bool {
	if dot-start != 2*stops+1 || s[dot-1] >= utf8.RuneSelf {
		return false
	}
	if stops > 0 {
		return true
	}
	return dot+2 < len(s) && asciiLetter(s[dot+1]) && !asciiLetter(s[dot+2])
}

func asciiLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isDigit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// maxDigits is how long a number may be; a longer one is a code.
const maxDigits = 16

// digits is the number at byte i: groups of three, one decimal mark.
func digits(s string, i int, decimalComma bool) atom {
	point, group := byte('.'), byte(',')
	if decimalComma {
		point, group = group, point
	}
	end, odd, places := run(s, i), false, false
	var buf [24]byte
	clean := append(buf[:0], s[i:min(end, i+20)]...)
	for {
		from := end
		switch {
		case end < len(s) && s[end] == point && isDigit(s, end+1):
			from = end + 1
			odd = odd || places
			places = true
			clean = append(clean, '.')
		case !places && (end > run(s, i) || end <= i+3):
			from = grouped(s, end, group)
		}
		if from == end {
			break
		}
		end = run(s, from)
		clean = append(clean, s[from:min(end, from+20)]...)
	}
	a := atom{Span: news.Span{Start: i, End: end}, kind: number, norm: s[i:end], plain: end == run(s, i)}
	v, err := strconv.ParseFloat(string(clean), 64)
	if a.value = v; err != nil || odd || len(clean) > maxDigits {
		a.value = math.NaN()
	}
	return a
}

// run is the end of the digits at byte i.
func run(s string, i int) int {
	for isDigit(s, i) {
		i++
	}
	return i
}

// loose reports whether a number that ends at byte end goes on at byte from, after a comma
// and a space: where zero follows, or after two digits at most that no name precedes
// ("Aug. 12, 150 people").
func loose(s string, end, from int) bool {
	if run(s, from) != from+3 {
		return false
	}
	if s[from] == '0' {
		return true
	}
	start := end
	for start > 0 && isDigit(s, start-1) {
		start--
	}
	if end-start > 2 || start < 2 || s[start-1] == ',' {
		return false
	}
	before := strings.TrimRight(s[:start], " .")
	word := before[strings.LastIndexByte(before, ' ')+1:]
	r, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsUpper(r) && !unicode.IsDigit(r) && !(strings.HasPrefix(s[from+3:], ", ") && isDigit(s, from+5))
}

// grouped is where the next group of three digits starts if one follows byte end,
// else end. "20, 000" is a number set badly: what follows the space must start with 0.
func grouped(s string, end int, group byte) int {
	from := end
	for _, gap := range [...]string{string(group), "\u00a0", "\u202f", "\u2009", "'", "’"} {
		if strings.HasPrefix(s[end:], gap) {
			from = end + len(gap)
			break
		}
	}
	if from > end && s[from-1] == ',' && strings.HasPrefix(s[from:], " ") && loose(s, end, from+1) {
		from++
	}
	if from == end || run(s, from) != from+3 {
		return end
	}
	return from
}
