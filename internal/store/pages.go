package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"synoptic/internal/news"
)

const pageColumns = "url, at, feed, title, published, teaser, found, looks, last, next, errors, reason, gone, first, capture, etag, modified"

func scanPage(rows *sql.Rows) (news.Page, error) {
	var p news.Page
	var published, found, last, next, gone int64
	err := rows.Scan(&p.URL, &p.At, &p.Feed, &p.Title, &published, &p.Teaser, &found, &p.Looks, &last, &next,
		&p.Errors, &p.Reason, &gone, &p.First, &p.Capture, &p.ETag, &p.Modified)
	p.Published, p.Found, p.Last, p.Next, p.Gone = instant(published), instant(found), instant(last), instant(next), instant(gone)
	return p, err
}

// DuePages are the pages to be looked at by a time, the earliest first: at most perHost of
// each host, none of the hosts left out.
func (s *Store) DuePages(ctx context.Context, by time.Time, leftOut []string, perHost, limit int) ([]news.Page, error) {
	query, args := due("url", "pages", "next > 0 AND next <= ?", by, leftOut, perHost, limit)
	var list []news.Page
	err := s.pagesWhere(ctx, "url IN ("+query+") ORDER BY next, url", args, func(p news.Page) { list = append(list, p) })
	return list, err
}

// Pages are those of the addresses that are known.
func (s *Store) Pages(ctx context.Context, urls []string) (map[string]news.Page, error) {
	known := map[string]news.Page{}
	for len(urls) > 0 {
		part := urls[:min(len(urls), 256)]
		urls = urls[len(part):]
		args := anys(part)
		for range padded(len(part)) - len(part) {
			args = append(args, part[0])
		}
		if err := s.pagesWhere(ctx, "url IN ("+marks(len(args))+")", args, func(p news.Page) { known[p.URL] = p }); err != nil {
			return nil, err
		}
	}
	return known, nil
}

func (s *Store) pagesWhere(ctx context.Context, where string, args []any, take func(news.Page)) error {
	err := s.eachOften(ctx, "SELECT "+pageColumns+" FROM pages WHERE "+where, args, func(rows *sql.Rows) error {
		p, err := scanPage(rows)
		take(p)
		return err
	})
	if err != nil {
		return fmt.Errorf("list pages: %w", err)
	}
	return nil
}

// Gone says when articles were found deleted from their outlets' sites, those that were.
func (s *Store) Gone(ctx context.Context, ids []string) (map[string]time.Time, error) {
	gone := map[string]time.Time{}
	if len(ids) == 0 {
		return gone, nil
	}
	query := `SELECT a.id, p.gone FROM articles a JOIN revisions r ON r.doc = a.doc AND r.number = 1 AND r.capture <> ''
		JOIN pages p ON p.first = r.capture AND p.first <> '' WHERE p.gone > 0 AND a.id IN (` + marks(len(ids)) + ")"
	err := s.each(ctx, query, anys(ids), func(rows *sql.Rows) error {
		var id string
		var at int64
		err := rows.Scan(&id, &at)
		gone[id] = moment(at)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look up what is gone: %w", err)
	}
	return gone, nil
}

// WriteFetched writes what came of asking feeds and pages: all of it or nothing. A page that
// is known stays as it is when it is found again; a feed that was removed stays removed.
func (s *Store) WriteFetched(ctx context.Context, f *news.Fetched) error {
	return s.transact(ctx, "write what was fetched", func(t *tx) error {
		for _, step := range []func(*news.Fetched) error{t.fetchedFeeds, t.foundPages, t.fetchedPages, t.pagesAgain, t.unread} {
			if err := step(f); err != nil {
				return err
			}
		}
		return t.problems(&news.Batch{Problems: f.Problems})
	})
}

func (t *tx) fetchedFeeds(fetched *news.Fetched) error {
	for _, f := range fetched.Feeds {
		err := t.exec(`UPDATE feeds SET title = ?, site = ?, asked = ?, worked = ?, brought = ?, next = ?, wait = ?, rate = ?, items = ?, total = ?,
			errors = ?, reason = ?, notice = ?, etag = ?, modified = ? WHERE id = ?`,
			clean(f.Title), clean(f.Site), stored(f.Asked), stored(f.Worked), stored(f.Brought), stored(f.Next), f.Interval.Milliseconds(), f.Rate,
			f.Items, f.Total, f.Errors, clean(f.Reason), clean(f.Notice), clean(f.ETag), clean(f.Modified), f.ID)
		if err == nil {
			err = t.exec("UPDATE feeds SET url = ?, host = ? WHERE id = ? AND url <> ? AND NOT EXISTS (SELECT 1 FROM feeds AS other WHERE other.url = ?)",
				clean(f.URL), hostOf(f.URL), f.ID, clean(f.URL), clean(f.URL))
		}
		if err != nil {
			return fmt.Errorf("keep feed %s: %w", f.URL, err)
		}
	}
	return nil
}

func (t *tx) foundPages(fetched *news.Fetched) error {
	for _, p := range fetched.Found {
		err := t.exec(`INSERT INTO pages (url, at, host, feed, title, published, teaser, found, next, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (url) DO NOTHING`,
			clean(p.URL), clean(p.At), hostOf(p.At), p.Feed, clean(p.Title), stored(p.Published), clean(p.Teaser), stored(p.Found), stored(p.Next), clean(p.Reason))
		if err != nil {
			return fmt.Errorf("keep page %s: %w", p.URL, err)
		}
	}
	return nil
}

func (t *tx) fetchedPages(fetched *news.Fetched) error {
	for _, p := range fetched.Pages {
		err := t.exec(`UPDATE pages SET at = ?, host = ?, teaser = ?, looks = ?, last = ?, next = ?, errors = ?, reason = ?, gone = ?, first = ?, capture = ?,
			etag = ?, modified = ? WHERE url = ?`,
			clean(p.At), hostOf(p.At), clean(p.Teaser), p.Looks, stored(p.Last), stored(p.Next), p.Errors, clean(p.Reason), stored(p.Gone), p.First, p.Capture,
			clean(p.ETag), clean(p.Modified), clean(p.URL))
		if err != nil {
			return fmt.Errorf("keep page %s: %w", p.URL, err)
		}
	}
	return nil
}

func (t *tx) pagesAgain(fetched *news.Fetched) error {
	for _, address := range sorted(fetched.Again) {
		at := stored(fetched.Again[address])
		if err := t.exec("UPDATE pages SET next = ? WHERE url = ? AND (next = 0 OR next > ?)", at, clean(address), at); err != nil {
			return fmt.Errorf("keep page %s: %w", address, err)
		}
	}
	return nil
}

func (t *tx) unread(fetched *news.Fetched) error {
	if err := t.captures(&news.Batch{Captures: fetched.Captures}); err != nil {
		return err
	}
	for _, c := range fetched.Captures {
		if err := t.exec("INSERT INTO unread (hash) VALUES (?) ON CONFLICT (hash) DO NOTHING", c.Hash); err != nil {
			return fmt.Errorf("keep capture %s: %w", c.Name, err)
		}
	}
	return nil
}
