package extract

import (
	"strings"

	"golang.org/x/net/html"
)

// head is what a page says about itself outside its main text.
type head struct {
	meta      map[string]string // first content of each name, property or itemprop, lower-case
	authors   []string          // every author named by a meta tag
	title     string            // of the <title> element
	headings  []string          // texts of the h1 elements
	canonical string
	lang      string
	site      string
	section   string
	scripts   int
	data      linked // JSON-LD
}

// readHead walks the page once.
func readHead(doc *html.Node) *head {
	h := &head{meta: map[string]string{}}
	var scripts []string
	for n := nextElement(doc); n != nil; n = nextElement(n) {
		switch n.Data {
		case "html":
			h.lang = firstOf(h.lang, attr(n, "lang"), attr(n, "xml:lang"))
		case "meta":
			h.readMeta(n)
		case "title":
			if h.title == "" && n.Namespace == "" {
				h.title = inline(n)
			}
		case "h1":
			if t := inline(n); t != "" {
				h.headings = append(h.headings, t)
			}
		case "link":
			if h.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
				h.canonical = attr(n, "href")
			}
		case "script":
			h.scripts++
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				scripts = append(scripts, n.FirstChild.Data)
			}
		}
	}
	h.data = readLinked(scripts)
	h.site = siteName(h.meta["og:site_name"], h.data.publisher, h.meta["application-name"], h.meta["dc.publisher"])
	h.section = clean(firstOf(h.meta["article:section"], h.data.section))
	return h
}

// siteName is the first name that is one: not an address, and without the motto behind
// a bar. It is "" if there is none; the domain then names the source.
func siteName(names ...string) string {
	for _, name := range names {
		name, _, _ = strings.Cut(clean(name), " | ")
		if name != "" && len(name) <= maxSiteName && !strings.Contains(name, "://") {
			return name
		}
	}
	return ""
}

// maxSiteName is the size in bytes above which a site's name is a description.
const maxSiteName = 80

// readMeta keeps the first value of each name; authors may be several.
func (h *head) readMeta(n *html.Node) {
	value := clean(firstOf(attr(n, "content"), attr(n, "value")))
	if value == "" {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		name := strings.ToLower(strings.TrimSpace(attr(n, key)))
		if name == "" {
			continue
		}
		if _, seen := h.meta[name]; !seen {
			h.meta[name] = value
		}
		if authorNames[name] {
			h.authors = append(h.authors, value)
		}
	}
}

// authorNames are the names of meta tags that hold an author.
var authorNames = map[string]bool{
	"author": true, "article:author": true, "article:author_name": true, "byl": true, "dc.creator": true,
	"dcterms.creator": true, "parsely-author": true, "sailthru.author": true, "citation_author": true,
}

// attr is an attribute's value, "" without it.
func attr(n *html.Node, key string) string {
	value, _ := attribute(n, key)
	return value
}

// attribute is an attribute's value, and whether the element has it at all.
func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// clean makes white space single and trims it. Some pages encode entities twice.
func clean(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// inline is the text of an element as one line.
func inline(n *html.Node) string {
	var b strings.Builder
	appendText(&b, n, 4096)
	return strings.Join(strings.Fields(b.String()), " ")
}

// appendText adds the visible text of n up to a limit in bytes.
func appendText(b *strings.Builder, n *html.Node, limit int) {
	switch {
	case b.Len() >= limit, n.Type == html.CommentNode:
		return
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && invisible[n.Data]:
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		appendText(b, c, limit)
	}
	if n.Type == html.ElementNode && blockTags[n.Data] {
		b.WriteByte('\n')
	}
}

// visibleText is the first text of a page, as a reader without scripts sees it.
func visibleText(doc *html.Node, limit int) string {
	var b strings.Builder
	appendText(&b, doc, limit)
	return b.String()
}

var invisible = map[string]bool{
	"script": true, "style": true, "template": true, "noscript": true, "iframe": true, "svg": true,
	"head": true, "select": true, "textarea": true, "object": true,
}
