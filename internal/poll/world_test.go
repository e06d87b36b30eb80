package poll

import (
	"context"
	"errors"
	"flag"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"synoptic/internal/address"
	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/poll/world"
	"synoptic/internal/store"
)

var full = flag.Bool("world", false, "watch the whole world: 2,000 feeds and 40,000 articles over a week")

var monday = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

// openStore is a new database.
func openStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// watch lets a poller watch a world until the end, from a new database.
func watch(t testing.TB, o world.Options, end time.Time) (*world.World, *store.Store, *Poller) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	clock := world.NewClock(o.Start, end, cancel)
	o.Now = clock.Now
	w := world.New(o)
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	s := openStore(t)
	for _, u := range w.FeedURLs() {
		if _, err := s.AddFeed(ctx, news.Feed{URL: u, Kind: news.FeedItems, Added: o.Start}); err != nil {
			t.Fatal(err)
		}
	}
	client := fetch.New(fetch.Options{KeepAlive: true, Dial: world.Dialer(server.Listener.Addr(), func(a string) { t.Errorf("dialled %s", a) })})
	t.Cleanup(client.Close)
	options := Defaults()
	options.Clock = clock
	p := New(s, client, options)
	if err := p.Run(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	return w, s, p
}

// TestWorld watches a week of an invented press and holds the poller to all it promises.
func TestWorld(t *testing.T) {
	o := world.Options{Hosts: 12, Feeds: 30, Pages: 300, Start: monday, Span: 24 * time.Hour, Seed: 7}
	end := monday.Add(48 * time.Hour)
	if *full {
		o.Hosts, o.Feeds, o.Pages, o.Span = 200, 2_000, 40_000, 7*24*time.Hour
		end = monday.Add(8 * 24 * time.Hour)
	}
	began, before := time.Now(), cpu()
	w, s, p := watch(t, o, end)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	l := w.Ledger()
	t.Logf("%d requests (%d of feeds, %d unchanged) in %.1f s, %.1f s of CPU; %d MB from the system; least pause %v; %+v",
		l.Requests, l.Feeds, l.NotModified, time.Since(began).Seconds(), (cpu() - before).Seconds(), m.Sys>>20, l.LeastPause, p.Done)
	if l.AtOnce != 1 || l.LeastPause < p.o.Pause {
		t.Errorf("%d requests to one host at a time, %v apart", l.AtOnce, l.LeastPause)
	}
	if l.Unconditional != 0 {
		t.Errorf("%d requests without their validator", l.Unconditional)
	}
	checkPages(t, w, s, o.Start.Add(o.Span))
}

// cpu is the processor time of this process so far.
func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// patience is how late a look may be: the beat of the poller, and the turn of its host.
const patience = 3 * time.Minute

// checkPages holds that every article was captured, and every change and deletion seen at
// the next time its schedule names.
func checkPages(t *testing.T, w *world.World, s *store.Store, end time.Time) {
	missed, late, unseen := 0, 0, 0
	for i, p := range w.Pages() {
		known, err := s.Pages(t.Context(), []string{address.Canonical(w.PageURL(i))})
		if err != nil {
			t.Fatal(err)
		}
		page, ok := known[w.PageURL(i)]
		if !ok || page.Looks == 0 {
			if !vanishedBefore(p, page.Found) {
				missed++
				t.Logf("article %d, of %v, was missed: %+v", i, p.Appears, page)
			}
			continue
		}
		for n, at := range p.Changes {
			late += boolean(!seen(p, page.Found, at, n+2, end))
		}
		if !p.Vanishes.IsZero() {
			unseen += boolean(!seen(p, page.Found, p.Vanishes, 0, end) || looksAfter(page.Found, p.Vanishes, end) && page.Gone.IsZero())
		}
	}
	if missed+late+unseen > 0 {
		t.Errorf("articles missed: %d, changes seen late: %d, deletions unseen: %d", missed, late, unseen)
	}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// vanishedBefore reports whether an article was taken down before its feed was read.
func vanishedBefore(p world.Page, found time.Time) bool {
	return !p.Vanishes.IsZero() && (found.IsZero() || p.Vanishes.Before(found.Add(patience)))
}

// looksAfter reports whether the schedule looks at a page after a time and before the end.
func looksAfter(found, at, end time.Time) bool {
	for _, after := range Defaults().Again {
		if look := found.Add(after); look.After(at) && look.Add(patience).Before(end) {
			return true
		}
	}
	return false
}

// seen reports whether what happened to an article at a time was served by the next look
// of the schedule, a later version in its place included.
func seen(p world.Page, found, at time.Time, version int, end time.Time) bool {
	for _, after := range append([]time.Duration{0}, Defaults().Again...) {
		look := found.Add(after)
		if !look.After(at) || look.Add(patience).After(end) {
			continue
		}
		for _, s := range p.Served {
			if !s.At.Before(at) && s.At.Before(look.Add(patience)) && (s.Version >= version || s.Version == 0) {
				return true
			}
		}
		return false
	}
	return true // the schedule does not look so late
}

func TestClockIsTheWorldsOwn(t *testing.T) {
	c := world.NewClock(monday, monday.Add(time.Hour), func() {})
	if rings, _ := c.Alarm(monday.Add(time.Minute), false); rings != nil || !c.Now().Equal(monday) {
		t.Error("time went on while something was under way")
	}
	<-first(c.Alarm(monday.Add(time.Minute), true))
	if !c.Now().Equal(monday.Add(time.Minute)) {
		t.Errorf("it is %v", c.Now())
	}
}

func first(rings <-chan time.Time, _ func()) <-chan time.Time { return rings }
