package feed

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"synoptic/internal/charset"
	"synoptic/internal/news"
)

// Found is a feed that a page names.
type Found struct {
	URL   string
	Title string
}

// maxFound bounds the feeds taken from one page.
const maxFound = 20

// Discover finds the feeds a page names: those it links as its alternates first, then
// links that look like feeds.
func Discover(b []byte, contentType string, base *url.URL) ([]Found, error) {
	doc, base, err := parsePage(b, contentType, base)
	if err != nil {
		return nil, err
	}
	var declared, linked []Found
	seen := map[string]bool{}
	for n := range doc.Descendants() {
		f, isDeclared := feedLink(n, base)
		if f.URL == "" || seen[f.URL] {
			continue
		}
		seen[f.URL] = true
		if isDeclared {
			declared = append(declared, f)
		} else {
			linked = append(linked, f)
		}
	}
	all := append(declared, linked...)
	return all[:min(len(all), maxFound)], nil
}

// feedLink is the feed an element names, and whether it declares it as one.
func feedLink(n *html.Node, base *url.URL) (f Found, declared bool) {
	if n.Type != html.ElementNode || n.Data != "link" && n.Data != "a" {
		return Found{}, false
	}
	at := absolute(attr(n, "href"), base)
	kind := strings.ToLower(attr(n, "type"))
	isFeed := feedTypes[kind] && !strings.Contains(at, "/comments/")
	switch {
	case at == "":
	case n.Data == "link" && hasWord(attr(n, "rel"), "alternate") && isFeed:
		return Found{at, line(attr(n, "title"))}, true
	case n.Data == "a" && (isFeed || feedAddress.MatchString(at)):
		return Found{at, inner(n)}, false
	}
	return Found{}, false
}

var (
	feedTypes = map[string]bool{
		"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true,
		"text/rss+xml": true, "application/x-rss+xml": true,
	}
	feedAddress = regexp.MustCompile(`(?i)(?:/(?:rss|feed|atom)(?:/|$)|[/._-](?:rss|feed|atom|rdf)\.(?:xml|json|php)|\.(?:rss|atom|rdf)$|[?&](?:format|feed)=(?:rss|atom))`)
)

// GuessedFeeds are addresses where sites keep feeds that their pages do not name.
func GuessedFeeds(base *url.URL) []string {
	var list []string
	for _, path := range []string{"/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/sitemap-news.xml", "/news-sitemap.xml"} {
		list = append(list, absolute(path, base))
	}
	return list
}

// Links reads a page as a list of articles: its links to pages of its own site that look
// like headlines.
func Links(b []byte, contentType string, base *url.URL) (*List, error) {
	doc, base, err := parsePage(b, contentType, base)
	if err != nil {
		return nil, err
	}
	list := &List{Kind: news.FeedPage, Site: base.String()}
	seen := map[string]bool{base.String(): true}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" && list.Title == "" {
			list.Title = inner(n)
		}
		item := headline(n, base)
		if item.URL != "" && !seen[item.URL] && len(list.Items) < maxItems {
			seen[item.URL] = true
			list.Items = append(list.Items, item)
		}
	}
	return list, nil
}

// headlineWords is from how many words on the text of a link is taken for a headline.
const headlineWords = 4

// headline is the article an element links to, no address if it is none.
func headline(n *html.Node, base *url.URL) Item {
	if n.Type != html.ElementNode || n.Data != "a" || within(n, "nav", "footer") {
		return Item{}
	}
	u, err := url.Parse(absolute(attr(n, "href"), base))
	if err != nil || siteOf(u.Host) != siteOf(base.Host) || len(strings.Trim(u.Path, "/")) < 8 && u.RawQuery == "" {
		return Item{}
	}
	title := inner(n)
	if len(strings.Fields(title)) < headlineWords && !articlePath.MatchString(u.Path) {
		return Item{}
	}
	return Item{URL: u.String(), Title: title}
}

// articlePath matches paths that carry a day, a long number or a title.
var articlePath = regexp.MustCompile(`/(?:19|20)\d\d[/-]?[01]\d[/-]?[0-3]\d|\d{6,}|(?:[^/-]+-){4,}[^/-]+`)

func siteOf(host string) string { return strings.TrimPrefix(strings.ToLower(host), "www.") }

func within(n *html.Node, names ...string) bool {
	for p := range n.Ancestors() {
		for _, name := range names {
			if p.Data == name {
				return true
			}
		}
	}
	return false
}

// parsePage parses a page and finds the address its links count from.
func parsePage(b []byte, contentType string, base *url.URL) (*html.Node, *url.URL, error) {
	doc, err := html.Parse(strings.NewReader(charset.Decode(b, contentType, true)))
	if err != nil {
		return nil, nil, errors.New("read page: its elements are nested too deep")
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "base" {
			if at := absolute(attr(n, "href"), base); at != "" {
				base, err = url.Parse(at)
				return doc, base, err
			}
		}
	}
	return doc, base, nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasWord(s, word string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if w == word {
			return true
		}
	}
	return false
}

// maxInner bounds the text taken from inside an element, in bytes.
const maxInner = 400

// inner is the text inside an element, on one line.
func inner(n *html.Node) string {
	var text strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && text.Len() < maxInner {
			text.WriteString(d.Data + " ")
		}
	}
	return line(strings.ToValidUTF8(text.String()[:min(text.Len(), maxInner)], ""))
}
