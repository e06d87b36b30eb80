package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

func newStory() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "story ID",
		Short: "Show one story: its accounts side by side, why they are together, what was rewritten",
		Long: `Show one story: the accounts of its event side by side, as synoptic compare does. What is
kept of an earlier comparison is shown at once; what has changed since is compared anew.

The beginning of an id is enough where no other story begins so. A story that was joined
to another is shown as that one.`,
		Example: `  synoptic story s7k2qv3mmbda
  synoptic story s7k2 --why
  synoptic story s7k2 --revisions
  synoptic story s7k2 --format html -o story.html
  synoptic story merge s7k2 sx4f`,
		Args: cobra.ExactArgs(1),
	}
	var f compareFlags
	cmd.Flags().StringVar(&f.format, "format", "text", "text, html, markdown, csv or json (with --why and --revisions: text or json)")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write to a file instead of standard output")
	cmd.Flags().BoolVar(&f.all, "all", false, "text: show everything, not only what fits one screen; with --why, the score of each report too")
	cmd.Flags().IntVar(&f.width, "width", 0, "text: columns of the page (the terminal's, else 80)")
	why := cmd.Flags().Bool("why", false, "show why each report is in the story")
	revisions := cmd.Flags().Bool("revisions", false, "show what was rewritten in its reports after they were published")
	db := databaseFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, ids []string) error {
		write, err := f.writer(cmd.OutOrStdout())
		if err != nil {
			return err
		}
		if (*why || *revisions) && f.format != "text" && f.format != "json" {
			return fmt.Errorf("--format %q: choose text or json with --why and --revisions", f.format)
		}
		s, err := db.openToShow()
		if err != nil {
			return err
		}
		defer s.Close()
		v := storyView{cmd: cmd, store: s, flags: &f, write: write}
		if v.story, err = findStory(cmd.Context(), s, ids[0]); err != nil {
			return err
		}
		switch {
		case *why:
			return v.why()
		case *revisions:
			return v.revisions()
		}
		return v.comparison()
	}
	cmd.AddCommand(newStoryActs()...)
	return cmd
}

// findStory finds a story by its id or the beginning of it. An error says what there is
// instead.
func findStory(ctx context.Context, s *store.Store, id string) (news.Story, error) {
	story, err := s.Story(ctx, id)
	if !errors.Is(err, store.ErrNotFound) {
		return story, nothing(err)
	}
	known, err := s.Known(ctx, []string{id})
	if err != nil {
		return story, nothing(err)
	}
	if a, ok := known[id]; ok {
		return story, nothing(fmt.Errorf("%s is an article: it is in story %s", id, a.Story))
	}
	near, err := s.Nearby(ctx, id)
	switch {
	case err != nil:
		return story, nothing(err)
	case len(near) == 1 && strings.HasPrefix(near[0], id):
		story, err = s.Story(ctx, near[0])
		return story, nothing(err)
	case len(near) == 0:
		return story, nothing(fmt.Errorf("no story %s (synoptic stories lists them)", id))
	case strings.HasPrefix(near[0], id):
		return story, nothing(fmt.Errorf("several stories begin with %s: %s", id, strings.Join(near, ", ")))
	}
	return story, nothing(fmt.Errorf("no story %s; there is %s (synoptic stories lists them)", id, strings.Join(near, ", ")))
}

// nothing makes an error end the command with nothing done.
func nothing(err error) error {
	if err == nil {
		return nil
	}
	return &statusError{exitNothing, err}
}

// storyView shows one story.
type storyView struct {
	cmd   *cobra.Command
	store *store.Store
	flags *compareFlags
	write writer
	story news.Story
}

// comparison shows the accounts side by side.
func (v *storyView) comparison() error {
	shown, err := comparisonOf(v.cmd.Context(), v.store, v.story.ID, pipeline.NewComparer)
	if err != nil {
		return nothing(err)
	}
	write := v.write
	if v.flags.format == "text" {
		write = func(w io.Writer, c *news.Comparison) error {
			if _, err := fmt.Fprintf(w, "%s\n", storyLine(v.story)); err != nil {
				return err
			}
			return v.write(w, c)
		}
	}
	return nothing(v.flags.save(v.cmd.OutOrStdout(), shown, write))
}

// out gives what is written to, and ends it.
func (v *storyView) out(show func(io.Writer) error) error {
	return nothing(v.flags.save(v.cmd.OutOrStdout(), nil, func(w io.Writer, _ *news.Comparison) error { return show(w) }))
}

// why shows each report with the decision that put it into the story.
func (v *storyView) why() error {
	members, err := v.store.Members(v.cmd.Context(), v.story.ID)
	if err != nil {
		return nothing(err)
	}
	copies, err := v.store.Copies(v.cmd.Context(), v.story.ID)
	if err != nil {
		return nothing(err)
	}
	return v.out(func(w io.Writer) error {
		if v.flags.format == "json" {
			return encode(w, struct {
				news.Story
				Members []news.Member `json:"members"`
				Copies  []news.Reuse  `json:"copies"`
			}{v.story, members, copies})
		}
		return writeWhy(w, v.story, members, copies, v.flags.all)
	})
}

