package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/cluster/generate"
)

// account is the text of that many words made of the paragraphs of the examples, in an
// order of its own.
func account(tb testing.TB, number, words int) string {
	tb.Helper()
	files, err := filepath.Glob("../../examples/*/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no examples: %v", err)
	}
	var paragraphs []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		paragraphs = append(paragraphs, strings.Split(string(raw), "\n\n")...)
	}
	step := 1 + 2*number
	for len(paragraphs)%step == 0 && step > 1 {
		step++
	}
	var out []string
	for k, n := number, 0; n < words; k += step {
		p := paragraphs[k%len(paragraphs)]
		out = append(out, p)
		n += len(strings.Fields(p))
	}
	return strings.Join(out, "\n\n")
}

// timed runs a command line again and again, all of it: start, models, reading, writing.
func timed(b *testing.B, in string, args ...string) {
	for b.Loop() {
		var out, errOut bytes.Buffer
		if status := run(context.Background(), args, strings.NewReader(in), &out, &errOut); status != exitOK {
			b.Fatalf("exit status %d: %s", status, errOut.String())
		}
	}
}

func BenchmarkRunCompare(b *testing.B) {
	for _, size := range []struct{ accounts, words int }{{2, 600}, {4, 600}, {8, 600}, {16, 600}, {2, 4000}, {2, 8000}, {2, 16000}, {2, 32000}} {
		b.Run(fmt.Sprintf("accounts=%d/words=%d", size.accounts, size.words), func(b *testing.B) {
			folder := b.TempDir()
			for i := range size.accounts {
				path := filepath.Join(folder, fmt.Sprintf("%02d.txt", i))
				if err := os.WriteFile(path, []byte(account(b, i, size.words)), 0o600); err != nil {
					b.Fatal(err)
				}
			}
			timed(b, "", "compare", "--format", "json", folder)
		})
	}
}

func BenchmarkRunAnnotate(b *testing.B) {
	const articles = 40
	var in bytes.Buffer
	for i := range articles {
		if err := json.NewEncoder(&in).Encode(map[string]string{"id": fmt.Sprint(i), "text": account(b, i, 500)}); err != nil {
			b.Fatal(err)
		}
	}
	timed(b, in.String(), "annotate")
	b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkRunCluster reports articles a second over invented streams, reading included:
// the cost of an article must not grow with the stream.
func BenchmarkRunCluster(b *testing.B) {
	for _, articles := range []int{20_000, 60_000} {
		b.Run(fmt.Sprintf("articles=%d", articles), func(b *testing.B) {
			var in bytes.Buffer
			lines := json.NewEncoder(&in)
			for item := range generate.Stream(articles, 1) {
				if err := lines.Encode(item); err != nil {
					b.Fatal(err)
				}
			}
			timed(b, in.String(), "cluster")
			b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
