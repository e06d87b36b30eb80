package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/bits"
	"net/url"
	"strings"
	"time"

	"synoptic/internal/news"
)

const feedColumns = "id, url, kind, title, site, folder, paused, added, asked, worked, brought, next, wait, rate, items, total, errors, reason, notice, etag, modified"

func scanFeed(rows *sql.Rows) (news.Feed, error) {
	var f news.Feed
	var paused int
	var added, asked, worked, brought, next, wait int64
	err := rows.Scan(&f.ID, &f.URL, &f.Kind, &f.Title, &f.Site, &f.Folder, &paused, &added, &asked, &worked, &brought, &next,
		&wait, &f.Rate, &f.Items, &f.Total, &f.Errors, &f.Reason, &f.Notice, &f.ETag, &f.Modified)
	f.Paused = paused != 0
	f.Added, f.Asked, f.Worked, f.Brought, f.Next = instant(added), instant(asked), instant(worked), instant(brought), instant(next)
	f.Interval = time.Duration(wait) * time.Millisecond
	return f, err
}

// instant is a stored time, the zero Time for 0.
func instant(milli int64) time.Time {
	if milli == 0 {
		return time.Time{}
	}
	return moment(milli)
}

// stored is a time as it is stored, 0 for the zero Time.
func stored(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// AddFeed adds a feed that is due at once, and reports whether it is new: one at the same
// address stays as it is.
func (s *Store) AddFeed(ctx context.Context, f news.Feed) (added bool, err error) {
	err = s.transact(ctx, "add feed "+f.URL, func(t *tx) error {
		var one int
		found, err := t.get("SELECT 1 FROM feeds WHERE url = ?", []any{clean(f.URL)}, &one)
		if err != nil || found {
			return err
		}
		added = true
		return t.exec("INSERT INTO feeds (url, host, kind, title, site, folder, paused, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			clean(f.URL), hostOf(f.URL), string(f.Kind), clean(f.Title), clean(f.Site), clean(f.Folder), number(f.Paused), stored(f.Added))
	})
	return added, err
}

// RemoveFeed removes the feed at an address; ErrNotFound if there is none. What it brought stays.
func (s *Store) RemoveFeed(ctx context.Context, address string) error {
	return s.changeFeed(ctx, "remove feed", "DELETE FROM feeds WHERE url = ?", address)
}

// PauseFeed has the feed at an address asked no more, or again.
func (s *Store) PauseFeed(ctx context.Context, address string, paused bool) error {
	return s.changeFeed(ctx, "pause feed", "UPDATE feeds SET paused = ? WHERE url = ?", number(paused), address)
}

// HurryFeed makes the feed at an address due at once.
func (s *Store) HurryFeed(ctx context.Context, address string) error {
	return s.changeFeed(ctx, "ask feed", "UPDATE feeds SET next = 0 WHERE url = ?", address)
}

// changeFeed changes the feed whose address is the last argument.
func (s *Store) changeFeed(ctx context.Context, what, query string, args ...any) error {
	address := args[len(args)-1].(string)
	return s.transact(ctx, what+" "+address, func(t *tx) error {
		var one int
		found, err := t.get("SELECT 1 FROM feeds WHERE url = ?", []any{address}, &one)
		if err == nil && !found {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		return t.exec(query, args...)
	})
}

// Feeds are all feeds, by folder and title.
func (s *Store) Feeds(ctx context.Context) ([]news.Feed, error) {
	return s.feedsWhere(ctx, "1 = 1 ORDER BY folder, title, url")
}

// DueFeeds are the feeds to be asked by a time, the earliest first: at most perHost of each
// host, none of the hosts left out.
func (s *Store) DueFeeds(ctx context.Context, by time.Time, leftOut []string, perHost, limit int) ([]news.Feed, error) {
	query, args := due("id", "feeds", "paused = 0 AND next <= ?", by, leftOut, perHost, limit)
	return s.feedsWhere(ctx, "id IN ("+query+") ORDER BY next, id", args...)
}

func (s *Store) feedsWhere(ctx context.Context, where string, args ...any) ([]news.Feed, error) {
	var list []news.Feed
	err := s.eachOften(ctx, "SELECT "+feedColumns+" FROM feeds WHERE "+where, args, func(rows *sql.Rows) error {
		f, err := scanFeed(rows)
		list = append(list, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list feeds: %w", err)
	}
	return list, nil
}

// marks are n parameters of a query.
func marks(n int) string { return strings.Repeat(", ?", n)[2:] }

// padded is the next power of two: so many parameters a list gets, so that there are few
// different queries.
func padded(n int) int { return 1 << bits.Len(uint(n-1)) }

// due selects the keys of rows that are due.
func due(key, table, where string, by time.Time, leftOut []string, perHost, limit int) (string, []any) {
	args := []any{by.UnixMilli()}
	if len(leftOut) > 0 {
		where += " AND host NOT IN (" + marks(padded(len(leftOut))) + ")"
		args = append(args, anys(leftOut)...)
		for range padded(len(leftOut)) - len(leftOut) {
			args = append(args, leftOut[0])
		}
	}
	query := fmt.Sprintf(`SELECT %[1]s FROM (SELECT %[1]s, next, row_number() OVER (PARTITION BY host ORDER BY next, %[1]s) AS place
		FROM %[2]s WHERE %[3]s) AS waiting WHERE place <= ? ORDER BY next, %[1]s LIMIT ?`, key, table, where)
	return query, append(args, perHost, limit)
}

// NextDue is when the next feed and the next page become due after a time; zero if none will.
func (s *Store) NextDue(ctx context.Context, after time.Time) (feed, page time.Time, err error) {
	const query = `SELECT (SELECT COALESCE(MIN(next), 0) FROM feeds WHERE paused = 0 AND next > ?),
		(SELECT COALESCE(MIN(next), 0) FROM pages WHERE next > 0 AND next > ?)`
	err = s.eachOften(ctx, query, []any{after.UnixMilli(), after.UnixMilli()}, func(rows *sql.Rows) error {
		var feeds, pages int64
		err := rows.Scan(&feeds, &pages)
		feed, page = instant(feeds), instant(pages)
		return err
	})
	if err != nil {
		return feed, page, fmt.Errorf("read what is due next: %w", err)
	}
	return feed, page, nil
}
