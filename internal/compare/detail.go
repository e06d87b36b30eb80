package compare

import (
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/lexicon"
	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// What makes a part of a shared statement a detail that its account alone has: so many
// words of content, and no sentence elsewhere with more than this share of their weight.
const (
	minDetail  = 2
	maxCovered = 0.3
	nearWord   = 0.6 // cosine from which a word of another account covers one
)

// lexemes are what one sentence says, for the question whether another account says it.
type lexemes struct {
	lemmas   map[string]bool
	entities map[int]bool
	vectors  []lexicon.Vector
}

// details are the parts of shared statements, as spans of their document, that no other
// account has: an hour, a reason, a name.
func (a *accounts) details(doc int, shared []point) []news.Span {
	var out []news.Span
	for i := range shared {
		for _, m := range shared[i].members {
			if m.Doc == doc {
				out = append(out, a.detailsOf(m)...)
			}
		}
	}
	slices.SortFunc(out, func(x, y news.Span) int { return x.Start - y.Start })
	return slices.CompactFunc(out, func(x, y news.Span) bool { return x.Overlap(y) > 0 })
}

// detailsOf lists the largest parts of one statement that no other account has.
func (a *accounts) detailsOf(m align.Ref) []news.Span {
	st, s := a.statement(m), a.sentence(m)
	var out []news.Span
	for _, i := range st.Own {
		if i == st.Head || !modifies(s.Tokens[i].Rel) {
			continue
		}
		first, last := syntax.Subtree(s, i)
		span, ok := freeOf(a.docs[m.Doc], s.Tokens[first:last], minDetail)
		if !ok || !st.Span.Contains(span) || inAny(span, out) || a.datedElsewhere(m.Doc, span) || a.covered(m.Doc, s, first, last) > maxCovered {
			continue
		}
		out = append(out, span)
	}
	return out
}

// datedElsewhere reports whether a part of a statement is little but a date that another
// account has too, in whatever words.
func (a *accounts) datedElsewhere(doc int, s news.Span) bool {
	for k := range a.docs[doc].Dates {
		d := &a.docs[doc].Dates[k]
		if 2*d.Overlap(s) <= s.Len() {
			continue
		}
		for j := range a.docs {
			if j != doc && slices.ContainsFunc(a.docs[j].Dates, func(o news.Date) bool { return o.Value == d.Value }) {
				return true
			}
		}
	}
	return false
}

// modifies reports whether a relation adds to a clause what it could do without.
func modifies(rel string) bool {
	return syntax.Is(rel, "obl", "advcl", "acl", "appos", "conj", "nmod", "parataxis")
}

// covered is the greatest share of the words' weight that one sentence of another
// account has.
func (a *accounts) covered(doc int, s *news.Sentence, first, last int) float64 {
	best := 0.0
	for j := range a.docs {
		if j == doc {
			continue
		}
		for k := range a.said[j] {
			best = max(best, a.coveredBy(doc, s, first, last, &a.said[j][k]))
		}
	}
	return best
}

func (a *accounts) coveredBy(doc int, s *news.Sentence, first, last int, by *lexemes) float64 {
	has, all := 0.0, 0.0
	for i := first; i < last; i++ {
		t := &s.Tokens[i]
		if !telling(t) {
			continue
		}
		w := a.rarity(t)
		all += w
		if by.has(t.Lemma, a.entityAt(doc, t.Span), a.lexicon) {
			has += w
		}
	}
	if all == 0 {
		return 1
	}
	return has / all
}

// has reports whether the sentence has the word, its entity, or a word near to it.
func (l *lexemes) has(lemma string, entity int, lex *lexicon.Lexicon) bool {
	if l.lemmas[lemma] || entity >= 0 && l.entities[entity] {
		return true
	}
	if lex == nil || entity >= 0 {
		return false
	}
	v, ok := lex.Vector(lemma)
	return ok && slices.ContainsFunc(l.vectors, func(o lexicon.Vector) bool { return v.Dot(&o) >= nearWord })
}

// sentences collects the lexemes of every sentence of a document.
func (a *accounts) lexemesOf(doc int) []lexemes {
	d := a.docs[doc]
	out := make([]lexemes, len(d.Sentences))
	for i := range d.Sentences {
		l := lexemes{lemmas: map[string]bool{}, entities: map[int]bool{}}
		for k := range d.Sentences[i].Tokens {
			t := &d.Sentences[i].Tokens[k]
			if !telling(t) {
				continue
			}
			l.lemmas[t.Lemma] = true
			if a.lexicon != nil {
				if v, ok := a.lexicon.Vector(t.Lemma); ok {
					l.vectors = append(l.vectors, v)
				}
			}
		}
		for k := range d.Mentions {
			if d.Sentences[i].Contains(d.Mentions[k].Span) {
				l.entities[a.links.Entity[doc][d.Mentions[k].Entity]] = true
			}
		}
		out[i] = l
	}
	return out
}

// telling reports whether a word carries content.
func telling(t *news.Token) bool {
	switch t.Tag {
	case "NOUN", "VERB", "PROPN", "ADJ", "NUM":
		return true
	}
	return false
}

func (a *accounts) rarity(t *news.Token) float64 {
	if a.lexicon == nil {
		return 1
	}
	return a.lexicon.Rarity(text.Stem(a.docs[0].Lang, t.Lemma))
}

// entityAt is the linked entity named at a place, -1 if none is.
func (a *accounts) entityAt(doc int, s news.Span) int {
	for k := range a.docs[doc].Mentions {
		if m := &a.docs[doc].Mentions[k]; m.Contains(s) {
			return a.links.Entity[doc][m.Entity]
		}
	}
	return -1
}
