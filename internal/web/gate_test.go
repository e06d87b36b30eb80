package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// TestGuessingAtOnce holds that the bound holds however many guesses come at the same time:
// no more than maxFailures are told that they are wrong.
func TestGuessingAtOnce(t *testing.T) { synctest.Test(t, seeGuessingAtOnce) }

// seeGuessingAtOnce runs by a clock that stands still: hashing may take more than the time in
// which guesses are counted.
func seeGuessingAtOnce(t *testing.T) {
	g := newGate(Access{WriteToken: "secret", Password: "hunter2"}, nil)
	for name, guess := range map[string]func(*http.Request) error{
		"tokens": func(r *http.Request) error {
			_, _, err := g.byToken(r, "guess")
			return err
		},
		"passwords": func(r *http.Request) error { return g.judgePassword(r, "guess") },
	} {
		var told atomic.Int32
		var guessing sync.WaitGroup
		for range 12 {
			guessing.Go(func() {
				r := httptest.NewRequest(http.MethodPost, "/login", nil)
				r.RemoteAddr = map[string]string{"tokens": "192.0.2.1:80", "passwords": "192.0.2.2:80"}[name]
				if guess(r) == errWrong {
					told.Add(1)
				}
			})
		}
		guessing.Wait()
		if n := told.Load(); n != maxFailures {
			t.Errorf("%s: %d guesses were told that they are wrong, want %d", name, n, maxFailures)
		}
	}
}

// TestNetworks holds whom a proof is counted for: what a trusted proxy says, and nobody else.
func TestNetworks(t *testing.T) {
	g := newGate(Access{}, []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8")})
	for _, c := range []struct{ remote, forwarded, want string }{
		{"192.0.2.7:1", "", "192.0.2.7/32"},
		{"192.0.2.7:1", "198.51.100.1", "192.0.2.7/32"},
		{"127.0.0.1:1", "", "127.0.0.1/32"},
		{"127.0.0.1:1", "198.51.100.1", "198.51.100.1/32"},
		{"127.0.0.1:1", "6.6.6.6, 198.51.100.1", "198.51.100.1/32"}, // the first is what the sender wrote
		{"127.0.0.1:1", "6.6.6.6, 198.51.100.1, 10.1.1.1", "198.51.100.1/32"},
		{"127.0.0.1:1", "nonsense", "127.0.0.1/32"},
		{"[::ffff:127.0.0.1]:1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"},
		{"[2001:db8:1:2:9::9]:1", "", "2001:db8:1:2::/64"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := g.network(r).String(); got != c.want {
			t.Errorf("%s for %q: %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

// TestSessionCookie holds that the name of a session is out of reach of scripts and other
// sites, and of open lines where the site has closed ones.
func TestSessionCookie(t *testing.T) {
	for address, secure := range map[string]bool{"": false, "http://news.example": false, "https://news.example": true} {
		site, _ := newSite(t, Options{Address: address, Access: Access{Password: "hunter2"}})
		r, err := http.NewRequest(http.MethodPost, site.URL+"/login", strings.NewReader(url.Values{"password": {"hunter2"}}.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		c := answer.Cookies()
		if len(c) != 1 || c[0].Secure != secure || !c[0].HttpOnly || c[0].SameSite != http.SameSiteLaxMode || len(c[0].Value) < 40 {
			t.Errorf("%q: the cookie is %v", address, c)
		}
	}
}

// TestSessionsEnd holds that a session is over when it is ended or its time is, and that
// their number is bounded.
func TestSessionsEnd(t *testing.T) {
	g := newGate(Access{}, nil)
	name := g.begin()
	if !g.inSession(name) || g.inSession("") || g.inSession(name+"x") {
		t.Error("a session is taken for another")
	}
	g.end(name)
	if g.inSession(name) {
		t.Error("it goes on after its end")
	}
	for range maxSessions + 10 {
		name = g.begin()
	}
	if len(g.sessions) > maxSessions || !g.inSession(name) {
		t.Errorf("there are %d sessions", len(g.sessions))
	}
	for key := range g.sessions {
		g.sessions[key] = g.sessions[key].Add(-sessionTime)
	}
	if g.inSession(name) {
		t.Error("it outlives its time")
	}
}

// TestAuditOfProofs holds that every proof, right or wrong, leaves a line that does not hold
// it.
func TestAuditOfProofs(t *testing.T) {
	site, log := newSite(t, Options{Store: newsroom(t), Access: Access{Everyone: Reader, WriteToken: "right-token", Password: "hunter2"}})
	get(t, site.URL+"/story/s1", "Authorization", "Bearer wrong-token")
	for _, password := range []string{"hunter3", "hunter2"} {
		submit(t, site.URL+"/login", url.Values{"password": {password}})
	}
	for _, want := range []string{`act="wrong token" from=127.0.0.1/32`, `act="wrong password" from=127.0.0.1/32`, `act=login from=127.0.0.1/32`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %s", want)
		}
	}
	for _, secret := range []string{"wrong-token", "right-token", "hunter"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log tells %s", secret)
		}
	}
	if _, page := get(t, site.URL+"/", "Accept", "text/html"); !strings.Contains(page, `href="/login"`) || strings.Contains(page, "Log out") {
		t.Error("a reader is not offered to log in")
	}
}
