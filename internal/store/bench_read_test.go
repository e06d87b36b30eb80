package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"synoptic/internal/news"
)

// archive is a database of invented articles, as many as $SYNOPTIC_BENCH_ARTICLES says
// (20,000), at $SYNOPTIC_BENCH_DB, where it is found again the next time.
func archive(b *testing.B) *Store {
	b.Helper()
	path, n := os.Getenv("SYNOPTIC_BENCH_DB"), 20_000
	if path == "" {
		path = filepath.Join(b.TempDir(), "archive.db")
	}
	if asked, err := strconv.Atoi(os.Getenv("SYNOPTIC_BENCH_ARTICLES")); err == nil {
		n = asked
	}
	s := open(b, path)
	var there int
	if err := s.row(b.Context(), "SELECT count(*) FROM articles", nil, &there); err != nil {
		b.Fatal(err)
	}
	if there == 0 {
		for batch := range stream(n) {
			write(b, s, *batch)
		}
	}
	b.ResetTimer()
	return s
}

// wordsByFrequency are the words of some articles, the most frequent first.
func wordsByFrequency(b *testing.B, s *Store) []string {
	b.Helper()
	count := map[string]int{}
	n := 0
	for r, err := range s.Articles(b.Context(), ArticleFilter{}) {
		if err != nil {
			b.Fatal(err)
		}
		words(r.Text, func(w word) bool { count[w.form]++; return true })
		if n++; n == 3000 {
			break
		}
	}
	list := sorted(count)
	slices.SortStableFunc(list, func(x, y string) int { return count[y] - count[x] })
	return list
}

// percentiles reports how long operations took.
func percentiles(b *testing.B, took []time.Duration, what string) {
	slices.Sort(took)
	for _, p := range []int{50, 99} {
		b.ReportMetric(float64(took[(len(took)-1)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-%s-ms", p, what))
	}
}

// timed runs an operation b.N times. Beside the time that passed it reports the time of the
// processor, which others that use the machine change less.
func timed(b *testing.B, operation func(i int) error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	passed, worked := make([]time.Duration, 0, b.N), make([]time.Duration, 0, b.N)
	b.ResetTimer()
	for i := range b.N {
		start, before := time.Now(), threadTime(b)
		if err := operation(i); err != nil {
			b.Fatal(err)
		}
		passed, worked = append(passed, time.Since(start)), append(worked, threadTime(b)-before)
	}
	percentiles(b, passed, "elapsed")
	percentiles(b, worked, "cpu")
}

// threadTime is the processor time of this thread so far.
func threadTime(b *testing.B) time.Duration {
	const thread = 1 // RUSAGE_THREAD
	return usage(b, thread)
}

func BenchmarkSearch(b *testing.B) {
	s := archive(b)
	list := wordsByFrequency(b, s)
	middle, rare := list[len(list)/4:], list[len(list)-1000:]
	for _, c := range []struct {
		name  string
		query func(i int) string
	}{
		{"common", func(i int) string { return list[i%20] }},
		{"middle", func(i int) string { return middle[i%len(middle)] }},
		{"rare", func(i int) string { return rare[i%len(rare)] }},
		{"commonAndRare", func(i int) string { return list[i%20] + " " + rare[i%len(rare)] }},
		{"commonOrCommon", func(i int) string { return list[i%20] + " OR " + list[(i+1)%20] }},
		{"phraseOfCommon", func(i int) string { return `"` + list[i%20] + " " + list[(i+1)%20] + `"` }},
		{"commonNotCommon", func(i int) string { return list[i%20] + " -" + list[(i+7)%20] }},
		{"beginning", func(i int) string { return middle[i%len(middle)][:3] + "*" }},
		{"commonInYear", func(i int) string { return list[i%20] + " until:2030-02" }},
		{"titleCommon", func(i int) string { return "title:" + list[i%20] }},
		{"sourceAndCommon", func(i int) string { return `source:"outlet 7" ` + list[i%20] }},
	} {
		b.Run(c.name, func(b *testing.B) {
			timed(b, func(i int) error {
				_, _, err := s.Search(b.Context(), Query{Text: c.query(i), Limit: 20})
				return err
			})
		})
	}
}

// BenchmarkPages reads what pages show, while nothing and while an ingest writes.
func BenchmarkPages(b *testing.B) {
	s := archive(b)
	first, _, err := s.Stories(b.Context(), StoryFilter{Limit: 1000, MinOrigins: 2})
	if err != nil || len(first) == 0 {
		b.Fatal(len(first), err)
	}
	ids, err := s.strings(b.Context(), "SELECT id FROM articles ORDER BY id LIMIT 5000")
	if err != nil {
		b.Fatal(err)
	}
	for _, writing := range []bool{false, true} {
		for _, c := range pages(s, first, ids) {
			b.Run(fmt.Sprintf("%s/writing=%t", c.name, writing), func(b *testing.B) {
				if writing {
					defer writer(b, s)()
				}
				timed(b, func(i int) error { return c.read(b.Context(), i) })
			})
		}
	}
}

type reading struct {
	name string
	read func(ctx context.Context, i int) error
}

func pages(s *Store, first []news.Story, ids []string) []reading {
	list := func(f StoryFilter) func(context.Context, int) error {
		return func(ctx context.Context, _ int) error {
			_, _, err := s.Stories(ctx, f)
			return err
		}
	}
	return []reading{
		{"stories", list(StoryFilter{})},
		{"storiesOfOrigins", list(StoryFilter{MinOrigins: 4})},
		{"storiesOfSource", list(StoryFilter{Source: "outlet 7"})},
		{"storiesOfLang", list(StoryFilter{Lang: "fr"})}, // none: all are looked at
		{"story", func(ctx context.Context, i int) error {
			_, err := s.Story(ctx, first[i%len(first)].ID)
			return err
		}},
		{"members", func(ctx context.Context, i int) error {
			_, err := s.Members(ctx, first[i%len(first)].ID)
			return err
		}},
		{"article", func(ctx context.Context, i int) error {
			_, err := s.Article(ctx, ids[i%len(ids)])
			return err
		}},
		{"stale", func(ctx context.Context, i int) error {
			_, err := s.Stale(ctx, "v", 20)
			return err
		}},
	}
}

// writer writes batches until the function it returns is called.
func writer(b *testing.B, s *Store) (stop func()) {
	ctx, cancel := context.WithCancel(b.Context())
	var done sync.WaitGroup
	done.Go(func() {
		for batch := range stream(1 << 30) {
			rename(batch, b.Name()+fmt.Sprint(b.N))
			if err := s.Write(ctx, batch); err != nil {
				return
			}
		}
	})
	return func() { cancel(); done.Wait() }
}

// rename makes other articles of those of a batch.
func rename(batch *Batch, prefix string) {
	for i := range batch.Revisions {
		id := prefix + batch.Revisions[i].ID
		batch.Revisions[i].ID, batch.Images[i].Article, batch.Placements[i].Article = id, id, id
		batch.Placements[i].Story = prefix + batch.Placements[i].Story
		batch.Captures[i].Hash, batch.Revisions[i].Capture = id, id
	}
}
