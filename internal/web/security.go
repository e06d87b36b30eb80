package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// contentPolicy lets a page use the site's own styles, scripts and pictures, send its
// forms here, and nothing else.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secured sets on every answer what keeps foreign words in a page from doing anything.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		next.ServeHTTP(w, r)
	})
}

// knownHosts refuses requests for a host that is neither an address, nor localhost, nor
// one of the names given: a stranger's name that leads here (DNS rebinding) would make
// this site one with the stranger's in the eyes of a browser.
func (s *Server) knownHosts(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.known(r.Host) {
			s.fail(w, r, &fault{http.StatusMisdirectedRequest, "This host is not served here",
				"Ask by address or as localhost, or start the server with --host and this name."})
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) known(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if _, err := netip.ParseAddr(host); err == nil || host == "localhost" {
		return true
	}
	return slices.ContainsFunc(s.options.Hosts, func(h string) bool { return strings.EqualFold(h, host) })
}

// refuseForeign answers a request that would change something and comes from another site.
func (s *Server) refuseForeign(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, &fault{http.StatusForbidden, "Sent by another site", "Forms of other sites are not accepted here. Open the page on this site and send it from there."})
}

// maxBody is the most that a request may bring, in bytes.
const maxBody = 8 << 20

// limited bounds what a request brings and how long it takes. Streams lift the time.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		control := http.NewResponseController(w)
		deadline := time.Now().Add(requestTime)
		// A recorder in a test has no deadlines; a connection always has.
		_ = control.SetReadDeadline(deadline)
		_ = control.SetWriteDeadline(deadline)
		next.ServeHTTP(w, r)
	})
}
