package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
)

// compared gives the story s1 of flood a comparison.
func compared(t *testing.T, s *Store) {
	t.Helper()
	a, err := s.Article(t.Context(), "a1")
	if err != nil {
		t.Fatal(err)
	}
	c := &news.Comparison{Schema: news.Schema, Articles: []news.Article{a.Article},
		Points: []news.Point{{ID: "p1", Tellings: []news.Telling{{Evidence: news.Evidence{Article: "a1", Span: news.Span{Start: 4, End: 14}, Text: a.Text[4:14]}}}}},
		Quotes: []news.QuoteShown{{Evidence: news.Evidence{Article: "a1", Span: news.Span{Start: 0, End: 3}, Text: a.Text[:3]}, Speaker: "Anna"}}}
	if err := s.SaveComparison(t.Context(), "s1", "v", "in", c); err != nil {
		t.Fatal(err)
	}
}

// findings are those of a check, one a line.
func findings(t *testing.T, s *Store, repair bool) string {
	t.Helper()
	list, err := s.Check(t.Context(), repair)
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for _, f := range list {
		if f.Repaired != repair {
			t.Errorf("%+v: repaired %t", f, f.Repaired)
		}
		fmt.Fprintf(&lines, "%s: %s\n", f.Rule, f.What)
	}
	return lines.String()
}

// TestCheck breaks each rule in turn: the check must say so, repair it, and find nothing
// afterwards.
func TestCheck(t *testing.T) { both(t, testCheck) }

func testCheck(t *testing.T, s *Store) {
	for _, c := range []struct{ breaks, found string }{
		{"", ""},
		{"INSERT INTO revisions (doc, number, seen, hash, capture, about, text) SELECT 7, 1, 0, '', '', about, text FROM revisions WHERE doc = (SELECT doc FROM articles WHERE id = 'a1')", "a revision belongs to an article"},
		{"DELETE FROM revisions WHERE doc = (SELECT doc FROM articles WHERE id = 'a3')", "an article has a text: a3"},
		{"INSERT INTO images (doc, bytes) SELECT 7, bytes FROM images LIMIT 1", "an image belongs"},
		{"INSERT INTO placements (doc, score, why, features) SELECT 7, score, why, features FROM placements LIMIT 1", "a placement belongs"},
		{"INSERT INTO quotes (doc, start, stop, speaker, direct) VALUES (7, 0, 1, 'x', 1)", "a quotation belongs"},
		{"INSERT INTO copies (source, target, share, from_share, kind, why, shared) SELECT 'a1', 'none', 1, 1, 'copy', '', bytes FROM images LIMIT 1", "a copy belongs"},
		{"UPDATE comparisons SET story = 'none'", "a comparison belongs to a story: none"},
		{"UPDATE revisions SET capture = 'none'", "the capture of a revision is kept: a1"},
		{"UPDATE revisions SET number = 5 WHERE doc = (SELECT doc FROM articles WHERE id = 'a2')", "revisions are numbered"},
		{"UPDATE articles SET number = 5 WHERE id = 'a2'", "revisions are numbered"},
		{"INSERT INTO stories (id, goes) VALUES ('x', 'y'), ('y', 'z'), ('z', 'y')", "redirects of stories end: story y"},
		{"UPDATE articles SET story = '' WHERE id = 'a3'", "every article is in one story: article a3 is in none"},
		{"UPDATE stories SET goes = 's1' WHERE id = 's2'", "every article is in one story: story s2"},
		{"UPDATE stories SET reports = 7 WHERE id = 's2'", "a story counts its articles right: story s2"},
		{"DELETE FROM stories WHERE id = 's2'", "a story counts its articles right: story s2"},
		{"UPDATE articles SET story = 's1' WHERE id = 'a3'", "a story counts its articles right: story s1"},
	} {
		flood(t, s)
		if _, err := s.write.Exec("UPDATE stories SET goes = ''"); err != nil {
			t.Fatal(err)
		}
		compared(t, s)
		if _, err := s.write.Exec(c.breaks); err != nil {
			t.Fatal(err)
		}
		if got := findings(t, s, false); !strings.Contains(got, c.found) || (got == "") != (c.found == "") {
			t.Errorf("%s\nfound %q, want %q", c.breaks, got, c.found)
		}
		if got := findings(t, s, true); !strings.Contains(got, c.found) {
			t.Errorf("%s\nrepaired %q, want %q", c.breaks, got, c.found)
		}
		if got := findings(t, s, false); got != "" {
			t.Errorf("%s\nafter repair: %s", c.breaks, got)
		}
	}
}

func TestCheckIndex(t *testing.T) { both(t, testCheckIndex) }

