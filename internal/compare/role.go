package compare

import (
	"fmt"
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// role is what an account says a person is.
type role struct {
	entity int // linked
	span   news.Span
	words  string
	told   []string // its nouns: "communications", "director"
	said   []string // all its words
}

// roles finds the people whom two accounts describe with no word in common: "his former
// aide" and "his former communications director".
func (a *accounts) roles(i, j int) []finding {
	ys := a.rolesIn(j)
	var out []finding
	for entity, xs := range a.rolesIn(i) {
		other := ys[entity]
		if len(other) == 0 || alike(xs, other) {
			continue
		}
		x, y := xs[0], other[0]
		out = append(out, finding{kind: news.NameDiffers, verdict: news.Compatible, rule: "other-role",
			why: fmt.Sprintf("%s is %q in one and %q in the other", a.links.Names[entity], x.words, y.words),
			a:   value{i, x.span, x.words}, b: value{j, y.span, y.words}})
	}
	slices.SortFunc(out, func(x, y finding) int { return x.a.span.Start - y.a.span.Start })
	return out
}

// alike reports whether a noun of some role of one account stands in one of the other.
func alike(xs, ys []role) bool {
	for _, x := range xs {
		for _, y := range ys {
			if says(x, y.told) || says(y, x.told) {
				return true
			}
		}
	}
	return false
}

func says(r role, nouns []string) bool {
	return slices.ContainsFunc(nouns, func(w string) bool { return slices.Contains(r.said, w) })
}

// rolesIn are the descriptions beside the names of people, by linked entity.
func (a *accounts) rolesIn(doc int) map[int][]role {
	d := a.docs[doc]
	out := map[int][]role{}
	for k := range d.Mentions {
		m := &d.Mentions[k]
		e := &d.Entities[m.Entity]
		words := m.Of(d.Article.Text)
		refs := a.around(doc, m.Span)
		if m.Form != "description" || e.Kind != news.Person || !slices.Contains(e.Roles, words) || len(refs) == 0 {
			continue
		}
		r := role{entity: a.links.Entity[doc][m.Entity], span: m.Span, words: words}
		s := a.sentence(refs[0])
		first, last := within(s, m.Span)
		for i := first; i < last; i++ {
			t := &s.Tokens[i]
			r.said = append(r.said, text.Fold(t.Lemma))
			if t.Tag == "NOUN" || t.Tag == "PROPN" {
				r.told = append(r.told, text.Fold(t.Lemma))
			}
		}
		if len(r.told) > 0 {
			out[r.entity] = append(out[r.entity], r)
		}
	}
	return out
}
