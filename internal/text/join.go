package text

import (
	"strings"
	"unicode/utf8"
)

// join emits the piece that begins at atom i and returns the index of the next atom.
func (c *cutter) join(i int) int {
	a, j := c.atoms[i], 0
	switch a.kind {
	case number:
		j = c.joinNumber(i)
	case word:
		j = c.joinWord(i)
	case stop, ellipsis:
		return c.joinStops(i)
	default:
		return c.joinMarks(i)
	}
	end := c.atoms[j-1].end
	if a.kind == number && c.possessive(j) {
		return c.joinPossessive(a.start, j)
	}
	if c.is(j, ".") && !c.is(j+1, ".") {
		if kind := c.abbreviationAt(a.start, c.atoms[j].end); kind != word {
			c.emit(a.start, c.atoms[j].end, kind)
			return j + 1
		}
		if a.kind == number && c.ordinalStop(a.start, c.atoms[j].end) {
			c.emit(a.start, c.atoms[j].end, abbr)
			return j + 1
		}
	}
	c.emitWord(a.start, end, a.kind)
	return j
}

// is reports whether atom i is exactly this mark.
func (c *cutter) is(i int, mark string) bool {
	return i < len(c.atoms) && c.s[c.atoms[i].start:c.atoms[i].end] == mark
}

// kindAt is the kind of atom i, mark past the end.
func (c *cutter) kindAt(i int) kind {
	if i >= len(c.atoms) {
		return mark
	}
	return c.atoms[i].kind
}

// digitsAt is the number of digits of atom i if it is nothing but digits.
func (c *cutter) digitsAt(i int) int {
	if i >= len(c.atoms) {
		return 0
	}
	a := c.atoms[i]
	for k := a.start; k < a.end; k++ {
		if !isDigit(c.s[k]) {
			return 0
		}
	}
	return a.end - a.start
}

// joinNumber takes times (7:30), dates (12/28, 2020-09-14) and telephone numbers whole;
// a range (3-5) stays cut.
func (c *cutter) joinNumber(i int) int {
	j := i + 1
	for c.is(j, ":") && c.kindAt(j+1) == number {
		j += 2
	}
	if j > i+1 {
		return j
	}
	if parts := c.series(i, "/"); parts > 2 || parts == 2 && c.digitsAt(i)+c.digitsAt(i+2) > 2 {
		return i + 2*parts - 1
	}
	if parts := c.series(i, "-"); parts > 2 {
		return i + 2*parts - 1
	}
	return j
}

// possessive reports whether "'s" follows at atom j, which Unicode's rules cut off digits
// in two.
func (c *cutter) possessive(j int) bool {
	return (c.is(j, "'") || c.is(j, "’")) && c.is(j+1, "s") && c.clitics.Has("'s")
}

// joinPossessive emits a decade ("1980's") as one word, any other number and its "'s" as
// two.
func (c *cutter) joinPossessive(start, j int) int {
	end := c.atoms[j+1].end
	if n := c.atoms[j].start - start; c.s[start+n-1] == '0' && (n == 2 || n == 4) {
		c.emit(start, end, word)
	} else {
		c.emitNumber(start, start+n)
		c.emit(start+n, end, word)
	}
	return j + 2
}

// series counts the runs of digits from atom i on that the mark joins.
func (c *cutter) series(i int, mark string) int {
	if c.digitsAt(i) == 0 {
		return 0
	}
	n := 1
	for c.is(i+2*n-1, mark) && c.digitsAt(i+2*n) > 0 {
		n++
	}
	return n
}

// joinWord takes prefixed words (co-worker), names like AT&T and, in languages that
// write so, hyphenated words whole.
func (c *cutter) joinWord(i int) int {
	j := i + 1
	for {
		next := c.kindAt(j + 1)
		switch {
		case next != word && next != number:
			return j
		case c.is(j, "-") || c.is(j, "‐") || c.is(j, "‑"):
			if c.cutHyphens && !(j == i+1 && c.prefixed(j-1)) {
				return j
			}
		case !c.is(j, "&") || !c.short(j-1) || !c.short(j+1):
			return j
		}
		j += 2
	}
}

