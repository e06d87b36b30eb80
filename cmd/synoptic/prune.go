package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/store"
)

// keepConfig says for how many days is kept what can be made again or is of no use any more;
// 0: for ever.
type keepConfig struct {
	Captures    int `toml:"captures"`
	Problems    int `toml:"problems"`
	Comparisons int `toml:"comparisons"`
	Alerts      int `toml:"alerts"`
}

// longestKept is the greatest number of days, a century: far greater ones would not fit into
// a time.Duration, and be taken for few.
const longestKept = 36_500

func (k keepConfig) check() error {
	if min(k.Captures, k.Problems, k.Comparisons, k.Alerts) < 0 {
		return errors.New("keep: write a number of days, 0 for ever")
	}
	if max(k.Captures, k.Problems, k.Comparisons, k.Alerts) > longestKept {
		return fmt.Errorf("keep: write a number of days up to %d, 0 for ever", longestKept)
	}
	return nil
}

func (k keepConfig) policy() store.Policy {
	return store.Policy{Captures: days(k.Captures), Problems: days(k.Problems), Comparisons: days(k.Comparisons), Alerts: days(k.Alerts)}
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

func newPrune() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Remove old captures, problems, comparisons and alerts from the database",
		Long: `Remove what can be made again or is of no use any more. Articles, their revisions and
stories stay. A capture is as old as when its bytes were last fetched, a problem as when it
last occurred, a comparison as the last report of its story, an alert as when it was raised.

How long things are kept, the flags say, or else [keep] of the settings file, by which
synoptic serve prunes every day.`,
		Example: `  synoptic prune --captures 90 --problems 30`,
		Args:    cobra.NoArgs,
	}
	db := databaseFlag(cmd)
	var keep keepConfig
	cmd.Flags().IntVar(&keep.Captures, "captures", 0, "remove captures older than so many days")
	cmd.Flags().IntVar(&keep.Problems, "problems", 0, "remove problems older than so many days")
	cmd.Flags().IntVar(&keep.Comparisons, "comparisons", 0, "remove comparisons older than so many days")
	cmd.Flags().IntVar(&keep.Alerts, "alerts", 0, "remove alerts older than so many days")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		keep, err := keep.orSettings()
		if err != nil {
			return err
		}
		s, err := db.open(store.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		removed, err := s.Retain(cmd.Context(), keep.policy(), time.Now())
		if err != nil {
			return &statusError{exitNothing, err}
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "removed %d captures, %d problems, %d comparisons, %d alerts\n",
			removed.Captures, removed.Problems, removed.Comparisons, removed.Alerts)
		return err
	}
	return cmd
}

// orSettings is what the flags say, or else what the settings file does.
func (k keepConfig) orSettings() (keepConfig, error) {
	if err := k.check(); err != nil || k != (keepConfig{}) {
		return k, err
	}
	settings, err := readConfig()
	if err != nil {
		return k, &statusError{exitNothing, err}
	}
	if settings.Keep == (keepConfig{}) {
		return k, errors.New("nothing to remove: give --captures, --problems, --comparisons or --alerts a number of days, or the settings file a [keep]")
	}
	return settings.Keep, nil
}

// pruneEvery is how long a running program waits before it prunes again.
const pruneEvery = 24 * time.Hour

// prune removes what is kept no longer, again and again until ctx ends.
func (w *watcher) prune(ctx context.Context) error {
	for {
		removed, err := w.store.Retain(ctx, w.keep, time.Now())
		if err != nil {
			return err
		}
		if removed != (store.Removed{}) {
			w.log.Info("pruned", "captures", removed.Captures, "problems", removed.Problems, "comparisons", removed.Comparisons, "alerts", removed.Alerts)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pruneEvery):
		}
	}
}
