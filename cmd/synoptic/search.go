package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/internal/store"
)

func newSearch() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find stored articles by their words",
		Long: `Find stored articles. Words must all be there, in any case, with accents or without.

  "new dam"              these words, next to each other
  elect*                 words that begin so
  flood OR storm         one of them; AND and NOT (or -word) likewise, with parentheses
  title:dam              in the headline; speaker:mayor for whom it quotes, source:bbc for
                         the outlet, lang:de for the language
  since:2024-03-15       from that day (month, year) on; until:2024-03 to its end

Of the latest hits those that fit best come first, then older ones; with --newest all are
in order of time.`,
		Example: `  synoptic search '"water level" (dam OR reservoir) -hydropower since:2024'
  synoptic search --format jsonl speaker:mayor | jq -r .article`,
		Args: cobra.MinimumNArgs(1),
	}
	db := databaseFlag(cmd)
	newest := cmd.Flags().Bool("newest", false, "the newest first")
	limit := cmd.Flags().Int("limit", 20, "how many articles to show at most")
	format := cmd.Flags().String("format", "text", "text or jsonl")
	cmd.RunE = func(cmd *cobra.Command, words []string) error {
		show, ok := map[string]func(io.Writer, store.Hit) error{"text": showHit, "jsonl": encodeHit}[*format]
		if !ok {
			return fmt.Errorf("--format %q is not text or jsonl", *format)
		}
		s, err := db.open(store.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		defer s.Close()
		return search(cmd, s, store.Query{Text: strings.Join(words, " "), Newest: *newest}, *limit, show)
	}
	return cmd
}

// search prints up to limit hits.
func search(cmd *cobra.Command, s *store.Store, q store.Query, limit int, show func(io.Writer, store.Hit) error) error {
	out := bufio.NewWriter(cmd.OutOrStdout())
	for limit > 0 {
		q.Limit = min(limit, 200)
		hits, next, err := s.Search(cmd.Context(), q)
		if err != nil {
			return searchError(err)
		}
		for _, hit := range hits {
			if err := show(out, hit); err != nil {
				return err
			}
		}
		limit -= len(hits)
		if q.After = next; next == "" {
			break
		}
	}
	return out.Flush()
}

// searchError is a mistake of the user or a failure of the database.
func searchError(err error) error {
	var syntax *store.SyntaxError
	if errors.As(err, &syntax) {
		return &statusError{exitUsage, err}
	}
	return &statusError{exitNothing, err}
}

func encodeHit(w io.Writer, hit store.Hit) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	return lines.Encode(hit)
}

func showHit(w io.Writer, hit store.Hit) error {
	about := ""
	for _, known := range []string{hit.Source, hit.Published} {
		if known != "" {
			about += oneLine(known) + " · "
		}
	}
	_, err := fmt.Fprintf(w, "%s\n  %sarticle %s · story %s\n  … %s …\n\n", oneLine(hit.Title), about, hit.Article, hit.Story, oneLine(hit.Text))
	return err
}

// oneLine is a text with every run of white space made one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
