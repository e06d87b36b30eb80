package web

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// emptyStore is a database without anything.
func emptyStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// demoOf is a demo world of one article.
func demoOf(s *store.Store) Demo {
	return Demo{
		Load: func(ctx context.Context) error {
			tower := at(0, "demo", "Demo Post", "A tower falls", "A tower fell.")
			tower.Capture = "c1"
			return s.Write(ctx, &store.Batch{Captures: []news.Kept{{Capture: news.Capture{Name: "demo/1", Bytes: []byte("A tower fell.")}, Hash: "c1", Fetched: morning}},
				Revisions: []news.Revision{tower}, Placements: in("d1", news.Founded, "", "demo")})
		},
		Remove: func(ctx context.Context) error {
			_, err := s.RemoveBrought(ctx, "demo/")
			return err
		},
		Loaded: func(ctx context.Context) (bool, error) {
			known, err := s.Known(ctx, []string{"demo"})
			return len(known) > 0, err
		},
	}
}

// TestFirstRun holds that an empty site says how to begin, and that the demo world comes and
// goes at once.
func TestFirstRun(t *testing.T) {
	s := emptyStore(t)
	lists := FeedsFile{Read: func([]byte) ([]news.Feed, int, error) {
		return []news.Feed{{URL: "https://tidewater.example/feed", Kind: news.FeedItems}}, 0, nil
	}}
	site, _ := newSite(t, Options{Store: s, Demo: demoOf(s), OPML: lists})
	act := func(name string) string {
		r := form(t, site.URL+"/demo", url.Values{"act": {name}}, nil)
		answer, page := do(t, r)
		if answer.StatusCode != 200 {
			t.Fatalf("%s: status %d", name, answer.StatusCode)
		}
		return page
	}
	for _, want := range []string{"Load the demo world", "List of feeds (OPML)", "synoptic ingest", "/compare"} {
		if _, page := get(t, site.URL+"/"); !strings.Contains(page, want) {
			t.Errorf("the empty site lacks %q", want)
		}
	}
	if page := act("load"); !strings.Contains(page, "A tower falls") || !strings.Contains(page, "Remove the demo world") {
		t.Error("the demo world is not shown, or not how to be rid of it")
	}
	if page := act("remove"); strings.Contains(page, "A tower falls") || !strings.Contains(page, "Load the demo world") {
		t.Error("the demo world is still shown, or not offered again")
	}
	if answer, _ := do(t, form(t, site.URL+"/demo", url.Values{"act": {"burn"}}, nil)); answer.StatusCode != 400 {
		t.Errorf("an act that is none: status %d", answer.StatusCode)
	}
}
