package text

// resolveQuotes makes each quotation mark an opener or a closer by the white space around
// it, for languages differ in which mark is which. Where that does not tell, a
// typographic mark is what it is in most, and a straight one is what is due.
func (c *cutter) resolveQuotes() {
	open := false
	for i := range c.pieces {
		p := &c.pieces[i]
		if p.kind != quote && !c.isQuote(i) {
			continue
		}
		double := c.s[p.start] == '"' || p.end-p.start > 1
		before := i == 0 || !c.glued(i) || c.pieces[i-1].kind == opener
		after := i+1 == len(c.pieces) || !c.glued(i+1) || c.endsRun(i+1)
		switch {
		case double && i == 0:
			p.kind = opener
		case double && i+1 == len(c.pieces):
			p.kind = closer
		case p.kind != quote && before == after:
		case before && !after:
			p.kind = opener
		case after && !before:
			p.kind = closer
		case !double:
			p.kind = mark
		case open:
			p.kind = closer
		default:
			p.kind = opener
		}
		if double {
			open = p.kind == opener
		}
	}
}

// isQuote reports whether piece i is a typographic quotation mark that opens in one
// language and closes in another.
func (c *cutter) isQuote(i int) bool {
	switch c.text(i) {
	case "“", "«", "»", "‹", "›", "‘":
		return true
	}
	return false
}

// endsRun reports whether piece i is a mark that follows a closing quotation mark, not
// an opening one.
func (c *cutter) endsRun(i int) bool {
	switch c.pieces[i].kind {
	case stop, closer, ellipsis:
		return true
	case mark:
		return c.s[c.pieces[i].start] == ',' || c.s[c.pieces[i].start] == ';' || c.s[c.pieces[i].start] == ':'
	}
	return false
}

// glued reports whether no white space stands before piece i.
func (c *cutter) glued(i int) bool { return i > 0 && c.pieces[i-1].end == c.pieces[i].start }
