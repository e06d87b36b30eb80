package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/pressly/goose/v3"
)

// dialect is what differs between the databases.
type dialect struct {
	name    string // of the folder of its migrations
	goose   goose.Dialect
	connect func(ctx context.Context, s *Store, dsn string, o Options) error
	bind    func(query string) string // its way to write the parameters "?"
	reason  func(err error) error     // wraps one of the sentinels where it is the reason

	// send runs statements together; nil: each costs so little that it is run by itself.
	send func(ctx context.Context, conn *sql.Conn, list []statement) error

	begin     string             // what a transaction that writes does first, "" if nothing
	isolation sql.IsolationLevel // of a transaction that sees one state of the database
	tables    string             // counts the tables of a name
	sound     string             // asks whether the file is sound: "ok", or what is not; "" if it cannot be asked
	surplus   string             // selects the docs in the index that are of no article

	// indexed says of each article that is in the index whether it is so, as far as the index can tell, with its words.
	indexed func(t *tx, entries map[int64][]string) (map[int64]bool, error)

	index     func(t *tx, doc int64, entry []string, again bool) error // puts an article into the index of words; again: it is there
	match     func(n *node, from, to int64) (string, []any)            // selects the docs in a range that a search finds
	docColumn string                                                   // what that statement calls them
}

// dialectOf tells the kind of database by the form of its address.
func dialectOf(dsn string) *dialect {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return &postgres
	}
	return &sqlite
}