func testCheckIndex(t *testing.T, s *Store) {
	flood(t, s)
	doc := s.dialect.docColumn
	if _, err := s.write.Exec(fmt.Sprintf("DELETE FROM words WHERE %s = (SELECT doc FROM articles WHERE id = 'a1')", doc)); err != nil {
		t.Fatal(err)
	}
	err := s.transact(t.Context(), "spoil index", func(t *tx) error {
		other, err := t.doc("a2")
		if err != nil {
			return err
		}
		return errors.Join(s.dialect.index(t, other, []string{"wrong"}, true), s.dialect.index(t, 7, []string{"surplus"}, false))
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := findings(t, s, true); strings.Count(got, "the index has the words") != 3 {
		t.Errorf("repaired %q", got)
	}
	if got := findings(t, s, false); got != "" {
		t.Errorf("after repair: %s", got)
	}
	if hits, _, err := s.Search(t.Context(), Query{Text: "river OR streets"}); len(hits) != 2 || err != nil {
		t.Errorf("after repair %d hits, %v", len(hits), err)
	}
}

func TestCheckEvidence(t *testing.T) { both(t, testCheckEvidence) }

func testCheckEvidence(t *testing.T, s *Store) {
	flood(t, s)
	compared(t, s)
	c, _, _, err := s.Comparison(t.Context(), "s1")
	if err != nil {
		t.Fatal(err)
	}
	c.Points[0].Tellings[0].Text = "rover rose"
	if err := s.SaveComparison(t.Context(), "s1", "v", "in", c); err != nil {
		t.Fatal(err)
	}
	if got := findings(t, s, true); !strings.Contains(got, "rover rose") {
		t.Errorf("found %q", got)
	}
	if got := findings(t, s, false); got != "" {
		t.Errorf("after repair: %s", got)
	}
}

// TestAlwaysSound writes batches made at random: whatever they hold, the check finds nothing.
func TestAlwaysSound(t *testing.T) { both(t, testAlwaysSound) }

func testAlwaysSound(t *testing.T, s *Store) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		b := Batch{Storylines: map[string]string{}}
		for range rng.IntN(8) {
			id := fmt.Sprint("a", rng.IntN(40))
			r := article(id, fmt.Sprint("outlet", rng.IntN(4)), fmt.Sprint("title ", rng.IntN(5)), strings.Repeat(fmt.Sprint("word", rng.IntN(9), " "), 1+rng.IntN(5)))
			r.Published = []string{"", "2024-03-15", "1970-01-01T00:00:00Z", "2099-01-01", "no date", "2024-03-14T10:00:00+02:00"}[rng.IntN(6)]
			r.Capture = fmt.Sprint("c", rng.IntN(9))
			b.Captures = append(b.Captures, news.Kept{Hash: r.Capture, Fetched: day.Add(time.Duration(rng.IntN(99)) * time.Hour)})
			b.Revisions = append(b.Revisions, r)
			b.Placements = append(b.Placements, placement(id, fmt.Sprint("s", rng.IntN(9))))
			b.Images = append(b.Images, Image{Article: id, Bytes: []byte(id)})
		}
		write(t, s, b)
	}
	if _, err := s.Retain(t.Context(), Policy{Captures: time.Hour}, day.Add(50*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got := findings(t, s, false); got != "" {
		t.Error(got)
	}
}

func TestRetain(t *testing.T) { both(t, testRetain) }

func testRetain(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	compared(t, s)
	write(t, s, Batch{Problems: []news.Problem{{Name: "x", Stage: "fetch", First: day, Last: day}, {Name: "y", Stage: "fetch", First: day, Last: day.AddDate(0, 0, 5)}}})
	if r, err := s.Retain(ctx, Policy{}, day.AddDate(9, 0, 0)); err != nil || r != (Removed{}) {
		t.Errorf("no policy removes %+v, %v", r, err)
	}
	const days = 24 * time.Hour
	now := day.AddDate(0, 0, 10)
	if r, err := s.Retain(ctx, Policy{Captures: 11 * days, Problems: 7 * days, Comparisons: 11 * days}, now); err != nil || r != (Removed{Problems: 1}) {
		t.Errorf("a lenient policy removes %+v, %v", r, err)
	}
	if r, err := s.Retain(ctx, Policy{Captures: 9 * days, Comparisons: 9 * days}, now); err != nil || r != (Removed{Captures: 1, Comparisons: 1}) {
		t.Errorf("a strict policy removes %+v, %v", r, err)
	}
	if list, err := s.Stale(ctx, "v", 10); len(list) != 0 || err != nil {
		t.Errorf("a comparison that was removed is wanted again: %v, %v", list, err)
	}
	if got := findings(t, s, false); got != "" {
		t.Error(got)
	}
}
