package web

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/zeebo/xxh3"
)

// unchanged names the content on the answer and, if the reader has it already, says so
// with 304 instead of sending it. Names are weak: compression changes the bytes sent.
func unchanged(w http.ResponseWriter, r *http.Request, content []byte) bool {
	tag := tagOf(content)
	w.Header().Set("ETag", tag)
	if r.Method != http.MethodGet && r.Method != http.MethodHead || !matches(r.Header.Get("If-None-Match"), tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

func tagOf(content []byte) string {
	sum := xxh3.Hash128(content).Bytes()
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:]) + `"`
}

// matches reports whether a list of tags has tag, compared weakly (RFC 9110, 8.8.3.2).
func matches(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// tagged names what the API answers to questions, so that asking again costs no transfer.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, "/api/v1/") || r.URL.Path == "/api/v1/articles" {
			next.ServeHTTP(w, r)
			return
		}
		held := &heldAnswer{ResponseWriter: w}
		next.ServeHTTP(held, r)
		if held.status == http.StatusOK && unchanged(w, r, held.body.Bytes()) {
			return
		}
		if held.status != 0 && held.status != http.StatusOK {
			w.WriteHeader(held.status)
		}
		w.Write(held.body.Bytes())
	})
}

// heldAnswer holds an answer back until it is whole.
type heldAnswer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (h *heldAnswer) WriteHeader(status int) { h.status = status }

func (h *heldAnswer) Write(p []byte) (int, error) {
	if h.status == 0 {
		h.status = http.StatusOK
	}
	return h.body.Write(p)
}
