package compare

import (
	"cmp"
	"slices"

	"synoptic/internal/news"
)

// maxTerms is how many terms are shown for one entity.
const maxTerms = 8

// wording counts how each account names the people, groups and places that several of
// them speak of: counts, no judgement.
func (a *accounts) wording() []news.Wording {
	var out []news.Wording
	for n := range a.linked {
		w := news.Wording{About: a.linked[n].Name, Kind: "name"}
		for i, d := range a.docs {
			for k := range d.Mentions {
				m := &d.Mentions[k]
				if m.Form != "pronoun" && a.links.Entity[i][m.Entity] == n {
					addTerm(&w, d, m.Span)
				}
			}
		}
		if contrasting(&w) {
			slices.SortStableFunc(w.Terms, func(x, y news.WordingTerm) int { return cmp.Compare(len(y.Evidence), len(x.Evidence)) })
			w.Terms = w.Terms[:min(maxTerms, len(w.Terms))]
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(x, y news.Wording) int { return cmp.Compare(used(y), used(x)) })
	return out
}

func addTerm(w *news.Wording, d *news.Document, s news.Span) {
	words := s.Of(d.Article.Text)
	k := slices.IndexFunc(w.Terms, func(t news.WordingTerm) bool { return t.Term == words })
	if k < 0 {
		w.Terms = append(w.Terms, news.WordingTerm{Term: words, Counts: map[string]int{}})
		k = len(w.Terms) - 1
	}
	w.Terms[k].Counts[d.Article.ID]++
	w.Terms[k].Evidence = append(w.Terms[k].Evidence, evidence(d, s))
}

// contrasting reports whether at least two accounts speak of it and some term is not
// used by all of them.
func contrasting(w *news.Wording) bool {
	accounts := map[string]bool{}
	for _, t := range w.Terms {
		for id := range t.Counts {
			accounts[id] = true
		}
	}
	return len(accounts) > 1 && slices.ContainsFunc(w.Terms, func(t news.WordingTerm) bool { return len(t.Counts) < len(accounts) })
}

func used(w news.Wording) int {
	n := 0
	for _, t := range w.Terms {
		n += len(t.Evidence)
	}
	return n
}
