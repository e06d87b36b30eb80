package store

import (
	"context"
	"database/sql"
	"fmt"

	"synoptic/internal/news"
)

// Unread are captures that wait to be read, the oldest first.
func (s *Store) Unread(ctx context.Context, limit int) ([]news.Kept, error) {
	var list []news.Kept
	query := `SELECT c.hash, c.name, c.url, c.content_type, c.incomplete, c.fetched, c.listed, c.bytes
		FROM unread u JOIN captures c ON c.hash = u.hash ORDER BY u.number LIMIT ?`
	err := s.each(ctx, query, []any{limit}, func(rows *sql.Rows) error {
		var k news.Kept
		var fetched, listed int64
		var packed []byte
		err := rows.Scan(&k.Hash, &k.Name, &k.URL, &k.ContentType, &k.Incomplete, &fetched, &listed, &packed)
		if err == nil {
			k.Bytes, err = unpack(packed)
		}
		k.Fetched, k.Listed = moment(fetched), instant(listed)
		list = append(list, k)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list captures to be read: %w", err)
	}
	return list, nil
}

// MarkRead notes that captures have been read. Those that no revision came of, and that no
// problem speaks of, are dropped: they said nothing new. Problems that a revision has come of
// are solved.
func (s *Store) MarkRead(ctx context.Context, hashes []string) error {
	return s.transact(ctx, "mark captures as read", func(t *tx) error {
		for _, hash := range hashes {
			if err := t.exec("DELETE FROM unread WHERE hash = ?", hash); err != nil {
				return err
			}
			err := t.exec(`DELETE FROM problems WHERE capture = ? AND capture <> '' AND EXISTS (SELECT 1 FROM revisions WHERE revisions.capture = problems.capture AND revisions.capture <> '')`, hash)
			if err != nil {
				return err
			}
			err = t.exec(`DELETE FROM captures WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM revisions WHERE capture = ? AND capture <> '')
				AND NOT EXISTS (SELECT 1 FROM problems WHERE capture = ? AND capture <> '')`, hash, hash, hash)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// ReadAgain has the captures that could not be understood read once more, and gives their number.
func (s *Store) ReadAgain(ctx context.Context, stage string) (int, error) {
	var n int
	err := s.transact(ctx, "read captures again", func(t *tx) error {
		const from = " FROM problems p JOIN captures c ON c.hash = p.capture WHERE p.stage = ? AND p.capture <> ''"
		if _, err := t.get("SELECT COUNT(DISTINCT c.hash)"+from, []any{stage}, &n); err != nil {
			return err
		}
		return t.exec("INSERT INTO unread (hash) SELECT DISTINCT c.hash"+from+" ON CONFLICT (hash) DO NOTHING", stage)
	})
	return n, err
}
