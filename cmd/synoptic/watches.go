package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

func newWatches() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "watches",
		Short: "What is watched: add, list, remove searches and stories",
		Long: `Watches tell of what comes: new reports, new differences, changed numbers, silent edits,
bursts. synoptic serve raises the alerts, shows them at /watches, offers each watch as a
feed, and sends them by mail and webhook.`,
		Example: `  synoptic watches add --search 'ferry "Port Callow"' --mail desk@example.org
  synoptic watches add --story s7rgs3n3 --kind number,difference --webhook https://example.org/hook
  synoptic watches list`,
	}
	cmd.AddCommand(newWatchesAdd(), newWatchesList(), newWatchesRemove())
	return cmd
}

func newWatchesAdd() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "add (--search QUERY | --story STORY)",
		Short:   "Watch a search or a story from now on",
		Example: `  synoptic watches add --search 'dam OR reservoir' --name Water --mail desk@example.org --quiet 22:00-07:00 --zone Europe/Berlin`,
		Args:    cobra.NoArgs,
	}
	var w news.Watch
	db := databaseFlag(cmd)
	cmd.Flags().StringVar(&w.Query, "search", "", "search whose reports are watched (synoptic search --help)")
	cmd.Flags().StringVar(&w.Story, "story", "", "story that is watched; the beginning of its id will do")
	cmd.Flags().StringVar(&w.Name, "name", "", "name of the watch (default the search or the headline)")
	cmd.Flags().StringVar(&w.Webhook, "webhook", "", "address that is sent the alerts")
	cmd.Flags().StringSliceVar(&w.Mail, "mail", nil, "mail addresses that are sent the alerts")
	cmd.Flags().StringVar(&w.Quiet.Zone, "zone", "", "time zone of the quiet hours (default UTC)")
	cmd.Flags().StringVar(&w.By, "by", os.Getenv("USER"), "who watches")
	kinds := cmd.Flags().StringSlice("kind", nil, "what it tells of: story, report, account, difference, number, edit, burst (default all)")
	quiet := cmd.Flags().String("quiet", "", "hours in which nothing is sent: 22:00-07:00")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		w.Kinds = news.AlertKinds()
		if len(*kinds) > 0 {
			w.Kinds = nil
		}
		for _, k := range *kinds {
			w.Kinds = append(w.Kinds, news.AlertKind(k))
		}
		w.Quiet.From, w.Quiet.To, _ = strings.Cut(*quiet, "-")
		return withStore(db, store.Options{}, func(s *store.Store) error { return addWatch(cmd, s, w) })
	}
	return cmd
}

// addWatch keeps a watch and lets it know what is there.
func addWatch(cmd *cobra.Command, s *store.Store, w news.Watch) error {
	ctx := cmd.Context()
	if w.Story != "" {
		story, err := findStory(ctx, s, w.Story)
		if err != nil {
			return err
		}
		w.Story, w.Name = story.ID, cmp.Or(w.Name, story.Title, story.ID)
	}
	w.Name, w.Created = cmp.Or(w.Name, w.Query), time.Now()
	kept, err := s.AddWatch(ctx, w)
	if err != nil {
		return watchUsage(err)
	}
	if err := newFollower(s, pipeline.NewComparer).Begin(ctx, kept); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s  %s\n", kept.ID, kept.Name)
	if kept.Webhook != "" {
		fmt.Fprintf(cmd.OutOrStdout(), "secret of the webhook: %s\n", kept.Secret)
	}
	return nil
}

// watchUsage is a mistake of the user or a failure of the database.
func watchUsage(err error) error {
	var wrong *store.WatchError
	if errors.As(err, &wrong) {
		return &statusError{exitUsage, err}
	}
	return searchError(err)
}

func newWatchesList() *cobra.Command {
	cmd := &cobra.Command{Use: "list", Short: "Each watch with its unread alerts and whom it tells", Args: cobra.NoArgs}
	db := databaseFlag(cmd)
	format := cmd.Flags().String("format", "text", "text or jsonl")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *format != "text" && *format != "jsonl" {
			return fmt.Errorf("--format %q is not text or jsonl", *format)
		}
		return withStore(db, store.Options{ReadOnly: true}, func(s *store.Store) error {
			return listWatches(cmd.Context(), s, cmd.OutOrStdout(), *format == "jsonl")
		})
	}
	return cmd
}

func listWatches(ctx context.Context, s *store.Store, out io.Writer, asJSON bool) error {
	list, err := s.Watches(ctx)
	if err != nil {
		return err
	}
	unread, err := s.UnreadAlerts(ctx)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "WATCH\tNAME\tUNREAD\tOF\tTELLS")
	for _, w := range list {
		if asJSON {
			if err := lines.Encode(w); err != nil {
				return err
			}
			continue
		}
		of := "search " + w.Query
		if w.Story != "" {
			of = "story " + w.Story
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\n", w.ID, w.Name, unread[w.ID], of, strings.TrimSpace(strings.Join(w.Mail, " ")+" "+w.Webhook))
	}
	if asJSON {
		return nil
	}
	return t.Flush()
}

func newWatchesRemove() *cobra.Command {
	cmd := &cobra.Command{Use: "remove WATCH…", Short: "Watch no more; the alerts of a watch go with it", Args: cobra.MinimumNArgs(1)}
	db := databaseFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, ids []string) error {
		return withStore(db, store.Options{}, func(s *store.Store) error {
			t := tally{cmd: cmd}
			for _, id := range ids {
				err := s.RemoveWatch(cmd.Context(), id)
				switch {
				case errors.Is(err, store.ErrNotFound):
					t.failure(fmt.Errorf("%s: no such watch (synoptic watches list shows all)", id))
				case err != nil:
					return err
				default:
					t.done++
				}
			}
			return t.outcome()
		})
	}
	return cmd
}
