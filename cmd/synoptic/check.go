package main

import (
	"encoding/json"
	"fmt"

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
