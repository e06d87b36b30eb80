package quantity

import (
	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// tense says whether the words around a moment speak of what was or what is to come:
// by the verb it depends on where there is a tree, else by the words before it.
func (c *scan) tense(m moment) tense {
	if m.year > 0 {
		return untold
	}
	switch word := c.norm(m.first - 1); {
	case c.dates.past.Has(word):
		return before
	case c.dates.ahead.Has(word):
		return after
	case c.norm(m.next) == "'s" || c.norm(m.next) == "'":
		return untold
	}
	if c.dates.events.Has(c.norm(m.next)) {
		return either
	}
	t := c.at(m.first).tok
	if t < 0 || c.s.Tokens[t].Rel == "" {
		return c.tenseAround(m)
	}
	return c.tenseOf(c.governor(m))
}

// tenseAround looks for a word of the future shortly before the moment, or after it
// where it opens the sentence.
func (c *scan) tenseAround(m moment) tense {
	for i := m.first - 1; i >= 0 && i > m.first-10 && c.norm(i) != `"` && c.norm(i) != ";"; i-- {
		if c.looksAhead(i) {
			return after
		}
	}
	for i := m.next; m.first < 2 && i < m.next+8; i++ {
		if c.looksAhead(i) {
			return after
		}
	}
	return untold
}

func (c *scan) looksAhead(i int) bool {
	return c.dates.future.Has(c.norm(i)) || c.dates.toBe.Has(c.norm(i)) && c.dates.toBe.Has(c.norm(i+1))
}

// governor is the verb the moment depends on, or the noun it describes; -1 if neither.
func (c *scan) governor(m moment) int {
	lo, hi := c.at(m.first).tok, c.at(m.next-1).tok
	t := lo
	for range c.s.Tokens {
		head := c.s.Tokens[t].Head
		if head < 0 {
			return -1
		}
		if head < lo || head > hi {
			return head
		}
		t = head
	}
	return -1
}

// tenseOf is the tense of the token a moment hangs on.
func (c *scan) tenseOf(t int) tense {
	if t < 0 {
		return untold
	}
	tok := &c.s.Tokens[t]
	if tok.Tag != "VERB" && tok.Tag != "AUX" && syntax.Dependent(c.s, t, "cop") < 0 {
		if c.dates.future.Has(tok.Norm) || c.dates.plans.Has(tok.Lemma) {
			return after
		}
		return c.tenseOfNoun(t)
	}
	switch {
	case c.modal(t), c.toBeDone(t):
		return after
	case c.infinitive(t):
		return c.tenseOfPlan(tok.Head)
	case c.planned(tok):
		return after
	}
	return c.finite(t)
}

// tenseOfNoun reads "upcoming" and the like beside a noun.
func (c *scan) tenseOfNoun(t int) tense {
	for j := range syntax.Children(c.s, t) {
		if c.dates.future.Has(c.s.Tokens[j].Norm) {
			return after
		}
	}
	return untold
}

// modal reports whether a verb has "will" or another modal, and no "have" after it.
func (c *scan) modal(t int) bool {
	for j := range syntax.Dependents(c.s, t, "aux") {
		if c.s.Tokens[j].Fine == "MD" {
			return !c.perfect(t)
		}
	}
	return false
}

// infinitive reports whether a verb stands with "to".
func (c *scan) infinitive(t int) bool { return c.s.Tokens[t].Fine == "VB" && hasTo(c.s, t) }

// toBeDone reports whether a participle stands with "to be".
func (c *scan) toBeDone(t int) bool {
	return c.s.Tokens[t].Fine == "VBN" && hasTo(c.s, t) && !c.perfect(t)
}

// perfect reports whether "have" stands with a verb.
func (c *scan) perfect(t int) bool {
	for j := range syntax.Dependents(c.s, t, "aux") {
		if c.s.Tokens[j].Lemma == "have" {
			return true
		}
	}
	return false
}

func hasTo(s *news.Sentence, t int) bool {
	for j := range syntax.Children(s, t) {
		if s.Tokens[j].Fine == "TO" {
			return true
		}
	}
	return false
}

// tenseOfPlan is the tense of an infinitive by what governs it: a plan looks ahead.
func (c *scan) tenseOfPlan(t int) tense {
	if t < 0 {
		return untold
	}
	tok := &c.s.Tokens[t]
	if c.dates.plans.Has(tok.Lemma) || c.dates.plans.Has(tok.Norm) || tok.Lemma == "be" || c.modal(t) {
		return after
	}
	return untold
}

// planned reports whether a participle says something is to come: "scheduled for".
func (c *scan) planned(tok *news.Token) bool {
	return tok.Fine == "VBN" && c.dates.future.Has(tok.Norm)
}

// finite is the tense of a finite verb: past forms lie before; the present singular,
// outside headlines, is how news announces. The plural looks too much like other forms.
func (c *scan) finite(t int) tense {
	fine := c.s.Tokens[t].Fine
	for j := range syntax.Dependents(c.s, t, "aux", "cop") {
		if c.s.Tokens[j].Fine != "MD" {
			fine = c.s.Tokens[j].Fine
		}
	}
	switch {
	case fine == "VBD" || fine == "VBN":
		return before
	case fine == "VBZ" && !c.headline() && c.s.Tokens[t].Fine != "VBN":
		return after
	}
	return untold
}

// headline reports whether the sentence is a headline.
func (c *scan) headline() bool {
	b := c.s.Block
	return c.lists || b >= 0 && b < len(c.doc.Blocks) && (c.doc.Blocks[b].Kind == news.Headline || c.doc.Blocks[b].Kind == news.Heading)
}
