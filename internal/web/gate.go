package web

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"
)

// gate knows who somebody is.
type gate struct {
	Access
	proxies    []netip.Prefix // that say for whom they ask
	salt, hash []byte         // of the password
	mu         sync.Mutex
	sessions   map[[32]byte]time.Time // hash of a session's name -> when it ends
	failures   map[netip.Prefix]failures
	hashing    sync.Mutex    // one password at a time: each takes 64 MB
	waiting    chan struct{} // a place for each password that may wait for that
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
	maxWaiting  = 16 // passwords
)

func newGate(a Access, proxies []netip.Prefix) *gate {
	g := &gate{Access: a, proxies: proxies, salt: make([]byte, 16), sessions: map[[32]byte]time.Time{}, failures: map[netip.Prefix]failures{},
		waiting: make(chan struct{}, maxWaiting)}
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

// byPassword is who has logged in, in the words of the audit.
const byPassword = "password"

// level is what the sender of a request may do, and who they are in the words of the audit.
func (g *gate) level(r *http.Request) (Level, string, error) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return g.byToken(r, token)
	}
	if c, err := r.Cookie("session"); err == nil && g.inSession(c.Value) {
		return Writer, byPassword, nil
	}
	return g.Everyone, "anybody", nil
}

func (g *gate) byToken(r *http.Request, token string) (Level, string, error) {
	level := Nobody
	switch {
	case same(token, g.WriteToken):
		level = Writer
	case same(token, g.ReadToken):
		level = Reader
	}
	if err := g.judge(r, level > Nobody); err != nil {
		return Nobody, "", err
	}
	return level, "token", nil
}

// Why a proof does not count.
var (
	errGuessing = &fault{http.StatusTooManyRequests, "Too many wrong proofs", "Wait a minute."}
	errWrong    = &fault{http.StatusUnauthorized, "No such token", "Send a token the server was started with, or none."}
)

// judge lets a right proof through and counts a wrong one. It decides in one step, however
// many requests come at once: of one network no more than maxFailures are told in a minute
// that they are wrong, and then nobody is told anything.
func (g *gate) judge(r *http.Request, right bool) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	from := g.network(r)
	f := g.failures[from]
	switch recent := time.Since(f.since) < failureTime; {
	case recent && f.count >= maxFailures:
		return errGuessing
	case right:
		return nil
	case !recent:
		f = failures{since: time.Now()}
	}
	f.count++
	if len(g.failures) >= maxNetworks {
		clear(g.failures)
	}
	g.failures[from] = f
	return errWrong
}

// blocked reports whether proofs of a network are not looked at.
func (g *gate) blocked(r *http.Request) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	f := g.failures[g.network(r)]
	return f.count >= maxFailures && time.Since(f.since) < failureTime
}

// judgePassword judges a password. Hashing is slow, so that few wait for it.
func (g *gate) judgePassword(r *http.Request, password string) error {
	if g.blocked(r) {
		return errGuessing
	}
	select {
	case g.waiting <- struct{}{}:
		defer func() { <-g.waiting }()
	default:
		return &fault{http.StatusServiceUnavailable, "Many log in at once", "Try again in a moment."}
	}
	right := len(password) <= maxPassword && subtle.ConstantTimeCompare(g.argon(password), g.hash) == 1
	return g.judge(r, right)
}

// maxPassword is the longest password, in bytes.
const maxPassword = 1000

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

// network is where a request comes from: an address, or the part of an IPv6 address that
// one household has.
func (g *gate) network(r *http.Request) netip.Prefix {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Prefix{}
	}
	addr = g.behind(addr.Unmap(), r)
	bits := 32
	if addr.Is6() {
		bits = 64
	}
	p, _ := addr.Prefix(bits)
	return p
}

// behind is the address that a trusted proxy says it asks for: the last one in its list that
// is no proxy itself. What others say of themselves is not believed.
func (g *gate) behind(addr netip.Addr, r *http.Request) netip.Addr {
	trusted := func(a netip.Addr) bool {
		return slices.ContainsFunc(g.proxies, func(p netip.Prefix) bool { return p.Contains(a) })
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		next, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil || !trusted(addr) {
			break
		}
		addr = next.Unmap()
	}
	return addr
}
