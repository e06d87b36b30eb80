package store

import (
	"errors"
	"testing"
	"time"

	"synoptic/internal/news"
)

// newsroom is the flood with a copy, a quotation and a revision.
func newsroom(t *testing.T, s *Store) {
	t.Helper()
	flood(t, s)
	write(t, s, Batch{Copies: []news.Reuse{{From: "a1", To: "a2", Share: .9, Kind: "copy"}}})
	a1, err := s.Article(t.Context(), "a1")
	if err != nil {
		t.Fatal(err)
	}
	c := &news.Comparison{Articles: []news.Article{a1.Article}, Quotes: []news.QuoteShown{
		{Evidence: news.Evidence{Article: "a1", Span: news.Span{Start: 0, End: 9}}, Speaker: "Anna Sø", Direct: true},
		{Evidence: news.Evidence{Article: "a1", Span: news.Span{Start: 4, End: 4000}}, Speaker: "Anna Sø"}}}
	if err := s.SaveComparison(t.Context(), "s1", "1", "x", c); err != nil {
		t.Fatal(err)
	}
}

func TestReading(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		newsroom(t, s)
		ctx := t.Context()
		reports, err := s.Reports(ctx, []string{"s1", "s2", "none"})
		if err != nil || len(reports["s1"]) != 2 || len(reports["s2"]) != 1 || reports["s1"][0].Source != "north.example" || reports["s1"][0].Changes != 0 {
			t.Errorf("reports %+v, %v", reports, err)
		}
		saved, err := s.Compared(ctx, []string{"s1", "s2"})
		if err != nil || len(saved) != 1 || time.Since(saved["s1"]) > time.Hour {
			t.Errorf("compared %v, %v", saved, err)
		}
		placed, err := s.Placements(ctx, "s1")
		if err != nil || len(placed) != 2 || placed[1].Article != "a2" || placed[1].Why == "" {
			t.Errorf("placements %+v, %v", placed, err)
		}
		said, err := s.Said(ctx, "Anna Sø", 10)
		if err != nil || len(said) != 1 || said[0].Words != "The river" || !said[0].Direct {
			t.Errorf("said %+v, %v: a place outside the text is left out", said, err)
		}
		sums, err := s.Sums(ctx)
		if err != nil || sums.Articles != 3 || sums.Last.IsZero() {
			t.Errorf("sums %+v, %v", sums, err)
		}
		if none, err := s.Reports(ctx, nil); err != nil || len(none) != 0 {
			t.Errorf("reports of no story: %v, %v", none, err)
		}
	})
}

func TestOutlet(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		newsroom(t, s)
		north, err := s.Outlet(t.Context(), "north.example")
		if err != nil || north.Reports != 1 || north.Opened != 1 || north.Alone != 0 || north.Copied != 0 || len(north.CopiedBy) != 1 || north.Quotes[0].Count != 2 {
			t.Errorf("outlet %+v, %v", north, err)
		}
		south, err := s.Outlet(t.Context(), "south.example")
		if err != nil || south.Reports != 2 || south.Stories != 2 || south.Opened != 0 || south.Alone != 1 || south.Copied != 1 || south.CopiesOf[0].Name != "north.example" {
			t.Errorf("outlet %+v, %v", south, err)
		}
		latest, err := s.ReportsOf(t.Context(), "south.example", 1)
		if err != nil || len(latest) != 1 || latest[0].Article != "a3" {
			t.Errorf("latest %+v, %v", latest, err)
		}
		if _, err := s.Outlet(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
			t.Errorf("an outlet that is not there: %v", err)
		}
	})
}
