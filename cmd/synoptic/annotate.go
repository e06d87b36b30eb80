package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"synoptic/internal/annotate"
)

func newAnnotate() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "annotate [INPUT…]",
		Short: "Read articles closely: sentences, names, quotes, quantities, dates, citations",
		Long: `Read articles closely and print each as one line of JSON, in the order of the input:
the article with its sentences, names, quotes, quantities, dates, citations and
statements. All offsets are bytes of the article's text.

` + inputHelp,
		Example: `  synoptic annotate report.html
  synoptic annotate < articles.jsonl > annotated.jsonl`,
	}
	private := allowPrivate(cmd)
	cmd.RunE = func(cmd *cobra.Command, inputs []string) error {
		out := json.NewEncoder(cmd.OutOrStdout())
		out.SetEscapeHTML(false)
		t := tally{cmd: cmd}
		for doc, err := range documents(cmd, inputs, *private) {
			if err != nil {
				t.failure(err)
				continue
			}
			if err := out.Encode(annotate.Show(doc)); err != nil {
				return &statusError{exitNothing, err}
			}
			t.done++
		}
		return t.outcome()
	}
	return cmd
}
