package main

import (
	"errors"
	"fmt"
	"iter"
	"runtime"

	"github.com/spf13/cobra"

	"synoptic/internal/annotate"
	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
)

// inputHelp is the part of a verb's help that says what INPUT may be.
const inputHelp = `INPUT is a file (.txt .html .json .jsonl .warc, each perhaps gzipped), a folder of such
files, an http(s) address, or - for articles as JSONL on standard input. The kind is
told by content. Without INPUT, JSONL is read from standard input.`

// allowPrivate adds the flag that lets addresses reach private networks.
func allowPrivate(cmd *cobra.Command) *bool {
	return cmd.Flags().Bool("allow-private", false, "let http(s) INPUT reach loopback and private networks")
}

// documents reads all articles of the inputs, on every core, in order.
func documents(cmd *cobra.Command, inputs []string, private bool) iter.Seq2[*news.Document, error] {
	if len(inputs) == 0 {
		inputs = []string{"-"}
	}
	captures := intake.Open(cmd.Context(), inputs, intake.Options{Stdin: cmd.InOrStdin(), AllowPrivate: private})
	return pipeline.Read(credited(pipeline.Articles(captures, runtime.GOMAXPROCS(0))), annotate.New().Read, runtime.GOMAXPROCS(0))
}

// credited are articles with the agencies that their bylines name. Outlets of one's own that
// cannot be read come first, as an error.
func credited(articles iter.Seq2[news.Article, error]) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		known, err := outlets()
		if err != nil && !yield(news.Article{}, err) {
			return
		}
		for a, err := range articles {
			if err == nil && known != nil {
				known.Credit(&a)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// tally counts what was done and what failed; each failure is one line on standard error.
type tally struct {
	cmd          *cobra.Command
	done, failed int
}

func (t *tally) failure(err error) {
	t.failed++
	fmt.Fprintf(t.cmd.ErrOrStderr(), "synoptic: %v\n", err)
}

// outcome turns the counts into the exit status.
func (t *tally) outcome() error {
	if err := t.cmd.Context().Err(); err != nil {
		return &statusError{exitPartial, errors.New("interrupted")}
	}
	switch {
	case t.done == 0 && t.failed == 0:
		return &statusError{exitNothing, errors.New("no article in the input")}
	case t.done == 0:
		return &statusError{status: exitNothing}
	case t.failed > 0:
		return &statusError{status: exitPartial}
	}
	return nil
}
