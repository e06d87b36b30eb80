package quote

import (
	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// How long the words may be that follow "…, she said" before the sentence or clause ends.
const tailWords = 10

// tail takes the clause before a verb of saying that is set behind it or into it: "It
// is, she said", "It is, said Ann Lee", "It is, she said on Monday, but …". Writers of
// news end sentences so; writers of the web, whose trees the parser has learned from, do
// not, so this is read off the order of the words.
//
// Where the tree has found words before the verb they are only made whole.
func (c *candidate) tail(found bool) bool {
	t := c.tree
	if t.words.manner[t.tokens[c.cue].Lemma] != string(news.Said) {
		return false
	}
	comma, who, shape := c.behind()
	if who < 0 {
		return false
	}
	first := t.clauseStart(comma)
	if t.verbs(first, comma) == 0 || comma-first < 3 || t.splitsQuotation(first, comma) {
		return false
	}
	span := t.span(first, comma)
	if span.Empty() {
		return false
	}
	if found && !span.Contains(t.tokens[c.content].Span) && !c.aside() {
		return false
	}
	if !found || c.aside() {
		c.speaker, c.content, c.shape = who, t.top(first, comma), shape
	}
	c.pieces = append(c.pieces[:0], span)
	return true
}

// behind finds who speaks in "…, X said", "…, said X", "…, X, the mayor, said" and "…, X
// was quoted as saying", and the comma between the words and them; who is -1 if the cue
// stands in no such place.
func (c *candidate) behind() (comma, who int, shape string) {
	t := c.tree
	comma = t.commaBefore(c.cue)
	if comma < 0 {
		return -1, -1, ""
	}
	if comma == c.cue-1 {
		if who = t.nominalAt(c.cue + 1); who >= 0 {
			return comma, who, "ccomp"
		}
		for range 2 { // commas around what the speaker is
			before := t.commaBefore(comma)
			if before < 0 || t.nominalAt(before+1) < 0 || t.acts(before+1, comma) {
				break
			}
			comma, who = before, t.nominalAt(before+1)
		}
		if who < 0 || !t.ends(c.cue+1) {
			return -1, -1, ""
		}
		return comma, who, "ccomp"
	}
	if t.acts(comma+1, c.cue) || !t.ends(c.cue+1) {
		return -1, -1, ""
	}
	if who = c.speaker; who <= comma || t.words.quoting.Has(t.tokens[c.cue].Lemma) {
		who = t.nominalAt(comma + 1)
	}
	return comma, who, "ccomp"
}

// acts reports whether tokens first … last-1 hold a verb but one that makes another speak.
func (t *tree) acts(first, last int) bool {
	for i := first; i < last; i++ {
		if t.tokens[i].Tag == "VERB" && !t.words.quoting.Has(t.tokens[i].Lemma) {
			return true
		}
	}
	return false
}

// aside reports whether what the tree took for the words only tells to whom, where or
// when they were said: "told reporters", "said in a statement".
func (c *candidate) aside() bool {
	words := c.tree.words
	switch c.shape {
	case "obj":
		return words.addressed.Has(c.tree.tokens[c.cue].Lemma)
	case "obl":
		return !words.topics.Has(c.prep)
	}
	return false
}

// commaBefore is the last comma before token i in its sentence, within the reach of a
// speaker's description; -1 if none.
func (t *tree) commaBefore(i int) int {
	for k := i - 1; k > max(0, i-14); k-- {
		switch t.tokens[k].Norm {
		case ",", "--", "-", "—", "–":
			if t.tokens[k].Norm == "," || t.tokens[k].End < t.tokens[k+1].Start {
				return k
			}
		case "\"", "''", ":", ";":
			return -1
		}
	}
	return -1
}

// clauseStart is the token the clause before a comma begins with: the first of the
// sentence, past a conjunction that only joins it to the one before.
func (t *tree) clauseStart(comma int) int {
	first := 0
	for first < comma && (t.isMark(first) || t.tokens[first].Tag == "CCONJ") {
		first++
	}
	return first
}

// ends reports whether the clause ends soon behind token i-1: nothing with a verb of its
// own follows before the next comma or the end.
func (t *tree) ends(i int) bool {
	for k := i; k < len(t.tokens); k++ {
		switch {
		case t.tokens[k].Norm == "," || t.tokens[k].Norm == ";":
			return true
		case k-i > tailWords, t.tokens[k].Tag == "VERB", t.tokens[k].Tag == "AUX", t.tokens[k].Tag == "SCONJ":
			return false
		case t.tokens[k].Norm == "that" || t.tokens[k].Norm == ":":
			return false
		}
	}
	return true
}

// verbs counts the verbs among tokens first … last-1.
func (t *tree) verbs(first, last int) int {
	n := 0
	for i := first; i < last; i++ {
		if t.tokens[i].Tag == "VERB" || t.tokens[i].Tag == "AUX" {
			n++
		}
	}
	return n
}

// nominalAt is the head of the noun phrase that begins at token i, -1 if none does: of
// names in a row the first, of other nouns the last.
func (t *tree) nominalAt(i int) int {
	head := -1
	for k := i; k < min(i+10, len(t.tokens)); k++ {
		switch {
		case t.isNominal(k):
			if head < 0 || t.tokens[head].Head == k || t.tokens[head].Tag == "NOUN" {
				head = k
			}
		case t.tokens[k].Tag == "PART" && head >= 0 && t.tokens[k].Norm != "to": // Poland's Gazeta
			head = -1
		case head >= 0:
			return head
		case t.tokens[k].Tag != "DET" && t.tokens[k].Tag != "ADJ" && t.tokens[k].Tag != "NUM":
			return -1
		}
	}
	return head
}

// isOwner reports whether token k only tells whose the noun above it is: "Poland's Gazeta".
func (t *tree) isOwner(k int) bool { return syntax.Is(t.tokens[k].Rel, "nmod:poss") }

// isNominal reports whether token k is a noun, name or pronoun.
func (t *tree) isNominal(k int) bool {
	switch t.tokens[k].Tag {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}
