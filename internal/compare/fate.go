package compare

import (
	"cmp"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// fates are what befalls those that news counts: people and things. Two counts of the
// dead answer each other in whatever words; one of the dead and one of the hurt do not.
type fates []string

var (
	ofPeople = fates{"dead", "hurt", "missing", "held", "displaced", "living"}
	ofThings = fates{"damaged"}
)

// fateOf is the fate that a word tells of, "" if none.
func (a *accounts) fateOf(lemma string, of fates) string {
	for _, f := range of {
		if a.language.Section("fate " + f).Has(text.Fold(lemma)) {
			return f
		}
	}
	return ""
}

// fateIn is the fate a token tells of in its dictionary form, else as it stands: the
// missing miss nothing.
func (a *accounts) fateIn(t *news.Token, of fates) string {
	return cmp.Or(a.fateOf(t.Lemma, of), a.fateOf(t.Norm, of))
}

// fateAt is the fate that token i tells of, with those joined to it that the same counts:
// "dead and missing", but not "four dead and six hurt".
func (a *accounts) fateAt(s *news.Sentence, i int, of fates) string {
	f := a.fateIn(&s.Tokens[i], of)
	if f == "" {
		return ""
	}
	for j := range syntax.Dependents(s, i, "conj") {
		other := a.fateIn(&s.Tokens[j], of)
		if other != "" && other != f && syntax.Dependent(s, j, "nsubj", "obj", "nummod", "det") < 0 {
			f += " " + other
		}
	}
	return f
}

// How many words after and before an amount are looked at for what befell it.
const (
	fateAfter  = 8
	fateBefore = 3
)

// fate is what befell what is counted: by the noun itself, by the verb it is subject or
// object of, else by the nearest word of fate beside it, rather after it than before.
func (a *accounts) fate(s *news.Sentence, n *amount) string {
	of := ofThings
	switch {
	case isMeasure(n.Unit):
		return ""
	case n.People:
		of = ofPeople
	}
	if f := a.fateOf(n.Unit, of); f != "" {
		return f
	}
	first, last := within(s, n.Span)
	for i := first; i < last; i++ {
		if f := a.fateAt(s, i, of); f != "" {
			return f
		}
		if f := a.suffers(s, i, of); f != "" {
			return f
		}
	}
	if f := a.fateAlong(n.doc, s, last, 1, fateAfter, of); f != "" {
		return f
	}
	return a.fateAlong(n.doc, s, first-1, -1, fateBefore, of)
}

// fateAlong is the first fate among the words from token i on in steps, up to a mark or
// another amount.
func (a *accounts) fateAlong(doc int, s *news.Sentence, i, step, words int, of fates) string {
	for ; words > 0 && i >= 0 && i < len(s.Tokens); words-- {
		t := &s.Tokens[i]
		if t.Tag == "PUNCT" || counted(a.docs[doc], t.Span) {
			break
		}
		if f := a.fateAt(s, i, of); f != "" {
			return f
		}
		i += step
	}
	return ""
}

// suffers is the fate of the noun at a place of a sentence by the verb it is object or
// passive subject of, "" if it suffers none.
func (a *accounts) suffers(s *news.Sentence, noun int, of fates) string {
	t := &s.Tokens[noun]
	if t.Head < 0 {
		return ""
	}
	dies := syntax.Is(t.Rel, "nsubj") && a.language.Section("dies").Has(s.Tokens[t.Head].Lemma)
	if !dies && !syntax.Is(t.Rel, "nsubj:pass", "obj") {
		return ""
	}
	return a.fateAt(s, t.Head, of)
}
