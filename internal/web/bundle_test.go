package web

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"synoptic/internal/news"
)

// TestBundleIsStreamed holds that a bundle is sent while it is written, and that one that
// breaks off is seen to, or answered as a fault where nothing was sent.
func TestBundleIsStreamed(t *testing.T) {
	part := make([]byte, 64<<10)
	rand.Read(part) // as what is packed already
	received := make(chan bool)
	broken := errors.New("the disk is gone")
	for name, c := range map[string]struct {
		write  func(w io.Writer) error
		status int
		whole  bool
	}{
		"streamed": {func(w io.Writer) error {
			if _, err := w.Write(part); err != nil {
				return err
			}
			select {
			case <-received:
			case <-time.After(time.Minute):
				return errors.New("nothing is received before all is written")
			}
			_, err := w.Write(part)
			return err
		}, 200, true},
		"breaks off":   {func(w io.Writer) error { return errors.Join(failure(w.Write(part)), broken) }, 200, false},
		"never begins": {func(io.Writer) error { return broken }, 500, true},
	} {
		t.Run(name, func(t *testing.T) {
			site, _ := newSite(t, Options{Store: newsroom(t), Bundle: func(_ context.Context, _ news.Story, w io.Writer) error { return c.write(w) }})
			answer, err := http.Get(site.URL + "/story/s1/export/bundle")
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			if answer.StatusCode != c.status {
				t.Errorf("status %d, want %d", answer.StatusCode, c.status)
			}
			if name == "streamed" {
				if _, err := io.ReadFull(answer.Body, make([]byte, len(part)/2)); err != nil {
					t.Fatal(err)
				}
				received <- true
			}
			if _, err := io.Copy(io.Discard, answer.Body); (err == nil) != c.whole {
				t.Errorf("read to its end: %v", err)
			}
		})
	}
}

func failure(_ int, err error) error { return err }

// TestDownloadIsBounded holds that no more is sent than may be.
func TestDownloadIsBounded(t *testing.T) {
	answer := httptest.NewRecorder()
	d := &download{to: answer, name: "x", left: 10}
	if _, err := d.Write(make([]byte, 8)); err != nil {
		t.Fatal(err)
	}
	if n, err := d.Write(make([]byte, 3)); n != 0 || !errors.Is(err, errTooLarge) || answer.Body.Len() != 8 {
		t.Errorf("%d bytes more, %v", n, err)
	}
}
