package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

func newStories() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "stories",
		Short: "List the stories of the database, the one with the latest report first",
		Long: `List the stories, the one with the latest report first: its headline, how many reports
it has, of how many outlets, and how many of them are independent. A copy, a further
report of one outlet and a second report of one agency are no further origin.`,
		Example: `  synoptic stories --since 2026-04 --min-origins 3
  synoptic stories --words 'ferry (harbour OR port)' --format jsonl | jq -r .id`,
		Args: cobra.NoArgs,
	}
	db := databaseFlag(cmd)
	var f store.StoryFilter
	span := spanFlags(cmd, "with a report")
	cmd.Flags().StringVar(&f.Lang, "lang", "", "with a report in this language (en)")
	cmd.Flags().StringVar(&f.Source, "source", "", "with a report of this outlet")
	cmd.Flags().StringVar(&f.Words, "words", "", "with a report that this search finds (see synoptic search)")
	cmd.Flags().StringVar(&f.Storyline, "storyline", "", "of this running story")
	cmd.Flags().IntVar(&f.MinReports, "min-reports", 0, "with this many reports")
	cmd.Flags().IntVar(&f.MinOutlets, "min-outlets", 0, "with reports of this many outlets")
	cmd.Flags().IntVar(&f.MinOrigins, "min-origins", 0, "with this many independent reports")
	limit := cmd.Flags().Int("limit", 20, "how many stories to list at most, 0 for all")
	format := cmd.Flags().String("format", "text", "text, json, jsonl or csv")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		out := bufio.NewWriter(cmd.OutOrStdout())
		list, ok := storyLists[*format]
		if !ok {
			return fmt.Errorf("--format %q: choose text, json, jsonl or csv", *format)
		}
		var err error
		if f.Since, f.Until, err = span(); err != nil {
			return err
		}
		s, err := db.open(store.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		defer s.Close()
		if err := listStories(cmd, s, f, *limit, list(out)); err != nil {
			return err
		}
		return out.Flush()
	}
	return cmd
}

// storyList writes one story after another; end ends it.
type storyList struct {
	write func(news.Story) error
	end   func() error
}

// storyLists are the forms of the list.
var storyLists = map[string]func(io.Writer) storyList{
	"text": func(w io.Writer) storyList {
		return storyList{func(s news.Story) error { _, err := io.WriteString(w, storyLine(s)); return err }, nothingMore}
	},
	"jsonl": func(w io.Writer) storyList {
		lines := json.NewEncoder(w)
		lines.SetEscapeHTML(false)
		return storyList{func(s news.Story) error { return lines.Encode(s) }, nothingMore}
	},
	"json": jsonStories,
	"csv":  csvStories,
}

func nothingMore() error { return nil }

func jsonStories(w io.Writer) storyList {
	all := []news.Story{}
	return storyList{func(s news.Story) error { all = append(all, s); return nil }, func() error {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		return out.Encode(all)
	}}
}

func csvStories(w io.Writer) storyList {
	out := csv.NewWriter(w)
	out.Write([]string{"id", "title", "first", "last", "reports", "outlets", "origins", "langs", "storyline", "pinned"})
	return storyList{func(s news.Story) error {
		title := s.Title
		if strings.IndexAny(title, "=+-@\t'") == 0 { // a spreadsheet must not take it for a formula
			title = "'" + title
		}
		return out.Write([]string{s.ID, title, s.First.UTC().Format(time.RFC3339), s.Last.UTC().Format(time.RFC3339), strconv.Itoa(s.Reports),
			strconv.Itoa(s.Outlets), strconv.Itoa(s.Origins), strings.Join(s.Langs, " "), s.Storyline, strconv.FormatBool(s.Pinned)})
	}, func() error { out.Flush(); return out.Error() }}
}

func listStories(cmd *cobra.Command, s *store.Store, f store.StoryFilter, limit int, list storyList) error {
	all := limit <= 0
	for all || limit > 0 {
		f.Limit = 1000
		if !all {
			f.Limit = min(f.Limit, limit)
		}
		stories, next, err := s.Stories(cmd.Context(), f)
		if err != nil {
			return searchError(err)
		}
		for _, story := range stories {
			if err := list.write(story); err != nil {
				return err
			}
		}
		limit -= len(stories)
		if f.After = next; next == "" {
			break
		}
	}
	return list.end()
}

// storyLine is a story for people: two lines.
func storyLine(s news.Story) string {
	return fmt.Sprintf("%s  %s\n  %s · %s%s%s\n", s.ID, oneLine(title(s)), counts(s), lasted(s.First, s.Last), langs(s), pin(s))
}

func title(s news.Story) string {
	if s.Title == "" {
		return "(no headline)"
	}
	return s.Title
}

// counts is "7 reports · 5 outlets · 2 origins", without the outlets where none is known.
func counts(s news.Story) string {
	outlets := " · "
	if s.Outlets > 0 {
		outlets = " · " + count(s.Outlets, "outlet") + " · "
	}
	return count(s.Reports, "report") + outlets + count(s.Origins, "origin")
}

// lasted is the time a story took: "14 Apr 2026" or "14 Apr – 2 May 2026".
func lasted(first, last time.Time) string {
	first, last = first.UTC(), last.UTC()
	from, to := first.Format("2 Jan 2006"), last.Format("2 Jan 2006")
	switch {
	case from == to:
		return to
	case first.Year() == last.Year():
		return first.Format("2 Jan") + " – " + to
	}
	return from + " – " + to
}

func langs(s news.Story) string {
	if len(s.Langs) < 2 && (len(s.Langs) == 0 || s.Langs[0] == "en") {
		return ""
	}
	return " · " + strings.Join(s.Langs, " ")
}

func pin(s news.Story) string {
	if s.Pinned {
		return " · pinned"
	}
	return ""
}

// spanFlags adds --since and --until and gives what reads them: until is not in the range.
func spanFlags(cmd *cobra.Command, what string) func() (since, until time.Time, err error) {
	from := cmd.Flags().String("since", "", what+" from this day, month or year on (2026-04-14)")
	to := cmd.Flags().String("until", "", what+" to the end of this day, month or year")
	return func() (since, until time.Time, err error) {
		if since, _, err = period(*from); err != nil {
			return since, until, fmt.Errorf("--since %q: %w", *from, err)
		}
		if _, until, err = period(*to); err != nil {
			return since, until, fmt.Errorf("--until %q: %w", *to, err)
		}
		return since, until, nil
	}
}

// period is the time that a day, month or year spans, its end not in it; nothing spans
// nothing.
func period(s string) (from, to time.Time, err error) {
	if s == "" {
		return from, to, nil
	}
	for _, form := range []struct {
		layout            string
		years, months, on int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if from, err = time.Parse(form.layout, s); err == nil {
			return from, from.AddDate(form.years, form.months, form.on), nil
		}
	}
	if from, err = time.Parse(time.RFC3339, s); err == nil {
		return from, from, nil
	}
	return from, to, fmt.Errorf("write a day (2026-04-14), a month (2026-04), a year or a time (2026-04-14T18:00:00Z)")
}
