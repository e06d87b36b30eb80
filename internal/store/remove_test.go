package store

import (
	"testing"

	"synoptic/internal/news"
)

func TestRemoveBrought(t *testing.T) { both(t, testRemoveBrought) }

// testRemoveBrought removes what came under one name and leaves the rest as if it had never
// been there.
func testRemoveBrought(t *testing.T, s *Store) {
	flood(t, s)
	demo := article("d1", "demo.example", "River rises in the demo", "The demo river rose.")
	demo.Capture = "c9"
	write(t, s, Batch{
		Captures:   []news.Kept{{Capture: news.Capture{Name: "demo/d.txt", Bytes: []byte("The demo river rose.")}, Hash: "c9", Fetched: day}},
		Revisions:  []news.Revision{demo},
		Images:     []Image{{Article: "d1", Bytes: []byte("i9")}},
		Placements: []news.Placement{placement("d1", "s1")},
		Copies:     []news.Reuse{{From: "a1", To: "d1", Share: .9, Kind: "copy"}},
	})
	if n, err := s.RemoveBrought(t.Context(), "demo/"); err != nil || n != 1 {
		t.Fatalf("%d articles were removed, %v", n, err)
	}
	if n, err := s.RemoveBrought(t.Context(), "demo/"); err != nil || n != 0 {
		t.Errorf("%d articles were removed again, %v", n, err)
	}
	hits, _, err := s.Search(t.Context(), Query{Text: "river"})
	if err != nil || len(hits) != 1 || hits[0].Article != "a1" {
		t.Errorf("the search finds %+v, %v", hits, err)
	}
	story, err := s.Story(t.Context(), "s1")
	if err != nil || story.Reports != 2 {
		t.Errorf("the story has %d reports, %v", story.Reports, err)
	}
	if _, err := s.Capture(t.Context(), "c9"); err == nil {
		t.Error("the capture is still there")
	}
	findings, err := s.Check(t.Context(), false)
	if err != nil || len(findings) > 0 {
		t.Errorf("the database is not sound: %+v, %v", findings, err)
	}
}

func TestRemovedIsNotStirred(t *testing.T) { both(t, seeRemovedIsNotStirred) }

// seeRemovedIsNotStirred removes a whole story, which nobody who watches can look at then.
func seeRemovedIsNotStirred(t *testing.T, s *Store) {
	addWatch(t, s, news.Watch{Query: "river"})
	demo := article("d1", "demo.example", "River rises in the demo", "The demo river rose.")
	demo.Capture = "c9"
	write(t, s, Batch{
		Captures:   []news.Kept{{Capture: news.Capture{Name: "demo/d.txt", Bytes: []byte("The demo river rose.")}, Hash: "c9", Fetched: day}},
		Revisions:  []news.Revision{demo},
		Placements: []news.Placement{placement("d1", "s9")},
	})
	if _, err := s.RemoveBrought(t.Context(), "demo/"); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Stirred(t.Context(), 0, 10); err != nil || len(left) > 0 {
		t.Errorf("noted as changed: %+v, %v", left, err)
	}
}
