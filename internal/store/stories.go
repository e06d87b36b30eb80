package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/news"
)

// StoryFilter chooses stories; what is empty chooses all.
type StoryFilter struct {
	Since, Until time.Time // a story with a report in the range; Until is not in it
	Lang, Source string    // with a report in the language, of the outlet
	Words        string    // with a report that a search finds (see Query)
	Storyline    string    // of one running story
	MinReports   int
	MinOutlets   int
	MinOrigins   int
	After        string // cursor that the page before gave
	Limit        int    // stories in a page; 0: 50
}

// maxPage limits the rows of one page.
const maxPage = 1000

// Stories are the stories chosen, the one with the latest report first. next is the cursor
// of the page that follows, "" after the last one.
func (s *Store) Stories(ctx context.Context, f StoryFilter) (list []news.Story, next string, err error) {
	limit := pageSize(f.Limit)
	where, args, err := s.storiesWhere(ctx, f)
	if err != nil {
		return nil, "", fmt.Errorf("list stories: %w", err)
	}
	err = s.each(ctx, "SELECT "+storyColumns+" FROM stories WHERE "+where+" ORDER BY last DESC, id DESC LIMIT ?", append(args, limit+1), func(rows *sql.Rows) error {
		story, err := scanStory(rows)
		list = append(list, story)
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("list stories: %w", err)
	}
	if len(list) > limit {
		list = list[:limit]
		end := list[limit-1]
		next = fmt.Sprintf("%d.%s", end.Last.UnixMilli(), end.ID)
	}
	return list, next, nil
}

// pageSize is the number of rows of a page for the number asked for.
func pageSize(asked int) int {
	if asked <= 0 {
		return 50
	}
	return min(asked, maxPage)
}

// conditions gathers the parts of a WHERE clause.
type conditions struct {
	parts []string
	args  []any
}

func (c *conditions) add(condition string, args ...any) {
	c.parts, c.args = append(c.parts, condition), append(c.args, args...)
}

func (c *conditions) String() string { return strings.Join(c.parts, " AND ") }

// storiesWhere is the condition of a filter.
func (s *Store) storiesWhere(ctx context.Context, f StoryFilter) (string, []any, error) {
	var c conditions
	c.add("reports > 0")
	if !f.Since.IsZero() {
		c.add("last >= ?", f.Since.UnixMilli())
	}
	if !f.Until.IsZero() {
		c.add("first < ?", f.Until.UnixMilli())
	}
	if err := s.withLang(ctx, &c, f.Lang); err != nil {
		return "", nil, err
	}
	if f.Source != "" {
		c.add("id IN (SELECT story FROM articles WHERE source = ?)", f.Source)
	}
	if f.Storyline != "" {
		c.add("(storyline = ? OR id = ?)", f.Storyline, f.Storyline)
	}
	c.atLeast("reports", f.MinReports)
	c.atLeast("outlets", f.MinOutlets)
	c.atLeast("origins", f.MinOrigins)
	if err := s.withWords(&c, f.Words); err != nil {
		return "", nil, err
	}
	if f.After != "" {
		milli, id, _ := strings.Cut(f.After, ".")
		last, err := strconv.ParseInt(milli, 10, 64)
		if err != nil {
			return "", nil, ErrCursor
		}
		c.add("(last, id) < (?, ?)", last, id)
	}
	return c.String(), c.args, nil
}

// rareLang is up to how many articles of a language its stories are found by them. Where
// there are more, a walk through the latest stories soon meets enough of theirs.
const rareLang = 2000

// withLang adds the condition that a report is in a language.
func (s *Store) withLang(ctx context.Context, c *conditions, lang string) error {
	if lang == "" {
		return nil
	}
	var articles int
	err := s.row(ctx, "SELECT count(*) FROM (SELECT 1 FROM articles WHERE lang = ? LIMIT ?) AS few", []any{lang, rareLang}, &articles)
	if articles < rareLang {
		c.add("id IN (SELECT story FROM articles WHERE lang = ?)", lang)
	} else {
		c.add("langs LIKE ?", "% "+lang+" %")
	}
	return err
}

func (c *conditions) atLeast(column string, least int) {
	if least > 1 {
		c.add(column+" >= ?", least)
	}
}

// hitsOfStories is how many of the latest articles that a search finds choose stories.
const hitsOfStories = 5000

// withWords adds the condition that a report is found by a search.
func (s *Store) withWords(c *conditions, words string) error {
	if strings.TrimSpace(words) == "" {
		return nil
	}
	q, err := parseQuery(words)
	if err != nil {
		return err
	}
	match, args := s.dialect.match(q.root, q.from(), q.to())
	c.add("id IN (SELECT story FROM articles WHERE doc IN ("+match+" ORDER BY "+s.dialect.docColumn+" DESC LIMIT ?))", append(args, hitsOfStories)...)
	return nil
}
