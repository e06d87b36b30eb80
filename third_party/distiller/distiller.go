// Package distiller stands in for github.com/markusmobius/go-domdistiller, which
// go-trafilatura calls only with its own fallback switched on. synoptic takes its
// second opinion elsewhere and never switches it on.
package distiller

import (
	"net/url"

	"golang.org/x/net/html"
)

// Options has the fields go-trafilatura sets.
type Options struct {
	OriginalURL    *url.URL
	SkipPagination bool
}

// Result is a page's main part.
type Result struct{ Node *html.Node }

// Apply finds nothing.
func Apply(*html.Node, *Options) (*Result, error) { return nil, nil }
