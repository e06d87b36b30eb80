package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
)

// batchSize is how many articles a transaction of the benchmarks writes.
const batchSize = 1000

// stream are batches of n invented articles in all, with captures, images and placements as
// an ingest makes them.
func stream(n int) iter.Seq[*Batch] {
	return func(yield func(*Batch) bool) {
		b, image := &Batch{}, bytes.Repeat([]byte("0123456789abcdef"), 60)
		for item := range generate.Stream(n, 1) {
			add(b, item, image)
			if len(b.Revisions) == batchSize {
				if !yield(b) {
					return
				}
				b = &Batch{}
			}
		}
		if len(b.Revisions) > 0 {
			yield(b)
		}
	}
}

// add puts an article into a batch.
func add(b *Batch, item generate.Item, image []byte) {
	line, _ := json.Marshal(item.Article)
	hash := fmt.Sprintf("%064s", item.ID)
	seen, _ := time.Parse(time.RFC3339, item.Published)
	b.Captures = append(b.Captures, news.Kept{Capture: news.Capture{Name: "stream:" + item.ID, Bytes: line}, Hash: hash, Fetched: seen})
	b.Revisions = append(b.Revisions, news.Revision{Article: item.Article, Seen: seen, Hash: hash, Capture: hash})
	b.Images = append(b.Images, Image{Article: item.ID, Bytes: image})
	b.Placements = append(b.Placements, news.Placement{Article: item.ID, Story: item.Story, Kind: news.Accepted, Score: 1.25, Why: "its words, names and days are those of the story",
		Features: []news.Feature{{Name: "cosine", Value: 0.61, Weight: 3.2}, {Name: "names", Value: 0.4, Weight: 1.9}, {Name: "days", Value: 1, Weight: 0.7}}})
}

// BenchmarkWrite writes articles as an ingest does: one operation is one article. The
// processor time is that of this program: of SQLite, not of PostgreSQL's server.
func BenchmarkWrite(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { writeAll(b, open(b, filepath.Join(b.TempDir(), "s.db"))) })
	b.Run("postgres", func(b *testing.B) { writeAll(b, open(b, server.Database(b))) })
	b.Run("sqliteWatched", func(b *testing.B) { // somebody watches, so that changes of stories are noted
		s := open(b, filepath.Join(b.TempDir(), "w.db"))
		addWatch(b, s, news.Watch{Query: "river"})
		writeAll(b, s)
	})
}

func writeAll(b *testing.B, s *Store) {
	b.StopTimer()
	size, used := 0, time.Duration(0)
	for batch := range stream(b.N) {
		for _, r := range batch.Revisions {
			size += len(r.Text)
		}
		before := processTime(b)
		b.StartTimer()
		write(b, s, *batch)
		b.StopTimer()
		used += processTime(b) - before
	}
	b.ReportMetric(float64(used.Microseconds())/float64(b.N), "cpu-µs/op")
	b.ReportMetric(float64(size)/float64(b.N), "B/text")
}

// processTime is the processor time of this process so far.
func processTime(b *testing.B) time.Duration { return usage(b, syscall.RUSAGE_SELF) }

func usage(b *testing.B, who int) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(who, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkWords cuts a text of 2 kB.
func BenchmarkWords(b *testing.B) {
	for item := range generate.Stream(1, 1) {
		b.SetBytes(int64(len(item.Text)))
		for b.Loop() {
			words(item.Text, func(word) bool { return true })
		}
	}
}