func encode(w io.Writer, value any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(value)
}

func writeWhy(w io.Writer, s news.Story, members []news.Member, copies []news.Reuse, features bool) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, storyLine(s))
	for i := range members {
		writeMember(b, &members[i], features)
		for _, c := range copies {
			if c.To == members[i].ID {
				fmt.Fprintf(b, "    %.0f %% of it stands in %s (%s: %s)\n", 100*c.Share, c.From, c.Kind, oneLine(c.Why))
			}
		}
	}
	return b.Flush()
}

func writeMember(b *bufio.Writer, m *news.Member, features bool) {
	about := m.ID
	for _, known := range []string{oneLine(m.Source), dayOf(m.Published)} {
		if known != "" {
			about += "  " + known
		}
	}
	fmt.Fprintf(b, "\n%s\n  %s\n", about, oneLine(m.Title))
	fmt.Fprintf(b, "    %s: %s\n", m.Placement.Kind, oneLine(m.Placement.Why))
	if m.Origin != "" && m.Origin != m.ID {
		fmt.Fprintf(b, "    counts as one origin with %s\n", m.Origin)
	}
	var parts []string
	for _, f := range m.Placement.Features {
		parts = append(parts, fmt.Sprintf("%s %.2f × %.2f", f.Name, f.Value, f.Weight))
	}
	if features && len(parts) > 0 {
		fmt.Fprintf(b, "    score %.2f, by %s\n", m.Placement.Score, strings.Join(parts, ", "))
	}
}

// dayOf is the day of a date, "undated" without one.
func dayOf(published string) string {
	if len(published) < len("2006-01-02") {
		return "undated"
	}
	return published[:len("2006-01-02")]
}

// revisions shows what was rewritten in the reports.
func (v *storyView) revisions() error {
	c, err := pipeline.NewComparer()
	if err != nil {
		return nothing(err)
	}
	changes, err := c.StoryChanges(v.cmd.Context(), v.store, v.story.ID)
	if err != nil {
		return nothing(err)
	}
	return v.out(func(w io.Writer) error {
		if v.flags.format == "json" {
			return encode(w, changes)
		}
		b := bufio.NewWriter(w)
		fmt.Fprint(b, storyLine(v.story))
		if len(changes) == 0 {
			fmt.Fprint(b, "\nno report was rewritten, as far as it was seen\n")
		}
		for i := range changes {
			writeChange(b, &changes[i])
		}
		return b.Flush()
	})
}

// writeChange shows a change: [-what went-] and {+what came+}, long runs that stayed cut.
func writeChange(b *bufio.Writer, c *news.Change) {
	said := "the outlet says so"
	if c.Silent {
		said = "silently"
	}
	fmt.Fprintf(b, "\n%s  revision %d → %d, seen %s, %s\n", c.Article, c.From, c.To, c.Seen.UTC().Format("2 Jan 2006 15:04"), said)
	if c.Headline {
		fmt.Fprintf(b, "  headline: %s\n", diff(c.Title))
	}
	for _, list := range []struct {
		name  string
		edits []news.Edit
	}{{"number", c.Numbers}, {"quote", c.Quotes}} {
		for _, e := range list.edits {
			fmt.Fprintf(b, "  %s: %s → %s\n", list.name, side(e.Old), side(e.New))
		}
	}
	if len(c.Text) > 0 {
		fmt.Fprintf(b, "  text: %s\n", diff(c.Text))
	}
}

func side(e *news.Evidence) string {
	if e == nil {
		return "nothing"
	}
	return "“" + oneLine(e.Text) + "”"
}

// around is how many characters of what stayed are shown beside a change.
const around = 40

func diff(parts []news.DiffPart) string {
	var out strings.Builder
	for i, p := range parts {
		before, text, after := spaced(p.Text)
		runes := []rune(text)
		switch {
		case text == "":
		case p.Op == "-":
			text = "[-" + text + "-]"
		case p.Op == "+":
			text = "{+" + text + "+}"
		case len(runes) <= 2*around:
		case i == 0:
			text = "…" + string(runes[len(runes)-around:])
		case i == len(parts)-1:
			text = string(runes[:around]) + "…"
		default:
			text = string(runes[:around]) + "…" + string(runes[len(runes)-around:])
		}
		out.WriteString(before + text + after)
	}
	return oneLine(out.String())
}

// spaced is a text on one line, with a space before or after it where it has any there.
func spaced(s string) (before, text, after string) {
	text = oneLine(s)
	if strings.TrimLeft(s, " \t\r\n") != s {
		before = " "
	}
	if text != "" && strings.TrimRight(s, " \t\r\n") != s {
		after = " "
	}
	return before, text, after
}
