package quote

import "synoptic/internal/syntax"

// subject is the token of who does what the cue tells: its own subject, or the one it
// shares with the clauses above it; -1 if nobody is named.
func (c *candidate) subject() int {
	t, at := c.tree, c.cue
	passive := c.passive
	for range 6 {
		if passive {
			return c.agent(at)
		}
		if k := t.child(at, "nsubj", "csubj"); k >= 0 {
			return t.antecedent(at, k)
		}
		h := t.tokens[at].Head
		if h < 0 {
			return c.inverted(at)
		}
		switch rel := t.tokens[at].Rel; {
		case syntax.Is(rel, "acl"):
			c.fromNoun = true
			return h
		case syntax.Is(rel, "conj", "xcomp", "advcl", "ccomp", "obl"):
			at = h
			if t.tokens[at].Tag == "NOUN" && syntax.Is(rel, "advcl", "xcomp") && t.child(at, "cop") < 0 {
				return at
			}
		case syntax.Is(rel, "parataxis"):
			return c.inverted(at)
		default:
			return -1
		}
	}
	return -1
}

// agent is the token of who does what a passive tells: "by X".
func (c *candidate) agent(at int) int {
	t := c.tree
	if k := t.child(at, "obl:agent"); k >= 0 {
		return k
	}
	for _, k := range t.kids[at] {
		if syntax.Is(t.tokens[k].Rel, "obl") {
			if p := t.preposition(k); p >= 0 && t.tokens[p].Norm == "by" {
				return k
			}
		}
	}
	return -1
}

// inverted is a subject behind its verb that was read as an object: "…, said Smith".
func (c *candidate) inverted(at int) int {
	t := c.tree
	if k := t.child(at, "obj", "dep", "obl:unmarked"); k == at+1 || k > at && t.lo[k] == at+1 {
		return k
	}
	return -1
}

// antecedent is the noun that a relative pronoun stands for, else the pronoun itself.
func (t *tree) antecedent(clause, pronoun int) int {
	switch t.tokens[pronoun].Norm {
	case "who", "which", "that":
		if h := t.tokens[clause].Head; h >= 0 && syntax.Is(t.tokens[clause].Rel, "acl") {
			return h
		}
	}
	return pronoun
}

// owner is the token of who holds a noun of saying: "Smith's claim", "the claim by
// Smith", "Smith made the claim".
func (c *candidate) owner() int {
	t := c.tree
	if k := t.child(c.cue, "nmod:poss"); k >= 0 {
		return k
	}
	for _, k := range t.kids[c.cue] {
		if p := t.preposition(k); k > c.cue && p >= 0 && (t.tokens[p].Norm == "by" || t.tokens[p].Norm == "from") {
			return k
		}
	}
	if h := t.tokens[c.cue].Head; h >= 0 && syntax.Is(t.tokens[c.cue].Rel, "obj") && t.tokens[h].Tag == "VERB" {
		verb := candidate{tree: t, cue: h, passive: t.child(h, "nsubj:pass", "aux:pass") >= 0}
		return verb.subject()
	}
	return -1
}
