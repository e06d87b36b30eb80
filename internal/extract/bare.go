package extract

import "golang.org/x/net/html"

// unread are the elements in whose place neither extractor reads anything. A noscript is
// parsed a second time by readability, in search of pictures.
var unread = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "svg": true, "link": true, "meta": true}

// layBare takes out of a page what the extractors would walk over hundreds of times, copy
// ten times and not read, and gives it a head that says enough (see answers). What has been
// read of a page before does not see it otherwise afterwards: none of this is text.
func layBare(doc *html.Node, h *head) {
	var top *html.Node
	for n := following(doc); n != nil; {
		next := following(n)
		switch {
		case n.Type == html.ElementNode && n.Data == "head" && n.Parent.Data == "html" && top == nil:
			top = n
		case n.Type == html.CommentNode, n.Type == html.ElementNode && unread[n.Data]:
			next = behind(n)
			n.Parent.RemoveChild(n)
		}
		n = next
	}
	if top != nil {
		for _, n := range answers(h) {
			top.AppendChild(n)
		}
	}
}

// answers are elements of a head that say at once what trafilatura asks a page about itself.
// Nobody here wants to know it, but where the head says nothing it looks for each by some
// thirty walks over the page, a seventh of all its work. Title and writer are true, for
// readability leaves out a heading that is the title, and a byline if it knows none.
func answers(h *head) []*html.Node {
	list := []*html.Node{
		element("script", "type", "application/ld+json"),
		element("a", "rel", "license", "href", "https://license.invalid/"),
	}
	list[0].AppendChild(&html.Node{Type: html.TextNode, Data: `{"@type":"Article","articleSection":"-","keywords":"-"}`})
	list[1].AppendChild(&html.Node{Type: html.TextNode, Data: "-"})
	for _, property := range []string{"og:url", "og:description", "og:site_name", "og:image", "og:type"} {
		list = append(list, element("meta", "property", property, "content", "https://page.invalid/"))
	}
	list = append(list, element("meta", "property", "og:author", "content", "No Name"),
		element("meta", "property", "og:title", "content", firstOf(title(h), "-")))
	if len(h.authors) > 0 {
		list = append(list, element("meta", "name", "author", "content", h.authors[0]))
	}
	return list
}

// element makes an element with attributes: names and values in turns.
func element(name string, attributes ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name}
	for i := 0; i+1 < len(attributes); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attributes[i], Val: attributes[i+1]})
	}
	return n
}
