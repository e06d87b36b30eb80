package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"synoptic/internal/annotate"
	"synoptic/internal/compare"
	"synoptic/internal/news"
)

func newCompare() *cobra.Command {
	return &cobra.Command{
		Use:   "compare [INPUT…]",
		Short: "Lay the accounts of one event side by side",
		RunE: func(cmd *cobra.Command, inputs []string) error {
			articles, failed := readArticles(cmd, inputs)
			reader := annotate.New()
			var docs []*news.Document
			for _, a := range articles {
				docs = append(docs, reader.Read(a))
			}
			out := json.NewEncoder(cmd.OutOrStdout())
			out.SetEscapeHTML(false)
			if err := out.Encode(compare.Compare(docs)); err != nil {
				return &statusError{exitNothing, err}
			}
			return outcome(len(articles), failed)
		},
	}
}
