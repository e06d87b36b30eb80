package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

var postgres = dialect{
	name:    "postgres",
	goose:   goose.DialectPostgres,
	connect: connectPostgres,
	bind:    bindPostgres,
	reason:  reasonPostgres,
	send:    sendPostgres,

	// One writer at a time, in whatever program: the number is that of this program's lock.
	begin: "SELECT pg_advisory_xact_lock(7953014)",

	isolation: sql.LevelRepeatableRead,
	tables:    "SELECT count(*) FROM pg_tables WHERE tablename = ? AND schemaname = current_schema()",
	surplus:   "SELECT w.doc FROM words w LEFT JOIN articles a ON a.doc = w.doc WHERE a.doc IS NULL",
	indexed:   indexedPostgres,

	index:     indexPostgres,
	match:     matchPostgres,
	docColumn: "doc",
}

func connectPostgres(ctx context.Context, s *Store, dsn string, o Options) error {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return err
	}
	reading := config.Copy()
	reading.RuntimeParams["default_transaction_read_only"] = "on"
	s.read = stdlib.OpenDB(*reading)
	s.read.SetMaxOpenConns(o.Readers)
	s.read.SetMaxIdleConns(o.Readers)
	if o.ReadOnly {
		return s.read.PingContext(ctx)
	}
	config.RuntimeParams["lock_timeout"] = strconv.FormatInt(o.Wait.Milliseconds(), 10)
	s.write = stdlib.OpenDB(*config)
	s.write.SetMaxOpenConns(1)
	return s.write.PingContext(ctx)
}

// bindPostgres numbers the parameters.
func bindPostgres(query string) string {
	parts := strings.Split(query, "?")
	var b strings.Builder
	for i, part := range parts {
		b.WriteString(part)
		if i < len(parts)-1 {
			fmt.Fprintf(&b, "$%d", i+1)
		}
	}
	return b.String()
}

// sendPostgres sends statements in one journey and looks at what became of each.
func sendPostgres(ctx context.Context, conn *sql.Conn, list []statement) error {
	var batch pgx.Batch
	for _, s := range list {
		batch.Queue(bindPostgres(s.query), s.args...)
	}
	return conn.Raw(func(driver any) error {
		results := driver.(*stdlib.Conn).Conn().SendBatch(ctx, &batch)
		for range list {
			if _, err := results.Exec(); err != nil {
				results.Close() // its error is this one
				return err
			}
		}
		return results.Close()
	})
}

func reasonPostgres(err error) error {
	var unreachable *net.OpError
	if errors.As(err, &unreachable) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w (%w)", ErrUnreachable, err)
	}
	var failed *pgconn.PgError
	if !errors.As(err, &failed) {
		return err
	}
	// Codes: PostgreSQL documentation, appendix A.
	reasons := map[string]error{
		"55P03": ErrLocked, "40P01": ErrLocked, "25006": ErrReadOnly, "42501": ErrReadOnly,
		"57P01": ErrUnreachable, "57P02": ErrUnreachable, "57P03": ErrUnreachable, // it shuts down, crashed, starts
		"53100": ErrFull, "XX001": ErrCorrupt, "XX002": ErrCorrupt, "3D000": ErrMissing,
	}
	if why, ok := reasons[failed.Code]; ok {
		return fmt.Errorf("%w (%w)", why, err)
	}
	return err
}

func indexPostgres(t *tx, doc int64, entry []string, _ bool) error {
	return t.exec("INSERT INTO words (doc, body) VALUES (?, CAST(? AS tsvector)) ON CONFLICT (doc) DO UPDATE SET body = excluded.body", doc, tsvector(entry))
}

// Limits of PostgreSQL: a word has so many places at most, and no place is higher.
const (
	maxPlaces = 255
	maxPlace  = 16383
)

// tsvector is the words with their places in PostgreSQL's form. Words hold letters and
// digits only, so nothing in them needs escaping.
func tsvector(entry []string) string {
	places := make(map[string][]int, len(entry))
	var order []string
	for i, w := range entry {
		list, known := places[w]
		if !known {
			order = append(order, w)
		}
		if len(list) < maxPlaces {
			places[w] = append(list, min(i+1, maxPlace))
		}
	}
	var b strings.Builder
	for _, w := range order {
		b.WriteString(" '" + w + "'")
		for i, place := range places[w] {
			b.WriteByte(":,"[min(i, 1)])
			b.WriteString(strconv.Itoa(place))
		}
	}
	return b.String()
}

func indexedPostgres(t *tx, entries map[int64][]string) (map[int64]bool, error) {
	indexed := map[int64]bool{}
	if len(entries) == 0 {
		return indexed, nil
	}
	var args []any
	for _, doc := range sorted(entries) {
		args = append(args, doc, tsvector(entries[doc]))
	}
	rows := strings.Repeat(", (CAST(? AS BIGINT), CAST(? AS tsvector))", len(entries))[2:]
	return indexed, t.each("WITH entries (doc, body) AS (VALUES "+rows+") SELECT w.doc, w.body = o.body FROM entries o JOIN words w ON w.doc = o.doc", args, func(rows *sql.Rows) error {
		var doc int64
		var right bool
		err := rows.Scan(&doc, &right)
		indexed[doc] = right
		return err
	})
}

func matchPostgres(n *node, from, to int64) (string, []any) {
	return "SELECT doc FROM words WHERE body @@ CAST(? AS tsquery) AND doc >= ? AND doc < ?", []any{n.tsquery(), from, to}
}

// tsquery is a search in PostgreSQL's language.
func (n *node) tsquery() string {
	switch n.op {
	case phraseNode:
		s := "'" + strings.Join(n.words, "' <-> '") + "'"
		if n.prefix {
			s += ":*"
		}
		return "(" + s + ")"
	case notNode:
		return "(" + all.tsquery() + " & !" + n.kids[0].tsquery() + ")"
	case orNode:
		return "(" + joinedBy(n.kids, " | ", (*node).tsquery) + ")"
	}
	with, without := n.split()
	if len(with) == 0 {
		with = []*node{all}
	}
	s := "(" + joinedBy(with, " & ", (*node).tsquery)
	for _, kid := range without {
		s += " & !" + kid.tsquery()
	}
	return s + ")"
}
