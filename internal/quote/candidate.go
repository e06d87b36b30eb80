package quote

import (
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// A candidate is a word that may attribute something to somebody, with what it would
// attribute and to whom: she *said* that …, the *claim* that …, *according* to her ….
type candidate struct {
	tree     *tree
	cue      int    // the word's token
	shape    string // how the words hang on the cue: "ccomp", "obj", "parataxis", …
	prep     string // the preposition before them, "" if none
	content  int    // token that heads the words
	pieces   []news.Span
	speaker  int // token that heads the speaker, -1 if none
	passive  bool
	fromNoun bool // speaker is the noun a clause describes: "a statement saying"
}

// candidates lists what each word of the sentence may attribute.
func candidates(t *tree) []candidate {
	var list []candidate
	for i := range t.tokens {
		c := candidate{tree: t, cue: i, speaker: -1}
		found := false
		switch t.tokens[i].Tag {
		case "VERB":
			found = c.readVerb()
		case "NOUN":
			found = c.readNoun()
		case "ADJ":
			found = c.readAdjective()
		case "ADV":
			found = c.readAdverb()
		}
		if !found && t.accords(i) {
			found = c.readAccording()
		}
		if found && len(c.pieces) > 0 {
			list = append(list, c)
		}
	}
	return list
}

// readVerb finds what a verb may attribute, the closest complement first.
func (c *candidate) readVerb() bool {
	t := c.tree
	if t.accords(c.cue) {
		return c.readAccording()
	}
	c.passive = t.child(c.cue, "nsubj:pass", "aux:pass", "csubj:pass") >= 0
	c.speaker = c.subject()
	found := c.clause() || c.beside() || c.object() || c.oblique() || c.relative() || c.passiveSubject()
	return c.tail(found) || found
}

// clause takes a clausal complement.
func (c *candidate) clause() bool {
	t := c.tree
	if k := t.child(c.cue, "ccomp", "csubj"); k >= 0 {
		return c.take("ccomp", k, t.lo[k], t.hi[k])
	}
	k := t.child(c.cue, "xcomp")
	if k < 0 {
		return false
	}
	first := t.lo[k]
	if o := t.child(c.cue, "obj", "iobj"); o >= 0 && o < k {
		first = t.lo[o]
		return c.take("obj+xcomp", k, first, t.hi[k])
	}
	return c.take("xcomp", k, first, t.hi[k])
}

// beside takes the clause a verb of saying is set into or beside: "It is, he said, …".
func (c *candidate) beside() bool {
	t, h := c.tree, c.tree.tokens[c.cue].Head
	if syntax.Is(t.tokens[c.cue].Rel, "parataxis") && h >= 0 && (c.cue > h || t.child(c.cue, "obj", "obl") < 0) {
		c.around("parataxis", h, c.cue)
		return len(c.pieces) > 0
	}
	if k := t.child(c.cue, "parataxis"); k > c.cue {
		return c.take("beside", k, t.lo[k], t.hi[k])
	}
	return false
}

// object takes a direct object with what is said of it: "accused him of theft".
func (c *candidate) object() bool {
	t := c.tree
	k := t.child(c.cue, "obj")
	if k < 0 || c.passive {
		return false
	}
	last := t.hi[k]
	for _, o := range t.kids[c.cue] {
		if o > k && syntax.Is(t.tokens[o].Rel, "obl", "advcl", "xcomp", "nmod") && !t.isTime(o) {
			if p := t.preposition(o); p >= 0 {
				c.prep = t.tokens[p].Norm
			} else if m := t.marker(o); m != "" {
				c.prep = m
			}
			last = max(last, t.hi[o])
			break
		}
	}
	return c.take("obj", k, t.lo[k], last)
}

// oblique takes what stands behind a preposition: "spoke about the war".
func (c *candidate) oblique() bool {
	t := c.tree
	for _, k := range t.kids[c.cue] {
		if k < c.cue || t.isTime(k) {
			continue
		}
		switch {
		case syntax.Is(t.tokens[k].Rel, "obl"):
			p := t.preposition(k)
			if p < 0 || t.tokens[k].Rel == "obl:agent" || c.passive && t.tokens[p].Norm == "by" {
				continue
			}
			c.prep = t.tokens[p].Norm
			return c.take("obl", k, p+1, t.hi[k])
		case syntax.Is(t.tokens[k].Rel, "advcl"):
			c.prep = t.marker(k)
			if c.prep == "to" || c.prep == "" || c.prep == "for" || c.prep == "against" {
				return c.take("advcl", k, t.lo[k], t.hi[k])
			}
		}
	}
	return false
}

// relative takes the noun or pronoun of a relative clause that lacks its object: "the
// deal, which she denounced".
func (c *candidate) relative() bool {
	t := c.tree
	h := t.tokens[c.cue].Head
	if !syntax.Is(t.tokens[c.cue].Rel, "acl:relcl") || h < 0 || t.child(c.cue, "nsubj") < 0 || c.passive {
		return false
	}
	return c.take("relative", h, t.lo[h], min(h+1, t.lo[c.cue]))
}

// passiveSubject takes the subject of a passive: "the charges were denied".
func (c *candidate) passiveSubject() bool {
	t := c.tree
	if !c.passive {
		return false
	}
	if k := t.child(c.cue, "nsubj", "csubj"); k >= 0 {
		return c.take("subject", k, t.lo[k], t.hi[k])
	}
	return false
}

// readNoun finds what a noun of saying or meaning is about: "the claim that …".
func (c *candidate) readNoun() bool {
	t := c.tree
	c.speaker = c.owner()
	for _, k := range t.kids[c.cue] {
		if k < c.cue {
			continue
		}
		switch rel := t.tokens[k].Rel; {
		case rel == "acl:relcl":
		case syntax.Is(rel, "acl", "ccomp"):
			c.prep = t.marker(k)
			return c.take("acl", k, t.lo[k], t.hi[k])
		case syntax.Is(rel, "nmod"):
			if p := t.preposition(k); p >= 0 && k != c.speaker {
				c.prep = t.tokens[p].Norm
				return c.take("nmod", k, min(p+1, k), t.hi[k])
			}
		}
	}
	return false
}

// readAdjective finds what an adjective of meaning is about: "sure that …".
func (c *candidate) readAdjective() bool {
	t := c.tree
	c.speaker = c.subject()
	if k := t.child(c.cue, "ccomp", "csubj"); k >= 0 {
		return c.take("ccomp", k, t.lo[k], t.hi[k])
	}
	for _, k := range t.kids[c.cue] {
		if k < c.cue {
			continue
		}
		switch {
		case syntax.Is(t.tokens[k].Rel, "xcomp", "advcl"):
			c.prep = t.marker(k)
			return c.take("xcomp", k, t.lo[k], t.hi[k])
		case syntax.Is(t.tokens[k].Rel, "obl"):
			if p := t.preposition(k); p >= 0 && !t.isTime(k) {
				c.prep = t.tokens[p].Norm
				return c.take("obl", k, p+1, t.hi[k])
			}
		}
	}
	return false
}

// readAdverb takes the clause around an adverb of hearsay: "reportedly".
func (c *candidate) readAdverb() bool {
	t := c.tree
	h := t.tokens[c.cue].Head
	if h < 0 || !syntax.Is(t.tokens[c.cue].Rel, "advmod") || !t.words.manner.Has(t.tokens[c.cue].Norm) {
		return false
	}
	return c.take("advmod", h, h, t.hi[h])
}

// accords reports whether token i begins "according to".
func (t *tree) accords(i int) bool {
	return t.tokens[i].Norm == "according" && i+1 < len(t.tokens) && t.tokens[i+1].Norm == "to"
}

// readAccording reads "according to X" by the order of the words: X speaks; what is said
// stands before it in the sentence, or else behind the comma that ends it.
func (c *candidate) readAccording() bool {
	t := c.tree
	c.speaker = t.nominalAt(c.cue + 2)
	if c.speaker < 0 {
		return false
	}
	first, last := t.clauseStart(c.cue), c.cue
	if t.isRelative(c.speaker) { // "a report according to which …"
		first, last = c.speaker+1, t.comma(c.speaker)
	} else if behind := t.comma(c.speaker); t.verbs(first, last) == 0 && len(t.tokens)-behind > last-first {
		first, last = behind, len(t.tokens)
	}
	span := t.span(first, last)
	if first >= last || span.Empty() {
		return false
	}
	c.shape, c.content, c.pieces = "according", t.top(first, last), []news.Span{span}
	return true
}

// comma is the first comma behind token i, the end of the sentence if there is none.
func (t *tree) comma(i int) int {
	for i < len(t.tokens) && t.tokens[i].Norm != "," {
		i++
	}
	return i
}

// isClausal reports whether a relation makes its token the head of a clause.
func isClausal(rel string) bool {
	return syntax.Is(rel, "root", "ccomp", "advcl", "acl", "parataxis", "conj", "csubj")
}

// take sets the words to tokens first … last-1 in one piece.
func (c *candidate) take(shape string, head, first, last int) bool {
	if first <= c.cue && c.cue < last { // a crossing tree: keep the side of the head
		if head < c.cue {
			last = c.cue
		} else {
			first = c.cue + 1
		}
	}
	span := c.tree.span(first, last)
	if span.Empty() {
		return false
	}
	c.shape, c.content, c.pieces = shape, head, []news.Span{span}
	return true
}

// around sets the words to the subtree of top without the subtree of cut.
func (c *candidate) around(shape string, top, cut int) {
	t := c.tree
	c.shape, c.content = shape, top
	for _, side := range [][2]int{{t.lo[top], t.lo[cut]}, {t.hi[cut], t.hi[top]}} {
		if span := t.span(side[0], side[1]); !span.Empty() {
			c.pieces = append(c.pieces, span)
		}
	}
}

// isTime reports whether token i heads an expression of time: "on Monday", "last week".
func (t *tree) isTime(i int) bool {
	if syntax.Is(t.tokens[i].Rel, "obl:tmod", "nmod:tmod", "obl:npmod", "obl:unmarked") {
		return true
	}
	return t.words.time.Has(strings.ToLower(t.tokens[i].Lemma))
}
