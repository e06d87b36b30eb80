package store

import (
	"context"

	"github.com/pressly/goose/v3"
)

// dialect is what differs between the databases.
type dialect struct {
	name    string // of the folder of its migrations
	goose   goose.Dialect
	connect func(ctx context.Context, s *Store, dsn string, o Options) error
	bind    func(query string) string // its way to write the parameters "?"
	reason  func(err error) error     // wraps one of the sentinels where it is the reason

	index     func(t *tx, doc int64, entry []string) error  // puts an article into the index of words
	match     func(n *node, from, to int64) (string, []any) // selects the docs in a range that a search finds
	docColumn string                                        // what that statement calls them
}
