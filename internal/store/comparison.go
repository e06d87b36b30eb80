package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"synoptic/internal/news"
)

// SaveComparison keeps the comparison of a story in place of an earlier one. versions names
// the stages that made it; inputs is what Inputs says of the articles it was made from. Its
// quotations make the articles found by their speakers.
func (s *Store) SaveComparison(ctx context.Context, story, versions, inputs string, c *news.Comparison) error {
	kept, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep comparison of story %s: %w", story, err)
	}
	return s.transact(ctx, "keep comparison of story "+story, func(t *tx) error {
		t.telling = true
		err := t.exec("INSERT INTO comparisons (story, versions, inputs, saved, json) VALUES (?, ?, ?, ?, ?) ON CONFLICT (story) DO UPDATE SET"+
			" versions = excluded.versions, inputs = excluded.inputs, saved = excluded.saved, json = excluded.json",
			story, versions, inputs, time.Now().UnixMilli(), pack(kept))
		if err != nil {
			return err
		}
		if err := t.quotes(c); err != nil {
			return err
		}
		if err := t.wordings(story, c); err != nil {
			return err
		}
		return t.stir(story)
	})
}

// quotes replaces the stored quotations of the articles compared.
func (t *tx) quotes(c *news.Comparison) error {
	byArticle := map[string][]news.QuoteShown{}
	for _, q := range c.Quotes {
		byArticle[q.Article] = append(byArticle[q.Article], q)
	}
	for _, a := range c.Articles {
		doc, err := t.doc(a.ID)
		if err == nil {
			err = t.quotesOf(doc, byArticle[a.ID])
		}
		if err != nil {
			return fmt.Errorf("keep quotations of article %s: %w", a.ID, err)
		}
	}
	return t.index()
}

func (t *tx) quotesOf(doc int64, quotes []news.QuoteShown) error {
	before, err := t.speakers(doc)
	if err != nil {
		return err
	}
	if err := t.exec("DELETE FROM quotes WHERE doc = ?", doc); err != nil {
		return err
	}
	for _, q := range quotes {
		err := t.exec("INSERT INTO quotes (doc, start, stop, speaker, direct) VALUES (?, ?, ?, ?, ?)", doc, q.Start, q.End, clean(q.Speaker), number(q.Direct))
		if err != nil {
			return err
		}
	}
	after, err := t.speakers(doc)
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.reindex[doc] = indexing{again: true}
	}
	return err
}

// speakers are those whom an article quotes.
func (t *tx) speakers(doc int64) ([]string, error) {
	var list []string
	err := t.each("SELECT DISTINCT speaker FROM quotes WHERE doc = ? AND speaker <> '' ORDER BY speaker", []any{doc}, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		list = append(list, name)
		return err
	})
	return list, err
}

// Comparison is the stored comparison of a story, with the stages and the inputs it was made
// by; ErrNotFound if there is none.
func (s *Store) Comparison(ctx context.Context, story string) (c *news.Comparison, versions, inputs string, err error) {
	var kept []byte
	err = s.row(ctx, "SELECT versions, inputs, json FROM comparisons WHERE story = ?", []any{story}, &versions, &inputs, &kept)
	if err == nil {
		kept, err = unpack(kept)
	}
	if err == nil {
		c = &news.Comparison{}
		err = json.Unmarshal(kept, c)
	}
	if err != nil {
		return nil, "", "", fmt.Errorf("read comparison of story %s: %w", story, err)
	}
	return c, versions, inputs, nil
}

// Stale are the stories with two or more independent accounts whose comparison is missing,
// or was made by other stages or of other articles; the one with the latest report first.
func (s *Store) Stale(ctx context.Context, versions string, limit int) ([]string, error) {
	query := `SELECT s.id FROM stories s LEFT JOIN comparisons c ON c.story = s.id WHERE s.reports > 0 AND s.origins >= 2
		AND (c.story IS NULL OR c.versions <> ? OR c.inputs <> s.inputs)
		AND s.last >= (SELECT coalesce(max(before), s.last) FROM retention WHERE what = 'comparisons') ORDER BY s.last DESC, s.id LIMIT ?`
	list, err := s.strings(ctx, query, versions, limit)
	if err != nil {
		return nil, fmt.Errorf("list stories to compare: %w", err)
	}
	return list, nil
}

// ComparisonOf is the stored comparison of a story, nil if there is none.
func (s *Store) ComparisonOf(ctx context.Context, story string) (*news.Comparison, error) {
	c, _, _, err := s.Comparison(ctx, story)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return c, err
}
