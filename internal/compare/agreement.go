package compare

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"synoptic/internal/align"
	"synoptic/internal/news"
	"synoptic/internal/novelty"
)

// closeBy is how many bytes may lie between two statements of a sentence that are shown
// as one telling.
const closeBy = 12

// minShared is how many words of content a telling of a shared point must have.
const minShared = 2

// point is one thing told, with the statements that tell it.
type point struct {
	news.Point
	members []align.Ref
}

// points makes a point of every group of several accounts, and of what is told by one
// account alone; the weightiest first.
func (a *accounts) points(alone []novelty.Run) []point {
	var out []point
	for _, g := range a.groups {
		if g.Members = a.substantial(g.Members); several(g.Members) {
			if p := a.point(g); !repeats(p.Tellings, out) {
				out = append(out, p)
			}
		}
	}
	out = append(out, a.exclusives(alone, out)...)
	slices.SortStableFunc(out, func(x, y point) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.Tellings[0].Article, y.Tellings[0].Article),
			cmp.Compare(x.Tellings[0].Start, y.Tellings[0].Start))
	})
	for i := range out {
		out[i].ID = fmt.Sprintf("p%d", i+1)
	}
	return out
}

// repeats reports whether one of the points shows all that these tellings show: a
// statement's second group may be a part of its first.
func repeats(tellings []news.Telling, points []point) bool {
	return slices.ContainsFunc(points, func(p point) bool {
		for _, t := range tellings {
			if !slices.ContainsFunc(p.Tellings, func(o news.Telling) bool { return o.Article == t.Article && o.Contains(t.Span) }) {
				return false
			}
		}
		return true
	})
}

// substantial keeps the statements with words of content enough to be a telling; "in a
// statement" is none.
func (a *accounts) substantial(members []align.Ref) []align.Ref {
	return slices.DeleteFunc(slices.Clone(members), func(m align.Ref) bool {
		s := a.sentence(m)
		told := 0
		for _, i := range a.statement(m).Own {
			if telling(&s.Tokens[i]) || s.Tokens[i].Tag == "" {
				told++
			}
		}
		return told < minShared
	})
}

// point is the point a group tells.
func (a *accounts) point(g align.Group) point {
	p := point{members: g.Members}
	origins := map[int]bool{}
	accounts := map[int]bool{}
	for _, m := range g.Members {
		d := a.docs[m.Doc]
		p.Tellings = a.tell(p.Tellings, m)
		if name := sourceName(d.Article); !slices.Contains(p.Sources, name) {
			p.Sources = append(p.Sources, name)
		}
		origins[a.origins[d.Article.ID]] = true
		accounts[m.Doc] = true
	}
	p.Origins = len(origins)
	p.Weight = a.weight(g, len(accounts), len(origins))
	p.Gist = a.gist(g.Members)
	return p
}

// tell adds a statement to the tellings: to the last one, where it follows that in the
// same sentence with no more than a few words between.
func (a *accounts) tell(tellings []news.Telling, m align.Ref) []news.Telling {
	d, span := a.docs[m.Doc], a.statement(m).Span
	if n := len(tellings); n > 0 {
		last := tellings[n-1]
		if last.Article == d.Article.ID && a.sentence(m).Contains(last.Span) && span.Start-last.End <= closeBy {
			tellings[n-1].Evidence = evidence(d, news.Span{Start: last.Start, End: max(span.End, last.End)})
			return tellings
		}
	}
	return append(tellings, news.Telling{Evidence: evidence(d, span)})
}

// sourceName is what an account is called: its outlet, else its id.
func sourceName(a *news.Article) string { return cmp.Or(a.Source, a.ID) }

func evidence(d *news.Document, s news.Span) news.Evidence {
	return news.Evidence{Article: d.Article.ID, Span: s, Text: s.Of(d.Article.Text)}
}

// weight orders points: independent origins first, then accounts, then how early and
// how firmly matched they are.
func (a *accounts) weight(g align.Group, accounts, origins int) float64 {
	early := 0.0
	for _, m := range g.Members {
		d := a.docs[m.Doc]
		place := float64(d.Statements[m.Statement].Start) / float64(max(1, len(d.Article.Text)))
		early = max(early, 1-place)
	}
	w := 4*float64(origins) + 2*float64(accounts) + early + g.Score
	return math.Round(1000*w) / 1000
}

// gist is the telling that stands for a point: of those that can be read by themselves
// the one most like the others, the first among equals.
func (a *accounts) gist(members []align.Ref) string {
	best, most := members[0], -1.0
	for _, m := range members {
		like := 0.0
		for _, n := range members {
			if n.Doc != m.Doc {
				like += a.likelihood(m, n)
			}
		}
		if a.whole(m) {
			like += float64(len(members))
		}
		if like > most {
			best, most = m, like
		}
	}
	return a.withMark(best, a.statement(best).Span).Text
}

// whole reports whether a statement can be read by itself: a clause with its subject
// that does not begin with what ties it to another.
func (a *accounts) whole(m align.Ref) bool {
	st, s := a.statement(m), a.sentence(m)
	if len(st.Own) == 0 || st.Head < 0 {
		return true
	}
	switch first := &s.Tokens[st.Own[0]]; {
	case first.Tag == "ADP", first.Tag == "SCONJ", first.Tag == "VERB", first.Tag == "AUX", strings.HasPrefix(first.Fine, "W"):
		return false
	}
	return slices.Contains(st.Own, st.Subject)
}

func (a *accounts) statement(r align.Ref) *news.Statement {
	return &a.docs[r.Doc].Statements[r.Statement]
}

func (a *accounts) sentence(r align.Ref) *news.Sentence {
	return &a.docs[r.Doc].Sentences[a.statement(r).Sentence]
}

// shown drops what only the rules need, and gives every telling both its quotation marks.
func (a *accounts) shown(points []point) []news.Point {
	out := make([]news.Point, len(points))
	for i := range points {
		out[i] = points[i].Point
		out[i].Tellings = slices.Clone(out[i].Tellings)
		for k := range out[i].Tellings {
			t := &out[i].Tellings[k]
			t.Evidence = a.withMark(a.memberIn(points[i].members, t.Evidence), t.Span)
		}
	}
	return out
}

// memberIn is the first of a point's statements whose sentence a telling is from.
func (a *accounts) memberIn(members []align.Ref, telling news.Evidence) align.Ref {
	return members[slices.IndexFunc(members, func(m align.Ref) bool {
		return a.docs[m.Doc].Article.ID == telling.Article && a.sentence(m).Contains(telling.Span)
	})]
}

// withMark is a part of a statement's sentence with the quotation mark beside it that it lacks.
func (a *accounts) withMark(m align.Ref, part news.Span) news.Evidence {
	s := a.sentence(m)
	first, last := within(s, part)
	return evidence(a.docs[m.Doc], piece{first, last}.withMark(s).span(s))
}
