package intake

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// warcRecord writes a record as crawlers do.
func warcRecord(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, contentType, len(block), block)
}

func answer(status, headers, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\n%s\r\n\r\n%s", status, headers, body)
}

func response(uri, headers, body string) string {
	return warcRecord("response", uri, "application/http; msgtype=response", answer("200 OK", headers, body))
}

const htmlType = "Content-Type: text/html; charset=utf-8"

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func archiveRecords() []string {
	return []string{
		warcRecord("warcinfo", "", "application/warc-fields", "software: a crawler\r\n"),
		response("http://a.example/plain", htmlType, "<p>plain</p>"),
		response("http://a.example/chunks", htmlType+"\r\nTransfer-Encoding: chunked", "8\r\n<p>chunk\r\n6\r\ned</p>\r\n0\r\n\r\n"),
		response("http://a.example/gzip", htmlType+"\r\nContent-Encoding: gzip", zipped("<p>packed</p>")),
		response("http://a.example/deflate", htmlType+"\r\nContent-Encoding: deflate", deflated("<p>deflated</p>")),
		response("http://a.example/decoded", htmlType+"\r\nContent-Encoding: gzip", "<p>stored decoded</p>"),
		response("http://a.example/image", "Content-Type: image/png", "\x89PNG"),
		warcRecord("response", "http://a.example/gone", "application/http", answer("404 Not Found", htmlType, "<p>gone</p>")),
		warcRecord("request", "http://a.example/plain", "application/http", "GET / HTTP/1.1\r\n\r\n"),
		warcRecord("resource", "<http://a.example/resource>", "text/html", "<p>resource</p>"),
		warcRecord("conversion", "http://a.example/text", "text/plain", "converted"),
	}
}

var archivePages = []string{
	"stdin#2 text/html; charset=utf-8: <p>plain</p>",
	"stdin#3 text/html; charset=utf-8: <p>chunked</p>",
	"stdin#4 text/html; charset=utf-8: <p>packed</p>",
	"stdin#5 text/html; charset=utf-8: <p>deflated</p>",
	"stdin#6 text/html; charset=utf-8: <p>stored decoded</p>",
	"stdin#10 text/html: <p>resource</p>",
	"stdin#11 text/plain: converted",
}

func TestArchive(t *testing.T) {
	records := archiveRecords()
	members := ""
	for _, r := range records {
		members += zipped(r)
	}
	for name, archive := range map[string]string{
		"plain":      strings.Join(records, ""),
		"one member": zipped(strings.Join(records, "")),
		"members":    members,
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(archivePages, opened(t, Options{Stdin: strings.NewReader(archive), StdinIsPage: true}, "-")); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDamagedArchive(t *testing.T) {
	one, two := response("http://a.example/1", htmlType, "<p>one</p>"), response("http://a.example/2", htmlType, "<p>two</p>")
	three := response("http://a.example/3", htmlType, "<p>three, which is longer</p>")
	damaged := []byte(zipped(two))
	for i := 20; i < len(damaged)-8; i++ {
		damaged[i] ^= 0x5a
	}
	tests := []struct{ name, archive, pages, last string }{
		{"damaged member", zipped(one) + string(damaged) + zipped(three), "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"cut member in between", zipped(one) + zipped(two)[:40] + zipped(three), "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"rubbish between members", zipped(one) + "rubbish" + zipped(three), "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"truncated at the end", zipped(one) + zipped(three)[:60], "one", "! stdin: damaged records were skipped: 1; pages read: 1"},
		{"truncated, unpacked", one + three[:len(three)-20], "one", "! stdin: damaged records were skipped: 1; pages read: 1"},
		{"no length", one + strings.Replace(two, "Content-Length", "Content-Size", 1) + three, "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"negative length", one + strings.Replace(two, "Content-Length: ", "Content-Length: -", 1) + three, "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"no answer inside", one + warcRecord("response", "http://a.example/", "application/http", "nonsense") + three, "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"rubbish between", one + "rubbish\r\nmore\r\n" + three, "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"unknown encoding", one + response("http://a.example/", htmlType+"\r\nContent-Encoding: br", "\x01\x02") + three, "one three", "! stdin: damaged records were skipped: 1; pages read: 2"},
		{"no page", warcRecord("warcinfo", "", "application/warc-fields", "x"), "", "! stdin: no page in this archive"},
		{"header without end", "WARC/1.0\r\nWARC-Type: response", "", "! stdin: damaged records were skipped: 1; pages read: 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := opened(t, Options{Stdin: strings.NewReader(tt.archive)}, "-")
			var pages []string
			for _, line := range got[:len(got)-1] {
				_, text, _ := strings.Cut(line, "<p>")
				pages = append(pages, strings.TrimSuffix(strings.FieldsFunc(text, func(r rune) bool { return r == '<' || r == ',' })[0], ","))
			}
			if strings.Join(pages, " ") != tt.pages || got[len(got)-1] != tt.last {
				t.Errorf("got %q", got)
			}
		})
	}
}

func BenchmarkArchive(b *testing.B) {
	var archive bytes.Buffer
	page := "<html><body>" + strings.Repeat("<p>The ferry left the harbour at noon with forty people on board.</p>\n", 400) + "</body></html>"
	for i := range 200 {
		z := gzip.NewWriter(&archive)
		z.Write([]byte(response(fmt.Sprintf("http://a.example/%d", i), htmlType, page)))
		z.Close()
	}
	path := filepath.Join(b.TempDir(), "a.warc.gz")
	if err := os.WriteFile(path, archive.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(200 * len(page)))
	for b.Loop() {
		if got := opened(b, Options{}, path); len(got) != 200 {
			b.Fatal(len(got))
		}
	}
}

// TestArchiveIsReadOn begins an archive anew at each place that was told, and holds that the
// page told of, and all behind it, come as they came before, under the same names.
func TestArchiveIsReadOn(t *testing.T) {
	records := archiveRecords()
	packed := make([]string, len(records))
	for i, r := range records {
		packed[i] = zipped(r)
	}
	for name, tt := range map[string]struct {
		archive string
		places  int // different ones
	}{
		"plain":      {strings.Join(records, ""), len(archivePages)},
		"members":    {strings.Join(packed, ""), len(archivePages)},
		"damaged":    {packed[0] + packed[1] + packed[2][:60] + "rubbish" + packed[1] + packed[3][:70] + packed[4], 3},
		"one member": {zipped(strings.Join(records, "")), 1},
		"in gzip":    {zipped(strings.Join(packed, "")), 0},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.warc.gz")
			if err := os.WriteFile(path, []byte(tt.archive), 0o644); err != nil {
				t.Fatal(err)
			}
			var places []Position
			all := pages(opened(t, Options{At: func(p Position) { places = append(places, p) }}, path))
			different := map[Position]bool{}
			for i, from := range places {
				rest := pages(opened(t, Options{From: from}, path))
				skipped := len(all) - len(rest)
				if d := cmp.Diff(all[skipped:], rest); d != "" || tt.places > 1 && skipped != i {
					t.Errorf("from %v: %s", from, d)
				}
				different[from] = true
			}
			if len(different) != tt.places {
				t.Errorf("places told: %v", places)
			}
		})
	}
}

// pages leaves out what an archive says at its end: it counts what it read.
func pages(opened []string) []string {
	return slices.DeleteFunc(slices.Clone(opened), func(line string) bool { return strings.HasPrefix(line, "!") })
}
