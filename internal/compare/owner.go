package compare

import (
	"slices"
	"strings"

	"synoptic/internal/entity"
	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// owner is somebody or something named that has what an amount counts: "the passengers
// of the Petrel", "82 % of India's traffic", "Oler has two wives".
type owner struct {
	entity  int      // linked
	words   []string // of its names, folded
	kind    news.EntityKind
	country string // that it is or lies in, "" if unknown
}

// owners are the names that hang on what an amount counts, short of another clause and of
// what is counted besides it; of an amount that nothing befell, also the subject that has it.
func (a *accounts) owners(s *news.Sentence, n *amount) []owner {
	base := noun(s, n.Span)
	var out []owner
	for i := range s.Tokens {
		if hangsOn(s, i, base) {
			out = a.owner(out, n.doc, &s.Tokens[i])
		}
	}
	if verb := s.Tokens[base].Head; n.fate == "" && verb >= 0 && syntax.Is(s.Tokens[base].Rel, "obj", "obl") {
		for i := range syntax.Dependents(s, verb, "nsubj") {
			out = a.owner(out, n.doc, &s.Tokens[i])
		}
	}
	return out
}

// noun is the token of what an amount at a place counts, the number where that is left
// out: the outermost of the amount's words, or what a bare number hangs on.
func noun(s *news.Sentence, amount news.Span) int {
	first, last := within(s, amount)
	base := first
	for i := first; i < last; i++ {
		if h := s.Tokens[i].Head; h < first || h >= last {
			base = i
		}
	}
	if syntax.Is(s.Tokens[base].Rel, "nummod") && s.Tokens[base].Head >= 0 {
		base = s.Tokens[base].Head
	}
	return base
}

// hangsOn reports whether token i is token base or hangs on it as its modifier or a
// modifier of that.
func hangsOn(s *news.Sentence, i, base int) bool {
	for range s.Tokens {
		if i == base {
			return true
		}
		t := &s.Tokens[i]
		if t.Head < 0 || !syntax.Is(t.Rel, "nmod", "amod", "compound", "flat", "det", "obl") && (t.Rel != "conj" || t.Head == base) {
			return false
		}
		i = t.Head
	}
	return false
}

// owner adds whom a word names, if it names anybody.
func (a *accounts) owner(list []owner, doc int, t *news.Token) []owner {
	e, ok := a.said.named[doc][t.Start]
	if !ok || slices.ContainsFunc(list, func(o owner) bool { return o.entity == e }) {
		return list
	}
	l := &a.linked[e]
	o := owner{entity: e, words: strings.Fields(text.Fold(strings.Join(l.Spellings, " "))), kind: l.Kind}
	for _, m := range l.Members {
		if c := a.docs[m.Doc].Entities[m.Entity].Country; c != "" {
			o.country = c
		}
	}
	if o.kind == news.Place && o.country == "" {
		o.country = entity.CountryOf(a.language, l.Name)
	}
	return append(list, o)
}

// disowned reports whether two amounts are of others: both have owners of a kind, and
// none of the one may be one of the other or a part of it.
func disowned(xs, ys []owner) bool {
	other := false
	for i := range xs {
		for k := range ys {
			if xs[i].kin(&ys[k]) {
				return false
			}
			other = other || xs[i].apart(&ys[k])
		}
	}
	return other
}

// kin reports whether two owners may be one or a part of the other: they share a word of
// their names, or a country.
func (o *owner) kin(p *owner) bool {
	shared := slices.ContainsFunc(o.words, func(w string) bool { return slices.Contains(p.words, w) })
	return o.entity == p.entity || shared || o.country != "" && o.country == p.country
}

// apart reports whether two owners that are no kin are surely two: of one kind, and places
// where it is known in which country they lie.
func (o *owner) apart(p *owner) bool {
	return o.kind == p.kind && (o.kind != news.Place || o.country != "" && p.country != "")
}
