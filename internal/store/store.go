package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Options are settings of a database. The zero value is sensible.
type Options struct {
	ReadOnly bool          // nothing is written, migrations neither
	Wait     time.Duration // for a lock that another program holds; 0: 10 seconds
	Readers  int           // connections that read at a time; 0: 8
}

// Store is a database. Its methods are safe for concurrent use; writers wait for each other.
type Store struct {
	dialect *dialect
	write   *sql.DB // one connection
	read    *sql.DB
	often   sync.Map // prepared statements of queries that are asked again and again
	changes atomic.Int64
}

// Changes counts what this Store wrote since it was opened of articles, stories and their
// comparisons: as long as it stays, and no other program writes, all answers stay the same.
func (s *Store) Changes() int64 { return s.changes.Load() }

// Open opens the database at dsn, a path or postgres://…, and brings its tables up to date.
// A SQLite file that does not exist is made. Errors wrap ErrNewer, ErrLocked, ErrReadOnly,
// ErrFull, ErrCorrupt or ErrForeign where one of them is the reason.
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	if o.Wait == 0 {
		o.Wait = 10 * time.Second
	}
	if o.Readers == 0 {
		o.Readers = 8
	}
	s := &Store{dialect: dialectOf(dsn)}
	err := s.dialect.connect(ctx, s, dsn, o)
	if err == nil {
		err = s.migrate(ctx, o.ReadOnly)
	}
	if err == nil {
		return s, nil
	}
	s.Close()
	if errors.Is(err, errOlder) {
		return reopen(ctx, dsn, o)
	}
	return nil, fmt.Errorf("open database %s: %w", shown(dsn), s.dialect.reason(err))
}

// reopen brings a database up to date that is to be read only.
func reopen(ctx context.Context, dsn string, o Options) (*Store, error) {
	readOnly := o
	o.ReadOnly = false
	s, err := Open(ctx, dsn, o)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return Open(ctx, dsn, readOnly)
}

// shown is a dsn without its password.
func shown(dsn string) string {
	scheme, rest, ok := strings.Cut(dsn, "://")
	user, host, found := strings.Cut(rest, "@")
	if !ok || !found {
		return dsn
	}
	name, _, _ := strings.Cut(user, ":")
	return scheme + "://" + name + "@" + host
}

// Close ends all connections. What was written stays.
func (s *Store) Close() error {
	var err error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			err = errors.Join(err, db.Close())
		}
	}
	return err
}

// query runs a reading statement.
func (s *Store) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	rows, err := s.read.QueryContext(ctx, s.dialect.bind(query), args...)
	return rows, s.dialect.reason(err)
}

// prepared is the statement of a query that is asked again and again. There must be few
// of them.
func (s *Store) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := s.often.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := s.read.PrepareContext(ctx, s.dialect.bind(query))
	if err != nil {
		return nil, s.dialect.reason(err)
	}
	if first, again := s.often.LoadOrStore(query, stmt); again {
		return first.(*sql.Stmt), stmt.Close()
	}
	return stmt, nil
}

// eachOften is each for a query that is asked again and again.
func (s *Store) eachOften(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	stmt, err := s.prepared(ctx, query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return s.dialect.reason(err)
	}
	return s.scanAll(rows, scan)
}

// row reads one row; ErrNotFound if there is none.
func (s *Store) row(ctx context.Context, query string, args []any, into ...any) error {
	err := s.read.QueryRowContext(ctx, s.dialect.bind(query), args...).Scan(into...)
	if err == sql.ErrNoRows {
		return ErrNotFound
	}
	return s.dialect.reason(err)
}

// each calls scan for every row of a query.
func (s *Store) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := s.query(ctx, query, args...)
	if err != nil {
		return err
	}
	return s.scanAll(rows, scan)
}

// scanAll calls scan for every row and closes rows.
func (s *Store) scanAll(rows *sql.Rows, scan func(*sql.Rows) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return s.dialect.reason(rows.Err())
}

// strings are the values of the one column of a query.
func (s *Store) strings(ctx context.Context, query string, args ...any) ([]string, error) {
	var list []string
	err := s.each(ctx, query, args, func(rows *sql.Rows) error {
		var value string
		err := rows.Scan(&value)
		list = append(list, value)
		return err
	})
	return list, err
}
