package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/lexicon"
	"synoptic/internal/text"
)

// Sentences of one story in two articles are taken to tell the same where their words'
// idf overlaps this much, and are not the same sentence.
const (
	minDice = 0.35
	maxDice = 0.95
)

// maxLeft is how many words a side of a pair may have that the other has not.
const maxLeft = 12

// wordPair is what two sentences that tell the same do not share, and the story they
// are from.
type wordPair struct {
	a, b  []string
	story string
}

// miner collects pairs of sentences that tell the same in other words.
type miner struct {
	lexicon  *lexicon.Lexicon
	language *text.Language
	stop     text.Section
	pairs    []wordPair
}

func newMiner() (*miner, error) {
	lex, err := lexicon.Load("en")
	if err != nil {
		return nil, err
	}
	language, err := text.Load("en")
	if err != nil {
		return nil, err
	}
	return &miner{lexicon: lex, language: language, stop: language.Section("stopwords")}, nil
}

// bag is a sentence's stems: all with their rarity, and the common words among them.
type bag struct {
	all    map[string]float64
	common []string
}

func (m *miner) bag(s string) bag {
	b := bag{all: map[string]float64{}}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		folded := text.Fold(w)
		if m.stop.Has(folded) {
			continue
		}
		stem := text.Stem("en", folded)
		if _, seen := b.all[stem]; !seen && len(w) > 2 && unicode.IsLower([]rune(w)[0]) {
			b.common = append(b.common, stem)
		}
		b.all[stem] = m.lexicon.Rarity(stem)
	}
	return b
}

// stories mines the files of articles with a "story" each.
func (m *miner) stories(path string) error {
	byStory := map[string][][]bag{}
	err := eachArticle(path, func(story, body string) {
		var sentences []bag
		for _, s := range text.Sentences(body, text.Blocks(body, m.language), m.language) {
			sentences = append(sentences, m.bag(s.Of(body)))
		}
		byStory[story] = append(byStory[story], sentences)
	})
	for _, story := range slices.Sorted(maps.Keys(byStory)) {
		articles := byStory[story]
		for i := range articles {
			for j := i + 1; j < len(articles); j++ {
				m.cross(articles[i], articles[j], filepath.Base(path)+story)
			}
		}
	}
	return err
}

func (m *miner) cross(xs, ys []bag, story string) {
	for i := range xs {
		for j := range ys {
			if d := dice(xs[i].all, ys[j].all); d >= minDice && d < maxDice {
				m.add(xs[i], ys[j], story)
			}
		}
	}
}

// paraphrases mines a table of sentence pairs: tab-separated, the pair in the last two of
// five columns.
func (m *miner) paraphrases(path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read pairs: %w", err)
	}
	for i, line := range strings.Split(string(raw), "\n") {
		if c := strings.Split(line, "\t"); len(c) == 5 {
			m.add(m.bag(c[3]), m.bag(c[4]), fmt.Sprint("pair", i))
		}
	}
	return nil
}

// add keeps what two sentences do not share, if that is little enough to be aligned.
func (m *miner) add(x, y bag, story string) {
	p := wordPair{without(x.common, y.all), without(y.common, x.all), story}
	if len(p.a) > 0 && len(p.b) > 0 && len(p.a) <= maxLeft && len(p.b) <= maxLeft {
		m.pairs = append(m.pairs, p)
	}
}

func without(words []string, other map[string]float64) []string {
	var out []string
	for _, w := range words {
		if _, shared := other[w]; !shared {
			out = append(out, w)
		}
	}
	return out
}

func dice(a, b map[string]float64) float64 {
	shared, total := 0.0, 0.0
	for _, w := range slices.Sorted(maps.Keys(a)) {
		total += a[w]
		if _, ok := b[w]; ok {
			shared += 2 * a[w]
		}
	}
	for _, w := range slices.Sorted(maps.Keys(b)) {
		total += b[w]
	}
	if total == 0 {
		return 0
	}
	return shared / total
}

// eachArticle calls do with the story and the title and text of each line of a file.
func eachArticle(path string, do func(story, body string)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read corpus: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var a struct{ Story, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return fmt.Errorf("read corpus %s: %w", path, err)
		}
		do(a.Story, a.Title+"\n\n"+a.Text)
	}
	return lines.Err()
}
