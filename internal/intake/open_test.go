package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

// opened reads inputs and writes what came: "name type: bytes", or "! name: why".
func opened(t testing.TB, o Options, inputs ...string) []string {
	t.Helper()
	var got []string
	for c, err := range Open(context.Background(), inputs, o) {
		if err != nil {
			var f news.Failure
			if !errors.As(err, &f) {
				t.Errorf("%v is no news.Failure", err)
			}
			if strings.ContainsAny(err.Error(), "\n") {
				t.Errorf("%q is more than one line", err)
			}
			got = append(got, "! "+err.Error())
			continue
		}
		line := fmt.Sprintf("%s %s: %s", c.Name, c.ContentType, shorten(string(c.Bytes)))
		if c.Incomplete != "" {
			line += " (" + c.Incomplete + ")"
		}
		got = append(got, line)
	}
	return got
}

func shorten(s string) string {
	if len(s) > 60 {
		return fmt.Sprintf("%s… %d bytes", s[:20], len(s))
	}
	return s
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func wide(s string, bigEndian, marked bool) string {
	units := utf16.Encode([]rune(s))
	if marked {
		units = append([]uint16{0xfeff}, units...)
	}
	var b []byte
	for _, u := range units {
		if bigEndian {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

const (
	sample = "The ferry left at noon."
	markup = "<!DOCTYPE html><html><body><p>The ferry left.</p></body></html>"
)

func TestKindsByContent(t *testing.T) {
	tests := []struct {
		name, file, content string
		want                []string
	}{
		{"text", "a.txt", sample, []string{"stdin text/plain: " + sample}},
		{"page named as text", "a.txt", markup, []string{"stdin text/html: " + shorten(markup)}},
		{"page behind a comment", "a", "<!-- saved -->\n<html><p>Hi</p>", []string{"stdin text/html: <!-- saved -->\n<html><p>Hi</p>"}},
		{"text that starts with a bracket", "a", "[Music plays.] Then silence.", []string{"stdin text/plain: [Music plays.] Then silence."}},
		{"text that starts with a brace", "a", "{sic} he said", []string{"stdin text/plain: {sic} he said"}},
		{"text with a smaller sign", "a", "<3 was all he wrote", []string{"stdin text/plain: <3 was all he wrote"}},
		{"gzip", "a", zipped(sample), []string{"stdin text/plain: " + sample}},
		{"gzip in gzip", "a", zipped(zipped(sample)), []string{"stdin text/plain: " + sample}},
		{"gzip in gzip in gzip in gzip", "a", zipped(zipped(zipped(zipped(sample)))), []string{"! stdin: packed in itself too many times: refused"}},
		{"two gzip members", "a", zipped("The ferry ") + zipped("left."), []string{"stdin text/plain: The ferry left."}},
		{"byte order mark", "a", "\xef\xbb\xbf" + sample, []string{"stdin text/plain;charset=utf-8: " + sample}},
		{"UTF-16 LE marked", "a", wide(sample, false, true), []string{"stdin text/plain;charset=utf-8: " + sample}},
		{"UTF-16 BE marked", "a", wide(sample, true, true), []string{"stdin text/plain;charset=utf-8: " + sample}},
		{"UTF-16 LE unmarked", "a", wide(sample, false, false), []string{"stdin text/plain;charset=utf-8: " + sample}},
		{"UTF-16 BE unmarked", "a", wide(sample, true, false), []string{"stdin text/plain;charset=utf-8: " + sample}},
		{"UTF-16 JSON", "a", wide(`{"text":"a"}`, false, true), []string{`stdin:1 application/json: {"text":"a"}`}},
		{"legacy text", "a", "Caf\xe9 au lait", []string{"stdin text/plain: Caf\xe9 au lait"}},
		{"lines", "a", "{\"text\":\"a\"}\n\n{\"text\":\"b\"}\n", []string{`stdin:1 application/json: {"text":"a"}`, `stdin:3 application/json: {"text":"b"}`}},
		{"lines after a mark", "a", "\xef\xbb\xbf{\"text\":\"a\"}\r\n", []string{`stdin:1 application/json: {"text":"a"}`}},
		{"object over lines", "a", "{\n \"text\":\n \"a\"\n}\n", []string{"stdin application/json: {\n \"text\":\n \"a\"\n}"}},
		{"array", "a", `[{"text":"a"}, {"text":"b"}]`, []string{`stdin[1] application/json: {"text":"a"}`, `stdin[2] application/json: {"text":"b"}`}},
		{"empty array", "a", `[]`, []string{"! stdin: empty"}},
		{"broken array", "a", `[{"text":"a"}, {"text":`, []string{`stdin[1] application/json: {"text":"a"}`, "! stdin: the data ends too early (truncated)"}},
		{"bad array", "a", `[{"text":"a"} x]`, []string{`stdin[1] application/json: {"text":"a"}`, "! stdin: invalid JSON after byte 14: expected comma after array element"}},
		{"bad line", "a", "{\"text\":\"a\"}\n{\"text\":b}\n{\"text\":\"c\"}", []string{
			`stdin:1 application/json: {"text":"a"}`, "! stdin:2: invalid JSON: invalid character 'b' looking for beginning of value", `stdin:3 application/json: {"text":"c"}`}},
		{"empty", "a", "", []string{"! stdin: empty"}},
		{"blank", "a", " \n\t\n", []string{"! stdin: empty"}},
		{"mark alone", "a", "\xef\xbb\xbf", []string{"! stdin: empty"}},
		{"binary", "a", "\x00\x01\x02\x03", []string{"! stdin: a binary file, not a text or a page"}},
		{"picture", "a", "\x89PNG\r\n\x1a\n rest", []string{"! stdin: a binary file (image/png), not a text or a page"}},
		{"RTF", "a", `{\rtf1 The ferry}`, []string{"! stdin: an RTF document, not a text or a page"}},
		{"PDF", "a", "%PDF-1.7 rest", []string{"! stdin: a binary file (application/pdf), not a text or a page"}},
		{"feed", "a", `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, []string{"! stdin: a feed of links, not an article"}},
		{"truncated gzip", "a", zipped(strings.Repeat(sample, 3))[:30], []string{"stdin text/plain: The ferry left a… (gzip data ends too early (truncated))", ""}},
		{"gzip header alone", "a", "\x1f\x8b\x08", []string{"! stdin: gzip data ends too early (truncated)"}},
		{"not gzip", "a", "\x1f\x8bxxxxxxxxxxxxxxxxxxxx", []string{"! stdin: gzip data is damaged"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := opened(t, Options{Stdin: strings.NewReader(tt.content)}, "-")
			if tt.name == "truncated gzip" {
				if len(got) != 2 || !strings.Contains(got[0], "The ferry left") || !strings.Contains(got[1], "kept the first") {
					t.Errorf("got %q", got)
				}
				return
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestStdinIsPage(t *testing.T) {
	got := opened(t, Options{Stdin: strings.NewReader("The ferry <b>left</b>."), StdinIsPage: true}, "-")
	if d := cmp.Diff([]string{"stdin text/html: The ferry <b>left</b>."}, got); d != "" {
		t.Error(d)
	}
}

func TestFilesAndFolders(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("b.txt", "b")
	write("a/c.html.gz", zipped(markup))
	write("a/d.jsonl", `{"text":"d"}`)
	write("notes.md", "not read")
	write(".git/e.txt", "hidden")
	write(".f.txt", "hidden")
	write("empty.txt", "")
	write("saved.html", markup)
	write("saved_files/frame.html", markup)
	write("none/readme", "no known kind")
	t.Chdir(dir)

	got := opened(t, Options{}, ".", "none", "missing.txt", "b.txt")
	want := []string{
		"a/c.html.gz text/html: " + shorten(markup),
		`a/d.jsonl:1 application/json: {"text":"d"}`,
		"b.txt text/plain: b",
		"! empty.txt: empty",
		"saved.html text/html: " + shorten(markup),
		"! none: no text, page, JSON or WARC file in this folder",
		"! missing.txt: no such file or directory",
		"b.txt text/plain: b",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestLongLines(t *testing.T) {
	long := `{"text":"` + strings.Repeat("a", 50_000_000) + `"}`
	got := opened(t, Options{Stdin: strings.NewReader(`{"text":"a"}` + "\n" + long + "\n" + `{"text":"c"}`)}, "-")
	want := []string{`stdin:1 application/json: {"text":"a"}`, "! stdin:2: line is longer than 16 MB", `stdin:3 application/json: {"text":"c"}`}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := opened(t, Options{Stdin: strings.NewReader(strings.Repeat("word ", maxItem/5+1))}, "-"); got[0] != "! stdin: larger than 16 MB" {
		t.Error(got)
	}
	if got := opened(t, Options{Stdin: strings.NewReader("[" + long[:maxItem+1000] + "]")}, "-"); got[0] != "! stdin: larger than 16 MB" {
		t.Error(got)
	}
}

func TestBombIsRefused(t *testing.T) {
	bomb := zipped(strings.Repeat(strings.Repeat(" ", 999)+"\n", freeExpansion/1000+1000))
	got := opened(t, Options{Stdin: strings.NewReader(zipped("{\"text\":\"a\"}\n") + bomb)}, "-")
	if last := got[len(got)-1]; !strings.Contains(last, "expands more than 200-fold") {
		t.Errorf("got %q", got)
	}
}

func TestEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	for range Open(ctx, []string{"-"}, Options{Stdin: strings.NewReader(strings.Repeat("{}\n", 100))}) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n > 4 {
		t.Errorf("%d captures after the end", n-3)
	}
	cancel()
}

// TestPassed holds that the bytes told add up to the files, packed as they are.
func TestPassed(t *testing.T) {
	folder := t.TempDir()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, strings.Repeat("{\"text\":\"The river rose.\"}\n", 5000))
	z.Close()
	plain := []byte("The river rose by two metres.")
	for name, content := range map[string][]byte{"a.jsonl.gz": packed.Bytes(), "b.txt": plain} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	passed := int64(0)
	for _, err := range Open(t.Context(), []string{folder}, Options{Passed: func(n int64) { passed += n }}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := int64(packed.Len() + len(plain)); passed != want {
		t.Errorf("%d bytes passed, not %d", passed, want)
	}
}
