package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"synoptic/internal/news"
)

// readArticles reads all articles of the inputs; each failure is one line on standard error.
func readArticles(cmd *cobra.Command, inputs []string) (articles []*news.Article, failed int) {
	in := json.NewDecoder(cmd.InOrStdin())
	for {
		var a news.Article
		err := in.Decode(&a)
		if errors.Is(err, io.EOF) {
			return articles, failed
		}
		if err != nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "synoptic: %v\n", err)
			return articles, failed + 1
		}
		articles = append(articles, &a)
	}
}

// outcome turns what was done and what failed into the exit status.
func outcome(done, failed int) error {
	switch {
	case failed > 0 && done == 0:
		return &statusError{status: exitNothing}
	case failed > 0:
		return &statusError{status: exitPartial}
	}
	return nil
}
