package web

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
	"synoptic/internal/reuse"
	"synoptic/internal/store"
)

// archive is a database of n invented articles, five to a story, the latest 1,000 stories
// compared. ARCHIVE names a file to keep it in between runs.
func archive(b *testing.B, n int) *store.Store {
	b.Helper()
	path := os.Getenv("ARCHIVE")
	if path == "" {
		path = filepath.Join(b.TempDir(), "archive.db")
	}
	s, err := store.Open(b.Context(), path, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	if sums, err := s.Sums(b.Context()); err != nil || sums.Articles > n {
		return s
	}
	if sums, _ := s.Sums(b.Context()); sums.Articles == n {
		compareLatest(b, s)
		return s
	}
	var batch store.Batch
	for item := range generate.Stream(n, 1) {
		addInvented(&batch, item)
		if len(batch.Revisions) == 1000 {
			keep(b, s, &batch)
		}
	}
	keep(b, s, &batch)
	compareLatest(b, s)
	return s
}

// addInvented puts an invented article into the batch, in a story of five.
func addInvented(batch *store.Batch, item generate.Item) {
	number, _ := strconv.Atoi(item.ID)
	item.ID, item.Source = fmt.Sprintf("a%07d", number), fmt.Sprintf("outlet-%d.example", number%200)
	seen, _ := time.Parse(time.RFC3339, item.Published)
	batch.Revisions = append(batch.Revisions, news.Revision{Article: item.Article, Seen: seen, Hash: item.ID})
	batch.Placements = append(batch.Placements, news.Placement{Article: item.ID, Story: fmt.Sprintf("s%d", number/5), Kind: news.Accepted, Why: "invented"})
}

func keep(b *testing.B, s *store.Store, batch *store.Batch) {
	b.Helper()
	if err := s.Write(b.Context(), batch); err != nil {
		b.Fatal(err)
	}
	*batch = store.Batch{}
}

// compareLatest gives the latest stories the comparison of the example, about their own
// articles.
func compareLatest(b *testing.B, s *store.Store) {
	b.Helper()
	example := harbourReports(b)[:4]
	keep(b, s, &store.Batch{Revisions: example, Placements: in("example", news.Accepted, "", "r1", "r2", "r3", "r4")})
	c := compareReports(b, example)
	list, _, err := s.Stories(b.Context(), store.StoryFilter{Limit: 1000})
	for _, story := range list {
		members, err := s.Members(b.Context(), story.ID)
		if err != nil {
			b.Fatal(err)
		}
		if err := s.SaveComparison(b.Context(), story.ID, "1", store.Inputs(members), c); err != nil {
			b.Fatal(err)
		}
	}
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkServe asks a site over 100,000 articles in 20,000 stories for pages, as readers
// do, and reports the time that half and that 99 of 100 of the requests take, with the
// server's side of the connection in it.
func BenchmarkServe(b *testing.B) {
	s := archive(b, 100_000)
	server, err := New(Options{Version: "test", Store: s, Changes: reuse.Changes, Access: Access{Everyone: Reader}})
	if err != nil {
		b.Fatal(err)
	}
	site := httptest.NewServer(server)
	defer site.Close()
	list, _, err := s.Stories(b.Context(), store.StoryFilter{Limit: 1000})
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	story := func() string { return list[rng.IntN(len(list))].ID }
	word := func() string {
		hits, err := s.Members(b.Context(), story())
		if err != nil || len(hits) == 0 {
			b.Fatal("no reports", err)
		}
		words := strings.Fields(hits[0].Text)
		return url.QueryEscape(words[rng.IntN(len(words))])
	}
	for _, page := range []struct {
		name    string
		address func() string
	}{
		{"front", func() string { return "/" }},
		{"latest", func() string { return "/?order=new" }},
		{"story", func() string { return "/story/" + story() }},
		{"search", func() string { return "/search?q=" + word() }},
		{"api-stories", func() string { return "/api/v1/stories?order=new&limit=50" }},
		{"api-story", func() string { return "/api/v1/stories/" + story() }},
		{"source", func() string { return fmt.Sprintf("/source/outlet-%d.example", rng.IntN(200)) }},
	} {
		b.Run(page.name, func(b *testing.B) { ask(b, site.URL, page.address) })
	}
}

func ask(b *testing.B, site string, address func() string) {
	var took []time.Duration
	for b.Loop() {
		path := address()
		begin := time.Now()
		answer, _ := get(b, site+path)
		took = append(took, time.Since(begin))
		if answer.StatusCode != http.StatusOK {
			b.Fatalf("%s: status %d", path, answer.StatusCode)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
