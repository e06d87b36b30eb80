package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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
		if err := t.hold(articlesOf(c)); err != nil {
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

// articlesOf are the ids of the articles compared.
func articlesOf(c *news.Comparison) []string {
	ids := make([]string, len(c.Articles))
	for i := range c.Articles {
		ids[i] = c.Articles[i].ID
	}
	return ids
}

// quotes replaces the stored quotations of the articles compared.
func (t *tx) quotes(c *news.Comparison) error {
	byArticle := map[string][]news.QuoteShown{}
	for _, q := range c.Quotes {
		byArticle[q.Article] = append(byArticle[q.Article], q)
	}
	var docs []int64
	for _, a := range c.Articles {
		doc, err := t.doc(a.ID)
		if err != nil {
			return fmt.Errorf("keep quotations of article %s: %w", a.ID, err)
		}
		docs = append(docs, doc)
	}
	before, err := t.speakersOf(docs)
	if err != nil {
		return fmt.Errorf("look up speakers: %w", err)
	}
	for i, a := range c.Articles {
		if err := t.quotesOf(docs[i], byArticle[a.ID]); err != nil {
			return fmt.Errorf("keep quotations of article %s: %w", a.ID, err)
		}
		if !slices.Equal(slices.Sorted(slices.Values(before[docs[i]])), speakersIn(byArticle[a.ID])) {
			t.reindex[docs[i]] = indexing{again: true}
		}
	}
	return t.index()
}

func (t *tx) quotesOf(doc int64, quotes []news.QuoteShown) error {
	if err := t.exec("DELETE FROM quotes WHERE doc = ?", doc); err != nil {
		return err
	}
	for _, q := range quotes {
		err := t.exec("INSERT INTO quotes (doc, start, stop, speaker, direct) VALUES (?, ?, ?, ?, ?)", doc, q.Start, q.End, clean(q.Speaker), number(q.Direct))
		if err != nil {
			return err
		}
	}
	return nil
}

// speakersIn are those whom quotations are of, sorted.
func speakersIn(quotes []news.QuoteShown) []string {
	names := map[string]bool{}
	for _, q := range quotes {
		names[clean(q.Speaker)] = true
	}
	delete(names, "")
	return sorted(names)
}

// speakersOf are those whom articles quote, in the order of the database, by doc.
func (t *tx) speakersOf(docs []int64) (map[int64][]string, error) {
	names := map[int64][]string{}
	for part := range slices.Chunk(docs, askedAtOnce) {
		query := "SELECT DISTINCT doc, speaker FROM quotes WHERE doc IN (" + marks(padded(len(part))) + ") AND speaker <> '' ORDER BY doc, speaker"
		err := t.each(query, filled(part), func(rows *sql.Rows) error {
			var doc int64
			var name string
			err := rows.Scan(&doc, &name)
			names[doc] = append(names[doc], name)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
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
