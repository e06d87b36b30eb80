package web

import (
	"fmt"
	"net/http"
	"time"
)

// beat is how often a reader's connection is looked after.
const beat = 3 * time.Second

// events tells a reader's page that there is something new, as server-sent events: one
// when the database has other reports or comparisons than before and, for those who may see
// alerts, one when others are unread. The page then asks for itself again.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	// As long as the reader reads. Only a recorder in a test has no deadlines.
	_ = control.SetWriteDeadline(time.Time{})
	_ = control.SetReadDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	known, err := s.sums(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	changes, unread := s.changes(), s.unreadFor(r)
	tick := time.NewTicker(beat)
	defer tick.Stop()
	fmt.Fprintf(w, "retry: 10000\n\n")
	for control.Flush() == nil {
		select {
		case <-r.Context().Done():
			return
		case <-s.stopping:
			return
		case <-tick.C:
		}
		now, err := s.sums(r.Context())
		switch {
		case err != nil:
			return
		case now != known || s.changes() != changes:
			known, changes = now, s.changes()
			fmt.Fprintf(w, "event: news\ndata: {\"articles\":%d}\n\n", now.Articles)
		default:
			fmt.Fprint(w, ": all as before\n\n")
		}
		if n := s.unreadFor(r); n != unread {
			unread = n
			fmt.Fprintf(w, "event: alerts\ndata: {\"unread\":%d}\n\n", n)
		}
	}
}

// unreadFor is how many alerts are unread, 0 for who may not see them.
func (s *Server) unreadFor(r *http.Request) int {
	if levelOf(r.Context()) < Writer {
		return 0
	}
	return s.unread(r.Context())
}