// prefixed reports whether atom i is a prefix that stays with its word.
func (c *cutter) prefixed(i int) bool {
	return listed(c.prefixes, c.s[c.atoms[i].start:c.atoms[i].end])
}

// short reports whether atom i is a letter or two, or three capitals: half of a name
// like R&B.
func (c *cutter) short(i int) bool {
	w := c.s[c.atoms[i].start:c.atoms[i].end]
	if at, _ := lastApostrophe(w); at > 0 {
		w = w[:at]
	}
	return len(w) <= 2 || len(w) == 3 && isUpper(w[0]) && isUpper(w[2])
}

// ordinalStop reports whether a number with its stop is an ordinal: "14. September".
func (c *cutter) ordinalStop(start, end int) bool {
	if end-start > 3 || !c.dotOrdinals {
		return false
	}
	rest := strings.TrimLeft(c.s[end:min(len(c.s), end+64)], " \u00a0")
	next, _, _ := strings.Cut(rest, " ")
	next = strings.TrimRight(next, ".,;:!?\n\r")
	return next != "" && (isLowerRune(next) || listed(c.months, next) || c.afterGrammar())
}

// afterGrammar reports whether the last piece is a word of grammar: "der 3. Fall".
func (c *cutter) afterGrammar() bool {
	n := len(c.pieces)
	return n > 0 && c.pieces[n-1].kind == word && listed(c.starters, c.text(n-1))
}

// joinStops takes a run of end marks as one: "...", "?!".
func (c *cutter) joinStops(i int) int {
	a := c.atoms[i]
	j := i + 1
	for c.is(i, ".") && c.is(j, ".") {
		j++
	}
	if j > i+1 {
		c.emit(a.start, c.atoms[j-1].end, ellipsis)
		return j
	}
	for a.kind == stop && c.kindAt(j) == stop && !c.is(j, ".") {
		j++
	}
	c.emit(a.start, c.atoms[j-1].end, a.kind)
	return j
}

// joinMarks takes a repeated mark ("--", "***") as one, and a mark that belongs to the
// word after it ("'em", "'90s", "@name", "#tag").
func (c *cutter) joinMarks(i int) int {
	a := c.atoms[i]
	if j := c.joinFront(i); j > i {
		c.emit(a.start, c.atoms[j-1].end, word)
		return j
	}
	j := i + 1
	if strings.Contains("-=*_~+#<>|$–—―", c.s[a.start:a.end]) {
		for c.kindAt(j) == mark && c.is(j, c.s[a.start:a.end]) {
			j++
		}
	}
	if r, _ := utf8.DecodeRuneInString(c.s[a.start:]); isApostrophe(r) || r == '`' {
		if j < len(c.atoms) && c.is(j, c.s[a.start:a.end]) && c.kindAt(j) == a.kind {
			j++
		}
	}
	c.emit(a.start, c.atoms[j-1].end, a.kind)
	return j
}

// joinFront is the index past the word that the mark at i begins, or i.
func (c *cutter) joinFront(i int) int {
	if i+1 >= len(c.atoms) {
		return i
	}
	next := c.s[c.atoms[i+1].start:c.atoms[i+1].end]
	switch m := c.s[c.atoms[i].start:c.atoms[i].end]; m {
	case "@", "#":
		if c.atoms[i+1].kind == word && i == 0 {
			return i + 2
		}
	case "'", "’", "‘":
		if c.atoms[i+1].kind == number && (len(next) == 2 || len(next) == 3 && next[2] == 's') {
			return i + 2
		}
		if len(next) < 12 && len(c.elisions) > 0 && listed(c.elisions, "'"+next) {
			return i + 2
		}
	}
	return i
}
