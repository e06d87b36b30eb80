package poll

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/poll/world"
)

// BenchmarkNothingNew asks 2,000 feeds of 200 hosts, none of which has anything new, over
// real connections and with a real database. It reports the processor time of asking all of
// them once, that of the server included.
func BenchmarkNothingNew(b *testing.B) {
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	clock := world.NewClock(monday, monday.Add(1000*time.Hour), cancel)
	w := world.New(world.Options{Hosts: 200, Feeds: 2_000, Pages: 40_000, Start: monday.Add(-30 * 24 * time.Hour), Span: 24 * time.Hour, Seed: 7, Now: clock.Now})
	server := httptest.NewServer(w)
	defer server.Close()
	s := openStore(b)
	for _, u := range w.FeedURLs() {
		if _, err := s.AddFeed(ctx, news.Feed{URL: u, Kind: news.FeedItems, Added: monday}); err != nil {
			b.Fatal(err)
		}
	}
	client := fetch.New(fetch.Options{KeepAlive: true, Dial: world.Dialer(server.Listener.Addr(), nil)})
	defer client.Close()
	o := Defaults()
	o.Clock = clock
	p := New(s, client, o)
	round := func() {
		if err := p.Once(ctx); err != nil {
			b.Fatal(err)
		}
	}
	round()
	before, spent := w.Ledger(), time.Duration(0)
	for b.Loop() {
		for _, u := range w.FeedURLs() {
			if err := s.HurryFeed(ctx, u); err != nil {
				b.Fatal(err)
			}
		}
		began := cpu()
		round()
		spent += cpu() - began
	}
	after := w.Ledger()
	if n := after.NotModified - before.NotModified; n != int64(2_000*b.N) || after.Unconditional > 0 {
		b.Errorf("%d of %d answers said that nothing is new", n, 2_000*b.N)
	}
	b.ReportMetric(spent.Seconds()/float64(b.N), "cpu-s/round")
}
