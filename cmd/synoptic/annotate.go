package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"synoptic/internal/annotate"
)

func newAnnotate() *cobra.Command {
	return &cobra.Command{
		Use:   "annotate [INPUT…]",
		Short: "Read articles closely: sentences, names, quotes, quantities, dates, citations as JSONL",
		RunE: func(cmd *cobra.Command, inputs []string) error {
			articles, failed := readArticles(cmd, inputs)
			reader := annotate.New()
			out := json.NewEncoder(cmd.OutOrStdout())
			out.SetEscapeHTML(false)
			for _, a := range articles {
				if err := out.Encode(reader.Read(a)); err != nil {
					return &statusError{exitNothing, err}
				}
			}
			return outcome(len(articles), failed)
		},
	}
}
