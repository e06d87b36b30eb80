// Command jsonl writes an invented stream of articles with their stories, one a line.
//
//	go run ./internal/cluster/generate/jsonl -n 200000 > stream.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"log"
	"os"

	"synoptic/internal/cluster/generate"
)

func main() {
	n := flag.Int("n", 10_000, "articles")
	seed := flag.Uint64("seed", 1, "of the random numbers")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(out)
	for item := range generate.Stream(*n, *seed) {
		if err := lines.Encode(item); err != nil {
			log.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}
