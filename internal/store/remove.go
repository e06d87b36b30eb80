package store

import (
	"context"
	"database/sql"
	"fmt"
)

// RemoveBrought removes the articles that came in captures whose name begins with prefix, with
// all that is known of them alone: their texts, those captures, what was found in them, and the
// stories that are left without articles. It says how many articles there were.
func (s *Store) RemoveBrought(ctx context.Context, prefix string) (int, error) {
	removed := 0
	err := s.transact(ctx, "remove what was brought as "+prefix, func(t *tx) error {
		t.telling = true
		list, err := t.brought(prefix)
		for _, a := range list {
			if err == nil {
				err = t.remove(a)
			}
		}
		removed = len(list)
		if err == nil {
			err = t.exec("DELETE FROM unread WHERE hash IN (SELECT hash FROM captures WHERE name >= ? AND name < ?)", prefix, following(prefix))
		}
		if err == nil {
			err = t.exec("DELETE FROM captures WHERE name >= ? AND name < ? AND NOT EXISTS (SELECT 1 FROM revisions r WHERE r.capture = captures.hash)", prefix, following(prefix))
		}
		if err == nil {
			err = t.recount()
		}
		if err == nil {
			err = t.stir(sorted(t.touched)...)
		}
		for _, story := range sorted(t.touched) {
			if err == nil {
				err = t.exec("DELETE FROM comparisons WHERE story IN (SELECT id FROM stories WHERE id = ? AND reports = 0)", story)
			}
			if err == nil {
				err = t.exec("DELETE FROM stories WHERE id = ? AND reports = 0 AND goes = ''", story)
			}
			if err == nil { // there is nothing to look at
				err = t.exec("DELETE FROM stirred WHERE story = ? AND NOT EXISTS (SELECT 1 FROM stories WHERE id = stirred.story)", story)
			}
		}
		return err
	})
	return removed, err
}

// following is the least string above all that begin with prefix, which is not empty.
func following(prefix string) string {
	last := len(prefix) - 1
	return prefix[:last] + string(rune(prefix[last]+1))
}

// located is an article with where it stands.
type located struct {
	doc       int64
	id, story string
}

// brought are the articles whose first text came in a capture of such a name.
func (t *tx) brought(prefix string) ([]located, error) {
	var list []located
	query := `SELECT a.doc, a.id, a.story FROM captures c JOIN revisions r ON r.capture = c.hash AND r.capture <> '' AND r.number = 1
		JOIN articles a ON a.doc = r.doc WHERE c.name >= ? AND c.name < ? ORDER BY a.doc`
	err := t.each(query, []any{prefix, following(prefix)}, func(rows *sql.Rows) error {
		var a located
		err := rows.Scan(&a.doc, &a.id, &a.story)
		list = append(list, a)
		return err
	})
	return list, err
}

// remove removes one article.
func (t *tx) remove(a located) error {
	t.touched[a.story] = true
	for _, from := range []string{"words WHERE " + t.dialect.docColumn, "revisions WHERE doc", "images WHERE doc", "placements WHERE doc", "quotes WHERE doc", "wordings WHERE doc", "articles WHERE doc"} {
		if err := t.exec("DELETE FROM "+from+" = ?", a.doc); err != nil {
			return fmt.Errorf("remove article %s: %w", a.id, err)
		}
	}
	if err := t.exec("DELETE FROM copies WHERE source = ? OR target = ?", a.id, a.id); err != nil {
		return fmt.Errorf("remove copies of article %s: %w", a.id, err)
	}
	return nil
}
