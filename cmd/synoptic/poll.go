package main

import (
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/poll"
	"synoptic/internal/store"
)

func newPoll() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "poll",
		Short: "Ask the feeds that are due, once, and fetch their new articles",
		Long: `Ask the feeds that are due, fetch the new articles they list and the known ones that are
due to be looked at again, and keep what comes. Hosts are asked one thing at a time, with a
pause, as their robots.txt permits. synoptic serve does the same day and night.`,
		Example: `  synoptic poll
  synoptic poll --all --contact https://example.org/about-our-robot`,
		Args: cobra.NoArgs,
	}
	db, private, contact := databaseFlag(cmd), allowPrivate(cmd), contactFlag(cmd)
	all := cmd.Flags().Bool("all", false, "ask all feeds, whether due or not")
	options := pollFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := options.check(); err != nil {
			return err
		}
		return withStore(db, store.Options{}, func(s *store.Store) error {
			if *all {
				if err := hurryAll(cmd, s); err != nil {
					return err
				}
			}
			client := fetch.New(fetch.Options{AllowPrivate: *private, Contact: *contact, KeepAlive: true})
			defer client.Close()
			return pollOnce(cmd, s, poll.New(s, client, options.Options))
		})
	}
	return cmd
}

// watching is how feeds and articles are watched, as flags say.
type watching struct{ poll.Options }

// pollFlags adds the flags that say so.
func pollFlags(cmd *cobra.Command) *watching {
	w := &watching{poll.Defaults()}
	cmd.Flags().DurationVar(&w.Pause, "pause", w.Pause, "between two requests to one host")
	cmd.Flags().DurationSliceVar(&w.Again, "again", w.Again, "after its first listing an article is looked at again, so long after")
	return w
}

func (w *watching) check() error {
	for i, after := range w.Again {
		if after <= 0 || i > 0 && after <= w.Again[i-1] {
			return fmt.Errorf("--again %v: each time must be later than the one before", after)
		}
	}
	if w.Pause < 0 {
		return fmt.Errorf("--pause %v: choose a time of 0 or more", w.Pause)
	}
	return nil
}

// hurryAll makes every feed due.
func hurryAll(cmd *cobra.Command, s *store.Store) error {
	feeds, err := s.Feeds(cmd.Context())
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if err := s.HurryFeed(cmd.Context(), f.URL); err != nil {
			return err
		}
	}
	return nil
}

// pollOnce polls and says what came of it, and which feeds failed.
func pollOnce(cmd *cobra.Command, s *store.Store, p *poll.Poller) error {
	began := time.Now()
	if err := p.Once(cmd.Context()); err != nil {
		return err
	}
	d := p.Done
	fmt.Fprintf(cmd.OutOrStdout(), "%d feeds asked, %d new articles; %d pages kept, %d unchanged, %d gone\n", d.Feeds, d.Found, d.Captures, d.Unchanged, d.Gone)
	if d.Left > 0 {
		fmt.Fprintf(cmd.OutOrStdout(), "%s left alone for now, as asked: what is due there stays due\n", count(int(d.Left), "host"))
	}
	if err := readPolled(cmd, s); err != nil {
		return err
	}
	feeds, err := s.Feeds(cmd.Context())
	if err != nil {
		return err
	}
	t := tally{cmd: cmd, done: 1}
	for _, f := range feeds {
		if f.Errors > 0 && !f.Asked.Before(began.Truncate(time.Millisecond)) {
			t.failure(feedError(f))
		}
	}
	if int64(t.failed) == d.Feeds && d.Feeds > 0 {
		t.done = 0
	}
	return t.outcome()
}

// readPolled reads what polling brought, and compares the stories that changed.
func readPolled(cmd *cobra.Command, s *store.Store) error {
	if _, err := pipeline.Retry(cmd.Context(), s); err != nil {
		return err
	}
	known, err := outlets()
	if err != nil {
		return err
	}
	in, err := pipeline.NewIngester(cmd.Context(), s, pipeline.Options{
		Workers: runtime.GOMAXPROCS(0),
		Outlets: known,
		Problem: func(p news.Problem) { fmt.Fprintf(cmd.ErrOrStderr(), "synoptic: %s: %s\n", p.Name, p.Reason) },
	})
	if err != nil {
		return err
	}
	sum, err := in.ReadWaiting(cmd.Context(), s)
	if err != nil || sum.Items == 0 {
		return err
	}
	g := ingest{sum: sum}
	if _, err := io.WriteString(cmd.OutOrStdout(), g.said()); err != nil {
		return err
	}
	return refresh(cmd, s)
}

func feedError(f news.Feed) error { return fmt.Errorf("%s: %s", f.URL, f.Reason) }
