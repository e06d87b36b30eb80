package store

import (
	"fmt"
	"testing"

	"synoptic/internal/news"
)

// journeys counts the questions that a database is asked while something is done.
func journeys(s *Store, do func()) int {
	n, counting := 0, *s.dialect
	before := s.dialect
	counting.bind = func(query string) string {
		n++
		return before.bind(query)
	}
	s.dialect = &counting
	do()
	s.dialect = before
	return n
}

// TestJourneys holds that keeping a comparison and checking a database ask a server about
// many articles together.
func TestJourneys(t *testing.T) {
	s := open(t, server.Database(t))
	const reports, accounts = 40, 16
	var b Batch
	c := &news.Comparison{Schema: news.Schema}
	for i := range reports {
		id := fmt.Sprint("a", i)
		b.Revisions = append(b.Revisions, article(id, id+".example", "River rises", fmt.Sprintf("Water in town %d, said Anna.", i)))
		b.Placements = append(b.Placements, placement(id, "s1"))
		if i < accounts {
			c.Articles = append(c.Articles, b.Revisions[i].Article)
			c.Quotes = append(c.Quotes, news.QuoteShown{Evidence: news.Evidence{Article: id}, Speaker: "Anna"})
		}
	}
	write(t, s, b)
	save := func() {
		if err := s.SaveComparison(t.Context(), "s1", "v", "i", c); err != nil {
			t.Error(err)
		}
	}
	save() // what it asks the second time changes nothing
	if n := journeys(s, save); n > accounts {
		t.Errorf("keeping a comparison of %d accounts asks %d times", accounts, n)
	}
	n := journeys(s, func() {
		if found, err := s.Check(t.Context(), false); err != nil || len(found) > 0 {
			t.Errorf("found %v, %v", found, err)
		}
	})
	if n > reports+accounts {
		t.Errorf("checking %d reports asks %d times", reports, n)
	}
}
