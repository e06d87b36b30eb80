package intake

import (
	"context"
	"errors"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// checkOpened reads foreign bytes and checks what holds for any: every error is a
// failure of one line, every capture has a name and bytes within the limit, and
// something is said about every input.
func checkOpened(t *testing.T, b []byte, page bool) {
	n := 0
	for c, err := range Open(context.Background(), []string{"-"}, Options{Stdin: strings.NewReader(string(b)), StdinIsPage: page}) {
		n++
		var f news.Failure
		switch {
		case err != nil && !errors.As(err, &f):
			t.Errorf("%v is no failure", err)
		case err != nil && (f.Name == "" || strings.Contains(err.Error(), "\n")):
			t.Errorf("bad failure %q", err)
		case err == nil && (c.Name == "" || len(c.Bytes) == 0 || len(c.Bytes) > maxItem):
			t.Errorf("bad capture %q of %d bytes", c.Name, len(c.Bytes))
		}
	}
	if n == 0 {
		t.Error("neither a capture nor a failure")
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{"", sample, markup, "{\"text\":\"a\"}\n{", "[{\"text\":\"a\"},1]", "[1", "\xff\xfea\x00", "{\n\"a\":\n1}", "\xef\xbb\xbf\xef\xbb\xbf", "<rss>", wide(sample, true, false)} {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	f.Fuzz(checkOpened)
}

func FuzzGzip(f *testing.F) {
	f.Add([]byte(zipped(sample)), false)
	f.Add([]byte(zipped(zipped("{\"text\":\"a\"}\n"))+zipped("x")), true)
	f.Fuzz(func(t *testing.T, b []byte, page bool) {
		checkOpened(t, append([]byte("\x1f\x8b\x08"), b...), page)
		checkOpened(t, []byte(zipped(string(b))), page)
	})
}

func FuzzArchive(f *testing.F) {
	for _, r := range archiveRecords() {
		f.Add([]byte(r))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		checkOpened(t, append([]byte("WARC/1.0\r\n"), b...), true)
		checkOpened(t, []byte(zipped("WARC/1.0\r\n"+string(b))+string(b)), true)
	})
}
