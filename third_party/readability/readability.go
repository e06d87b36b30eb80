// Package readability stands in for the archived github.com/go-shiori/go-readability,
// which go-trafilatura calls only with its own fallback switched on. synoptic uses the
// maintained codeberg.org/readeck/go-readability for its second opinion.
package readability

import (
	"net/url"

	"golang.org/x/net/html"
)

// Article is a page's main part.
type Article struct{ Node *html.Node }

// FromDocument finds nothing.
func FromDocument(*html.Node, *url.URL) (Article, error) { return Article{}, nil }
