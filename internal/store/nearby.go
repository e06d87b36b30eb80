package store

import (
	"context"
	"database/sql"
	"fmt"
)

// maxNearby is how many stories Nearby tells.
const maxNearby = 5

// Nearby are ids of stories that begin as id does, as far as any does: at most five, those
// that begin with all of it before others.
func (s *Store) Nearby(ctx context.Context, id string) ([]string, error) {
	const least = 2 // characters that say something
	for n := len(id); n >= least; n-- {
		var list []string
		prefix := id[:n]
		err := s.each(ctx, "SELECT id FROM stories WHERE id >= ? AND id <= ? AND reports > 0 ORDER BY id LIMIT ?",
			[]any{prefix, prefix + "zzzzzzzzzzzz", maxNearby}, func(rows *sql.Rows) error {
				var one string
				err := rows.Scan(&one)
				list = append(list, one)
				return err
			})
		if err != nil {
			return nil, fmt.Errorf("look for stories like %s: %w", id, err)
		}
		if len(list) > 0 {
			return list, nil
		}
	}
	return nil, nil
}
