package watch

import (
	"fmt"
	"time"

	"synoptic/internal/news"
)

// Rest says until when nothing is to be sent, the zero Time if something may be now. The
// hours are those of the zone's clock, whatever its summer time.
func Rest(q news.Quiet, now time.Time) (time.Time, error) {
	if q.From == q.To {
		return time.Time{}, nil
	}
	zone, err := time.LoadLocation(q.Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("read quiet hours: %w", err)
	}
	here := now.In(zone)
	for day := -1; day <= 0; day++ { // the hours that began yesterday, or begin today
		from, to, err := hours(q, here.AddDate(0, 0, day))
		if err != nil {
			return time.Time{}, err
		}
		if !now.Before(from) && now.Before(to) {
			return to, nil
		}
	}
	return time.Time{}, nil
}

// hours are the quiet hours that begin on the day of t.
func hours(q news.Quiet, t time.Time) (from, to time.Time, err error) {
	begin, err := time.Parse("15:04", q.From)
	if err != nil {
		return from, to, fmt.Errorf("read quiet hours: %w", err)
	}
	end, err := time.Parse("15:04", q.To)
	if err != nil {
		return from, to, fmt.Errorf("read quiet hours: %w", err)
	}
	at := func(clock time.Time, day int) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day()+day, clock.Hour(), clock.Minute(), 0, 0, t.Location())
	}
	next := 0
	if !begin.Before(end) {
		next = 1
	}
	return at(begin, 0), at(end, next), nil
}
