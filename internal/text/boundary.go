package text

import "unicode"

// endsAt is the index of the piece that begins the next sentence if the sentence that
// begins at first ends with piece i and the closing marks after it; 0 if it goes on.
func (c *cutter) endsAt(first, i int) int {
	switch c.pieces[i].kind {
	case stop, ellipsis:
		if i == first { // nothing to end yet
			return 0
		}
	case abbrEnd, initial:
	default:
		return 0
	}
	next := c.skipClosers(i + 1)
	if next >= len(c.pieces) {
		return next
	}
	if c.goesOn(first, i, next) {
		return 0
	}
	return next
}

// skipClosers is the index of the first piece from i on that is no closing mark glued to
// the one before it.
func (c *cutter) skipClosers(i int) int {
	for i < len(c.pieces) && c.closes(i) {
		i++
	}
	return i
}

// closes reports whether piece i is a closing mark of the sentence before it. A bracket
// must touch it; a quotation mark may stand apart.
func (c *cutter) closes(i int) bool {
	if c.pieces[i].kind != closer {
		return false
	}
	switch c.text(i) {
	case `"`, "''", "”", "»", "›", "“":
		return true
	}
	return c.glued(i)
}

// goesOn reports whether the text after an end mark at i still belongs to its sentence:
// next is the first piece after the closing marks.
func (c *cutter) goesOn(first, i, next int) bool {
	at := c.skipOpeners(next)
	if at >= len(c.pieces) {
		return false
	}
	switch k := c.pieces[i].kind; {
	case k == initial || k == abbrEnd || c.spacedLetter(first, i-1):
		return !c.capital(at) || !listed(c.starters, c.text(at)) || c.lettered(at)
	case k == ellipsis:
		return !c.capital(at) && c.pieces[at].kind != number && at == next
	case c.script(i):
		return false
	}
	return c.stopGoesOn(first, i, next, at)
}

// stopGoesOn is goesOn for a full stop, question or exclamation mark; at is the first
// piece after next that opens nothing.
func (c *cutter) stopGoesOn(first, i, next, at int) bool {
	quoted := next > i+1
	switch k := c.pieces[at].kind; {
	case at == next && (k == stop || k == ellipsis || k == mark && c.glued(at)):
		return true
	case isLowerRune(c.text(at)):
		return quoted || c.glued(at) || c.text(i) == "!" || c.broken(i, at) || c.attributed(at)
	case k == number && listed(c.neverLast, c.text(i-1)): // "a .22 rifle", badly spaced
		return true
	case quoted && c.text(i) != ".":
		return c.attributed(at)
	}
	return i == first+1 && c.pieces[first].kind == number && c.text(i) == "."
}

// broken reports whether white space has slipped into something that is one: ". . .",
// "10 a. m.", "example. org".
func (c *cutter) broken(i, at int) bool {
	return c.pieces[i-1].kind == stop || c.lettered(at) || topLevel[c.text(at)]
}

// topLevel are the ends of web addresses that news names most.
var topLevel = map[string]bool{"com": true, "org": true, "net": true, "gov": true, "edu": true, "co": true}

// spacedLetter reports whether piece i is the "m" of "10 a. m.".
func (c *cutter) spacedLetter(first, i int) bool {
	return i > first && c.lettered(i) && isLowerRune(c.text(i))
}

// lettered reports whether piece i is a single letter with a full stop: "L. A.".
func (c *cutter) lettered(i int) bool {
	return c.pieces[i].kind == initial ||
		len(c.text(i)) == 1 && i+1 < len(c.pieces) && c.glued(i+1) && c.text(i+1) == "."
}

// script reports whether the end mark at i is one of a script without capitals, which
// ends a sentence whatever follows.
func (c *cutter) script(i int) bool {
	return c.s[c.pieces[i].start] >= 0x80 && c.pieces[i].kind == stop
}

// skipOpeners is the index of the first piece from i on that opens nothing.
func (c *cutter) skipOpeners(i int) int {
	for i < len(c.pieces) && c.pieces[i].kind == opener {
		i++
	}
	return i
}

// attributed reports whether a verb of saying follows within a few words: "Really?" Ann
// Smith asked.
func (c *cutter) attributed(at int) bool {
	for i := at; i < min(at+5, len(c.pieces)); i++ {
		switch c.pieces[i].kind {
		case word:
			if listed(c.inquit, c.text(i)) {
				return true
			}
		case abbr, abbrEnd, initial:
		default:
			return false
		}
	}
	return false
}

// text is the words of piece i.
func (c *cutter) text(i int) string { return c.s[c.pieces[i].start:c.pieces[i].end] }

// capital reports whether piece i begins with a capital or a letter without case.
func (c *cutter) capital(i int) bool {
	for _, r := range c.text(i) {
		return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r)
	}
	return false
}
