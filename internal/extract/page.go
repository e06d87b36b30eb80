package extract

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/language"

	"synoptic/internal/address"
	"synoptic/internal/charset"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Limits of one page. Longer pages are read up to there, and say so.
const (
	maxPage     = 4 << 20 // bytes
	maxElements = 20_000
)

// page is a page that was parsed.
type page struct {
	doc     *html.Node
	head    *head
	address *url.URL
	cut     string // why it was not read to its end, "" if it was
}

// openPage decodes and parses a page, up to the limits.
func openPage(c news.Capture) (*page, error) {
	p := &page{}
	if len(c.Bytes) > maxPage {
		c.Bytes, p.cut = c.Bytes[:maxPage], fmt.Sprintf("only the first %d MB of the page were read", maxPage>>20)
	}
	var err error
	if p.doc, err = html.Parse(strings.NewReader(charset.Decode(c.Bytes, c.ContentType, true))); err != nil {
		return nil, fmt.Errorf("read page: %w", parseError(err))
	}
	if trim(p.doc, maxElements) {
		p.cut = fmt.Sprintf("only the first %d elements of the page were read", maxElements)
	}
	p.head = readHead(p.doc)
	p.address = pageAddress(c.URL, p.head)
	return p, nil
}

// parseError says what the parser refuses: it has one limit, on depth.
func parseError(err error) error {
	if strings.Contains(err.Error(), "open stack of elements") {
		return errors.New("its elements are nested too deep")
	}
	return err
}

// HTML reads a page: its main text and what it says about itself.
func HTML(c news.Capture) (news.Article, error) {
	p, err := openPage(c)
	if err != nil {
		return news.Article{}, err
	}
	day, dated := published(p, c.Listed) // looks at what is not text, too
	change, updatedBy := updated(p, day)
	body := mainText(p)
	if body == "" {
		return news.Article{}, emptyPage(p.doc, p.head)
	}
	return news.Article{
		Source:     p.head.site,
		URL:        p.address.String(),
		Title:      title(p.head),
		Published:  day,
		Dated:      dated,
		Updated:    change,
		UpdatedBy:  updatedBy,
		Authors:    authors(p.doc, p.head),
		Lang:       languageOf(body, p.head),
		Text:       body,
		Section:    p.head.section,
		Incomplete: firstOf(p.cut, incomplete(body, p.doc, p.head)),
	}, nil
}

// emptyPage says why a page gives no text.
func emptyPage(doc *html.Node, h *head) error {
	if reason := wall(visibleText(doc, 4096)); reason != "" {
		return errors.New(reason)
	}
	if h.scripts > 3 {
		return errors.New("a page without text (drawn by scripts)")
	}
	return errors.New("a page without text")
}

// trim cuts the tree behind its n-th element and reports whether it had more.
func trim(doc *html.Node, n int) bool {
	at := doc
	for count := 0; count < n; count++ {
		if at = nextElement(at); at == nil {
			return false
		}
	}
	for at.FirstChild != nil {
		at.RemoveChild(at.FirstChild)
	}
	for ; at != doc; at = at.Parent {
		for at.NextSibling != nil {
			at.Parent.RemoveChild(at.NextSibling)
		}
	}
	return true
}

// nextElement is the element after n in the order of the document, nil at the end.
func nextElement(n *html.Node) *html.Node {
	for n = following(n); n != nil && n.Type != html.ElementNode; {
		n = following(n)
	}
	return n
}

func following(n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return behind(n)
}

// behind is the node after n and all that is in it.
func behind(n *html.Node) *html.Node {
	for n != nil && n.NextSibling == nil {
		n = n.Parent
	}
	if n == nil {
		return nil
	}
	return n.NextSibling
}

// pageAddress is the canonical address where the page names a plausible one, else the
// one it was fetched from. A home page is not the address of an article.
func pageAddress(fetched string, h *head) *url.URL {
	base, err := url.Parse(fetched)
	if err != nil {
		base = &url.URL{}
	}
	for _, candidate := range []string{h.canonical, h.meta["og:url"], h.data.url} {
		u, err := base.Parse(strings.TrimSpace(candidate))
		if err != nil || candidate == "" || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			continue
		}
		if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
			return withoutTracking(u)
		}
	}
	return withoutTracking(base)
}

// withoutTracking is an address as all variants of the page have it: AMP and print ones, and
// those that follow their reader. What is no address stays as it is.
func withoutTracking(u *url.URL) *url.URL {
	if u.Host == "" {
		return u
	}
	return address.CanonicalURL(u)
}

// enoughToDetect is the length in bytes from which letters tell more than a declaration.
const enoughToDetect = 200

func languageOf(body string, h *head) string {
	detected := ""
	if len(body) >= enoughToDetect {
		detected = text.Detect(body)
	}
	return firstOf(detected, baseLanguage(h.lang), baseLanguage(h.data.lang), baseLanguage(h.meta["og:locale"]))
}

// baseLanguage cuts "en-GB" or "pt_BR" to "en", "pt"; "" if it is no language.
func baseLanguage(tag string) string {
	t, err := language.Parse(strings.TrimSpace(tag))
	if err != nil {
		return ""
	}
	base, confidence := t.Base()
	if confidence == language.No {
		return ""
	}
	return base.String()
}
