package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synoptic/internal/compare"
	"synoptic/internal/news"
	"synoptic/internal/report"
)

// compareFlags are the choices of one `synoptic compare`.
type compareFlags struct {
	format string
	output string
	all    bool
	width  int

	embeddings, embeddingsModel string
}

func newCompare() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare [INPUT…]",
		Short: "Lay the accounts of one event side by side",
		Long: `Lay 2 to 16 accounts of one event side by side: what all tell, where they differ, who
is quoted, what only one tells, how the wording differs, who copied whom.

` + inputHelp,
		Example: `  synoptic compare agency.txt paper.html https://example.org/report
  synoptic compare --format html -o comparison.html reports/
  synoptic compare --format json < articles.jsonl | jq '.differences[]'`,
	}
	var f compareFlags
	cmd.Flags().StringVar(&f.format, "format", "text", "text, html, markdown, csv or json")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	cmd.Flags().BoolVar(&f.all, "all", false, "text: show everything, not only what fits one screen")
	cmd.Flags().IntVar(&f.width, "width", 0, "text: columns of the page (the terminal's, else 80)")
	cmd.Flags().StringVar(&f.embeddings, "embeddings", "", "address of an OpenAI-compatible embeddings endpoint to help the alignment")
	cmd.Flags().StringVar(&f.embeddingsModel, "embeddings-model", "", "model to ask there (key, if any: $"+keyVariable+")")
	private := allowPrivate(cmd)
	cmd.RunE = func(cmd *cobra.Command, inputs []string) error {
		write, err := f.writer(cmd.OutOrStdout())
		if err != nil {
			return err
		}
		t := tally{cmd: cmd}
		var docs []*news.Document
		for doc, err := range documents(cmd, inputs, *private) {
			if err != nil {
				t.failure(err)
				continue
			}
			docs = append(docs, doc)
		}
		if err := countable(&t, len(docs)); err != nil {
			return err
		}
		comparer, err := compare.New()
		if err != nil {
			return &statusError{exitNothing, err}
		}
		if err := f.save(cmd.OutOrStdout(), comparer.Compare(docs, f.vectors(cmd, docs)), write); err != nil {
			return &statusError{exitNothing, err}
		}
		t.done = len(docs)
		return t.outcome()
	}
	return cmd
}

// countable refuses what cannot be compared: nothing, one account, or too many.
func countable(t *tally, accounts int) error {
	switch {
	case accounts == 0:
		return t.outcome()
	case accounts == 1:
		return &statusError{exitNothing, errors.New("one account only: nothing to compare with (synoptic annotate reads a single article)")}
	case accounts > compare.MaxAccounts:
		return &statusError{exitNothing, fmt.Errorf("%d accounts: compare takes at most %d of one event", accounts, compare.MaxAccounts)}
	}
	return nil
}

// writer is how a comparison is written in the chosen format.
type writer func(io.Writer, *news.Comparison) error

func (f *compareFlags) writer(out io.Writer) (writer, error) {
	switch f.format {
	case "text":
		return f.text(out), nil
	case "html":
		return report.HTML, nil
	case "markdown", "md":
		return report.Markdown, nil
	case "csv":
		return report.CSV, nil
	case "json":
		return report.JSON, nil
	}
	return nil, fmt.Errorf("--format %q: choose text, html, markdown, csv or json", f.format)
}

// text writes for the terminal out is, or plainly for a file or pipe.
func (f *compareFlags) text(out io.Writer) writer {
	o := report.TextOptions{Width: f.width, All: f.all}
	if file, ok := out.(*os.File); ok && f.output == "" && term.IsTerminal(int(file.Fd())) {
		o.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if w, _, err := term.GetSize(int(file.Fd())); err == nil && o.Width == 0 {
			o.Width = w
		}
	}
	return func(w io.Writer, c *news.Comparison) error { return report.Text(w, c, o) }
}

// save writes the comparison to the chosen file, or to out.
func (f *compareFlags) save(out io.Writer, c *news.Comparison, write writer) error {
	if f.output == "" {
		buffered := bufio.NewWriter(out)
		if err := write(buffered, c); err != nil {
			return fmt.Errorf("write comparison: %w", err)
		}
		return buffered.Flush()
	}
	file, err := os.Create(f.output)
	if err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	if err := write(file, c); err != nil {
		file.Close()
		return fmt.Errorf("write comparison to %s: %w", f.output, err)
	}
	return file.Close()
}
