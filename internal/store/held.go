package store

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"synoptic/internal/news"
)

// held is what writing needs to know of a stored article.
type held struct {
	doc         int64
	number      int // of its latest revision
	hash, story string
	fresh       bool // this transaction brought it
}

// askedAtOnce is how many rows are asked for by their keys in one query.
const askedAtOnce = 512

// look reads what is stored of the articles that a batch speaks of, and which docs are taken
// in the minutes of the new ones.
func (t *tx) look(b *Batch) error {
	if err := t.hold(slices.Sorted(maps.Keys(mentioned(b)))); err != nil {
		return err
	}
	return t.lookAtMinutes(b.Revisions)
}

// hold reads what is stored of some articles.
func (t *tx) hold(ids []string) error {
	for part := range slices.Chunk(ids, askedAtOnce) {
		err := t.each("SELECT id, doc, number, hash, story FROM articles WHERE id IN ("+marks(padded(len(part)))+")", filled(part), func(rows *sql.Rows) error {
			var id string
			var h held
			err := rows.Scan(&id, &h.doc, &h.number, &h.hash, &h.story)
			t.held[id] = &h
			return err
		})
		if err != nil {
			return fmt.Errorf("look up articles: %w", err)
		}
	}
	return nil
}

// mentioned are the articles that a batch speaks of.
func mentioned(b *Batch) map[string]bool {
	ids := map[string]bool{}
	for _, r := range b.Revisions {
		ids[r.ID] = true
	}
	for _, p := range b.Placements {
		ids[p.Article] = true
	}
	for _, c := range b.Copies {
		ids[c.To] = true
	}
	for id := range b.Origins {
		ids[id] = true
	}
	return ids
}

// filled are as many arguments as padded gives parameters: the first value again and again
// after the last.
func filled[V any](part []V) []any {
	args := make([]any, padded(len(part)))
	for i := range args {
		args[i] = part[0]
		if i < len(part) {
			args[i] = part[i]
		}
	}
	return args
}

// lookAtMinutes reads the highest docs in the minutes of articles that are not stored.
func (t *tx) lookAtMinutes(revisions []news.Revision) error {
	minutes := map[int64]bool{}
	for i := range revisions {
		if r := &revisions[i]; t.held[r.ID] == nil {
			minutes[firstDoc(timeOf(r))] = true
		}
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(minutes)), askedAtOnce) {
		if err := t.lookAt(part); err != nil {
			return fmt.Errorf("number articles: %w", err)
		}
	}
	return nil
}

// lookAt reads the highest docs in minutes, which are told by their first docs.
func (t *tx) lookAt(minutes []int64) error {
	rows := strings.Repeat(", (CAST(? AS BIGINT))", padded(len(minutes)))[2:]
	query := fmt.Sprintf("WITH minutes (low) AS (VALUES %s) SELECT low, (SELECT max(doc) FROM articles WHERE doc >= low AND doc < low + %d) FROM minutes", rows, 1<<serialBits)
	return t.each(query, filled(minutes), func(rows *sql.Rows) error {
		var low int64
		var highest sql.NullInt64
		err := rows.Scan(&low, &highest)
		t.highest[low] = low - 1
		if highest.Valid {
			t.highest[low] = highest.Int64
		}
		return err
	})
}

// newDoc is a free doc for an article of that time. A minute that is full goes on in the
// next one: archives that know days only have all articles of a day in one minute.
func (t *tx) newDoc(at time.Time) (int64, error) {
	for low := firstDoc(at); ; low += 1 << serialBits {
		if _, known := t.highest[low]; !known {
			if err := t.lookAt([]int64{low}); err != nil {
				return 0, err
			}
		}
		if next := t.highest[low] + 1; next < low+1<<serialBits {
			t.highest[low] = next
			return next, nil
		}
	}
}
