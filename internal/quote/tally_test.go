package quote_test

import (
	"regexp"
	"slices"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/quote"
)

// tally counts as the scorer of attributions does.
type tally struct{ gold, pred, found, source, used, dgold, dfound, dsource int }

func (n *tally) add(d *markedArticle, got []news.Quote) {
	s := d.article.Text
	n.pred += len(got)
	used := map[int]bool{}
	for _, g := range d.gold {
		whole := news.Span{Start: g.Content[0].Start, End: g.Content[len(g.Content)-1].End}
		direct := isDirect(s, g.Content)
		n.gold++
		best, score := -1, 0
		for i := range got {
			o := whole.Overlap(got[i].Span)
			if !used[i] && o > score && 2*o >= min(whole.Len(), got[i].Len()) {
				best, score = i, o
			}
		}
		if direct {
			n.dgold++
		}
		if best < 0 {
			continue
		}
		used[best] = true
		n.found++
		ok := sourceRight(s, &g, &got[best])
		if direct {
			n.dfound++
		}
		if ok {
			n.source++
		}
		if ok && direct {
			n.dsource++
		}
	}
	n.used += len(used)
}

func isDirect(s string, content []news.Span) bool {
	var words []string
	for _, c := range content {
		words = append(words, c.Of(s))
	}
	w := strings.TrimSpace(strings.Join(words, " "))
	first, last := []rune(w)[0], []rune(w)[len([]rune(w))-1]
	return strings.ContainsRune("\"“”'‘«„", first) && strings.ContainsRune("\"“”'’»", last)
}

var wordPattern = regexp.MustCompile(`[\pL\pN_]+`)

func sourceRight(s string, g *quote.Gold, q *news.Quote) bool {
	if len(g.Source) == 0 {
		return q.Speaker == ""
	}
	for _, src := range g.Source {
		if src.Overlap(q.Said) > 0 {
			return true
		}
	}
	w := wordPattern.FindAllString(strings.ToLower(g.Source[len(g.Source)-1].Of(s)), -1)
	return len(w) > 0 && slices.Contains(wordPattern.FindAllString(strings.ToLower(q.Speaker), -1), w[len(w)-1])
}
