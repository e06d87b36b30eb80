package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"synoptic/internal/news"
)

// What is written and read in the terms of the other packages.
type (
	Batch  = news.Batch
	Image  = news.Image
	Latest = news.Latest
	Member = news.Member
	Placed = news.Placed
)

// Write stores a batch as one transaction. A capture already kept and a revision equal to
// the latest of its article change nothing; another one gets the next number.
func (s *Store) Write(ctx context.Context, b *Batch) error {
	return s.transact(ctx, "write batch", func(t *tx) error {
		for _, step := range []func(*Batch) error{
			t.captures, t.revisions, t.images, t.placements, t.redirects, t.storylines,
			t.curations, t.copies, t.origins, t.problems, t.solved, t.progress,
		} {
			if err := step(b); err != nil {
				return err
			}
		}
		if err := t.recount(); err != nil {
			return err
		}
		return t.stir(sorted(t.touched)...)
	})
}

// tx is a transaction with its prepared statements.
type tx struct {
	ctx     context.Context // never cancelled: a cancellable one costs a goroutine a statement
	tx      *sql.Tx
	dialect *dialect
	stmts   map[string]*sql.Stmt
	touched map[string]bool            // stories whose articles changed
	reindex map[int64]indexing         // docs whose words changed
	placed  map[string]*news.Placement // the one placement of an article in the batch; nil: it has several
	fresh   map[string]int64           // docs of the articles that this transaction brought
}

func newTx(ctx context.Context, begun *sql.Tx, d *dialect) *tx {
	return &tx{context.WithoutCancel(ctx), begun, d, map[string]*sql.Stmt{}, map[string]bool{}, map[int64]indexing{}, map[string]*news.Placement{}, map[string]int64{}}
}

// transact runs f in a transaction, which ends well only if f does.
func (s *Store) transact(ctx context.Context, what string, f func(*tx) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s: %w", what, s.dialect.reason(err))
		}
	}()
	if s.write == nil {
		return ErrReadOnly
	}
	begun, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	t := newTx(ctx, begun, s.dialect)
	if err = t.begin(); err == nil {
		err = errors.Join(f(t), ctx.Err())
	}
	if err != nil {
		begun.Rollback() // its own failure says nothing new: what was not committed is gone
		return err
	}
	return begun.Commit()
}

// begin does what the database needs of a transaction that writes.
func (t *tx) begin() error {
	if t.dialect.begin == "" {
		return nil
	}
	_, err := t.tx.ExecContext(t.ctx, t.dialect.begin)
	return err
}

// prepared is the statement of a query, made once in a transaction.
func (t *tx) prepared(query string) (*sql.Stmt, error) {
	if stmt, ok := t.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := t.tx.PrepareContext(t.ctx, t.dialect.bind(query))
	if err == nil {
		t.stmts[query] = stmt
	}
	return stmt, err
}

func (t *tx) exec(query string, args ...any) error {
	stmt, err := t.prepared(query)
	if err == nil {
		_, err = stmt.ExecContext(t.ctx, args...)
	}
	return err
}

// get reads one row and reports whether there is one.
func (t *tx) get(query string, args []any, into ...any) (bool, error) {
	stmt, err := t.prepared(query)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(t.ctx, args...).Scan(into...)
	if err == sql.ErrNoRows {
		return false, nil
	}
	return err == nil, err
}

// each calls scan for every row of a query.
func (t *tx) each(query string, args []any, scan func(*sql.Rows) error) error {
	stmt, err := t.prepared(query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (t *tx) captures(b *Batch) error {
	for _, c := range b.Captures {
		var fetched int64
		found, err := t.get("SELECT fetched FROM captures WHERE hash = ?", []any{c.Hash}, &fetched)
		switch {
		case err == nil && !found:
			err = t.exec("INSERT INTO captures (hash, name, url, content_type, incomplete, fetched, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
				c.Hash, clean(c.Name), clean(c.URL), clean(c.ContentType), clean(c.Incomplete), c.Fetched.UnixMilli(), pack(c.Bytes))
		case err == nil && fetched < c.Fetched.UnixMilli():
			err = t.exec("UPDATE captures SET fetched = ? WHERE hash = ?", c.Fetched.UnixMilli(), c.Hash)
		}
		if err != nil {
			return fmt.Errorf("keep capture %s: %w", c.Name, err)
		}
	}
	return nil
}

func (t *tx) images(b *Batch) error {
	for _, image := range b.Images {
		doc, err := t.doc(image.Article)
		if err == nil {
			err = t.exec("INSERT INTO images (doc, bytes) VALUES (?, ?) ON CONFLICT (doc) DO UPDATE SET bytes = excluded.bytes", doc, image.Bytes)
		}
		if err != nil {
			return fmt.Errorf("keep image of article %s: %w", image.Article, err)
		}
	}
	return nil
}

// doc is the number of a stored article.
func (t *tx) doc(article string) (int64, error) {
	if doc, ok := t.fresh[article]; ok {
		return doc, nil
	}
	var doc int64
	found, err := t.get("SELECT doc FROM articles WHERE id = ?", []any{article}, &doc)
	if err == nil && !found {
		err = ErrNotFound
	}
	return doc, err
}

func (t *tx) progress(b *Batch) error {
	for _, p := range b.Progress {
		err := t.exec("INSERT INTO progress (input, done, whole) VALUES (?, ?, ?) ON CONFLICT (input) DO UPDATE SET done = excluded.done, whole = excluded.whole",
			clean(p.Input), p.Done, number(p.Whole))
		if err != nil {
			return fmt.Errorf("keep progress of %s: %w", p.Input, err)
		}
	}
	return nil
}

// Progress is how far an input has been read, the zero Progress if not at all.
func (s *Store) Progress(ctx context.Context, input string) (news.Progress, error) {
	p := news.Progress{Input: input}
	var whole int
	err := s.row(ctx, "SELECT done, whole FROM progress WHERE input = ?", []any{clean(input)}, &p.Done, &whole)
	p.Whole = whole != 0
	if errors.Is(err, ErrNotFound) {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("read progress of %s: %w", input, err)
	}
	return p, nil
}

// number is 1 for true.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sorted are the keys of a set in order.
func sorted[K ~string | ~int64, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
