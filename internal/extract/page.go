package extract

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/language"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Limits of one page. Longer pages are read up to there, and say so.
const (
	maxPage     = 8 << 20 // bytes
	maxElements = 20_000
)

// HTML reads a page: its main text and what it says about itself.
func HTML(c news.Capture) (news.Article, error) {
	cut := ""
	if len(c.Bytes) > maxPage {
		c.Bytes, cut = c.Bytes[:maxPage], fmt.Sprintf("only the first %d MB of the page were read", maxPage>>20)
	}
	doc, err := html.Parse(strings.NewReader(decode(c.Bytes, c.ContentType, true)))
	if err != nil {
		return news.Article{}, fmt.Errorf("read page: %w", err)
	}
	if trim(doc, maxElements) {
		cut = fmt.Sprintf("only the first %d elements of the page were read", maxElements)
	}
	h := readHead(doc)
	address := pageAddress(c.URL, h)
	body := mainText(doc, address, h)
	if body == "" {
		return news.Article{}, emptyPage(doc, h)
	}
	return news.Article{
		Source:     h.site,
		URL:        address.String(),
		Title:      title(h),
		Published:  published(doc, address, h),
		Updated:    updated(h),
		Authors:    authors(doc, h),
		Lang:       languageOf(body, h),
		Text:       body,
		Section:    h.section,
		Incomplete: firstOf(cut, incomplete(body, doc, h)),
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
			u.Fragment = ""
			return u
		}
	}
	return base
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
