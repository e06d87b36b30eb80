package fetch

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// secure is a server that speaks HTTP/2 over TLS, with a client that trusts it and counts the
// connections it opens.
func secure(t *testing.T, handler http.HandlerFunc) (base string, client *Client, connections *atomic.Int32) {
	connections = new(atomic.Int32)
	s := httptest.NewUnstartedServer(handler)
	s.EnableHTTP2 = true
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	s.StartTLS()
	t.Cleanup(s.Close)
	client = New(Options{AllowPrivate: true, KeepAlive: true})
	t.Cleanup(client.Close)
	client.http.Transport.(*http.Transport).TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig
	return s.URL, client, connections
}

// TestHTTP2 asks a host many things at once and one after the other: all come over one
// connection, whole, packed, conditional and redirected.
func TestHTTP2(t *testing.T) {
	base, client, connections := secure(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.ProtoMajor != 2:
			http.Error(w, r.Proto, http.StatusHTTPVersionNotSupported)
		case r.Header.Get("If-None-Match") == `"1"`:
			w.WriteHeader(http.StatusNotModified)
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/page", http.StatusMovedPermanently)
		default:
			w.Header().Set("ETag", `"1"`)
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, zipped(markup))
		}
	})
	var running sync.WaitGroup
	for range 40 {
		running.Go(func() {
			if a, err := client.Get(t.Context(), Request{URL: base + "/page"}); err != nil || !a.OK() || string(a.Body) != markup {
				t.Errorf("got %+v, %v", a, err)
			}
		})
	}
	running.Wait()
	for range 5 {
		if a, err := client.Get(t.Context(), Request{URL: base + "/page", ETag: `"1"`}); err != nil || a.Status != http.StatusNotModified {
			t.Errorf("got %+v, %v", a, err)
		}
	}
	if a, err := client.Get(t.Context(), Request{URL: base + "/moved"}); err != nil || a.Location != base+"/page" || !a.Permanent() {
		t.Errorf("got %+v, %v", a, err)
	}
	if n := connections.Load(); n != 1 {
		t.Errorf("%d connections", n)
	}
}

// TestHTTP2Limits holds that what bounds an answer bounds it over HTTP/2 too, and that the
// connection is good for the next one.
func TestHTTP2Limits(t *testing.T) {
	base, client, connections := secure(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/endless":
			for block := bytes.Repeat([]byte("word "), 1000); ; {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		case "/broken":
			io.WriteString(w, markup)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		default:
			io.WriteString(w, markup)
		}
	})
	if a, err := client.Get(t.Context(), Request{URL: base + "/endless", Limit: 1 << 20}); err == nil {
		t.Errorf("got %d bytes", len(a.Body))
	}
	if a, err := client.Get(t.Context(), Request{URL: base + "/broken"}); err != nil || a.Cut == "" || string(a.Body) != markup {
		t.Errorf("got %+v, %v", a, err)
	}
	if a, err := client.Get(t.Context(), Request{URL: base}); err != nil || string(a.Body) != markup {
		t.Errorf("got %+v, %v", a, err)
	}
	if n := connections.Load(); n != 1 {
		t.Errorf("%d connections", n)
	}
}
