package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// Level is what somebody may do here.
type Level int

// The levels.
const (
	Nobody Level = iota
	Reader       // read, and compare what they bring
	Writer       // change what is kept, too
)

// Access says who may do what. The zero value lets nobody do anything.
type Access struct {
	Everyone   Level  // without proof of who they are
	ReadToken  string // lets a program read; "": there is none
	WriteToken string // lets a program write
	Password   string // lets a person in as a writer
}

// senderKey is the place in a context where it stands who asks.
type senderKey struct{}

// sender is who asks, in the words of the audit, and what they may do.
type sender struct {
	name  string
	level Level
}

// who asks, in the words of the audit.
func who(ctx context.Context) string {
	from, _ := ctx.Value(senderKey{}).(sender)
	return from.name
}

// levelOf is what who asks may do.
func levelOf(ctx context.Context) Level {
	from, _ := ctx.Value(senderKey{}).(sender)
	return from.level
}

// needed is the level a request needs. Whatever is not known to only read is taken for a
// change.
func needed(r *http.Request) Level {
	switch {
	case r.URL.Path == "/healthz", r.URL.Path == "/readyz", r.URL.Path == "/login", strings.HasPrefix(r.URL.Path, "/static/"):
		return Nobody
	case isWatchFeed(r.URL.Path): // its handler asks for a level or a token
		return Nobody
	case strings.HasPrefix(r.URL.Path, "/debug/"), ofWatches(r.URL.Path): // whom they tell, and their secrets
		return Writer
	case r.Method == http.MethodGet, r.Method == http.MethodHead, r.Method == http.MethodOptions,
		r.URL.Path == "/compare", r.URL.Path == "/api/v1/compare", r.URL.Path == "/mcp", r.URL.Path == "/logout":
		return Reader
	}
	return Writer
}

// isWatchFeed reports whether a path is that of the feed of a watch.
func isWatchFeed(path string) bool {
	rest, ok := strings.CutPrefix(path, "/watches/")
	_, after, _ := strings.Cut(rest, "/")
	return ok && strings.HasPrefix(after, "feed/")
}

// ofWatches reports whether a path is that of watches.
func ofWatches(path string) bool {
	for _, root := range []string{"/watches", "/api/v1/watches", "/api/v1/alerts"} {
		if path == root || strings.HasPrefix(path, root+"/") {
			return true
		}
	}
	return false
}

// permitted lets through those who may.
func (s *Server) permitted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		level, name, err := s.gate.level(r)
		need := needed(r)
		switch {
		case need == Nobody:
		case err != nil:
			s.options.Log.Warn("audit", "act", "wrong token", "from", s.gate.network(r))
			s.fail(w, r, err)
			return
		case level < need && s.options.Access.Password != "" && wantsPage(r):
			http.Redirect(w, r, "/login?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
			return
		case level < need && level == Nobody:
			w.Header().Set("WWW-Authenticate", `Bearer realm="synoptic"`)
			s.fail(w, r, &fault{http.StatusUnauthorized, "Not for everybody", "Log in at /login, or send a token: Authorization: Bearer …"})
			return
		case level < need:
			s.fail(w, r, &fault{http.StatusForbidden, "Reading only", "To change something, log in or send the token for writing."})
			return
		}
		named := r.WithContext(context.WithValue(r.Context(), senderKey{}, sender{name, level}))
		next.ServeHTTP(w, named)
		r.Pattern = named.Pattern // what observes the request counts by it
	})
}
