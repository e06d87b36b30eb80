// Command train learns which paragraphs of a page are its article, and writes the
// weights package extract ships with.
//
// In: pages with their article bodies, the Scrapinghub article extraction benchmark.
// Out: weights.txt, and train/figures.txt with the figures cross-validated by site. How: logistic regression on the features of package extract,
// each paragraph weighted by its words, Adam with fixed steps and no chance in it.
//
//	go run ./internal/extract/train -pages ../shared/datasets/extraction/article-extraction-benchmark
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/extract"
)

func main() {
	dir := flag.String("pages", benchmarkDir, "folder of the benchmark")
	out := flag.String("out", "internal/extract/weights.txt", "file to write the weights to, - for none")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(dir, out string) error {
	pages, err := readPages(dir)
	if err != nil {
		return err
	}
	if err := prepare(pages); err != nil {
		return err
	}
	without := held(pages)
	var figures strings.Builder
	fmt.Fprintf(&figures, "Main text, %d pages, %d-fold by site:\n", len(pages), folds)
	for _, threshold := range []float64{0, 0.2, 0.4, 0.6, 0.8, 1} {
		fmt.Fprintf(&figures, "threshold %.1f: %v\n", threshold, crossValidate(pages, without, threshold))
	}
	fmt.Print(figures.String())
	weights := learn(pages, func(*page) bool { return true })
	if out == "-" {
		return nil
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(out), "train", "figures.txt"), []byte(figures.String()), 0o644); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return os.WriteFile(out, []byte(format(weights)), 0o644)
}

// format writes a weight and the name of its feature a line.
func format(weights []float64) string {
	var b strings.Builder
	for i, name := range extract.FeatureNames() {
		fmt.Fprintf(&b, "%.4f %s\n", weights[i], name)
	}
	return b.String()
}

// folds is the number of parts the sites are divided into.
const folds = 10

// held are the weights learned without each fold.
func held(pages []*page) (list [folds][]float64) {
	for fold := range folds {
		list[fold] = learn(pages, func(p *page) bool { return p.fold != fold })
	}
	return list
}

// crossValidate scores every page by weights learned from the pages of other sites.
func crossValidate(pages []*page, weights [folds][]float64, threshold float64) score {
	var all []overlap
	for _, p := range pages {
		all = append(all, compare(p.Body, p.choose(weights[p.fold], threshold)))
	}
	return summarise(all)
}
