package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Bounds of what is parsed.
const (
	maxItems    = 5_000
	maxDepth    = 1_000
	maxElements = 500_000
	maxUnzipped = 50 << 20 // what sitemaps may have (sitemaps.org)
)

var (
	errItems    = fmt.Errorf("more than %d items: refused", maxItems)
	errDepth    = fmt.Errorf("elements nested more than %d deep: refused", maxDepth)
	errElements = fmt.Errorf("more than %d elements: refused", maxElements)
	errUnzipped = fmt.Errorf("larger than %d MB unpacked: refused", maxUnzipped>>20)
	errDamaged  = errors.New("gzip data is damaged")
)

// unzipped unpacks bytes that are gzipped, as files of sitemaps are.
func unzipped(b []byte) ([]byte, error) {
	if !bytes.HasPrefix(b, []byte("\x1f\x8b")) {
		return b, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, errDamaged
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnzipped+1))
	switch {
	case len(out) > maxUnzipped:
		return nil, errUnzipped
	case err != nil:
		return nil, errDamaged
	}
	return out, nil
}

// bounded counts the objects or walks over the tags of a document before any parser does,
// which would follow them as deep as they go.
func bounded(s string) error {
	if strings.HasPrefix(strings.TrimSpace(s), "{") { // JSON: its parser bounds the depth
		if strings.Count(s, "{") > maxElements/10 {
			return errElements
		}
		return nil
	}
	depth, elements := 0, 0
	for {
		tag, rest, found := nextTag(s)
		if !found {
			return nil
		}
		s = rest
		switch {
		case strings.HasPrefix(tag, "/"):
			depth = max(0, depth-1)
			continue
		case !strings.HasSuffix(tag, "/"):
			depth++
		}
		elements++
		if depth > maxDepth {
			return errDepth
		}
		if elements > maxElements {
			return errElements
		}
	}
}

// closed is a document that breaks off, up to its last whole item, with every element that is
// open there closed; "" if it has no whole item.
func closed(s string) string {
	end := 0
	for tag, rest, found := nextTag(s); found; tag, rest, found = nextTag(rest) {
		name, ends := strings.CutPrefix(nameOf(tag), "/")
		if local := name[strings.LastIndex(name, ":")+1:]; ends && (local == "item" || local == "entry") {
			end = len(s) - len(rest)
		}
	}
	open := openIn(s[:end])
	if len(open) == 0 {
		return ""
	}
	return s[:end] + closing(open)
}

// openIn are the elements that a document leaves open, the outermost first.
func openIn(s string) (open []string) {
	for tag, rest, found := nextTag(s); found; tag, rest, found = nextTag(rest) {
		name, ends := strings.CutPrefix(nameOf(tag), "/")
		switch {
		case ends && len(open) > 0 && open[len(open)-1] == name:
			open = open[:len(open)-1]
		case !ends && !strings.HasSuffix(tag, "/"):
			open = append(open, name)
		}
	}
	return open
}

// closing are the ends of elements, the last one first.
func closing(open []string) string {
	var s strings.Builder
	for _, name := range slices.Backward(open) {
		s.WriteString("</" + name + ">")
	}
	return s.String()
}

// nameOf is the name in a tag, with the mark of its end.
func nameOf(tag string) string {
	if at := strings.IndexAny(tag, " \t\r\n"); at >= 0 {
		return tag[:at]
	}
	return tag
}

// nextTag cuts the next tag out of a document: "item", "/item", "link href='…'/".
// Comments, sections of text, instructions and declarations are passed over.
func nextTag(s string) (tag, rest string, found bool) {
	for {
		_, after, ok := strings.Cut(s, "<")
		if !ok || after == "" {
			return "", "", false
		}
		switch {
		case strings.HasPrefix(after, "![CDATA["):
			_, s, _ = strings.Cut(after, "]]>")
		case strings.HasPrefix(after, "!--"):
			_, s, _ = strings.Cut(after[3:], "-->")
		case after[0] == '!', after[0] == '?':
			_, s, _ = strings.Cut(after, ">")
		case after[0] == '/', isNameStart(after[0]):
			end := tagEnd(after)
			return after[:end], after[min(end+1, len(after)):], true
		default:
			s = after
		}
	}
}

func isNameStart(b byte) bool {
	return b >= 0x80 || b == '_' || b == ':' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// tagEnd is where a tag ends: at the first > outside of quotation marks.
func tagEnd(s string) int {
	quote := byte(0)
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return len(s)
}

// rootOf is the name of the first element, without prefix.
func rootOf(s string) string {
	tag, _, _ := nextTag(s)
	name, _, _ := strings.Cut(tag, " ")
	name = strings.TrimSpace(strings.TrimSuffix(name, "/"))
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = local
	}
	fields := strings.Fields(name)
	if len(fields) == 0 {
		return ""
	}
	return strings.ToLower(fields[0])
}
