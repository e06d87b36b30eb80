package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWord is the most bytes that a word cut further has; a longer run is no word.
const longestWord = 100

// emitWord emits a word or number, cut at clitics, inner stops and glued units.
func (c *cutter) emitWord(start, end int, k kind) {
	s := c.s[start:end]
	switch {
	case len(s) > longestWord:
		c.emit(start, end, k)
		return
	case k == number:
		c.emitNumber(start, end)
		return
	}
	if at := c.contraction(s); at > 0 {
		c.emit(start, start+at, word)
		c.emit(start+at, end, word)
		return
	}
	if at, n := cutInside(s); n > 0 {
		c.emitSides(start, start+at, start+at+n, end)
		return
	}
	if at := c.clitic(s); at > 0 {
		c.emitWord(start, start+at, word)
		c.emit(start+at, end, word)
		return
	}
	if at := c.proclitic(s); at > 0 {
		c.emit(start, start+at, word)
		c.emitWord(start+at, end, word)
		return
	}
	c.emit(start, end, k)
}

// emitSides emits what stands on both sides of a mark inside a word.
func (c *cutter) emitSides(start, mark, after, end int) {
	if c.s[mark] == '.' {
		c.emitStopped(start, mark, after)
	} else {
		c.emitWord(start, mark, word)
		c.emit(mark, after, markKind(rune(c.s[mark])))
	}
	c.emitWord(after, end, word)
}

// contraction is where a word like "cannot" is cut, 0 if it is none.
func (c *cutter) contraction(s string) int {
	if len(s) < 3 || len(s) > 10 || len(c.contractions) == 0 {
		return 0
	}
	var buf [16]byte
	low, ok := lower(buf[:0], s)
	if !ok {
		return 0
	}
	return c.contractions[string(low)]
}

// cutInside finds a mark inside a word that Unicode's rules keep whole but writing does
// not: a colon, or a full stop with its white space missing ("said.The"). Addresses
// ("news.example") and dotted letters ("U.S") stay whole.
func cutInside(s string) (at, n int) {
	for i := 1; i < len(s)-1; i++ {
		switch s[i] {
		case ':':
			return i, 1
		case '.':
			if missingSpace(s[:i], s[i+1:]) {
				return i, 1
			}
		}
	}
	return 0, 0
}

// missingSpace reports whether a full stop between two words ends a sentence: a small
// letter before, a capital and a small letter after.
func missingSpace(before, after string) bool {
	last, n := utf8.DecodeLastRuneInString(before)
	first, m := utf8.DecodeRuneInString(after)
	second, _ := utf8.DecodeRuneInString(after[m:])
	return len(before) > n && unicode.IsLower(last) && unicode.IsUpper(first) &&
		(unicode.IsLower(second) || len(after) == m)
}

// clitic is where the clitic at the end of a word begins, 0 if it has none.
func (c *cutter) clitic(s string) int {
	if len(c.clitics) == 0 {
		return 0
	}
	at, n := lastApostrophe(s)
	if at <= 0 || len(s)-at > 8 {
		return 0
	}
	var buf [16]byte
	key := append(buf[:0], s[at-1]|0x20, '\'')
	key, ok := lower(key, s[at+n:])
	switch {
	case !ok:
		return 0
	case at > 1 && c.clitics.Has(string(key)):
		return at - 1
	case c.clitics.Has(string(key[1:])):
		return at
	}
	return 0
}

// lastApostrophe is the place and length of the last apostrophe of a word, -1 if none.
func lastApostrophe(s string) (at, n int) {
	if i := strings.LastIndexByte(s, '\''); i >= 0 {
		return i, 1
	}
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < utf8.RuneSelf {
			continue
		}
		r, n := utf8.DecodeLastRuneInString(s[:i+1])
		if isApostrophe(r) {
			return i + 1 - n, n
		}
		i -= n - 1
	}
	return -1, 0
}

// proclitic is where the word after a proclitic ("l'homme") begins, 0 if it has none.
func (c *cutter) proclitic(s string) int {
	if len(c.proclitics) == 0 {
		return 0
	}
	at := strings.IndexFunc(s, isApostrophe)
	if at <= 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[at:])
	if at+n < len(s) && listed(c.proclitics, s[:at+n]) {
		return at + n
	}
	return 0
}

// emitNumber emits digits and cuts off what is glued to them: a unit ("40km"), but not
// an ordinal's ending ("20th") or a name's letters ("4G").
func (c *cutter) emitNumber(start, end int) {
	s := c.s[start:end]
	at := strings.IndexFunc(s, isLetter)
	if at <= 0 {
		c.emit(start, end, number)
		return
	}
	if !c.unit(s[at:]) && !c.afterMoney(start) {
		c.emit(start, end, word)
		return
	}
	c.emit(start, start+at, number)
	c.emit(start+at, end, word)
}

// unit reports whether letters after digits are a unit. A single letter counts as it is
// written: 40m, 40M and 4G are different things.
func (c *cutter) unit(s string) bool {
	if len(s) == 1 {
		return c.units.Has(s)
	}
	return listed(c.units, s)
}

// afterMoney reports whether a currency sign stands right before a place.
func (c *cutter) afterMoney(at int) bool {
	r, n := utf8.DecodeLastRuneInString(c.s[:at])
	return n > 0 && unicode.Is(unicode.Sc, r)
}
