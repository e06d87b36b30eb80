package poll

import (
	"fmt"
	"hash/fnv"
	"math"
	"time"

	"synoptic/internal/news"
)

// Bounds of a feed's rhythm.
const (
	memory     = 24 * time.Hour     // over which the rate of new items is averaged
	slowest    = 24 * time.Hour     // between two times a failing or dried-up feed is asked
	perItem    = 4                  // times a feed is asked for each new item
	noticeFrom = 3                  // errors in a row
	dryAfter   = 7 * 24 * time.Hour // without a new item, at the least
	dryItems   = 20                 // and as long as so many items used to take
)

// brought is what a feed's good answer brought.
type brought struct {
	fresh  int           // new items
	turned bool          // all of its items are new, so that some may have been missed
	hint   time.Duration // for which the publisher asks to wait
}

// succeeded notes a good answer and decides when to ask next.
func (o *Options) succeeded(f *news.Feed, b brought, now time.Time) {
	first := f.Worked.IsZero()
	if !first {
		f.Rate = newRate(f.Rate, b.fresh, now.Sub(f.Worked))
	}
	f.Worked, f.Errors, f.Reason = now, 0, ""
	f.Total += int64(b.fresh)
	if b.fresh > 0 || f.Brought.IsZero() {
		f.Brought = now
	}
	f.Interval = o.interval(f, b, first, now)
	f.Next = now.Add(o.jittered(f, f.Interval, now))
	o.notice(f, dried(f, now))
}

// newRate is the rate of new items an hour, averaged with weights that fade.
func newRate(rate float64, fresh int, over time.Duration) float64 {
	if over <= 0 {
		return rate
	}
	kept := math.Exp(-float64(over) / float64(memory))
	return kept*rate + (1-kept)*float64(fresh)/over.Hours()
}

// interval is how long to leave a feed that works alone.
func (o *Options) interval(f *news.Feed, b brought, first bool, now time.Time) time.Duration {
	wait := o.Most
	if f.Rate > 0 {
		wait = min(wait, time.Duration(float64(time.Hour)/(perItem*f.Rate)))
	}
	switch {
	case first:
		wait = min(wait, o.Most/4)
	case b.turned:
		return max(o.Least, min(f.Interval/2, wait))
	case dried(f, now) != "":
		wait = min(slowest, max(o.Most, now.Sub(f.Brought)/16))
	}
	return max(o.Least, wait, min(b.hint, o.Most))
}

// failed notes an error and decides when to ask next: ever later, or when the server says.
func (o *Options) failed(f *news.Feed, reason string, after time.Duration, now time.Time) {
	f.Errors++
	f.Reason = reason
	wait := max(o.Least, f.Interval) << min(f.Errors-1, 8)
	wait = min(slowest, max(wait, after))
	f.Next = now.Add(o.jittered(f, wait, now))
	if f.Errors >= noticeFrom {
		o.notice(f, fmt.Sprintf("failed %d times in a row: %s", f.Errors, reason))
	}
}

// dried says that a feed that had items has none any more, "" if it is alive.
func dried(f *news.Feed, now time.Time) string {
	patience := dryAfter
	if f.Total > 0 && !f.Added.IsZero() && f.Brought.After(f.Added) {
		patience = max(patience, f.Brought.Sub(f.Added)*dryItems/time.Duration(f.Total))
	}
	if f.Brought.IsZero() || now.Sub(f.Brought) < patience {
		return ""
	}
	return "nothing new since " + f.Brought.Format(time.DateOnly)
}

// notice changes what somebody should look at, and tells it once.
func (o *Options) notice(f *news.Feed, text string) {
	told := (f.Notice == "") == (text == "")
	f.Notice = text
	if !told {
		o.Notify(*f)
	}
}

// jittered moves a wait by up to a twentieth either way, so that feeds which were added
// together are not asked together for ever. The same feed at the same time is moved the same.
func (o *Options) jittered(f *news.Feed, wait time.Duration, now time.Time) time.Duration {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %d %d", o.Seed, f.ID, now.Unix())
	share := float64(h.Sum64()>>11) / (1 << 53)
	return wait + time.Duration((share-0.5)*float64(wait)/10)
}

// again is when to look at a page next that was listed first at found: at the first time
// of the schedule that is still to come, never if there is none.
func (o *Options) again(found, now time.Time) time.Time {
	for _, after := range o.Again {
		if at := found.Add(after); at.After(now) {
			return at
		}
	}
	return time.Time{}
}
