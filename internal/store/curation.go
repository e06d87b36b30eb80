package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"synoptic/internal/news"
)

// Curate records an act of a person, numbered after all earlier ones. Pin and Unpin take
// effect at once; what the others mean for the stories, the batch they are part of says.
func (s *Store) Curate(ctx context.Context, c news.Curation) error {
	return s.Write(ctx, &Batch{Curations: []news.Curation{c}})
}

func (t *tx) curations(b *Batch) error {
	for _, c := range b.Curations {
		articles, err := json.Marshal(c.Articles)
		if err == nil {
			err = t.exec("INSERT INTO curations (kind, story, target, articles, person, at) VALUES (?, ?, ?, ?, ?, ?)",
				string(c.Kind), c.Story, c.Target, string(articles), clean(c.By), c.At.UnixMilli())
		}
		if err == nil && (c.Kind == news.Pin || c.Kind == news.Unpin) {
			err = t.exec("UPDATE stories SET pinned = ? WHERE id = ?", number(c.Kind == news.Pin), c.Story)
		}
		if err != nil {
			return fmt.Errorf("%s story %s: %w", c.Kind, c.Story, err)
		}
	}
	return nil
}

// Curations are all acts of people in the order they were done.
func (s *Store) Curations(ctx context.Context) ([]news.Curation, error) {
	var list []news.Curation
	err := s.each(ctx, "SELECT number, kind, story, target, articles, person, at FROM curations ORDER BY number", nil, func(rows *sql.Rows) error {
		var c news.Curation
		var articles string
		var at int64
		err := rows.Scan(&c.Number, &c.Kind, &c.Story, &c.Target, &articles, &c.By, &at)
		if err == nil {
			err = json.Unmarshal([]byte(articles), &c.Articles)
		}
		c.At = moment(at)
		list = append(list, c)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what people did: %w", err)
	}
	return list, nil
}
