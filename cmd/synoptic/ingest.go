package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

func newIngest() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ingest [INPUT…]",
		Short: "Read articles into the database: stories, revisions, copies, comparisons",
		Long: `Read articles into the database. Each is put into the story of its event; an article
that is known and has another text now is a new revision of it; what two articles of a
story share is noted. Then the stories that two or more independent accounts tell are
compared.

An article is known by its id, else by its address, else by its content. The same input
twice changes nothing. It can be ended at any moment (Ctrl-C ends after the batch at
hand); the same command then goes on where it ended, as long as a file is what it was.

` + inputHelp,
		Example: `  synoptic ingest archive/ crawl.warc.gz
  synoptic ingest --include-host example.org --since 2026-03-01 --lang en CC-NEWS-*.warc.gz
  synoptic ingest --db news.db < articles.jsonl`,
	}
	db := databaseFlag(cmd)
	private := allowPrivate(cmd)
	archives := chooseRecords(cmd)
	plain := cmd.Flags().Bool("no-compare", false, "leave the comparisons to a later time (synoptic story ID makes that of one story)")
	anew := cmd.Flags().Bool("recluster", false, "place all stored articles anew before; what people did stays")
	cmd.RunE = func(cmd *cobra.Command, inputs []string) error {
		options, err := archives.choose(intake.Options{Stdin: cmd.InOrStdin(), AllowPrivate: *private})
		if err != nil {
			return err
		}
		s, err := db.open(store.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		g := ingest{cmd: cmd, store: s, inputs: inputs, options: options}
		if *anew {
			if err := g.recluster(); err != nil || len(inputs) == 0 {
				return err
			}
		}
		if err := g.read(); err != nil {
			return err
		}
		if !*plain && cmd.Context().Err() == nil {
			if err := refresh(cmd, s); err != nil {
				return err
			}
		}
		return g.outcome()
	}
	return cmd
}

// ingest is one run of the command.
type ingest struct {
	cmd     *cobra.Command
	store   *store.Store
	inputs  []string
	options intake.Options
	sum     pipeline.Summary
}

// read ingests the inputs and says what came of it.
func (g *ingest) read() error {
	if len(g.inputs) == 0 {
		g.inputs = []string{"-"}
	}
	ctx := g.cmd.Context()
	bar := newBar(g.cmd.ErrOrStderr(), sizeOf(ctx, g.store, g.inputs, g.options.Only))
	defer bar.end()
	known, err := outlets()
	if err != nil {
		return &statusError{exitNothing, err}
	}
	in, err := pipeline.NewIngester(ctx, g.store, pipeline.Options{
		Workers:  runtime.GOMAXPROCS(0),
		Outlets:  known,
		Progress: func(s pipeline.Summary) { bar.at(s.Passed, s.Items, "articles") },
		Problem: func(p news.Problem) {
			bar.clear()
			fmt.Fprintf(g.cmd.ErrOrStderr(), "synoptic: %s: %s\n", p.Name, p.Reason)
		},
	})
	if err != nil {
		return failed(g.cmd, err)
	}
	var broken error
	g.sum, err = in.Ingest(ctx, pipeline.Inputs(ctx, g.store, g.inputs, g.options, &broken))
	bar.end()
	if err = errors.Join(err, broken); err != nil {
		return failed(g.cmd, err)
	}
	_, err = io.WriteString(g.cmd.OutOrStdout(), g.said())
	return err
}

// recluster places all articles anew.
func (g *ingest) recluster() error {
	bar := newBar(g.cmd.ErrOrStderr(), -1)
	defer bar.end()
	moved, err := pipeline.Recluster(g.cmd.Context(), g.store, func(done int) { bar.at(0, done, "articles") })
	bar.end()
	if err != nil {
		return failed(g.cmd, err)
	}
	_, err = fmt.Fprintf(g.cmd.OutOrStdout(), "%s placed otherwise\n", count(moved, "article"))
	return err
}

// said is the summary for people.
func (g *ingest) said() string {
	if g.sum.Items == 0 {
		return "nothing new: all of it was read before\n"
	}
	parts := []string{fmt.Sprintf("%d new", g.sum.New)}
	for _, p := range []struct {
		n    int
		what string
	}{{g.sum.Revised, "with a new text"}, {g.sum.Same, "known"}, {g.sum.Failed, "failed"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return count(g.sum.Items, "article") + ": " + strings.Join(parts, ", ") + "\n"
}

// outcome turns the summary into the exit status.
func (g *ingest) outcome() error {
	if g.cmd.Context().Err() != nil {
		return &statusError{exitPartial, errors.New("interrupted: what was read is kept; the same command goes on from there")}
	}
	if g.sum.Failed > 0 && g.sum.Failed == g.sum.Items {
		return &statusError{status: exitNothing}
	}
	if g.sum.Failed > 0 {
		return &statusError{status: exitPartial}
	}
	return nil
}

// failed ends the command by an error, or by the interruption that made it.
func failed(cmd *cobra.Command, err error) error {
	if cmd.Context().Err() != nil {
		return &statusError{exitPartial, errors.New("interrupted: what was done is kept; the same command goes on from there")}
	}
	return &statusError{exitNothing, err}
}

// refresh brings the comparisons of all stories up to date and says how many it made.
func refresh(cmd *cobra.Command, s *store.Store) error {
	c, err := pipeline.NewComparer()
	if err != nil {
		return &statusError{exitNothing, err}
	}
	bar := newBar(cmd.ErrOrStderr(), -1)
	defer bar.end()
	n, err := c.Refresh(cmd.Context(), s, runtime.GOMAXPROCS(0), func(done, left int) { bar.of(done, done+left, "stories compared") })
	bar.end()
	if err != nil {
		return failed(cmd, err)
	}
	if n > 0 {
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s compared\n", count(n, "story"))
	}
	return err
}

// count is a number of things: "1 story", "1,204 articles".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if stem, ok := strings.CutSuffix(what, "y"); ok {
		return thousands(n) + " " + stem + "ies"
	}
	return thousands(n) + " " + what + "s"
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
