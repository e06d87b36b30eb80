package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"
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

// gate knows who somebody is.
type gate struct {
	Access
	salt, hash []byte // of the password
	mu         sync.Mutex
	sessions   map[[32]byte]time.Time // hash of a session's name -> when it ends
	failures   map[netip.Prefix]failures
	hashing    sync.Mutex // one password at a time: each takes 64 MB
}

// failures are wrong proofs that came from one network.
type failures struct {
	count int
	since time.Time
}

// Limits of proofs and sessions.
const (
	sessionTime = 12 * time.Hour
	maxSessions = 1000
	maxFailures = 5 // in failureTime
	failureTime = time.Minute
	maxNetworks = 100_000
)

func newGate(a Access) *gate {
	g := &gate{Access: a, salt: make([]byte, 16), sessions: map[[32]byte]time.Time{}, failures: map[netip.Prefix]failures{}}
	rand.Read(g.salt)
	if a.Password != "" {
		g.hash = g.argon(a.Password)
	}
	return g
}

// argon is a slow hash of a password, with the settings RFC 9106 recommends where memory
// is dear.
func (g *gate) argon(password string) []byte {
	g.hashing.Lock()
	defer g.hashing.Unlock()
	return argon2.IDKey([]byte(password), g.salt, 3, 64<<10, 4, 32)
}

// level is what the sender of a request may do, and who they are in the words of the audit.
func (g *gate) level(r *http.Request) (Level, string, error) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return g.byToken(r, token)
	}
	if c, err := r.Cookie("session"); err == nil && g.inSession(c.Value) {
		return Writer, "password", nil
	}
	return g.Everyone, "anybody", nil
}

func (g *gate) byToken(r *http.Request, token string) (Level, string, error) {
	if g.blocked(r) {
		return Nobody, "", errGuessing
	}
	switch {
	case same(token, g.WriteToken):
		return Writer, "token", nil
	case same(token, g.ReadToken):
		return Reader, "token", nil
	}
	g.failed(r)
	return Nobody, "", &fault{http.StatusUnauthorized, "No such token", "Send a token the server was started with, or none."}
}

// same compares in a time that tells nothing about where the two differ.
func same(given, want string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(want))
	return want != "" && subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

func (g *gate) inSession(name string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return time.Now().Before(g.sessions[sha256.Sum256([]byte(name))])
}

// begin starts a session and returns its name.
func (g *gate) begin() string {
	raw := make([]byte, 32)
	rand.Read(raw)
	name := base64.RawURLEncoding.EncodeToString(raw)
	g.mu.Lock()
	defer g.mu.Unlock()
	for key, end := range g.sessions {
		if time.Now().After(end) || len(g.sessions) >= maxSessions {
			delete(g.sessions, key)
		}
	}
	g.sessions[sha256.Sum256([]byte(name))] = time.Now().Add(sessionTime)
	return name
}

func (g *gate) end(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.sessions, sha256.Sum256([]byte(name)))
}

var errGuessing = &fault{http.StatusTooManyRequests, "Too many wrong proofs", "Wait a minute."}

// network is where a request comes from: an address, or the part of an IPv6 address that
// one household has.
func network(r *http.Request) netip.Prefix {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 32
	if addr = addr.Unmap(); addr.Is6() {
		bits = 64
	}
	p, _ := addr.Prefix(bits)
	return p
}

func (g *gate) blocked(r *http.Request) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	f := g.failures[network(r)]
	return f.count >= maxFailures && time.Since(f.since) < failureTime
}

func (g *gate) failed(r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f := g.failures[network(r)]
	if time.Since(f.since) >= failureTime {
		f = failures{since: time.Now()}
	}
	f.count++
	if len(g.failures) >= maxNetworks {
		clear(g.failures)
	}
	g.failures[network(r)] = f
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

// loginPage asks for the password.
type loginPage struct {
	Next  string
	Fault *fault
}

func (s *Server) login(r *http.Request) (frame, error) {
	if s.options.Access.Password == "" {
		return frame{}, &fault{http.StatusNotFound, "No login", "The server was started without a password."}
	}
	return frame{Title: "Log in", Data: loginPage{Next: local(r.FormValue("next"))}}, nil
}

// local is an address of this site, the first page if it is none.
func local(address string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n\t") {
		return "/"
	}
	return address
}

func (s *Server) postLogin(w http.ResponseWriter, r *http.Request) {
	password, next := r.PostFormValue("password"), local(r.PostFormValue("next"))
	if s.options.Access.Password == "" || s.gate.blocked(r) {
		s.fail(w, r, errGuessing)
		return
	}
	if len(password) > 1000 || subtle.ConstantTimeCompare(s.gate.argon(password), s.gate.hash) != 1 {
		s.gate.failed(r)
		s.options.Log.Warn("audit", "act", "wrong password", "from", network(r))
		s.render(w, r, http.StatusUnauthorized, "login", frame{Title: "Log in", Data: loginPage{next, &fault{Title: "Wrong password"}}})
		return
	}
	s.options.Log.Info("audit", "act", "login", "from", network(r))
	http.SetCookie(w, &http.Cookie{Name: "session", Value: s.gate.begin(), Path: "/", MaxAge: int(sessionTime.Seconds()), HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, next, http.StatusSeeOther)
}

func (s *Server) postLogout(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("session"); err == nil {
		s.gate.end(c.Value)
	}
	http.SetCookie(w, &http.Cookie{Name: "session", Path: "/", MaxAge: -1, HttpOnly: true})
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
