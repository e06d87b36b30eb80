package store

import (
	"context"
	"time"
)

// Policy says how long what can be made again, or is of no use any more, is kept. A zero
// duration keeps it for ever.
type Policy struct {
	Captures    time.Duration // since they were last fetched
	Problems    time.Duration // since they last failed
	Comparisons time.Duration // since the last report of the story
	Alerts      time.Duration // since they were raised
}

// Removed counts what Retain removed.
type Removed struct{ Captures, Problems, Comparisons, Alerts int64 }

// removedAtOnce is how many rows one transaction removes, so that others can write between.
const removedAtOnce = 1000

// Retain removes what is older than the policy keeps, at the time given. Comparisons that it
// removed are not made again: Stale leaves out stories as old. Alerts that it removed are not
// raised again: their watches know what was told.
func (s *Store) Retain(ctx context.Context, p Policy, now time.Time) (Removed, error) {
	var r Removed
	var deliveries int64
	for _, part := range []struct {
		what, removes string
		keep          time.Duration
		count         *int64
	}{
		{"captures", "DELETE FROM captures WHERE hash IN (SELECT hash FROM captures WHERE fetched < ? LIMIT ?)", p.Captures, &r.Captures},
		{"problems", "DELETE FROM problems WHERE id IN (SELECT id FROM problems WHERE last < ? LIMIT ?)", p.Problems, &r.Problems},
		{"comparisons", "DELETE FROM comparisons WHERE story IN (SELECT c.story FROM comparisons c JOIN stories s ON s.id = c.story WHERE s.last < ? LIMIT ?)", p.Comparisons, &r.Comparisons},
		{"deliveries", "DELETE FROM deliveries WHERE alert IN (SELECT d.alert FROM deliveries d JOIN alerts a ON a.number = d.alert WHERE a.at < ? LIMIT ?)", p.Alerts, &deliveries},
		{"alerts", "DELETE FROM alerts WHERE number IN (SELECT number FROM alerts WHERE at < ? LIMIT ?)", p.Alerts, &r.Alerts},
	} {
		if part.keep <= 0 {
			continue
		}
		if err := s.remove(ctx, part.what, part.removes, now.Add(-part.keep).UnixMilli(), part.count); err != nil {
			return r, err
		}
	}
	return r, nil
}

// remove notes the time before which something is kept no longer, and removes it.
func (s *Store) remove(ctx context.Context, what, removes string, before int64, count *int64) error {
	for done := false; !done; {
		err := s.transact(ctx, "remove old "+what, func(t *tx) error {
			err := t.exec("INSERT INTO retention (what, before) VALUES (?, ?) ON CONFLICT (what) DO UPDATE SET before = excluded.before WHERE excluded.before > retention.before", what, before)
			if err != nil {
				return err
			}
			n, err := t.change(removes, before, removedAtOnce)
			*count += n
			t.telling = t.telling || n > 0
			done = n < removedAtOnce
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
