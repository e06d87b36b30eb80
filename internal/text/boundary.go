package text

import "unicode"

// endsAt is the index of the piece that begins the next sentence if the sentence that
// begins at first ends with piece i and the closing marks after it; 0 if it goes on.
func (c *cutter) endsAt(first, i int) int {
	k := c.pieces[i].kind
	switch k {
	case stop, ellipsis, abbrEnd, initial:
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
	follower := c.text(at)
	quoted := next > i+1
	switch c.pieces[i].kind {
	case initial, abbrEnd:
		return !(c.capital(at) && listed(c.starters, follower))
	case ellipsis:
		return !c.capital(at) && c.pieces[at].kind != number && at == next
	}
	if c.script(i) {
		return false
	}
	if k := c.pieces[at].kind; at == next && (k == stop || k == ellipsis || k == mark && c.glued(at)) {
		return true
	}
	if isLowerRune(follower) {
		return quoted || c.glued(at) || c.text(i) == "!" || c.text(i) == "?" && c.attributed(at)
	}
	if quoted && c.text(i) != "." {
		return c.attributed(at)
	}
	return i == first+1 && c.pieces[first].kind == number && c.text(i) == "."
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
