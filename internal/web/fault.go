package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"synoptic/internal/store"
)

// fault is why a request was not answered as asked: what is wrong, and what to do.
type fault struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
}

func (f *fault) Error() string { return f.Title + ": " + f.Detail }

// faultOf is err as a fault. What no view has named is the server's own.
func faultOf(err error) *fault {
	var f *fault
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &large):
		return &fault{http.StatusRequestEntityTooLarge, "Too much at once", "A request may bring 8 MB."}
	}
	for _, why := range []error{store.ErrFull, store.ErrLocked, store.ErrReadOnly, store.ErrDevice, store.ErrCorrupt, store.ErrUnreachable} {
		if errors.Is(err, why) {
			return &fault{http.StatusServiceUnavailable, "The database cannot be used now", why.Error() + "."}
		}
	}
	return &fault{http.StatusInternalServerError, "Something went wrong here", "Try again; if it stays, look into the log."}
}

// fail answers with a fault: as a page to a browser, as problem+json (RFC 9457) to others.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := faultOf(err)
	if f.Status >= http.StatusInternalServerError {
		s.options.Log.Error("request failed", "path", r.URL.Path, "error", err)
	}
	if wantsPage(r) {
		s.render(w, r, f.Status, "fault", frame{Title: f.Title, Data: f})
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(f.Status)
	json.NewEncoder(w).Encode(f)
}

// wantsPage reports whether a request comes from a reader, not from a program.
func wantsPage(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/api/v1/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// unknown answers for addresses that lead nowhere.
func (s *Server) unknown(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, &fault{http.StatusNotFound, "Nothing here", "This address leads to no page. The stories are on the first page."})
}
