package store

import (
	"runtime"
	"testing"
	"time"

	"synoptic/internal/news"
)

func TestKnownCaptures(t *testing.T) { both(t, seeKnownCaptures) }

// seeKnownCaptures brings a large capture again and again: that it was fetched later is kept,
// and it is not packed anew.
func seeKnownCaptures(t *testing.T, s *Store) {
	const large = 8 << 20
	page := news.Kept{Capture: news.Capture{Name: "page", Bytes: make([]byte, large)}, Hash: "c1", Fetched: day}
	write(t, s, Batch{Captures: []news.Kept{page}})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	later, other := page, page
	later.Fetched = day.Add(time.Hour)
	other.Hash, other.Bytes = "c2", []byte("another page")
	write(t, s, Batch{Captures: []news.Kept{later, other, page, other}})
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > large/4 {
		t.Errorf("it took %d bytes of memory", took)
	}
	var fetched int64
	if err := s.row(t.Context(), "SELECT fetched FROM captures WHERE hash = 'c1'", nil, &fetched); err != nil || fetched != later.Fetched.UnixMilli() {
		t.Errorf("it was fetched at %v, %v", moment(fetched), err)
	}
	if kept, err := s.Capture(t.Context(), "c2"); err != nil || string(kept.Bytes) != "another page" {
		t.Errorf("another capture beside it: %q, %v", kept.Bytes, err)
	}
}
