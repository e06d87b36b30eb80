package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"synoptic/internal/news"
)

// tx is a transaction. Where every statement costs a journey to a server, those that only
// write are sent together (dialect.send): before the next one that reads, and at the end.
type tx struct {
	ctx     context.Context // never cancelled: a cancellable one costs a goroutine a statement
	conn    *sql.Conn       // that the transaction runs on; nil: it reads
	tx      *sql.Tx
	dialect *dialect
	stmts   map[string]*sql.Stmt
	waiting []statement                // to be sent
	touched map[string]bool            // stories whose articles changed
	reindex map[int64]indexing         // docs whose words changed
	placed  map[string]*news.Placement // the one placement of an article in the batch; nil: it has several
	held    map[string]*held           // the stored articles that the batch speaks of, by id
	highest map[int64]int64            // by the first doc of a minute: the highest taken, before the first if none is
	telling bool                       // it changes what readers are shown of stories
}

// statement is one that only writes.
type statement struct {
	query string
	args  []any
}

func newTx(ctx context.Context, begun *sql.Tx, d *dialect) *tx {
	return &tx{ctx: context.WithoutCancel(ctx), tx: begun, dialect: d, stmts: map[string]*sql.Stmt{}, touched: map[string]bool{},
		reindex: map[int64]indexing{}, placed: map[string]*news.Placement{}, held: map[string]*held{}, highest: map[int64]int64{}}
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
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	begun, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	t := newTx(ctx, begun, s.dialect)
	t.conn = conn
	if err = t.begin(); err == nil {
		err = f(t)
	}
	if err == nil {
		err = errors.Join(t.send(), ctx.Err())
	}
	if err != nil {
		begun.Rollback() // its own failure says nothing new: what was not committed is gone
		return err
	}
	if err = begun.Commit(); err == nil && t.telling {
		s.changes.Add(1)
	}
	return err
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

// maxWaiting is how many statements wait at most: with their arguments they take memory.
const maxWaiting = 1000

// exec runs a statement that nobody waits for the result of: now, or when it is sent.
func (t *tx) exec(query string, args ...any) error {
	if t.dialect.send != nil {
		if t.waiting = append(t.waiting, statement{query, args}); len(t.waiting) < maxWaiting {
			return nil
		}
		return t.send()
	}
	stmt, err := t.prepared(query)
	if err == nil {
		_, err = stmt.ExecContext(t.ctx, args...)
	}
	return err
}

// send runs the statements that wait.
func (t *tx) send() error {
	if len(t.waiting) == 0 {
		return nil
	}
	list := t.waiting
	t.waiting = nil
	return t.dialect.send(t.ctx, t.conn, list)
}

// get reads one row and reports whether there is one.
func (t *tx) get(query string, args []any, into ...any) (bool, error) {
	found := false
	err := t.each(query, args, func(rows *sql.Rows) error {
		found = true
		return rows.Scan(into...)
	})
	return found, err
}

// each calls scan for every row of a query.
func (t *tx) each(query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := t.rows(query, args)
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

// rows runs a query after all that was to be written before.
func (t *tx) rows(query string, args []any) (*sql.Rows, error) {
	if t.dialect.send != nil { // its driver keeps statements prepared by itself
		if err := t.send(); err != nil {
			return nil, err
		}
		return t.tx.QueryContext(t.ctx, t.dialect.bind(query), args...)
	}
	stmt, err := t.prepared(query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(t.ctx, args...)
}

// change runs a statement and says how many rows it changed.
func (t *tx) change(query string, args ...any) (int64, error) {
	if err := t.send(); err != nil {
		return 0, err
	}
	result, err := t.tx.ExecContext(t.ctx, t.dialect.bind(query), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// strings are the values of the one column of a query.
func (t *tx) strings(query string, args ...any) ([]string, error) {
	var list []string
	err := t.each(query, args, func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		list = append(list, s)
		return err
	})
	return list, err
}

// docs are the values of the one column of a query.
func (t *tx) docs(query string, args ...any) ([]int64, error) {
	var list []int64
	err := t.each(query, args, func(rows *sql.Rows) error {
		var doc int64
		err := rows.Scan(&doc)
		list = append(list, doc)
		return err
	})
	return list, err
}
