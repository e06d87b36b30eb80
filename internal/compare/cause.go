package compare

import (
	"fmt"
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// How likely two statements must tell the same for their reasons to be laid side by
// side, and how much the reasons may have in common.
const (
	likelyCaused = 0.5
	mostAlike    = 0.25
)

// reason is why an account says something came about.
type reason struct {
	span  news.Span
	words []heard
}

// causes finds what two accounts give different reasons for.
func (a *accounts) causes(points []point, i, j int) []finding {
	var out []finding
	for k := range points {
		if f, ok := a.cause(&points[k], i, j); ok {
			out = append(out, f)
		}
	}
	return out
}

// cause is the difference of the reasons that two accounts give in one point, if both
// give one.
func (a *accounts) cause(p *point, i, j int) (finding, bool) {
	for _, m := range p.members {
		for _, n := range p.members {
			if m.Doc != i || n.Doc != j || a.likelihood(m, n) < likelyCaused {
				continue
			}
			x, y := a.reason(m.Doc, a.sentence(m), a.statement(m)), a.reason(n.Doc, a.sentence(n), a.statement(n))
			if x.words == nil || y.words == nil || a.common(x.words, y.words) > mostAlike {
				continue
			}
			return finding{kind: news.CauseDiffers, verdict: news.Compatible, rule: "other-reason",
				why: fmt.Sprintf("%s and %s give other reasons", sourceName(a.docs[i].Article), sourceName(a.docs[j].Article)),
				a:   value{i, x.span, x.span.Of(a.docs[i].Article.Text)}, b: value{j, y.span, y.span.Of(a.docs[j].Article.Text)}}, true
		}
	}
	return finding{}, false
}

// isTime reports whether a place tells when: "after 6 p.m.".
func (a *accounts) isTime(doc int, s news.Span) bool {
	d := a.docs[doc]
	return slices.ContainsFunc(d.Dates, func(t news.Date) bool { return t.Overlap(s) > 0 }) ||
		slices.ContainsFunc(a.timed[doc], func(t timed) bool { return t.Overlap(s) > 0 })
}

// reason is the part of a statement's sentence that hangs on its head word and opens with
// a word of cause.
func (a *accounts) reason(doc int, s *news.Sentence, st *news.Statement) reason {
	if st.Head < 0 {
		return reason{}
	}
	for k := range syntax.Children(s, st.Head) {
		if !syntax.Is(s.Tokens[k].Rel, "advcl", "obl", "nmod") {
			continue
		}
		first, last := syntax.Subtree(s, k)
		opens := s.Tokens[first].Norm
		if !a.language.Section("causes").Has(opens) && !(a.language.Section("causes before verbs").Has(opens) && s.Tokens[k].Tag == "VERB") {
			continue
		}
		r := reason{span: news.Span{Start: s.Tokens[first].Start, End: s.Tokens[last-1].End}}
		if a.isTime(doc, r.span) {
			continue
		}
		for t := first; t < last; t++ {
			if telling(&s.Tokens[t]) {
				r.words = append(r.words, a.heard(doc, &s.Tokens[t]))
			}
		}
		return r
	}
	return reason{}
}
