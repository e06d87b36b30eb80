package web

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
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
func (s *Server) tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, "/api/v1/") || r.URL.Path == "/api/v1/articles" {
			next.ServeHTTP(w, r)
			return
		}
		held := &heldAnswer{ResponseWriter: w}
		next.ServeHTTP(held, r)
		if held.status == http.StatusOK {
			s.answer(w, r, held.body.Bytes())
			return
		}
		if held.status != 0 {
			w.WriteHeader(held.status)
		}
		w.Write(held.body.Bytes())
	})
}

// packable is how many bytes an answer must have to be worth compressing.
const packable = 1024

// longestPacked is the longest answer that is kept compressed: few are, and few of those are
// asked for again.
const longestPacked = 256 << 10

// answer sends content under its name, unless the reader has it already. What is sent again
// and again is compressed once.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, content []byte) {
	if unchanged(w, r, content) {
		return
	}
	if r.Method != http.MethodGet || len(content) < packable || len(content) > longestPacked || !acceptsGzip(r) {
		w.Write(content)
		return
	}
	packed, err := s.packed.get(w.Header().Get("ETag"), func() ([]byte, error) { return packed(content) })
	if err != nil {
		w.Write(content)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Set("Content-Length", strconv.Itoa(len(packed)))
	w.Write(packed)
}

// packers are used again: each has large tables.
var packers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(nil, gzip.BestSpeed+1)
	if err != nil {
		panic(err) // there is such a level
	}
	return z
}}

// packed is content, compressed by gzip.
func packed(content []byte) ([]byte, error) {
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	var out bytes.Buffer
	z.Reset(&out)
	_, err := z.Write(content)
	if err == nil {
		err = z.Close()
	}
	return out.Bytes(), err
}

// acceptsGzip reports whether a reader takes gzip for certain. Who says more than its name is
// left to the negotiation of all other answers.
func acceptsGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		if strings.TrimSpace(coding) == "gzip" {
			return true
		}
	}
	return false
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
