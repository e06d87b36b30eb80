package quote

import (
	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// features describes a candidate to the learned judge: the cue, how the words hang on
// it, who speaks, and where the clause stands in its sentence.
func (c *candidate) features(v vector, quoted bool) vector {
	t := c.tree
	cue, head := &t.tokens[c.cue], &t.tokens[c.content]
	who, name := c.speakerClass()
	aux, denied := c.mood()
	first := t.firstWord(c.pieces[0])
	above, rel := "", cue.Rel
	if cue.Head >= 0 {
		above = t.tokens[cue.Head].Lemma
	}
	size := bucket(c.words())
	v.add("a")
	v.add("lemma", cue.Tag, cue.Lemma)
	v.add("lemma shape", cue.Lemma, c.shape)
	v.add("lemma shape prep", cue.Lemma, c.shape, c.prep)
	v.add("lemma who", cue.Lemma, who)
	v.add("lemma aux", cue.Lemma, aux, denied)
	v.add("lemma passive", cue.Lemma, yes(c.passive))
	v.add("lemma head", cue.Lemma, head.Tag)
	v.add("lemma rel", cue.Lemma, rel)
	v.add("lemma first", cue.Lemma, first)
	v.add("shape", cue.Tag, c.shape, c.prep)
	v.add("shape who", c.shape, who, yes(c.passive))
	v.add("shape head", c.shape, head.Tag, cue.Tag)
	v.add("shape first", c.shape, first)
	v.add("shape rel", c.shape, rel, cue.Fine)
	v.add("shape size", c.shape, size)
	v.add("head", head.Lemma)
	v.add("shape headlemma", c.shape, head.Lemma)
	v.add("who", who, name)
	v.add("who fine", who, cue.Fine)
	v.add("fine", cue.Fine, aux, denied)
	v.add("rel above", rel, above)
	v.add("quoted", yes(quoted))
	v.add("quoted shape", yes(quoted), c.shape, who)
	v.add("suffix", cue.Tag, suffix(cue.Lemma))
	v.add("suffix shape", c.shape, suffix(cue.Lemma), who)
	v.add("pieces", c.shape, yes(len(c.pieces) > 1))
	v.add("nested", yes(c.nested()), c.shape)
	v.add("lemma nested", yes(c.nested()), cue.Lemma)
	return v
}

// speakerClass says what kind of speaker the candidate has, and its lemma.
func (c *candidate) speakerClass() (class, lemma string) {
	if c.speaker < 0 {
		return "none", ""
	}
	s := &c.tree.tokens[c.speaker]
	if s.Tag == "PRON" {
		return "pron " + s.Norm, s.Norm
	}
	if c.fromNoun {
		return "of " + s.Tag, s.Lemma
	}
	return s.Tag, s.Lemma
}

// mood is the first auxiliary of the cue and whether it is denied.
func (c *candidate) mood() (aux, denied string) {
	t := c.tree
	for _, k := range t.kids[c.cue] {
		switch {
		case syntax.Is(t.tokens[k].Rel, "aux") && aux == "":
			aux = t.tokens[k].Lemma
		case t.tokens[k].Lemma == "not" || t.tokens[k].Lemma == "never":
			denied = "not"
		case syntax.Is(t.tokens[k].Rel, "mark") && aux == "":
			aux = t.tokens[k].Norm
		}
	}
	return aux, denied
}

// nested reports whether the cue stands in a clause that is itself a complement.
func (c *candidate) nested() bool {
	t, at := c.tree, c.cue
	for range t.tokens {
		if syntax.Is(t.tokens[at].Rel, "ccomp") {
			return true
		}
		if at = t.tokens[at].Head; at < 0 {
			return false
		}
	}
	return false
}

// words is the number of tokens in the candidate's pieces.
func (c *candidate) words() int {
	n := 0
	for _, p := range c.pieces {
		for i := range c.tree.tokens {
			if p.Contains(c.tree.tokens[i].Span) {
				n++
			}
		}
	}
	return n
}

// firstWord is the normal form of the first token of a span.
func (t *tree) firstWord(s news.Span) string {
	for i := range t.tokens {
		if t.tokens[i].Start >= s.Start {
			return t.tokens[i].Norm
		}
	}
	return ""
}

func yes(b bool) string {
	if b {
		return "y"
	}
	return "n"
}

// bucket names the order of size of n.
func bucket(n int) string {
	names := [...]string{"0", "1", "2", "3", "4", "5", "6", "6", "8", "8", "8", "8"}
	switch {
	case n < len(names):
		return names[n]
	case n < 20:
		return "12"
	case n < 40:
		return "20"
	}
	return "40"
}

// suffix is the end of a word, which tells "endorsement" and "explanation" alike.
func suffix(s string) string { return s[max(0, len(s)-4):] }
