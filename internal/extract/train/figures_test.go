package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"synoptic/internal/extract"
	"synoptic/internal/news"
)

// Folders of the data beside the repository, seen from here.
const (
	dataDir = "../../../../shared/datasets"
	golden  = "testdata/figures.txt"
)

// TestFigures recomputes what the extraction reaches on public pages and compares it
// with the committed figures: a change of quality shows in the diff. UPDATE=1 rewrites.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 281 pages")
	}
	got := mainTextFigures(t) + dateFigures(t)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("figures changed\ngot:\n%swant:\n%s", got, want)
	}
}

func mainTextFigures(t *testing.T) string {
	pages, err := readPages(filepath.Join(dataDir, "extraction/article-extraction-benchmark"))
	if err != nil {
		t.Skip(err)
	}
	var all []overlap
	for _, p := range pages {
		a, err := extract.HTML(p.capture())
		if err != nil {
			t.Errorf("%s: %v", p.URL, err)
		}
		all = append(all, compare(p.Body, a.Text))
	}
	return fmt.Sprintf("main text, %d pages of the Scrapinghub benchmark (also learned from): %v\n", len(pages), summarise(all))
}

// dated is a page with its day; pages without one have null or NaN there.
type dated struct{ URL, File, Date string }

func dateFigures(t *testing.T) string {
	dir := filepath.Join(dataDir, "dates")
	raw, err := os.ReadFile(filepath.Join(dir, "pages.jsonl"))
	if err != nil {
		t.Skip(err)
	}
	pages, right, wrong := 0, 0, 0
	for line := range bytes.Lines(raw) {
		var d dated
		if err := json.Unmarshal(bytes.Replace(line, []byte("NaN"), []byte(`""`), 1), &d); err != nil {
			t.Fatal(err)
		}
		page, err := readGzip(filepath.Join(dir, d.File))
		if err != nil {
			t.Fatal(err)
		}
		pages++
		a, _ := extract.HTML(news.Capture{Name: d.File, URL: d.URL, Bytes: page})
		switch day := a.Published[:min(10, len(a.Published))]; {
		case day == "":
		case day == d.Date:
			right++
		default:
			wrong++
		}
	}
	s := score{precision: float64(right) / float64(right+wrong), recall: float64(right) / float64(pages)}
	return fmt.Sprintf("publication day, %d pages of the world: %d right, %d wrong, %v\n", pages, right, wrong, s)
}
