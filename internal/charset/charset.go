package charset

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Decode turns bytes into UTF-8: the text every later offset counts in.
//
// Valid UTF-8 is UTF-8 whatever the sender declares, for no other encoding happens to
// be valid by chance. Nearly valid UTF-8 has its stray bytes read as Windows-1252, which
// is how they come about. All else is as declared, or as detected when nothing is
// declared or the declaration cannot be true.
func Decode(b []byte, contentType string, page bool) string {
	if e := wideEncoding(b); e != nil {
		return convertWith(e, b)
	}
	if e, _, certain := htmlcharset.DetermineEncoding(b, ""); certain && hasMark(b) {
		return convertWith(e, b)
	}
	declared := declaredEncoding(b, contentType, page)
	if utf8.Valid(b) && !isEscaped(b) {
		return string(b)
	}
	if nearlyUTF8(b) {
		return repairUTF8(b)
	}
	if declared != nil && !contradicts(declared, b) {
		return convertWith(declared, b)
	}
	return convertWith(detectEncoding(b, page), b)
}

// wideEncoding is the encoding of bytes that begin as markup in units of two or four bytes
// does, with a mark or without one; nil if they do not. They would pass for UTF-8 full of NUL.
func wideEncoding(b []byte) encoding.Encoding {
	for _, w := range wide {
		if bytes.HasPrefix(b, []byte(w.begins)) {
			return w.encoding
		}
	}
	return nil
}

var wide = []struct {
	begins   string
	encoding encoding.Encoding
}{ // UTF-32 first, for its marks begin with those of UTF-16
	{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)},
	{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)},
	{"\x00\x00\x00<", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"<\x00\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00<\x00", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"<\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
}

func hasMark(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(b, []byte("\xfe\xff")) || bytes.HasPrefix(b, []byte("\xff\xfe"))
}

// isEscaped reports whether seven-bit bytes are really ISO-2022 with escapes.
func isEscaped(b []byte) bool {
	return bytes.Contains(b, []byte("\x1b$")) || bytes.Contains(b, []byte("\x1b("))
}

func convertWith(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return strings.ToValidUTF8(strings.TrimPrefix(string(out), "\uFEFF"), "\uFFFD")
}

// declaredEncoding is what the sender or the page's head names, nil if neither does or
// the name is unknown.
func declaredEncoding(b []byte, contentType string, page bool) encoding.Encoding {
	_, params, _ := mime.ParseMediaType(contentType)
	name := params["charset"]
	if name == "" && page {
		name = metaCharset(b[:min(len(b), 8192)])
	}
	e, err := htmlindex.Get(strings.Trim(name, `"' `))
	if err != nil {
		return nil
	}
	return e
}

// metaCharset finds charset=… or encoding="…" (an XML declaration) in a page's head.
func metaCharset(head []byte) string {
	lower := bytes.ToLower(head)
	for _, key := range []string{"charset=", "encoding="} {
		_, rest, found := bytes.Cut(lower, []byte(key))
		if !found {
			continue
		}
		rest = bytes.TrimLeft(rest, `"' `)
		if end := bytes.IndexAny(rest, "\"' />;\r\n?"); end > 0 {
			return string(rest[:end])
		}
	}
	return ""
}

// nearlyUTF8 reports whether well-formed sequences outweigh stray bytes by far.
func nearlyUTF8(b []byte) bool {
	good, stray := 0, 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			stray++
		case size > 1:
			good++
		}
		i += size
	}
	return good > 3*stray
}

// repairUTF8 reads the stray bytes of nearly valid UTF-8 as Windows-1252.
func repairUTF8(b []byte) string {
	var out strings.Builder
	out.Grow(len(b) + 16)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(b[i])
		}
		out.WriteRune(r)
		i += size
	}
	return out.String()
}

// contradicts reports whether bytes cannot be in the declared encoding: it is UTF-8 and
// they are not, or it is Western and nearly all letters lie outside ASCII.
func contradicts(declared encoding.Encoding, b []byte) bool {
	name, _ := htmlindex.Name(declared)
	switch name {
	case "utf-8":
		return true
	case "windows-1252", "iso-8859-15":
		return highShare(b) > 0.4
	}
	return false
}

// highShare is the share of bytes beyond ASCII among those that are not ASCII
// punctuation, digits or tags' letters; pages are measured outside their tags.
func highShare(b []byte) float64 {
	high, low, inTag := 0, 0, false
	for _, c := range b {
		switch {
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		case inTag:
		case c >= 0x80:
			high++
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			low++
		}
	}
	if high+low == 0 {
		return 0
	}
	return float64(high) / float64(high+low)
}

// enough is how many bytes a detector looks at.
const enough = 64 << 10

// detectEncoding guesses the encoding of undeclared bytes; Windows-1252 when unsure.
func detectEncoding(b []byte, page bool) encoding.Encoding {
	if page {
		b = visibleBytes(b)
	}
	guess, err := chardet.NewTextDetector().DetectBest(b[:min(len(b), enough)])
	if err != nil {
		return charmap.Windows1252
	}
	e, err := htmlindex.Get(guess.Charset)
	if name, _ := htmlindex.Name(e); err != nil || name == "utf-8" {
		return charmap.Windows1252
	}
	return e
}

// visibleBytes leaves out tags, whose ASCII would hide the language from a detector.
func visibleBytes(b []byte) []byte {
	var out []byte
	for len(b) > 0 && len(out) < enough {
		text, rest, _ := bytes.Cut(b, []byte("<"))
		out = append(out, text...)
		_, b, _ = bytes.Cut(rest, []byte(">"))
	}
	return out
}
