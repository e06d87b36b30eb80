package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Rewritten is another text that an article was given after it was first read.
type Rewritten struct {
	Article string    `json:"article"`
	Number  int       `json:"revision"`
	Seen    time.Time `json:"seen"`
}

// Rewritten are the later texts of the articles of a story, in order of time.
func (s *Store) Rewritten(ctx context.Context, story string) ([]Rewritten, error) {
	list := []Rewritten{}
	query := `SELECT a.id, r.number, r.seen FROM articles a JOIN revisions r ON r.doc = a.doc AND r.number > 1
		WHERE a.story = ? AND a.number > 1 ORDER BY r.seen, a.doc, r.number`
	err := s.each(ctx, query, []any{story}, func(rows *sql.Rows) error {
		var r Rewritten
		var seen int64
		err := rows.Scan(&r.Article, &r.Number, &seen)
		r.Seen = moment(seen)
		list = append(list, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list later texts of story %s: %w", story, err)
	}
	return list, nil
}
