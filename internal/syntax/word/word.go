package word

import (
	"unicode"
	"unicode/utf8"

	"synoptic/internal/syntax/perceptron"
)

// Lengths of the affixes kept.
const (
	Prefixes = 4
	Suffixes = 5
)

// Word is what is known of a word before its sentence is understood.
type Word struct {
	Form    uint64           // hash of the lower-case form, typographic marks made plain, digits alike
	Prefix  [Prefixes]uint64 // of 1 … Prefixes letters; 0 where the word is shorter
	Suffix  [Suffixes]uint64 // of 1 … Suffixes letters
	Shape   uint64           // runs of capitals, small letters, digits, marks
	Case    Case             // of its letters
	Class                    // what a list says of the form
	Numeral bool             // has a digit
	Letters bool             // has a letter
}

// Case says how a word is capitalised.
type Case uint8

// The cases.
const (
	Lower   Case = iota // no capital
	Initial             // a capital, then small letters
	Upper               // capitals only, two or more
	Single              // one capital, nothing else
	Mixed               // otherwise
)

// maxRunes bounds the letters of a word that are looked at; of a longer word the ends
// count.
const maxRunes = 48

// Class is what is known of a lower-case form beforehand; 0 is nothing.
type Class struct {
	Fine   uint64 // class of words with the same neighbours
	Topic  uint64 // class of words told of together
	Coarse uint64 // class of Topics
	Sense  uint64 // field of meaning as a noun and as a verb
	Known  uint64 // whether it is known as part of a name, and of what
}

// Classes knows classes by the hash of the form.
type Classes interface {
	Lookup(form uint64) Class
}

// Describe fills in the description of a form. Classes may be nil.
func Describe(w *Word, form string, classes Classes) {
	var buffer [maxRunes]rune
	runes := plain(buffer[:0], form)
	*w = Word{Case: caseOf(runes), Shape: shapeOf(runes)}
	for i, r := range runes {
		switch {
		case unicode.IsDigit(r):
			runes[i], w.Numeral = '0', true
		case unicode.IsLetter(r):
			runes[i], w.Letters = unicode.ToLower(r), true
		}
	}
	w.Form = hash(runes)
	for n := range min(Prefixes, len(runes)) {
		w.Prefix[n] = hash(runes[:n+1])
	}
	for n := range min(Suffixes, len(runes)) {
		w.Suffix[n] = hash(runes[len(runes)-n-1:])
	}
	if classes != nil {
		w.Class = classes.Lookup(w.Form)
	}
}

// FormHash is the Form of the description of a form.
func FormHash(form string) uint64 {
	var w Word
	Describe(&w, form, nil)
	return w.Form
}

// hash of a run of letters.
func hash(runes []rune) uint64 {
	h := uint64(len(runes))
	for _, r := range runes {
		h = (h ^ uint64(r)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return h
}

// plain appends the runes of a form with typographic marks made plain and invisible
// ones left out, at most maxRunes: the ends of a longer one.
func plain(runes []rune, form string) []rune {
	if len(form) > 4*maxRunes {
		form = form[:2*maxRunes] + form[len(form)-2*maxRunes:]
	}
	for _, r := range form {
		if r = plainRune(r); r != 0 {
			if len(runes) == maxRunes {
				copy(runes[maxRunes/2:], runes[maxRunes/2+1:])
				runes = runes[:maxRunes-1]
			}
			runes = append(runes, r)
		}
	}
	return collapse(runes)
}

// plainRune is the plain mark for a typographic one, 0 for an invisible one.
func plainRune(r rune) rune {
	if r < utf8.RuneSelf {
		if r == '`' {
			return '\''
		}
		return r
	}
	switch r {
	case '‘', '’', '‚', '‛', '′', '´':
		return '\''
	case '“', '”', '„', '‟', '″', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
		return 0
	}
	return r
}

// collapse writes marks that stand for one in one way: quotation marks, dashes and dots
// however many characters they are typed with.
func collapse(runes []rune) []rune {
	if len(runes) == 0 {
		return runes
	}
	for _, r := range runes[1:] {
		if r != runes[0] {
			return runes
		}
	}
	many := len(runes) > 1
	switch runes[0] {
	case '\'':
		if many {
			return append(runes[:0], '"')
		}
	case '-':
		return runes[:1]
	case '.', '…':
		if many || runes[0] == '…' {
			return append(runes[:0], '.', '.', '.')
		}
	case '!', '?', '*', '=', '_', '~', '#', '+':
		return runes[:min(2, len(runes))]
	}
	return runes
}

// caseOf tells how the letters are capitalised.
func caseOf(runes []rune) Case {
	capitals, letters := 0, 0
	for _, r := range runes {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	switch {
	case capitals == 0:
		return Lower
	case letters == 1:
		return Single
	case capitals == letters:
		return Upper
	case capitals == 1 && unicode.IsUpper(runes[0]):
		return Initial
	}
	return Mixed
}

// shapeOf is a hash of the kinds of characters in turn, runs of more than two told as
// two.
func shapeOf(runes []rune) uint64 {
	h, last, run := uint64(1), rune(0), 0
	for _, r := range runes {
		kind := kindOf(r)
		if kind == last {
			run++
		} else {
			last, run = kind, 1
		}
		if run <= 2 {
			h = perceptron.Hash2(h, uint64(kind))
		}
	}
	return h
}

// kindOf stands for all characters of a kind.
func kindOf(r rune) rune {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return '0'
	case r < utf8.RuneSelf:
		return r
	case unicode.IsPunct(r) || unicode.IsSymbol(r):
		return '¤'
	}
	return '?'
}
