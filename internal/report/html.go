package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"synoptic/internal/news"
)

var (
	//go:embed page/page.gohtml
	pageTemplate string
	//go:embed page/parts.gohtml
	partsTemplate string
	//go:embed page/page.css
	pageStyle string
	//go:embed page/page.js
	findingsScript string
	//go:embed page/theme.js
	themeScript string

	pageScript = findingsScript + themeScript
)

// pages are the templates, read when the first page is written.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{
		"percent": percent,
		"web":     webAddress,
		"lang":    language,
		"sign":    func(v news.Verdict) string { return signs[v] },

		"coordinate": coordinate,
	}).Parse(partsTemplate + pageTemplate))
})

// HTML writes c as one page that needs nothing else: no font, picture, style or script
// from outside. Without JavaScript it is complete and its links lead to the places in the
// texts; with it, a finding lights up its evidence in every account at once.
func HTML(w io.Writer, c *news.Comparison) error {
	var b strings.Builder
	if err := pages().Execute(&b, newPage(c)); err != nil {
		return fmt.Errorf("write comparison as HTML: %w", err)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write comparison as HTML: %w", err)
	}
	return nil
}

// Parts are the pieces of the HTML page, for a page of another frame that shows c among
// other things. It needs Style, and Script to light up evidence.
type Parts struct {
	Title    string
	Class    string        // of the main element
	Contents template.HTML // items of a list of links to the sections
	Body     template.HTML // the sections
}

// NewParts writes c as the pieces of a page.
func NewParts(c *news.Comparison) (Parts, error) {
	p := newPage(c)
	var contents, body strings.Builder
	if err := pages().ExecuteTemplate(&contents, "contents", p); err != nil {
		return Parts{}, fmt.Errorf("write contents of comparison as HTML: %w", err)
	}
	if err := pages().ExecuteTemplate(&body, "body", p); err != nil {
		return Parts{}, fmt.Errorf("write comparison as HTML: %w", err)
	}
	return Parts{p.Title(), p.Breadth(), template.HTML(contents.String()), template.HTML(body.String())}, nil
}

// Style is the style sheet of the page and of its parts.
func Style() string { return pageStyle }

// Script makes findings and texts light each other up in a page that holds the parts.
func Script() string { return findingsScript }

// contentPolicy lets the page run its own style and script and load nothing at all.
func contentPolicy() string {
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'",
		fingerprint(pageStyle), fingerprint(pageScript))
}

func fingerprint(source string) string {
	sum := sha256.Sum256([]byte(source))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// webAddress is address if it is one of the web, "" if a link to it could run a script or
// open a file.
func webAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return address
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// language is the tag if it is well formed, "" (unknown) if not.
func language(tag string) string {
	if languageTag.MatchString(tag) {
		return tag
	}
	return ""
}
