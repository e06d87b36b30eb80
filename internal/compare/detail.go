package compare

import (
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// What makes a part of a shared statement a detail that its account alone has: so many
// words of content, and no sentence elsewhere with more than this share of their weight.
const (
	minDetail  = 2
	maxCovered = 0.35
	nearWord   = 0.6 // cosine from which a word of another account covers one
)

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
		span, ok := a.freeOf(m.Doc, s.Tokens[first:last], minDetail)
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

// telling reports whether a word carries content.
func telling(t *news.Token) bool {
	switch t.Tag {
	case "NOUN", "VERB", "PROPN", "ADJ", "NUM":
		return true
	}
	return false
}
