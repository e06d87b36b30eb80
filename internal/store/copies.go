package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"synoptic/internal/news"
)

// Copies are the pairs of articles of a story that share text.
func (s *Store) Copies(ctx context.Context, story string) ([]news.Reuse, error) {
	var list []news.Reuse
	query := `SELECT c.source, c.target, c.share, c.from_share, c.kind, c.why, c.shared FROM articles a JOIN copies c ON c.target = a.id
		JOIN articles b ON b.id = c.source WHERE a.story = ? AND b.story = a.story ORDER BY c.target, c.source`
	err := s.each(ctx, query, []any{story}, func(rows *sql.Rows) error {
		var r news.Reuse
		var shared []byte
		err := rows.Scan(&r.From, &r.To, &r.Share, &r.FromShare, &r.Kind, &r.Why, &shared)
		if err == nil {
			shared, err = unpack(shared)
		}
		if err == nil {
			err = json.Unmarshal(shared, &r.Shared)
		}
		list = append(list, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read copies in story %s: %w", story, err)
	}
	return list, nil
}
