package web

import (
	"cmp"

	"synoptic/internal/news"
)

// origin is a report with those that have its words.
type origin struct {
	Name string
	Into []copied
}

// copied is a report that has the words of another.
type copied struct {
	Name    string
	Percent float64
	*news.Reuse
}

// copyGraph is who has the text of whom, each copy under the report most of it is from.
func copyGraph(s StoryView) []origin {
	names, best := map[string]string{}, map[string]*news.Reuse{}
	for _, r := range s.Articles {
		names[r.Article] = cmp.Or(r.Source, r.Title, r.Article)
	}
	for i := range s.Copies {
		c := &s.Copies[i]
		if b := best[c.To]; b == nil || c.Share > b.Share {
			best[c.To] = c
		}
	}
	var out []origin
	at := map[string]int{}
	for _, r := range s.Articles {
		if best[r.Article] == nil {
			at[r.Article] = len(out)
			out = append(out, origin{Name: names[r.Article]})
		}
	}
	for _, r := range s.Articles {
		c := best[r.Article]
		if c == nil {
			continue
		}
		if i, ok := at[root(c.From, best)]; ok {
			out[i].Into = append(out[i].Into, copied{names[r.Article], 100 * c.Share, c})
		}
	}
	return out
}

// root is where the words of a report come from in the end.
func root(id string, best map[string]*news.Reuse) string {
	for hops := 0; best[id] != nil && hops < len(best); hops++ {
		id = best[id].From
	}
	return id
}
