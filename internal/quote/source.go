package quote

import "synoptic/internal/syntax"

// subject is the token of who does what the cue tells: its own subject, or the one it
// shares with the clauses above it; -1 if nobody is named.
func (c *candidate) subject() int {
	t, at := c.tree, c.cue
	passive := c.passive
	for range 6 {
		if passive {
			return t.agent(at)
		}
		if k := t.child(at, "nsubj", "csubj"); k >= 0 {
			return t.antecedent(at, k)
		}
		h := t.tokens[at].Head
		if h < 0 {
			return c.inverted(at)
		}
		switch rel := t.tokens[at].Rel; {
		case t.words.quoting.Has(t.tokens[h].Lemma) && t.child(at, "mark", "case") >= 0:
			return t.quotedBy(h)
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

// quotedBy is who is quoted by verb h: "quoted an official as saying", "an official was
// quoted as saying".
func (t *tree) quotedBy(h int) int {
	if k := t.child(h, "nsubj:pass"); k >= 0 {
		return k
	}
	return t.child(h, "obj")
}

// agent is the token of who does what a passive tells: "by X".
func (t *tree) agent(at int) int {
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

// issuer is who gave out what token k names: "information released by the ministry"; k
// itself if that is not told.
func (t *tree) issuer(k int) int {
	for _, clause := range t.kids[k] {
		if syntax.Is(t.tokens[clause].Rel, "acl") && t.words.issuing.Has(t.tokens[clause].Lemma) {
			if who := t.agent(clause); who >= 0 {
				return who
			}
		}
	}
	return k
}

// isRelative reports whether token k is a pronoun that stands for a noun before it.
func (t *tree) isRelative(k int) bool {
	return t.tokens[k].Norm == "which" || t.tokens[k].Norm == "whom"
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

// speakers lists the tokens of the sentence that may be who the candidate's cue makes
// speak: nouns, names and pronouns outside its words.
func (c *candidate) speakers() []int {
	t := c.tree
	var list []int
	for k := range t.tokens {
		if k == c.speaker && k != c.cue || t.maySpeak(c.cue, k) {
			list = append(list, k)
		}
	}
	return list
}

// maySpeak reports whether token k heads what can be the speaker of a cue.
func (t *tree) maySpeak(cue, k int) bool {
	switch t.tokens[k].Tag {
	case "NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET":
		part := t.tokens[k].Head >= 0 && syntax.Is(t.tokens[k].Rel, "flat", "compound", "det", "amod", "nummod")
		return k != cue && !part && !t.isTime(k)
	}
	return false
}

// speakerFeatures describes token k as the speaker of a candidate.
func (c *candidate) speakerFeatures(v vector, k int, quoted bool) vector {
	t := c.tree
	cue, who := &t.tokens[c.cue], &t.tokens[k]
	side, gap, nouns, verbs, comma := c.between(k)
	path := t.path(c.cue, k)
	tree := yes(k == c.speaker)
	held := "out"
	for _, p := range c.pieces {
		if p.Contains(who.Span) {
			held = "in"
		}
	}
	prep := ""
	if p := t.preposition(k); p >= 0 {
		prep = t.tokens[p].Norm
	}
	word := who.Tag
	if who.Tag == "PRON" {
		word = who.Norm
	}
	v.add("s", cue.Tag)
	v.add("s tree", tree, cue.Tag, c.shape)
	v.add("s tree word", tree, word)
	v.add("s path", path)
	v.add("s path cue", path, cue.Lemma)
	v.add("s path passive", path, yes(c.passive), cue.Fine)
	v.add("s path shape", path, c.shape)
	v.add("s side gap", side, gap, cue.Tag)
	v.add("s side nouns", side, nouns, verbs)
	v.add("s side verbs", side, verbs, comma)
	v.add("s side tree", side, nouns, tree)
	v.add("s word", word, side)
	v.add("s word nouns", word, side, nouns, verbs)
	v.add("s lemma", who.Lemma)
	v.add("s rel", who.Rel, prep, side)
	v.add("s prep", prep, cue.Lemma)
	v.add("s held", held, c.shape, who.Rel)
	v.add("s quoted", yes(quoted), tree)
	v.add("s fine", cue.Fine, cue.Rel, who.Rel, side)
	return v
}

// between says on which side of the cue token k stands and what stands between them.
func (c *candidate) between(k int) (side, gap, nouns, verbs, comma string) {
	t := c.tree
	first, last := c.cue+1, k
	side = "behind"
	if k < c.cue {
		first, last, side = k+1, c.cue, "before"
	}
	n, m := 0, 0
	comma = "n"
	for i := first; i < last; i++ {
		switch t.tokens[i].Tag {
		case "NOUN", "PROPN", "PRON":
			n++
		case "VERB":
			m++
		case "PUNCT":
			comma = "y"
		}
	}
	return side, bucket(last - first), bucket(min(n, 4)), bucket(min(m, 3)), comma
}

// path writes the way through the tree from one token to another as relations, up and
// down; "far" if it is long.
func (t *tree) path(from, to int) string {
	up := ""
	for n, a := 0, from; n < 4 && a >= 0; n, a = n+1, t.tokens[a].Head {
		down := ""
		for m, b := 0, to; m < 3 && b >= 0; m, b = m+1, t.tokens[b].Head {
			if a == b {
				return up + "v" + down
			}
			down = t.tokens[b].Rel + "," + down
		}
		up += t.tokens[a].Rel + ","
	}
	return "far"
}
