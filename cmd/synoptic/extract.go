package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"synoptic/internal/extract"
	"synoptic/internal/news"
)

func newExtract() *cobra.Command {
	var address, format string
	cmd := &cobra.Command{
		Use:   "extract [INPUT…]",
		Short: "Take the article out of pages (HTML, WARC): one a line as JSON",
		Long: "Take the article out of pages: main text, title, authors, dates, address, site and language.\n" +
			"INPUT is a page, a WARC file, a folder or an address; - is the bytes of one page.",
		RunE: func(cmd *cobra.Command, inputs []string) error {
			write, err := articleWriter(format, cmd.OutOrStdout())
			if err != nil {
				return err
			}
			if address != "" && len(inputs) > 1 {
				return errors.New("--url is the address of one page, but several inputs are given")
			}
			captures := addressed(openInputs(cmd, inputs, true), address)
			return writeArticles(cmd, extract.Articles(captures), write)
		},
	}
	cmd.Flags().StringVar(&address, "url", "", "address the page came from")
	cmd.Flags().StringVar(&format, "format", "json", "json (one article a line) or text")
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
	return nil, fmt.Errorf("unknown format %q: json or text", format)
}

// writeArticles writes what can be read and says what cannot.
func writeArticles(cmd *cobra.Command, articles iter.Seq2[news.Article, error], write func(news.Article) error) error {
	done, failed := 0, 0
	for a, err := range articles {
		if err != nil {
			failed++
			fmt.Fprintf(cmd.ErrOrStderr(), "synoptic: %v\n", err)
			continue
		}
		if err := write(a); err != nil {
			return &statusError{exitNothing, fmt.Errorf("write article: %w", err)}
		}
		done++
	}
	return outcome(done, failed)
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
