package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"

	"github.com/spf13/cobra"

	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
)

func newExtract() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extract [INPUT…]",
		Short: "Take the article out of pages (HTML, WARC): one a line as JSON",
		Long: `Take the article out of pages: its text, title, authors, dates, address, site, language.

INPUT is a page, a WARC file, each perhaps gzipped, a folder of such files, an http(s)
address, or - for the bytes of one page on standard input, which is also read without
INPUT.`,
		Example: `  synoptic extract page.html
  synoptic extract --url https://example.org/report - < page.html
  synoptic extract crawl.warc.gz > articles.jsonl`,
	}
	address := cmd.Flags().String("url", "", "address the page came from")
	format := cmd.Flags().String("format", "json", "json (one article a line) or text")
	private := allowPrivate(cmd)
	archives := chooseRecords(cmd)
	cmd.RunE = func(cmd *cobra.Command, inputs []string) error {
		write, err := articleWriter(*format, cmd.OutOrStdout())
		if err != nil {
			return err
		}
		if len(inputs) == 0 {
			inputs = []string{"-"}
		}
		if *address != "" && len(inputs) > 1 {
			return errors.New("--url is the address of one page, but several inputs are given")
		}
		options, err := archives.choose(intake.Options{Stdin: cmd.InOrStdin(), StdinIsPage: true, AllowPrivate: *private})
		if err != nil {
			return err
		}
		defer letGarbageLie()()
		captures := intake.Open(cmd.Context(), inputs, options)
		return writeArticles(cmd, pipeline.Articles(addressed(captures, *address), runtime.GOMAXPROCS(0)), write)
	}
	return cmd
}

// articleWriter writes one article after another in a format.
func articleWriter(format string, out io.Writer) (func(news.Article) error, error) {
	switch format {
	case "json", "jsonl":
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		return func(a news.Article) error { return encoder.Encode(a) }, nil
	case "text":
		return func(a news.Article) error {
			_, err := fmt.Fprintf(out, "%s\n\n%s\n\n", a.Title, a.Text)
			return err
		}, nil
	}
	return nil, fmt.Errorf("--format %q: choose json or text", format)
}

// writeArticles writes what can be read and says what cannot.
func writeArticles(cmd *cobra.Command, articles iter.Seq2[news.Article, error], write func(news.Article) error) error {
	t := tally{cmd: cmd}
	for a, err := range articles {
		if err != nil {
			t.failure(err)
			continue
		}
		if err := write(a); err != nil {
			return &statusError{exitNothing, fmt.Errorf("write article: %w", err)}
		}
		t.done++
	}
	return t.outcome()
}

// addressed gives captures without an address the one the user named.
func addressed(captures iter.Seq2[news.Capture, error], address string) iter.Seq2[news.Capture, error] {
	return func(yield func(news.Capture, error) bool) {
		for c, err := range captures {
			if c.URL == "" {
				c.URL = address
			}
			if !yield(c, err) {
				return
			}
		}
	}
}
