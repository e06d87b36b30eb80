package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

func addFeeds(t testing.TB, s *Store, urls ...string) {
	t.Helper()
	for _, u := range urls {
		if added, err := s.AddFeed(t.Context(), news.Feed{URL: u, Kind: news.FeedItems, Title: "T", Folder: "F", Added: day}); err != nil || !added {
			t.Fatal(added, err)
		}
	}
}

func writeFetched(t testing.TB, s *Store, f news.Fetched) {
	t.Helper()
	if err := s.WriteFetched(t.Context(), &f); err != nil {
		t.Fatal(err)
	}
}

func feedAt(t testing.TB, s *Store, url string) news.Feed {
	t.Helper()
	feeds, err := s.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		if f.URL == url {
			return f
		}
	}
	t.Fatalf("no feed %s among %v", url, feeds)
	return news.Feed{}
}

func TestFeeds(t *testing.T) { both(t, seeFeeds) }

func seeFeeds(t *testing.T, s *Store) {
	ctx := t.Context()
	addFeeds(t, s, "http://a.example/1", "http://a.example/2", "http://b.example/1")
	if added, err := s.AddFeed(ctx, news.Feed{URL: "http://a.example/1"}); added || err != nil {
		t.Errorf("the same feed twice: %v, %v", added, err)
	}
	f := feedAt(t, s, "http://a.example/1")
	f.URL, f.Title, f.Worked, f.Next, f.Interval, f.Rate, f.Errors, f.Reason, f.ETag = "http://a.example/moved", "New", day, day.Add(time.Hour), time.Minute, 0.25, 2, "why", `"e"`
	taken := feedAt(t, s, "http://a.example/2")
	taken.URL, taken.Next = "http://b.example/1", day.Add(time.Hour)
	writeFetched(t, s, news.Fetched{Feeds: []news.Feed{f, taken, {ID: 99, URL: "http://removed.example/"}}})
	if d := cmp.Diff(f, feedAt(t, s, "http://a.example/moved")); d != "" {
		t.Error(d)
	}
	feedAt(t, s, "http://a.example/2") // it could not move where another is
	if err := s.PauseFeed(ctx, "http://b.example/1", true); err != nil {
		t.Error(err)
	}
	if due, err := s.DueFeeds(ctx, day, nil, 5, 5); len(due) != 0 || err != nil {
		t.Errorf("due: %v, %v", due, err)
	}
	if err := s.HurryFeed(ctx, "http://a.example/2"); err != nil {
		t.Error(err)
	}
	if due, err := s.DueFeeds(ctx, day, nil, 5, 5); len(due) != 1 || err != nil || due[0].ID != taken.ID {
		t.Errorf("due: %v, %v", due, err)
	}
	if err := s.RemoveFeed(ctx, "http://a.example/moved"); err != nil {
		t.Error(err)
	}
	if err := s.RemoveFeed(ctx, "http://a.example/moved"); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

func page(host string, n int, next time.Time) news.Page {
	u := fmt.Sprintf("http://%s/%d", host, n)
	return news.Page{URL: u, At: u + "?a=b", Title: "T", Teaser: "…", Found: day, Next: next}
}

func TestDuePagesAreSharedAmongHosts(t *testing.T) { both(t, seeDuePagesAreSharedAmongHosts) }

func seeDuePagesAreSharedAmongHosts(t *testing.T, s *Store) {
	ctx := t.Context()
	var found []news.Page
	for n := range 10 {
		found = append(found, page("a.example", n, day.Add(time.Duration(n)*time.Second)))
	}
	found = append(found, page("b.example", 0, day.Add(time.Minute)), page("c.example", 0, day.Add(time.Hour)), page("d.example", 0, time.Time{}))
	writeFetched(t, s, news.Fetched{Found: found})
	names := func(leftOut []string, perHost, limit int) (list []string) {
		pages, err := s.DuePages(ctx, day.Add(time.Minute), leftOut, perHost, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			list = append(list, p.URL)
		}
		return list
	}
	if d := cmp.Diff([]string{"http://a.example/0", "http://a.example/1", "http://b.example/0"}, names(nil, 2, 9)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"http://b.example/0"}, names([]string{"a.example", "x.example"}, 2, 9)); d != "" {
		t.Error(d)
	}
	if got := names(nil, 20, 4); len(got) != 4 {
		t.Errorf("got %v", got)
	}
	if feed, next, err := s.NextDue(ctx, day.Add(time.Minute)); err != nil || !feed.IsZero() || !next.Equal(day.Add(time.Hour)) {
		t.Errorf("next: %v, %v, %v", feed, next, err)
	}
	if _, next, err := s.NextDue(ctx, day.Add(time.Hour)); err != nil || !next.IsZero() {
		t.Errorf("next: %v, %v", next, err)
	}
}

