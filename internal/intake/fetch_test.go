package intake

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/fetch"
)

// site is a server on loopback.
func site(t *testing.T, handler http.HandlerFunc) string {
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s.URL
}

func TestFetch(t *testing.T) {
	base := site(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		switch r.URL.Path {
		case "/page":
			if r.UserAgent() != fetch.UserAgent("") || r.Header.Get("Authorization") != "" {
				http.Error(w, "who is there?", http.StatusForbidden)
				return
			}
			fmt.Fprint(w, markup)
		case "/moved":
			http.Redirect(w, r, "/page", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/lines":
			fmt.Fprint(w, "{\"text\":\"a\"}\n{\"text\":\"b\"}\n")
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, zipped(markup))
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, zipped(strings.Repeat("a", 20<<20)))
		case "/cut":
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, markup)
		case "/empty":
		case "/endless":
			for line := strings.Repeat("word ", 1000); ; {
				if _, err := fmt.Fprint(w, line); err != nil {
					return
				}
			}
		default:
			http.NotFound(w, r)
		}
	})
	page := " text/html; charset=iso-8859-1: " + shorten(markup)
	tests := []struct {
		path string
		want []string
	}{
		{"/page", []string{"B/page" + page}},
		{"/moved", []string{"B/moved" + page}},
		{"/lines", []string{`B/lines:1 application/json: {"text":"a"}`, `B/lines:2 application/json: {"text":"b"}`}},
		{"/packed", []string{"B/packed" + page}},
		{"/loop", []string{"! B/loop: more than 5 redirects"}},
		{"/file", []string{"! B/file: redirected to a file address"}},
		{"/bomb", []string{"! B/bomb: larger than 16 MB"}},
		{"/endless", []string{"! B/endless: larger than 16 MB"}},
		{"/empty", []string{"! B/empty: empty"}},
		{"/missing", []string{"! B/missing: answered 404 Not Found"}},
		{"/cut", []string{
			"B/cut" + page + " (the data ends too early (truncated))",
			"! B/cut: the data ends too early (truncated); kept the first 63 bytes"}},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			got := opened(t, Options{AllowPrivate: true}, base+tt.path)
			for i := range got {
				got[i] = strings.ReplaceAll(got[i], base, "B")
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestPrivateAddressesAreRefused holds that addresses go through the guard of package fetch,
// whose own tests say which it refuses.
func TestPrivateAddressesAreRefused(t *testing.T) {
	base := site(t, func(http.ResponseWriter, *http.Request) { t.Error("the server was reached") })
	for _, address := range []string{base, strings.Replace(base, "127.0.0.1", "localhost", 1), "http://169.254.169.254/latest/meta-data/"} {
		got := opened(t, Options{}, address)
		if len(got) != 1 || !strings.Contains(got[0], "no public address: refused (--allow-private permits it)") {
			t.Errorf("%s: got %q", address, got)
		}
	}
}

func TestSlowSite(t *testing.T) {
	base := site(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, markup)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	ctx, cancel := context.WithTimeoutCause(context.Background(), 200*time.Millisecond, errSlow)
	defer cancel()
	for _, err := range Open(ctx, []string{base}, Options{AllowPrivate: true}) {
		if err != nil {
			if !strings.Contains(err.Error(), "took longer than 30 seconds") {
				t.Errorf("got %v", err)
			}
			return
		}
	}
	t.Error("no failure")
}

func TestUnreachable(t *testing.T) {
	got := opened(t, Options{AllowPrivate: true}, "http://127.0.0.1:1/", "https://", "http://%zz/")
	if len(got) != 3 || !strings.Contains(got[0], "connection refused") {
		t.Errorf("got %q", got)
	}
	for _, line := range got {
		if !strings.HasPrefix(line, "! http") {
			t.Errorf("got %q", line)
		}
	}
}
