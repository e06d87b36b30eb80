package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/pressly/goose/v3"
	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"
)

// applicationID marks a file as ours, in its header.
const applicationID = 0x73796e6f // "syno"

var sqlite = dialect{
	name:    "sqlite",
	goose:   goose.DialectSQLite3,
	connect: connectSQLite,
	bind:    func(query string) string { return query },
	reason:  reasonSQLite,

	tables:  "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?",
	sound:   "PRAGMA quick_check(20)",
	surplus: "SELECT w.id FROM words_docsize w LEFT JOIN articles a ON a.doc = w.id WHERE a.doc IS NULL",
	indexed: indexedSQLite,

	index:     indexSQLite,
	match:     matchSQLite,
	docColumn: "rowid",
}

func connectSQLite(ctx context.Context, s *Store, path string, o Options) error {
	isNew, err := prepareFile(path, o.ReadOnly)
	if err != nil {
		return err
	}
	const reading = "_pragma=query_only(1)&mode=ro&_pragma=cache_size(-16384)"
	if err := s.readSQLite(path, o, reading); err != nil {
		return err
	}
	ours := false
	if !isNew {
		ours, err = checkOurs(ctx, s.read, o.ReadOnly)
	}
	if o.ReadOnly && isStill(path, err) {
		s.read.Close()
		if err := s.readSQLite(path, o, reading+"&immutable=1"); err != nil {
			return err
		}
		_, err = checkOurs(ctx, s.read, o.ReadOnly)
	}
	if err != nil || o.ReadOnly {
		return err
	}
	settings := "_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=wal_autocheckpoint(4000)&_pragma=cache_size(-65536)"
	if s.write, err = sql.Open("sqlite", sqliteDSN(path, o, settings)); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if ours { // a lock that another program holds is no reason not to read
		return s.write.PingContext(ctx)
	}
	_, err = s.write.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
	return err
}

// readSQLite opens a file to be read.
func (s *Store) readSQLite(path string, o Options, settings string) (err error) {
	s.read, err = sql.Open("sqlite", sqliteDSN(path, o, settings))
	if err == nil {
		s.read.SetMaxOpenConns(o.Readers)
		s.read.SetMaxIdleConns(o.Readers)
	}
	return err
}

// isStill reports whether a file could not be opened because nothing can be written beside it,
// as on a medium that can only be read. Then it does not change, if no writing was broken off.
func isStill(path string, err error) bool {
	var failed *driver.Error
	if !errors.As(err, &failed) || failed.Code()&0xff != code.SQLITE_CANTOPEN {
		return false
	}
	_, err = os.Stat(path + "-wal")
	return errors.Is(err, os.ErrNotExist)
}

// prepareFile makes the folder of a new database, and refuses what cannot be one.
func prepareFile(path string, readOnly bool) (isNew bool, err error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return false, fmt.Errorf("it is a folder: %w", ErrForeign)
	case errors.Is(err, os.ErrNotExist) && readOnly:
		return false, ErrMissing
	case errors.Is(err, os.ErrNotExist):
		return true, os.MkdirAll(filepath.Dir(path), 0o755)
	case err != nil:
		return false, err
	}
	return info.Size() == 0 && !readOnly, nil
}

func sqliteDSN(path string, o Options, settings string) string {
	return fmt.Sprintf("file:%s?_pragma=busy_timeout(%d)&%s", (&url.URL{Path: path}).EscapedPath(), o.Wait.Milliseconds(), settings)
}

// checkOurs refuses a file that another program made, and reports whether it is marked as ours.
// One without any table is new, unless it is to be read.
func checkOurs(ctx context.Context, db *sql.DB, readOnly bool) (bool, error) {
	var id, tables int
	err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id)
	if err != nil || id == applicationID {
		return err == nil, err
	}
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
	if err == nil && (id != 0 || tables > 0 || readOnly) {
		return false, ErrForeign
	}
	return false, err
}

func reasonSQLite(err error) error {
	if errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	}
	var failed *driver.Error
	if !errors.As(err, &failed) {
		return err
	}
	reasons := map[int]error{
		code.SQLITE_BUSY: ErrLocked, code.SQLITE_LOCKED: ErrLocked, code.SQLITE_READONLY: ErrReadOnly,
		code.SQLITE_CANTOPEN: ErrReadOnly, code.SQLITE_PERM: ErrReadOnly, code.SQLITE_FULL: ErrFull,
		code.SQLITE_CORRUPT: ErrCorrupt, code.SQLITE_NOTADB: ErrForeign,
		code.SQLITE_IOERR: ErrDevice,
	}
	if why, ok := reasons[failed.Code()&0xff]; ok {
		return fmt.Errorf("%w (%w)", why, err)
	}
	return err
}

func indexSQLite(t *tx, doc int64, entry []string, again bool) error {
	if again {
		if err := t.exec("DELETE FROM words WHERE rowid = ?", doc); err != nil {
			return err
		}
	}
	return t.exec("INSERT INTO words (rowid, body) VALUES (?, ?)", doc, strings.Join(entry, " "))
}

// indexedSQLite compares the number of words: the index keeps no texts.
func indexedSQLite(t *tx, entries map[int64][]string) (map[int64]bool, error) {
	indexed := map[int64]bool{}
	if len(entries) == 0 {
		return indexed, nil
	}
	docs := sorted(entries)
	return indexed, t.each("SELECT id, sz FROM words_docsize WHERE id IN ("+marks(padded(len(docs)))+")", filled(docs), func(rows *sql.Rows) error {
		var doc int64
		var size []byte
		err := rows.Scan(&doc, &size)
		indexed[doc] = wordsOf(size) == len(entries[doc])
		return err
	})
}

// wordsOf is the number of words of an entry: a number in groups of seven bits, the highest
// first.
func wordsOf(size []byte) (n int) {
	for _, b := range size {
		n = n<<7 | int(b&0x7f)
		if b < 0x80 {
			break
		}
	}
	return n
}

func matchSQLite(n *node, from, to int64) (string, []any) {
	return "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?", []any{n.fts5(), from, to}
}

// fts5 is a search in the language of SQLite's index. Words hold letters and digits only, so
// nothing in them needs escaping.
func (n *node) fts5() string {
	switch n.op {
	case phraseNode:
		s := `"` + strings.Join(n.words, " ") + `"`
		if n.prefix {
			s += " *"
		}
		return s
	case notNode:
		return `("` + everywhere + `" NOT ` + n.kids[0].fts5() + ")"
	case orNode:
		return "(" + joinedBy(n.kids, " OR ", (*node).fts5) + ")"
	}
	with, without := n.split()
	if len(with) == 0 {
		with = []*node{all}
	}
	s := "(" + joinedBy(with, " AND ", (*node).fts5) + ")"
	for _, kid := range without {
		s = "(" + s + " NOT " + kid.fts5() + ")"
	}
	return s
}
