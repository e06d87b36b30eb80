package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"synoptic/internal/lexicon"
	"synoptic/internal/text"
)

// minArticles is how many articles must have a stem before its frequency is kept.
const minArticles = 3

// rarity counts in how many articles of the files each stem stands, and lays out
// ln(articles/count) in sixteenths.
func rarity(glob string) ([]byte, error) {
	files, err := filepath.Glob(glob)
	if err != nil {
		return nil, fmt.Errorf("find corpus: %w", err)
	}
	count, articles := map[string]int{}, 0
	for _, f := range files {
		n, err := countFile(f, count)
		if err != nil {
			return nil, err
		}
		articles += n
	}
	records := map[string][]byte{}
	for stem, n := range count {
		if n >= minArticles {
			records[stem] = []byte{byte(math.Round(16 * math.Log(float64(articles)/float64(n))))}
		}
	}
	return lexicon.Encode(nil, records), nil
}

func countFile(path string, count map[string]int) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, fmt.Errorf("read corpus: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	articles := 0
	for lines.Scan() {
		var a struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return 0, fmt.Errorf("read corpus %s: %w", path, err)
		}
		for stem := range stems(a.Text) {
			count[stem]++
		}
		articles++
	}
	return articles, lines.Err()
}

// stems is the set of an article's stems.
func stems(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		out[text.Stem("en", text.Fold(w))] = true
	}
	return out
}
