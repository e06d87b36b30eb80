package compare

import (
	"synoptic/internal/align"
	"synoptic/internal/news"
)

// minTold is how many words of content a statement of one account alone must have to
// matter.
const minTold = 2

// matters reports whether what one account alone tells is worth showing.
func (a *accounts) matters(members []align.Ref) bool {
	words := 0
	for _, m := range members {
		s := a.sentence(m)
		for _, i := range a.statement(m).Own {
			switch s.Tokens[i].Tag {
			case "NOUN", "VERB", "PROPN", "ADJ", "NUM", "":
				words++
			}
		}
	}
	return words >= minTold
}

// clearExclusives cuts from the tellings of exclusives what is told by others too: a
// clause around a shared one is exclusive only in its own words.
func (a *accounts) clearExclusives(points []point) {
	shared := map[string][]news.Span{}
	for i := range points {
		if several(&points[i]) {
			for _, t := range points[i].Tellings {
				shared[t.Article] = append(shared[t.Article], t.Span)
			}
		}
	}
	for i := range points {
		if several(&points[i]) {
			continue
		}
		p := &points[i]
		var kept []news.Telling
		var members []align.Ref
		for k, t := range p.Tellings {
			if span := a.longestFree(p.members[k], shared[t.Article]); !span.Empty() {
				kept = append(kept, news.Telling{Evidence: evidence(a.docs[p.members[k].Doc], span)})
				members = append(members, p.members[k])
			}
		}
		p.Tellings, p.members = kept, members
		if len(kept) > 0 {
			p.Gist = kept[0].Text
		}
	}
}

func several(p *point) bool {
	for _, m := range p.members {
		if m.Doc != p.members[0].Doc {
			return true
		}
	}
	return false
}

// longestFree is the longest run of a statement's words outside the shared spans; empty
// if that is less than minTold words.
func (a *accounts) longestFree(m align.Ref, shared []news.Span) news.Span {
	st, s := a.statement(m), a.sentence(m)
	best, from := news.Span{}, -1
	words, most := 0, 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if !st.Span.Contains(t.Span) || inAny(t.Span, shared) {
			from, words = -1, 0
			continue
		}
		if t.Tag == "PUNCT" {
			continue
		}
		if from < 0 {
			from = t.Start
		}
		if words++; words > most {
			most, best = words, news.Span{Start: from, End: t.End}
		}
	}
	if most < minTold {
		return news.Span{}
	}
	return best
}

func inAny(w news.Span, spans []news.Span) bool {
	for _, s := range spans {
		if s.Overlap(w) > 0 {
			return true
		}
	}
	return false
}
