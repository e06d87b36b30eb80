package extract

import (
	"strings"

	"golang.org/x/net/html"
)

// render writes a tree as text: each block a paragraph, a blank line between two, white
// space inside made single.
func render(n *html.Node) string {
	if n == nil {
		return ""
	}
	w := &writer{}
	w.node(n, 0)
	w.flush()
	return w.out.String()
}

// writer collects the words of a paragraph until a block begins or ends.
type writer struct {
	out  strings.Builder
	line strings.Builder
}

// maxDepth is how deep a tree is followed; the parser allows about as much.
const maxDepth = 1000

func (w *writer) node(n *html.Node, depth int) {
	switch {
	case depth > maxDepth || n.Type == html.CommentNode:
		return
	case n.Type == html.TextNode:
		w.line.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && invisible[n.Data] && n.Data != "head":
		return
	case n.Data == "br":
		w.line.WriteByte('\n')
		return
	}
	block := blockTags[n.Data]
	if block {
		w.flush()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, depth+1)
	}
	switch {
	case block:
		w.flush()
	case n.Data == "td" || n.Data == "th":
		w.line.WriteByte(' ')
	}
}

// flush ends a paragraph. Line breaks the page made stay; an empty line between two
// divides paragraphs.
func (w *writer) flush() {
	raw := w.line.String()
	w.line.Reset()
	fresh := true
	for line := range strings.SplitSeq(raw, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			fresh = true
			continue
		}
		switch {
		case w.out.Len() == 0:
		case fresh:
			w.out.WriteString("\n\n")
		default:
			w.out.WriteByte('\n')
		}
		w.out.WriteString(line)
		fresh = false
	}
}

var blockTags = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "caption": true,
	"center": true, "dd": true, "details": true, "div": true, "dl": true, "dt": true, "fieldset": true,
	"figcaption": true, "figure": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true,
	"h4": true, "h5": true, "h6": true, "header": true, "hr": true, "li": true, "main": true, "nav": true,
	"ol": true, "p": true, "pre": true, "section": true, "summary": true, "table": true, "tbody": true,
	"thead": true, "title": true, "tr": true, "ul": true,
}
