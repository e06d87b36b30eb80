package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/poll"
	"synoptic/internal/store"
)

// TestWatcher lets a whole road be gone: a feed brings an article, and somebody brings another
// by hand, twice.
func TestWatcher(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprintf(w, `<rss version="2.0"><channel><item><link>http://%s/river</link></item></channel></rss>`, r.Host)
		case "/river":
			fmt.Fprintf(w, "<html><head><title>River rises</title></head><body><article><h1>River rises</h1>%s</article></body></html>",
				strings.Repeat("<p>The river rose on Monday night, and the town moved its sandbags to the bridge.</p>", 5))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(site.Close)
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.AddFeed(t.Context(), news.Feed{URL: site.URL + "/feed", Kind: news.FeedItems}); err != nil {
		t.Fatal(err)
	}
	o := poll.Defaults()
	o.Pause = time.Millisecond
	ctx, stop := context.WithCancel(t.Context())
	w := newWatcher(s, fetch.New(fetch.Options{AllowPrivate: true}), o, slog.New(slog.NewTextHandler(io.Discard, nil)))
	ended := make(chan struct{})
	go func() { w.run(ctx); close(ended) }()

	await(t, func() bool { return len(articles(t, s)) == 1 })
	record := `{"id":"x1","source":"Harbour Times","text":"The ferry struck the breakwater on Tuesday evening, and seventeen passengers were hurt."}`
	for range 2 {
		if _, err := w.Ingest(ctx, intake.Stream(ctx, "push", strings.NewReader(record), intake.Options{})); err != nil {
			t.Fatal(err)
		}
	}
	if got := articles(t, s); len(got) != 2 {
		t.Errorf("%d articles after pushing one twice", len(got))
	}
	stop()
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("it did not end within 5 seconds")
	}
}

func articles(t *testing.T, s *store.Store) (list []news.Revision) {
	t.Helper()
	for r, err := range s.Articles(t.Context(), store.ArticleFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}

// await waits until something holds, at most a while.
func await(t *testing.T, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatal("it never came")
}
