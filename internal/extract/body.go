package extract

import (
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// mainText is the text of the article on a page; "" if there is none.
func mainText(doc *html.Node, address *url.URL, h *head) string {
	first := firstOpinion(doc, address)
	return first
}

// firstOpinion asks trafilatura.
func firstOpinion(doc *html.Node, address *url.URL) string {
	found, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		OriginalURL:     address,
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Disabled,
	})
	if err != nil {
		return ""
	}
	return render(found.ContentNode)
}

// secondOpinion asks readability.
func secondOpinion(doc *html.Node, address *url.URL) string {
	parser := readability.NewParser()
	found, err := parser.ParseDocument(doc, address)
	if err != nil || found.Node == nil {
		return ""
	}
	return strings.TrimSpace(render(found.Node))
}
