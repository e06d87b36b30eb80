package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"synoptic/internal/news"
)

// DueDeliveries are the alerts to be sent by now, those of one watch and way together that
// were tried as often: what is tried again is the same message. Those of a watch and way that
// failed lately wait with the one that failed.
func (s *Store) DueDeliveries(ctx context.Context, now time.Time, limit int) ([]news.Delivery, error) {
	var list []news.Delivery
	query := "SELECT " + alertColumns + `, d.way, d.tries FROM deliveries d JOIN alerts a ON a.number = d.alert
		WHERE d.next > 0 AND d.next <= ? AND NOT EXISTS
			(SELECT 1 FROM deliveries o WHERE o.watch = d.watch AND o.way = d.way AND o.tries > 0 AND o.done = 0 AND o.next > ?)
		ORDER BY d.watch, d.way, d.tries DESC, d.alert LIMIT ?`
	err := s.eachOften(ctx, query, []any{now.UnixMilli(), now.UnixMilli(), limit}, func(rows *sql.Rows) error {
		var way news.Way
		var tries int
		a, err := scanAlert(rows, &way, &tries)
		if n := len(list); n == 0 || list[n-1].Watch != a.Watch || list[n-1].Way != way || list[n-1].Tries != tries {
			list = append(list, news.Delivery{Watch: a.Watch, Way: way, Tries: tries})
		}
		d := &list[len(list)-1]
		d.Alerts, d.Count = append(d.Alerts, a), d.Count+1
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list alerts to be sent: %w", err)
	}
	return list, nil
}

// SettleDelivery keeps how a delivery stands, for all of its alerts. One that reached everyone
// ends what is said of those before it that did not.
func (s *Store) SettleDelivery(ctx context.Context, d *news.Delivery) error {
	return s.transact(ctx, "settle delivery of watch "+d.Watch, func(t *tx) error {
		if !d.Done.IsZero() && d.Reason == "" {
			if err := t.exec("UPDATE deliveries SET reason = '' WHERE watch = ? AND way = ? AND done > 0 AND reason <> ''", d.Watch, string(d.Way)); err != nil {
				return err
			}
		}
		for i := range d.Alerts {
			err := t.exec("UPDATE deliveries SET tries = ?, next = ?, done = ?, reason = ? WHERE alert = ? AND way = ?",
				d.Tries, stored(d.Next), stored(d.Done), clean(d.Reason), d.Alerts[i].Number, string(d.Way))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// undelivered are the deliveries of a watch that were not sent, or did not reach everyone.
const undelivered = `(SELECT way, tries, next, done, reason FROM deliveries WHERE watch = ? AND done = 0
	UNION ALL SELECT way, tries, next, done, reason FROM deliveries WHERE watch = ? AND done > 0 AND reason <> '')`

// Undelivered says how what was not sent of a watch stands, for each way, and what was sent
// but did not reach everyone.
func (s *Store) Undelivered(ctx context.Context, watch string) ([]news.Delivery, error) {
	var list []news.Delivery
	query := "SELECT way, count(*), max(tries), max(next), max(done), max(reason) FROM " + undelivered + " AS d GROUP BY way, done > 0 ORDER BY way, done > 0"
	err := s.each(ctx, query, []any{watch, watch}, func(rows *sql.Rows) error {
		d := news.Delivery{Watch: watch}
		var next, done int64
		err := rows.Scan(&d.Way, &d.Count, &d.Tries, &next, &done, &d.Reason)
		d.Next, d.Done = instant(next), instant(done)
		list = append(list, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what was not sent of watch %s: %w", watch, err)
	}
	return list, nil
}
