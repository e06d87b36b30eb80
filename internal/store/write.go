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
		t.telling = len(b.Revisions)+len(b.Placements)+len(b.Redirects)+len(b.Curations) > 0
		for _, step := range []func(*Batch) error{
			t.look, t.captures, t.revisions, t.images, t.placements, t.redirects, t.storylines,
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

// captures keeps what is not kept yet. Most of what a poller brings is, and costs no packing.
func (t *tx) captures(b *Batch) error {
	kept, err := t.kept(b.Captures)
	if err != nil {
		return err
	}
	for _, c := range b.Captures {
		if kept[c.Hash] {
			err = t.exec("UPDATE captures SET fetched = ? WHERE hash = ? AND fetched < ?", c.Fetched.UnixMilli(), c.Hash, c.Fetched.UnixMilli())
		} else {
			err = t.capture(&c)
			kept[c.Hash] = true
		}
		if err != nil {
			return fmt.Errorf("keep capture %s: %w", c.Name, err)
		}
	}
	return nil
}

// kept are the hashes of those captures that are kept already.
func (t *tx) kept(captures []news.Kept) (map[string]bool, error) {
	kept := map[string]bool{}
	for part := range slices.Chunk(captures, askedAtOnce) {
		hashes := make([]string, len(part))
		for i := range part {
			hashes[i] = part[i].Hash
		}
		err := t.each("SELECT hash FROM captures WHERE hash IN ("+marks(padded(len(hashes)))+")", filled(hashes), func(rows *sql.Rows) error {
			var hash string
			err := rows.Scan(&hash)
			kept[hash] = true
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("look up captures: %w", err)
		}
	}
	return kept, nil
}

// capture keeps a capture that was not kept a moment ago.
func (t *tx) capture(c *news.Kept) error {
	return t.exec("INSERT INTO captures (hash, name, url, content_type, incomplete, fetched, listed, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"+
		" ON CONFLICT (hash) DO UPDATE SET fetched = excluded.fetched WHERE captures.fetched < excluded.fetched",
		c.Hash, clean(c.Name), clean(c.URL), clean(c.ContentType), clean(c.Incomplete), c.Fetched.UnixMilli(), stored(c.Listed), pack(c.Bytes))
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
	if h := t.held[article]; h != nil {
		return h.doc, nil
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
		err := t.exec(`INSERT INTO progress (input, place, record, done, whole) VALUES (?, ?, ?, ?, ?) ON CONFLICT (input) DO UPDATE SET
			place = excluded.place, record = excluded.record, done = excluded.done, whole = excluded.whole`,
			clean(p.Input), p.Place, p.Record, p.Done, number(p.Whole))
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
	err := s.row(ctx, "SELECT place, record, done, whole FROM progress WHERE input = ?", []any{clean(input)}, &p.Place, &p.Record, &p.Done, &whole)
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