func TestPagesAreKept(t *testing.T) { both(t, seePagesAreKept) }

func seePagesAreKept(t *testing.T, s *Store) {
	ctx := t.Context()
	p := page("a.example", 1, day)
	writeFetched(t, s, news.Fetched{Found: []news.Page{p}})
	p.Looks, p.Last, p.Next, p.Gone, p.First, p.Capture, p.ETag, p.Teaser = 1, day, time.Time{}, day, "c1", "c2", `"e"`, ""
	writeFetched(t, s, news.Fetched{Pages: []news.Page{p}})
	writeFetched(t, s, news.Fetched{Found: []news.Page{page("a.example", 1, day.Add(time.Hour))}, Again: map[string]time.Time{"http://x.example/": day}})
	known, err := s.Pages(ctx, []string{p.URL, "http://a.example/2"})
	if err != nil || len(known) != 1 {
		t.Fatal(known, err)
	}
	if d := cmp.Diff(p, known[p.URL]); d != "" {
		t.Error(d)
	}
	writeFetched(t, s, news.Fetched{Again: map[string]time.Time{p.URL: day}})
	if due, err := s.DuePages(ctx, day, nil, 1, 1); err != nil || len(due) != 1 {
		t.Errorf("due: %v, %v", due, err)
	}
}

func TestCapturesWaitUntilTheyAreRead(t *testing.T) { both(t, seeCapturesWaitUntilTheyAreRead) }

func seeCapturesWaitUntilTheyAreRead(t *testing.T, s *Store) {
	ctx := t.Context()
	var captures []news.Kept
	for _, name := range []string{"new", "same", "bad"} {
		captures = append(captures, news.Keep(news.Capture{Name: name, URL: "http://a.example/" + name, Bytes: []byte(name)}, day))
	}
	writeFetched(t, s, news.Fetched{Captures: captures})
	writeFetched(t, s, news.Fetched{Captures: captures[:1]})
	waiting, err := s.Unread(ctx, 10)
	if d := cmp.Diff(captures, waiting); d != "" || err != nil {
		t.Fatal(d, err)
	}
	r := article("a1", "a.example", "T", "text")
	r.Capture = captures[0].Hash
	p := page("a.example", 1, day)
	writeFetched(t, s, news.Fetched{Found: []news.Page{p}})
	p.First, p.Gone = captures[0].Hash, day.Add(time.Hour)
	writeFetched(t, s, news.Fetched{Pages: []news.Page{p}})
	write(t, s, news.Batch{Revisions: []news.Revision{r}, Problems: []news.Problem{{Name: "bad", Stage: "extract", Capture: captures[2].Hash, First: day, Last: day}}})
	if err := s.MarkRead(ctx, []string{captures[0].Hash, captures[1].Hash, captures[2].Hash}); err != nil {
		t.Fatal(err)
	}
	if waiting, err := s.Unread(ctx, 10); len(waiting) != 0 || err != nil {
		t.Errorf("waiting: %v, %v", waiting, err)
	}
	for i, want := range []bool{true, false, true} {
		if _, err := s.Capture(ctx, captures[i].Hash); (err == nil) != want {
			t.Errorf("%s: %v", captures[i].Name, err)
		}
	}
	if gone, err := s.Gone(ctx, []string{"a1", "a2"}); err != nil || len(gone) != 1 || !gone["a1"].Equal(day.Add(time.Hour)) {
		t.Errorf("gone: %v, %v", gone, err)
	}
	if n, err := s.ReadAgain(ctx, "extract"); n != 1 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
	if waiting, err := s.Unread(ctx, 10); len(waiting) != 1 || err != nil || waiting[0].Name != "bad" {
		t.Errorf("waiting: %v, %v", waiting, err)
	}
}
