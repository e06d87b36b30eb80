package store

import (
	"context"
	"database/sql"
	"fmt"

	"synoptic/internal/news"
)

func (t *tx) problems(b *Batch) error {
	for _, p := range b.Problems {
		err := t.exec("INSERT INTO problems (name, url, stage, reason, capture, attempts, first, last) VALUES (?, ?, ?, ?, ?, 1, ?, ?)"+
			" ON CONFLICT (name, stage) DO UPDATE SET url = excluded.url, reason = excluded.reason, capture = excluded.capture,"+
			" attempts = problems.attempts + 1, last = excluded.last",
			clean(p.Name), clean(p.URL), p.Stage, clean(p.Reason), p.Capture, p.First.UnixMilli(), p.Last.UnixMilli())
		if err != nil {
			return fmt.Errorf("keep problem of %s: %w", p.Name, err)
		}
	}
	return nil
}

func (t *tx) solved(b *Batch) error {
	for _, p := range b.Solved {
		if err := t.exec("DELETE FROM problems WHERE name = ? AND stage = ?", clean(p.Name), p.Stage); err != nil {
			return fmt.Errorf("forget problem of %s: %w", p.Name, err)
		}
	}
	return nil
}

// Troubled reports whether there is any problem.
func (s *Store) Troubled(ctx context.Context) (bool, error) {
	var n int
	if err := s.row(ctx, "SELECT count(*) FROM (SELECT 1 FROM problems LIMIT 1) AS one", nil, &n); err != nil {
		return false, fmt.Errorf("look for problems: %w", err)
	}
	return n > 0, nil
}

// ProblemFilter chooses problems; what is empty chooses all.
type ProblemFilter struct {
	Stage  string
	Before int64 // those with a lower ID: the page after the one that ended with it
	Limit  int   // 0: 50
}

// Problems are the inputs that could not be read, the one that failed first the last.
func (s *Store) Problems(ctx context.Context, f ProblemFilter) ([]news.Problem, error) {
	var list []news.Problem
	var c conditions
	c.add("1 = 1")
	if f.Stage != "" {
		c.add("stage = ?", f.Stage)
	}
	if f.Before > 0 {
		c.add("id < ?", f.Before)
	}
	query := "SELECT id, name, url, stage, reason, capture, attempts, first, last FROM problems WHERE " + c.String() + " ORDER BY id DESC LIMIT ?"
	err := s.each(ctx, query, append(c.args, pageSize(f.Limit)), func(rows *sql.Rows) error {
		var p news.Problem
		var first, last int64
		err := rows.Scan(&p.ID, &p.Name, &p.URL, &p.Stage, &p.Reason, &p.Capture, &p.Attempts, &first, &last)
		p.First, p.Last = moment(first), moment(last)
		list = append(list, p)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list problems: %w", err)
	}
	return list, nil
}
