package web

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/reuse"
	"synoptic/internal/store"
)

// archive is a database of n invented articles, five to a story, the latest 1,000 stories
// compared. ARCHIVE names a file to keep it in between runs: what is measured is a copy.
func archive(b *testing.B, n int) *store.Store {
	b.Helper()
	path := filepath.Join(b.TempDir(), "archive.db")
	kept := os.Getenv("ARCHIVE")
	if _, err := os.Stat(kept); err == nil {
		copyFile(b, kept, path)
		return open(b, path)
	}
	s := open(b, path)
	var batch store.Batch
	for item := range generate.Stream(n, 1) {
		addInvented(&batch, item)
		if len(batch.Revisions) == 1000 {
			keep(b, s, &batch)
		}
	}
	keep(b, s, &batch)
	compareLatest(b, s)
	if kept == "" {
		return s
	}
	if err := s.Close(); err != nil { // all of it is in one file then
		b.Fatal(err)
	}
	copyFile(b, path, kept)
	return open(b, path)
}

func open(b *testing.B, path string) *store.Store {
	b.Helper()
	s, err := store.Open(b.Context(), path, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func copyFile(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err == nil {
		_, err = io.Copy(out, in)
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
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
	example := harbourReports()[:4]
	keep(b, s, &store.Batch{Revisions: example, Placements: in("example", news.Accepted, "", "r1", "r2", "r3", "r4")})
	c := harbourCompared()
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
// do: alone, and while new articles are read into the same database by the same program as
// fast as it can. It reports the time that half and that 99 of 100 of the requests take, with
// both sides of the connection in it, and alone the processor time likewise.
func BenchmarkServe(b *testing.B) {
	s := archive(b, 100_000)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(runtime.NumCPU() + 2)) // as serve does
	server, err := New(Options{Version: "test", Store: s, Changes: reuse.Changes, Access: Access{Everyone: Reader}})
	if err != nil {
		b.Fatal(err)
	}
	site := httptest.NewServer(server)
	defer site.Close()
	pages := pagesAsked(b, s)
	b.Run("alone", func(b *testing.B) {
		for _, p := range pages {
			b.Run(p.name, func(b *testing.B) { ask(b, site.URL, p.address, true) })
		}
	})
	b.Run("beside", func(b *testing.B) {
		end := ingesting(b, s)
		for _, p := range pages {
			b.Run(p.name, func(b *testing.B) { ask(b, site.URL, p.address, false) })
		}
		end()
	})
}

// asked is a kind of page with addresses of it.
type askedPage struct {
	name    string
	address func() string
}

func pagesAsked(b *testing.B, s *store.Store) []askedPage {
	list, _, err := s.Stories(b.Context(), store.StoryFilter{Limit: 1000})
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	var words []string
	for range 400 {
		members, err := s.Members(b.Context(), list[rng.IntN(len(list))].ID)
		if err != nil || len(members) == 0 {
			b.Fatal("no reports", err)
		}
		text := strings.Fields(members[0].Text)
		words = append(words, url.QueryEscape(text[rng.IntN(len(text))]))
	}
	story := func() string { return list[rng.IntN(len(list))].ID }
	return []askedPage{
		{"front", func() string { return "/" }},
		{"latest", func() string { return "/?order=new" }},
		{"story", func() string { return "/story/" + story() }},
		{"search", func() string { return "/search?q=" + words[rng.IntN(len(words))] }},
		{"api-stories", func() string { return "/api/v1/stories?order=new&limit=50" }},
		{"api-story", func() string { return "/api/v1/stories/" + story() }},
		{"api-search", func() string { return "/api/v1/search?q=" + words[rng.IntN(len(words))] }},
		{"source", func() string { return fmt.Sprintf("/source/outlet-%d.example", rng.IntN(200)) }},
	}
}

// ingesting has a stream of articles read into the database, as serve does with what comes,
// until end is called, which says how many it was.
func ingesting(b *testing.B, s *store.Store) (end func()) {
	in, err := pipeline.NewIngester(b.Context(), s, pipeline.Options{Workers: 1, Batch: 16})
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(b.Context())
	begin, done := time.Now(), make(chan pipeline.Summary, 1)
	go func() {
		sum, err := in.Ingest(ctx, pipeline.Items(arriving(ctx)))
		if err != nil {
			b.Error(err)
		}
		done <- sum
	}()
	return func() {
		stop()
		sum := <-done
		b.Logf("%d articles came meanwhile, %.0f a second", sum.New, float64(sum.New)/time.Since(begin).Seconds())
		if sum.New == 0 {
			b.Error("nothing was read beside the requests")
		}
	}
}

// arriving is an endless stream of new articles.
func arriving(ctx context.Context) iter.Seq2[news.Capture, error] {
	return func(yield func(news.Capture, error) bool) {
		for item := range generate.Stream(10_000_000, 2) {
			item.ID = "n" + item.ID
			record, err := json.Marshal(item)
			if ctx.Err() != nil || !yield(news.Capture{Name: item.ID, ContentType: "application/json", Bytes: record}, err) {
				return
			}
		}
	}
}

func ask(b *testing.B, site string, address func() string, alone bool) {
	var took, worked []time.Duration
	for b.Loop() {
		path := address()
		begin, used := time.Now(), processorTime()
		answer, _ := get(b, site+path, "Accept-Encoding", "gzip")
		took, worked = append(took, time.Since(begin)), append(worked, processorTime()-used)
		if answer.StatusCode != http.StatusOK {
			b.Fatalf("%s: status %d", path, answer.StatusCode)
		}
	}
	report := func(list []time.Duration, unit string) {
		slices.Sort(list)
		b.ReportMetric(float64(list[len(list)/2].Microseconds())/1000, "p50-"+unit)
		b.ReportMetric(float64(list[len(list)*99/100].Microseconds())/1000, "p99-"+unit)
	}
	report(took, "ms")
	if alone {
		report(worked, "cpu-ms")
	}
}

// processorTime is what this program has used of the processors.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
