package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// hostile answers as no server should.
func hostile(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/bomb":
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for block := make([]byte, 1<<20); ; {
			if _, err := z.Write(block); err != nil {
				return
			}
		}
	case "/endless":
		for line := strings.Repeat("word ", 1000); ; {
			if _, err := io.WriteString(w, line); err != nil {
				return
			}
		}
	case "/slow":
		for {
			if _, err := io.WriteString(w, "w"); err != nil || r.Context().Err() != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	case "/silent":
		<-r.Context().Done()
	case "/short":
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, markup)
	case "/long", "/chunk", "/none", "/lines":
		raw(w, r.URL.Path)
	case "/headers":
		w.Header().Set("X-Long", strings.Repeat("a", 2<<20))
	case "/brotli":
		w.Header().Set("Content-Encoding", "br")
		io.WriteString(w, "\x0b\x02\x80")
	case "/broken":
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, zipped(strings.Repeat(markup, 1000))[:200])
	}
}

// raw answers with bytes of its own making.
func raw(w http.ResponseWriter, path string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	io.WriteString(conn, map[string]string{
		"/long":  "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdefghijk",
		"/chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nnonsense\r\n",
		"/none":  "",
		"/lines": "no such protocol\r\n\r\n",
	}[path])
}

func TestHostileServers(t *testing.T) {
	base, _ := site(t, hostile)
	tests := []struct{ path, err, cut, body string }{
		{"/bomb", "larger than 1 MB", "", ""},
		{"/endless", "larger than 1 MB", "", ""},
		{"/slow", "", "took longer than 500ms", "w"},
		{"/silent", "took longer than 500ms", "", ""},
		{"/short", "", "the data ends too early (truncated)", markup},
		{"/long", "", "", "abc"},
		{"/chunk", "", "invalid byte in chunk length", "abcde"},
		{"/none", "EOF", "", ""},
		{"/lines", "connection broken", "", ""},
		{"/headers", "server response headers exceeded", "", ""},
		{"/brotli", `body is encoded as "br", which is not read`, "", ""},
		{"/broken", "", "the data ends too early (truncated)", markup},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			t.Parallel()
			client := New(Options{AllowPrivate: true, Timeout: 500 * time.Millisecond})
			if tt.err == "larger than 1 MB" {
				client = New(Options{AllowPrivate: true})
			}
			a, err := client.Get(context.Background(), Request{URL: base + tt.path, Limit: 1 << 20})
			switch {
			case tt.err != "":
				if err == nil || !strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), base) {
					t.Errorf("got error %v, want %q", err, tt.err)
				}
			case err != nil:
				t.Error(err)
			case !strings.HasPrefix(string(a.Body), tt.body) || !strings.Contains(a.Cut, tt.cut) || (tt.cut == "") != (a.Cut == ""):
				t.Errorf("got %.50q, cut %q", a.Body, a.Cut)
			}
		})
	}
}

func TestBadTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(hostile))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	for _, address := range []string{s.URL, strings.Replace(s.URL, "https", "http", 1)} {
		a, err := New(Options{AllowPrivate: true}).Get(context.Background(), Request{URL: address})
		if err == nil && a.OK() {
			t.Errorf("%s: the answer is trusted", address)
		}
	}
}

// recorder is a dialer that notes where connections were to go and lets out none but
// those to loopback.
type recorder struct {
	sync.Mutex
	asked []string
}

func (r *recorder) dial(ctx context.Context, network, address string) (net.Conn, error) {
	r.Lock()
	r.asked = append(r.asked, address)
	r.Unlock()
	if !strings.HasPrefix(address, "127.0.0.1:") {
		return nil, errors.New("refused by the test")
	}
	return (&net.Dialer{}).DialContext(ctx, network, address)
}

func TestRedirectsAreAnswers(t *testing.T) {
	base, visits := site(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/#x", http.StatusMovedPermanently)
	})
	a, err := New(Options{AllowPrivate: true}).Get(context.Background(), Request{URL: base})
	if err != nil || a.Location != "http://169.254.169.254/latest/" || !a.Permanent() || visits.Load() != 1 {
		t.Errorf("got %+v, %v", a, err)
	}
}

func TestFollowedRedirectsAreDialledByTheGuard(t *testing.T) {
	base, _ := site(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://outside.example/", http.StatusFound)
	})
	out := &recorder{}
	_, err := New(Options{Follow: 5, Dial: out.dial}).Get(context.Background(), Request{URL: base})
	if err == nil || !strings.Contains(err.Error(), "refused by the test") {
		t.Errorf("got %v", err)
	}
	if len(out.asked) != 2 || out.asked[1] != "outside.example:80" {
		t.Errorf("dialled %v", out.asked)
	}
}

func TestConditionalRequests(t *testing.T) {
	base, _ := site(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		w.Header().Set("Cache-Control", "public, max-age=600")
		if r.Header.Get("If-None-Match") == `"7"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, zipped(markup))
	})
	c := New(Options{AllowPrivate: true, Contact: "https://example.org/bot"})
	first, err := c.Get(context.Background(), Request{URL: base})
	if err != nil || string(first.Body) != markup || !first.OK() || first.MaxAge() != 10*time.Minute {
		t.Fatalf("got %+v, %v", first, err)
	}
	second, err := c.Get(context.Background(), Request{URL: base, ETag: first.ETag(), Modified: first.Modified()})
	if err != nil || second.Status != http.StatusNotModified || len(second.Body) != 0 {
		t.Errorf("got %+v, %v", second, err)
	}
}

func TestWaits(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"120": 2 * time.Minute, "-5": 0, "": 0, "soon": 0, "99999999999999": 0,
		"Mon, 02 Mar 2026 13:00:00 GMT": time.Hour, "Mon, 02 Mar 2026 11:00:00 GMT": 0,
	} {
		a := &Answer{Header: http.Header{"Retry-After": {value}}}
		if got := a.RetryAfter(now); got != want {
			t.Errorf("Retry-After %q: got %v, want %v", value, got, want)
		}
	}
}

func TestUserAgentNamesItsKeeper(t *testing.T) {
	if got := UserAgent("https://example.org/bot"); !strings.HasPrefix(got, Agent) || !strings.Contains(got, "+https://example.org/bot") {
		t.Errorf("got %q", got)
	}
}

func TestBadAddresses(t *testing.T) {
	for _, s := range []string{"", "http://", "file:///etc/passwd", "gopher://example.org/", "http://%zz/", "http://exa mple.org/"} {
		if _, err := New(Options{Dial: (&recorder{}).dial}).Get(context.Background(), Request{URL: s}); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: got %v", s, err)
		}
	}
}

func ExampleUserAgent() {
	fmt.Println(UserAgent("mailto:desk@example.org"))
	// Output: synoptic (compares news accounts; +mailto:desk@example.org)
}
