package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/store"
)

func newCheck() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Prove that the database is sound",
		Long: `Prove that the database is sound: every article is in one story, every story counts its
articles right, what comparisons show stands verbatim in the texts, revisions are numbered
without a gap, redirects end, the index has the words of every article, nothing belongs to
nothing. Each finding is one line. Exit status 0: nothing found, or all of it repaired.`,
		Example: `  synoptic check
  synoptic check --repair`,
		Args: cobra.NoArgs,
	}
	db := databaseFlag(cmd)
	repair := cmd.Flags().Bool("repair", false, "mend what is found")
	format := cmd.Flags().String("format", "text", "text or jsonl")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *format != "text" && *format != "jsonl" {
			return fmt.Errorf("--format %q is not text or jsonl", *format)
		}
		s, err := db.open(store.Options{ReadOnly: !*repair})
		if err != nil {
			return err
		}
		defer s.Close()
		found, err := s.Check(cmd.Context(), *repair)
		if err != nil {
			return &statusError{exitNothing, err}
		}
		return writeFindings(cmd, found, *format == "jsonl")
	}
	return cmd
}

func writeFindings(cmd *cobra.Command, found []store.Finding, asJSON bool) error {
	left := 0
	for _, f := range found {
		if !f.Repaired {
			left++
		}
		if err := writeFinding(cmd, f, asJSON); err != nil {
			return err
		}
	}
	if left > 0 {
		return &statusError{exitPartial, fmt.Errorf("%d findings are not repaired; synoptic check --repair mends what can be mended", left)}
	}
	if !asJSON {
		fmt.Fprintln(cmd.OutOrStdout(), soundness(len(found)))
	}
	return nil
}

// soundness says that nothing is left to mend.
func soundness(repaired int) string {
	if repaired == 0 {
		return "sound: nothing found"
	}
	return fmt.Sprintf("sound: %d findings, all repaired", repaired)
}

func writeFinding(cmd *cobra.Command, f store.Finding, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(cmd.OutOrStdout()).Encode(f)
	}
	state := "found"
	if f.Repaired {
		state = "repaired"
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: %s: %s\n", state, f.Rule, f.What)
	return err
}

func newPrune() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Remove old captures, problems, comparisons and alerts from the database",
		Long: `Remove what can be made again or is of no use any more. Articles, their revisions and
stories stay. A capture is as old as when its bytes were last fetched, a problem as when it
last occurred, a comparison as the last report of its story, an alert as when it was raised.`,
		Example: `  synoptic prune --captures 90 --problems 30`,
		Args:    cobra.NoArgs,
	}
	db := databaseFlag(cmd)
	captures := cmd.Flags().Int("captures", 0, "remove captures older than so many days")
	problems := cmd.Flags().Int("problems", 0, "remove problems older than so many days")
	comparisons := cmd.Flags().Int("comparisons", 0, "remove comparisons older than so many days")
	alerts := cmd.Flags().Int("alerts", 0, "remove alerts older than so many days")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *captures <= 0 && *problems <= 0 && *comparisons <= 0 && *alerts <= 0 {
			return errors.New("nothing to remove: give --captures, --problems, --comparisons or --alerts a number of days")
		}
		s, err := db.open(store.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		removed, err := s.Retain(cmd.Context(), store.Policy{Captures: days(*captures), Problems: days(*problems), Comparisons: days(*comparisons), Alerts: days(*alerts)}, time.Now())
		if err != nil {
			return &statusError{exitNothing, err}
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "removed %d captures, %d problems, %d comparisons, %d alerts\n", removed.Captures, removed.Problems, removed.Comparisons, removed.Alerts)
		return err
	}
	return cmd
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }
