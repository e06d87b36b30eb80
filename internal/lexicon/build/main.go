// Command build makes the tables that package lexicon embeds: en.lex from the database
// files of Princeton WordNet, en.idf from the words of news articles (only how many
// articles have a word is kept).
//
//	go run ./internal/lexicon/build -wordnet /usr/share/wordnet
//	go run ./internal/lexicon/build -corpus '../shared/datasets/stories/*.jsonl'
//
// The same input gives the same files, byte for byte.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("wordnet", "", "folder with index.noun, data.noun, … (Debian: wordnet-base)")
	corpus := flag.String("corpus", "", "JSONL articles to count words in, as a glob")
	out := flag.String("out", "internal/lexicon", "folder to write en.lex and en.idf to")
	flag.Parse()
	if err := build(*dir, *corpus, *out); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func build(dir, corpus, out string) error {
	if dir != "" {
		net, err := readWordNet(dir)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(out, "en.lex"), encode(net.words())); err != nil {
			return err
		}
	}
	if corpus == "" {
		return nil
	}
	table, err := rarity(corpus)
	if err != nil {
		return err
	}
	return write(filepath.Join(out, "en.idf"), table)
}

func write(path string, table []byte) error {
	if err := os.WriteFile(path, table, 0o644); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	fmt.Printf("%s: %d bytes\n", path, len(table))
	return nil
}
