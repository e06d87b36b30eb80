package dom

import (
	"io"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Parse reads a page in UTF-8. The encoding is found before, by whoever has the bytes.
func Parse(r io.Reader) (*html.Node, error) { return html.Parse(r) }

// QuerySelectorAll are the elements that a group of CSS selectors chooses.
func QuerySelectorAll(root *html.Node, selectors string) []*html.Node {
	matcher, err := cascadia.ParseGroup(selectors)
	if err != nil {
		return nil
	}
	return cascadia.QueryAll(root, matcher)
}

// QuerySelector is the first of QuerySelectorAll.
func QuerySelector(root *html.Node, selectors string) *html.Node {
	matcher, err := cascadia.ParseGroup(selectors)
	if err != nil {
		return nil
	}
	return cascadia.Query(root, matcher)
}

// OuterHTML is the markup of a node.
func OuterHTML(n *html.Node) string {
	var markup strings.Builder
	if n == nil || html.Render(&markup, n) != nil {
		return ""
	}
	return markup.String()
}

// InnerHTML is the markup of what is in a node.
func InnerHTML(n *html.Node) string {
	if n == nil {
		return ""
	}
	var markup strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if html.Render(&markup, c) != nil {
			return ""
		}
	}
	return strings.TrimSpace(markup.String())
}
