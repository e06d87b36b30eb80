package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/report"
	"synoptic/internal/store"
)

// exportFlags are the choices of one `synoptic export`.
type exportFlags struct {
	format, output string
	filter         store.ArticleFilter
}

func newExport() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export [STORY…]",
		Short: "Write articles out as JSONL, CSV, Parquet, ninjs or JSON-LD, or a story with all its evidence",
		Long: `Write the articles of the database out, those of the stories named or all, in order of
time, each with the story it is in.

  jsonl    one article a line, in the form that synoptic reads
  csv      one table
  parquet  one table, for programs that analyse it
  ninjs    the IPTC's News in JSON 2.1, one article a line
  jsonld   schema.org NewsArticle, one article a line
  bundle   ONE story with all that proves it, as a zip: the comparison as a page and as
           JSON, every text, the pages they were read from, and a list of hashes`,
		Example: `  synoptic export --since 2026-04 > april.jsonl
  synoptic export --format parquet -o archive.parquet
  synoptic export --format bundle -o story.zip s7k2qv3mmbda`,
	}
	var f exportFlags
	db := databaseFlag(cmd)
	cmd.Flags().StringVar(&f.format, "format", "jsonl", report.Forms+", or bundle")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	cmd.Flags().StringVar(&f.filter.Lang, "lang", "", "articles in this language (en)")
	cmd.Flags().StringVar(&f.filter.Source, "source", "", "articles of this outlet")
	cmd.Flags().BoolVar(&f.filter.Earlier, "revisions", false, "every text of an article, not only the latest")
	span := spanFlags(cmd, "articles")
	cmd.RunE = func(cmd *cobra.Command, stories []string) error {
		if err := f.check(cmd.OutOrStdout(), stories); err != nil {
			return err
		}
		var err error
		if f.filter.Since, f.filter.Until, err = span(); err != nil {
			return err
		}
		s, err := db.openToShow()
		if err != nil {
			return err
		}
		defer s.Close()
		return f.run(cmd, s, stories)
	}
	return cmd
}

// check refuses what cannot be written.
func (f *exportFlags) check(out io.Writer, stories []string) error {
	if f.format == "bundle" {
		if len(stories) != 1 {
			return errors.New("a bundle holds one story: name it")
		}
	} else if _, err := report.NewExporter(f.format, io.Discard); err != nil {
		return fmt.Errorf("--format %q: choose %s, or bundle", f.format, report.Forms)
	}
	if file, ok := out.(*os.File); ok && f.output == "" && (f.format == "bundle" || f.format == "parquet") && term.IsTerminal(int(file.Fd())) {
		return fmt.Errorf("--format %s is nothing for a terminal: name a file with --output", f.format)
	}
	return nil
}

func (f *exportFlags) run(cmd *cobra.Command, s *store.Store, stories []string) error {
	var chosen []news.Story
	for _, id := range stories {
		story, err := findStory(cmd.Context(), s, id)
		if err != nil {
			return err
		}
		chosen = append(chosen, story)
	}
	write := func(w io.Writer) error { return f.articles(cmd.Context(), s, chosen, w) }
	if f.format == "bundle" {
		write = func(w io.Writer) error { return writeBundle(cmd.Context(), s, chosen[0], pipeline.NewComparer, w) }
	}
	if err := f.save(cmd.OutOrStdout(), write); err != nil {
		return failed(cmd, err)
	}
	return nil
}

// save writes to the chosen file, which is there only when all of it is, or to out.
func (f *exportFlags) save(out io.Writer, write func(io.Writer) error) error {
	if f.output == "" {
		buffered := bufio.NewWriter(out)
		return errors.Join(write(buffered), buffered.Flush())
	}
	part := f.output + ".part"
	file, err := os.Create(part)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	buffered := bufio.NewWriter(file)
	if err := errors.Join(write(buffered), buffered.Flush(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, f.output)
}

// articles writes the articles of the stories, or all of them.
func (f *exportFlags) articles(ctx context.Context, s *store.Store, stories []news.Story, w io.Writer) error {
	e, err := report.NewExporter(f.format, w)
	if err != nil {
		return err
	}
	filters := []store.ArticleFilter{f.filter}
	if len(stories) > 0 {
		filters = nil
		for _, story := range stories {
			one := f.filter
			one.Story = story.ID
			filters = append(filters, one)
		}
	}
	for _, filter := range filters {
		for a, err := range located(ctx, s, s.Articles(ctx, filter)) {
			if err == nil {
				err = e.Write(&a)
			}
			if err != nil {
				return fmt.Errorf("export: %w", err)
			}
		}
	}
	return e.Close()
}

// together is how many articles are looked up at a time.
const together = 200

// located adds to articles the stories they are in.
func located(ctx context.Context, s *store.Store, articles iter.Seq2[news.Revision, error]) iter.Seq2[report.Exported, error] {
	return func(yield func(report.Exported, error) bool) {
		var part []report.Exported
		flush := func() bool {
			ids := make([]string, len(part))
			for i := range part {
				ids[i] = part[i].ID
			}
			known, err := s.Known(ctx, ids)
			for i := range part {
				part[i].Story = known[part[i].ID].Story
				if !yield(part[i], err) {
					return false
				}
			}
			part = part[:0]
			return true
		}
		for r, err := range articles {
			if err != nil {
				yield(report.Exported{}, err)
				return
			}
			part = append(part, report.Exported{Revision: r})
			if len(part) == together && !flush() {
				return
			}
		}
		flush()
	}
}

// writeBundle writes a story with all that proves it.
func writeBundle(ctx context.Context, s *store.Store, story news.Story, comparer func() (*pipeline.Comparer, error), w io.Writer) error {
	b := report.Bundle{Story: story}
	var err error
	if b.Members, err = s.Members(ctx, story.ID); err != nil {
		return err
	}
	if len(b.Members) > 1 {
		if b.Comparison, err = comparisonOf(ctx, s, story.ID, comparer); err != nil {
			return err
		}
	}
	b.Revisions = revisionsOf(ctx, s, b.Members)
	b.Captures = capturesOf(ctx, s, b.Revisions)
	return b.Write(w)
}

// revisionsOf are all texts of articles up to those that the articles have now, so that what
// comes meanwhile does not change them.
func revisionsOf(ctx context.Context, s *store.Store, members []news.Member) iter.Seq2[news.Revision, error] {
	return func(yield func(news.Revision, error) bool) {
		for i := range members {
			revisions, err := s.Revisions(ctx, members[i].ID)
			if err != nil {
				yield(news.Revision{}, err)
				return
			}
			for _, r := range revisions {
				if r.Number <= members[i].Number && !yield(r, nil) {
					return
				}
			}
		}
	}
}

// capturesOf are what texts were read from, as far as it is still kept.
func capturesOf(ctx context.Context, s *store.Store, revisions iter.Seq2[news.Revision, error]) iter.Seq2[news.Kept, error] {
	return func(yield func(news.Kept, error) bool) {
		given := map[string]bool{"": true}
		for r, err := range revisions {
			if given[r.Capture] && err == nil {
				continue
			}
			given[r.Capture] = true
			var c news.Kept
			if err == nil {
				c, err = s.Capture(ctx, r.Capture)
			}
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}
