// Command build turns the database files of Princeton WordNet into the table that
// package lexicon embeds.
//
//	go run ./internal/lexicon/build -wordnet /usr/share/wordnet -out internal/lexicon/en.lex
//
// The same database gives the same file, byte for byte.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	dir := flag.String("wordnet", "/usr/share/wordnet", "folder with index.noun, data.noun, … (Debian: wordnet-base)")
	out := flag.String("out", "internal/lexicon/en.lex", "table to write")
	flag.Parse()
	if err := build(*dir, *out); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func build(dir, out string) error {
	net, err := readWordNet(dir)
	if err != nil {
		return err
	}
	table := encode(net.words())
	if err := os.WriteFile(out, table, 0o644); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	fmt.Printf("%s: %d bytes\n", out, len(table))
	return nil
}
