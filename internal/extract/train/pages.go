package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"synoptic/internal/extract"
	"synoptic/internal/news"
)

// benchmarkDir is where the benchmark lies beside the repository.
const benchmarkDir = "../shared/datasets/extraction/article-extraction-benchmark"

// page is a page of the benchmark with its article.
type page struct {
	Body string `json:"articleBody"`
	URL  string `json:"url"`

	html     []byte
	fold     int
	width    int // number of features
	examples []example
}

// readPages reads the benchmark, in the order of its keys. Pages of one site share a fold.
func readPages(dir string) ([]*page, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		return nil, fmt.Errorf("read benchmark: %w", err)
	}
	byKey := map[string]*page{}
	if err := json.Unmarshal(raw, &byKey); err != nil {
		return nil, fmt.Errorf("read benchmark: %w", err)
	}
	keys := make([]string, 0, len(byKey))
	for key := range byKey {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	sites := map[string]int{}
	var list []*page
	for _, key := range keys {
		p := byKey[key]
		if p.html, err = readGzip(filepath.Join(dir, "html", key+".html.gz")); err != nil {
			return nil, fmt.Errorf("read benchmark: %w", err)
		}
		site := siteOf(p.URL)
		if _, known := sites[site]; !known {
			sites[site] = len(sites)
		}
		p.fold = sites[site] % folds
		list = append(list, p)
	}
	return list, nil
}

// siteOf is the registrable part of a host, near enough.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	parts := strings.Split(u.Hostname(), ".")
	return strings.Join(parts[max(0, len(parts)-2):], ".")
}

func readGzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// capture is the page as the program would get it.
func (p *page) capture() news.Capture { return news.Capture{Name: p.URL, URL: p.URL, Bytes: p.html} }

// prepare takes the pages apart and labels their paragraphs by the article's words.
func prepare(pages []*page) error {
	for _, p := range pages {
		found, err := extract.Examples(p.capture())
		if err != nil {
			return fmt.Errorf("take %s apart: %w", p.URL, err)
		}
		p.label(found)
	}
	return nil
}

// maxWeight bounds what one paragraph counts of its page's learning.
const maxWeight = 0.2

func (p *page) label(found []extract.Example) {
	gold, words := shingles(p.Body), " "+strings.Join(tokens(p.Body), " ")+" "
	total := 0.0
	for _, f := range found {
		p.width = len(f.Features)
		e := example{text: f.Text, lost: f.Lost}
		for j, v := range f.Features {
			if v != 0 {
				e.index, e.value = append(e.index, j), append(e.value, v)
			}
		}
		own := tokens(f.Text)
		e.weight = float64(len(own))
		e.label = isNews(own, gold, words)
		if e.label > 0 || f.Kept {
			total += e.weight
		}
		p.examples = append(p.examples, e)
	}
	for i := range p.examples {
		p.examples[i].weight = min(maxWeight, p.examples[i].weight/max(total, 50))
	}
}

// isNews is 1 for a paragraph most of whose shingles stand in the article.
func isNews(own []string, gold map[[size]string]int, words string) float64 {
	if len(own) < size {
		if strings.Contains(words, " "+strings.Join(own, " ")+" ") {
			return 1
		}
		return 0
	}
	hit, all := 0, 0
	for s, n := range shinglesOf(own) {
		hit += min(n, gold[s])
		all += n
	}
	if hit*2 > all {
		return 1
	}
	return 0
}
