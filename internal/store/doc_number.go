package store

import (
	"strings"
	"time"
)

// A doc is the number of an article: the minute of its time, then a serial number among
// the articles of that minute.
const serialBits = 12

// origin is the minute 0: earlier times count as it, later ones than horizon as that.
var (
	origin  = time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC)
	horizon = time.Date(2600, 1, 1, 0, 0, 0, 0, time.UTC)
)

// lastDoc is above every doc.
const lastDoc = int64(1) << 50

// firstDoc is the lowest doc of the minute of t.
func firstDoc(t time.Time) int64 {
	if t.Before(origin) {
		t = origin
	}
	if t.After(horizon) {
		t = horizon
	}
	return (t.Unix() - origin.Unix()) / 60 << serialBits
}

// early is how long before its time of publication an article may be seen: clocks and zones
// are wrong by hours, and dates without a time by a day.
const early = 48 * time.Hour

// when is the time of an article: of publication if that is known and not in the future,
// else when it was seen.
func when(published string, seen time.Time) time.Time {
	if t, dated := dateOf(published, seen); dated {
		return t
	}
	return seen.UTC()
}

// dateOf is the time of publication; false if it is not known, or later than an article seen
// then can have.
func dateOf(published string, seen time.Time) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01", "2006"} {
		if t, err := time.Parse(layout, published); err == nil && (seen.IsZero() || t.Before(seen.Add(early))) {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// moment is a stored time.
func moment(milli int64) time.Time { return time.UnixMilli(milli).UTC() }

// clean is a string that every database takes: valid UTF-8 without NUL.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}
