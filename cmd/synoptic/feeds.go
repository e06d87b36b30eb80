package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/feed"
	"synoptic/internal/news"
	"synoptic/internal/store"
)

func newFeeds() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feeds",
		Short: "The feeds that are watched: add, list, remove, pause, import, export",
		Long: `The feeds that synoptic poll and synoptic serve watch: RSS, Atom and JSON Feed, sitemaps
of news, and pages whose new links are articles.`,
		Example: `  synoptic feeds add https://example.org/          # finds the feed of the page
  synoptic feeds add --kind page https://example.org/news
  synoptic feeds import subscriptions.opml
  synoptic feeds list`,
	}
	cmd.AddCommand(newFeedsAdd(), newFeedsList(), newFeedsRemove(), newFeedsPause(true), newFeedsPause(false), newFeedsImport(), newFeedsExport())
	return cmd
}

func newFeedsList() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Each feed with its last success, next poll, items and errors",
		Args:  cobra.NoArgs,
	}
	db := databaseFlag(cmd)
	format := cmd.Flags().String("format", "text", "text or jsonl")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		show, ok := map[string]func(io.Writer, []news.Feed) error{"text": showFeeds, "jsonl": encodeFeeds}[*format]
		if !ok {
			return fmt.Errorf("--format %q is not text or jsonl", *format)
		}
		return withStore(db, store.Options{ReadOnly: true}, func(s *store.Store) error {
			feeds, err := s.Feeds(cmd.Context())
			if err != nil {
				return err
			}
			return show(cmd.OutOrStdout(), feeds)
		})
	}
	return cmd
}

// withStore opens the database for one act. What fails in it leaves nothing done.
func withStore(db *database, o store.Options, act func(*store.Store) error) error {
	s, err := db.open(o)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := act(s); err != nil {
		var status *statusError
		if errors.As(err, &status) {
			return err
		}
		return &statusError{exitNothing, err}
	}
	return nil
}

func encodeFeeds(w io.Writer, feeds []news.Feed) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for _, f := range feeds {
		if err := lines.Encode(f); err != nil {
			return err
		}
	}
	return nil
}

func showFeeds(w io.Writer, feeds []news.Feed) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "FEED\tLAST SUCCESS\tNEXT\tITEMS\tEVER\tERRORS\tNOTE")
	for _, f := range feeds {
		next := shortTime(f.Next, "due")
		if f.Paused {
			next = "paused"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%d\t%d\t%s\n", cmp.Or(f.Title, f.URL), shortTime(f.Worked, "never"), next, f.Items, f.Total, f.Errors, cmp.Or(f.Notice, f.Reason))
		if f.Title != "" {
			fmt.Fprintf(t, "  %s\t\t\t\t\t\t\n", f.URL)
		}
	}
	return t.Flush()
}

func shortTime(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return t.Local().Format("2006-01-02 15:04")
}

func newFeedsRemove() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "remove URL…",
		Short:   "Watch feeds no more; what they brought stays",
		Example: `  synoptic feeds remove https://example.org/rss.xml`,
		Args:    cobra.MinimumNArgs(1),
	}
	db := databaseFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, urls []string) error {
		return eachFeed(cmd, db, urls, func(s *store.Store, url string) error { return s.RemoveFeed(cmd.Context(), url) })
	}
	return cmd
}

func newFeedsPause(paused bool) *cobra.Command {
	cmd := &cobra.Command{Use: "resume URL…", Short: "Ask paused feeds again", Args: cobra.MinimumNArgs(1)}
	if paused {
		cmd.Use, cmd.Short = "pause URL…", "Keep feeds, but do not ask them"
	}
	db := databaseFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, urls []string) error {
		return eachFeed(cmd, db, urls, func(s *store.Store, url string) error { return s.PauseFeed(cmd.Context(), url, paused) })
	}
	return cmd
}

// eachFeed does something to each feed named and says which are not there.
func eachFeed(cmd *cobra.Command, db *database, urls []string, act func(*store.Store, string) error) error {
	return withStore(db, store.Options{}, func(s *store.Store) error {
		t := tally{cmd: cmd}
		for _, url := range urls {
			err := act(s, url)
			switch {
			case errors.Is(err, store.ErrNotFound):
				t.failure(fmt.Errorf("%s: no such feed (synoptic feeds list shows all)", url))
			case err != nil:
				return err
			default:
				t.done++
			}
		}
		return t.outcome()
	})
}

func newFeedsImport() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "import FILE",
		Short:   "Add the feeds of an OPML file (- is standard input)",
		Example: `  synoptic feeds import subscriptions.opml`,
		Args:    cobra.ExactArgs(1),
	}
	db := databaseFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		b, err := readWhole(cmd, files[0])
		if err != nil {
			return &statusError{exitNothing, err}
		}
		feeds, skipped, err := feed.ReadOPML(b)
		if err != nil {
			return &statusError{exitNothing, fmt.Errorf("%s: %w", files[0], err)}
		}
		return withStore(db, store.Options{}, func(s *store.Store) error { return importFeeds(cmd, s, feeds, skipped) })
	}
	return cmd
}

// maxOPML bounds a list of feeds, in bytes.
const maxOPML = 16 << 20

// readWhole reads a file, or standard input for "-".
func readWhole(cmd *cobra.Command, name string) ([]byte, error) {
	in := cmd.InOrStdin()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, maxOPML+1))
	if err == nil && len(b) > maxOPML {
		err = fmt.Errorf("%s: larger than %d MB", name, maxOPML>>20)
	}
	return b, err
}

func importFeeds(cmd *cobra.Command, s *store.Store, feeds []news.Feed, skipped int) error {
	added, known := 0, 0
	for _, f := range feeds {
		f.Added = time.Now()
		isNew, err := s.AddFeed(cmd.Context(), f)
		switch {
		case err != nil:
			return err
		case isNew:
			added++
		default:
			known++
		}
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%d feeds added, %d known\n", added, known)
	if skipped > 0 {
		return &statusError{exitPartial, fmt.Errorf("%d entries without an http address were left out", skipped)}
	}
	if added+known == 0 {
		return &statusError{exitNothing, errors.New("no feed in this file")}
	}
	return nil
}

func newFeedsExport() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "export",
		Short:   "Write all feeds as OPML",
		Example: `  synoptic feeds export > subscriptions.opml`,
		Args:    cobra.NoArgs,
	}
	db := databaseFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withStore(db, store.Options{ReadOnly: true}, func(s *store.Store) error {
			feeds, err := s.Feeds(cmd.Context())
			if err != nil {
				return err
			}
			return feed.WriteOPML(cmd.OutOrStdout(), "synoptic", feeds)
		})
	}
	return cmd
}
