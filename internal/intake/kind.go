package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// peekSize is how much of a stream is looked at to tell its kind.
const peekSize = 4096

type kind int

const (
	kindText kind = iota
	kindEmpty
	kindGzip
	kindWARC
	kindUTF16
	kindBOM
	kindBinary
	kindFeed
	kindArray
	kindObjects
	kindHTML
)

// sniff tells what a stream holds from its first bytes.
func sniff(head []byte, name string) kind {
	body := bytes.TrimSpace(head)
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return kindGzip
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return kindBOM
	case utf16Of(head) != nil:
		return kindUTF16
	case len(body) == 0 && len(head) < peekSize:
		return kindEmpty
	case len(body) == 0:
		return kindText
	case bytes.HasPrefix(head, []byte(warcMark)):
		return kindWARC
	case isBinary(head):
		return kindBinary
	}
	return sniffText(body, name)
}

// sniffText tells JSON, HTML and feeds from plain text.
func sniffText(body []byte, name string) kind {
	rest := bytes.TrimSpace(body[1:])
	switch {
	case body[0] == '{' && (len(rest) == 0 || rest[0] == '"' || rest[0] == '}'):
		return kindObjects
	case body[0] == '[' && (len(rest) == 0 || rest[0] == '{' || rest[0] == ']'):
		return kindArray
	case body[0] == '<' && isFeed(body):
		return kindFeed
	case isHTML(body, name):
		return kindHTML
	}
	return kindText
}

func isFeed(body []byte) bool {
	lower := bytes.ToLower(body)
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"} {
		if at := bytes.Index(lower, []byte(root)); at >= 0 && bytes.Count(lower[:at], []byte("<html")) == 0 {
			return true
		}
	}
	return false
}

// isHTML takes a text for a page when it starts as one, or is named as one and has a tag.
func isHTML(body []byte, name string) bool {
	if strings.HasPrefix(http.DetectContentType(body), "text/html") {
		return true
	}
	lower := bytes.ToLower(body)
	if body[0] == '<' && (bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<p")) ||
		bytes.Contains(lower, []byte("<article")) || bytes.Contains(lower, []byte("<meta"))) {
		return true
	}
	return hasExtension(name, pageExtensions) && bytes.IndexByte(body, '<') >= 0
}

var (
	pageExtensions = []string{".html", ".htm", ".xhtml", ".shtml"}
	fileExtensions = append([]string{".txt", ".json", ".jsonl", ".ndjson", ".warc"}, pageExtensions...)
)

// hasExtension compares the end of a name, a ".gz" after it ignored.
func hasExtension(name string, extensions []string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	for _, e := range extensions {
		if filepath.Ext(name) == e {
			return true
		}
	}
	return false
}

// isBinary reports whether the bytes cannot be text in any encoding but UTF-16: they
// start as a known file format does, or hold control characters no text has.
func isBinary(head []byte) bool {
	if bytes.HasPrefix(head, []byte(rtfMark)) {
		return true
	}
	found := http.DetectContentType(head)
	if !strings.HasPrefix(found, "text/") && found != "application/octet-stream" {
		return true
	}
	control := 0
	for _, b := range head {
		switch {
		case b == 0:
			return true
		case b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '\v' && b != 0x1b:
			control++
		}
	}
	return control*50 > len(head)
}

// rtfMark begins a document of word processors, which is no plain text though it looks it.
const rtfMark = `{\rtf`

func binaryError(head []byte) error {
	if bytes.HasPrefix(head, []byte(rtfMark)) {
		return errRTF
	}
	found, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if found == "application/octet-stream" || strings.HasPrefix(found, "text/") {
		return errBinary
	}
	return fmt.Errorf("a binary file (%s), not a text or a page", found)
}

var (
	errRTF    = errors.New("an RTF document, not a text or a page")
	errBinary = errors.New("a binary file, not a text or a page")
)

// utf16Of gives the byte order of UTF-16 text, marked or plain from its zeros, else nil.
func utf16Of(head []byte) *unicode.Endianness {
	little, big := unicode.LittleEndian, unicode.BigEndian
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		return &little
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return &big
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case len(head) < 8:
		return nil
	case zeros[1]*10 > half*7 && zeros[0]*20 <= half:
		return &little
	case zeros[0]*10 > half*7 && zeros[1]*20 <= half:
		return &big
	}
	return nil
}

// decodeMarked turns UTF-16, or UTF-8 with a byte order mark, into plain UTF-8.
func decodeMarked(r io.Reader, head []byte) io.Reader {
	if order := utf16Of(head); order != nil {
		return transform.NewReader(r, unicode.UTF16(*order, unicode.UseBOM).NewDecoder())
	}
	return transform.NewReader(r, unicode.UTF8BOM.NewDecoder())
}
