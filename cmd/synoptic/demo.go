package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"time"

	"synoptic/examples"
	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/web"
)

// demoName begins the names of the captures of the demo world, and names its progress.
const demoName = "demo world/"

// demo is the web.Demo of the program.
func (w *watcher) demo() web.Demo {
	return web.Demo{Load: w.loadDemo, Remove: w.removeDemo, Loaded: func(ctx context.Context) (bool, error) {
		p, err := w.store.Progress(ctx, demoName)
		return p.Whole, err
	}}
}

// demoParts are the files and folders of the demo world, in the order in which they came, and
// how long after their publication they were seen: rewritten has other texts of articles in may.
var demoParts = []struct {
	path  string
	after time.Duration
}{{"harbour", 0}, {"archive/may.jsonl", 5 * time.Minute}, {"archive/rewritten.jsonl", 9 * time.Hour}}

// loadDemo keeps the demo world and compares its stories.
func (w *watcher) loadDemo(ctx context.Context) error {
	for _, part := range demoParts {
		if err := w.loadPart(ctx, part.path, part.after); err != nil {
			return fmt.Errorf("load %s of the demo world: %w", part.path, err)
		}
	}
	if err := w.compare(ctx); err != nil {
		return fmt.Errorf("compare the stories of the demo world: %w", err)
	}
	return w.noteDemo(ctx, true)
}

func (w *watcher) loadPart(ctx context.Context, part string, after time.Duration) error {
	var items []pipeline.Item
	err := fs.WalkDir(examples.Files, part, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(examples.Files, file)
		if err != nil {
			return err
		}
		for c, err := range intake.Stream(ctx, demoName+path.Base(file), bytes.NewReader(content), intake.Options{}) {
			items = append(items, pipeline.Item{Capture: c, Err: err, Fetched: publishedIn(c).Add(after)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.ready(ctx); err != nil {
		return err
	}
	_, err = w.ingester.Ingest(ctx, slices.Values(items))
	return err
}

// harbourDay is when the last of the reports in harbour was published.
var harbourDay = time.Date(2026, 4, 16, 18, 0, 0, 0, time.UTC)

// publishedIn is when a record of the demo world says that it was published.
func publishedIn(c news.Capture) time.Time {
	var record struct{ Published time.Time }
	if json.Unmarshal(c.Bytes, &record) != nil || record.Published.IsZero() {
		return harbourDay // a text or a page, which say it in words
	}
	return record.Published
}

// removeDemo removes the demo world with all that was made of it.
func (w *watcher) removeDemo(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.store.RemoveBrought(ctx, demoName); err != nil {
		return err
	}
	w.ingester = nil // it knows the articles that are gone
	return w.noteDemo(ctx, false)
}

func (w *watcher) noteDemo(ctx context.Context, loaded bool) error {
	return w.store.Write(ctx, &news.Batch{Progress: []news.Progress{{Input: demoName, Whole: loaded}}})
}

// compare brings the comparisons of all stories up to date. One at a time does.
func (w *watcher) compare(ctx context.Context) error {
	w.comparing.Lock()
	defer w.comparing.Unlock()
	comparer, err := w.comparer()
	if err != nil {
		return err
	}
	_, err = comparer.Refresh(ctx, w.store, besideReaders(), func(int, int) {})
	return err
}
