package feed

import (
	"html"
	"regexp"
	"strings"
)

// plain is a title on one line and without its markup, which some feeds have in it.
func plain(title string) string {
	return line(html.UnescapeString(markup.ReplaceAllStringFunc(title, inPlace)))
}

// markup matches tags, but no "<" that stands for itself.
var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// inPlace is what stands for a tag: a space if words end there, for one inside a word nothing.
func inPlace(tag string) string {
	switch strings.ToLower(strings.TrimRight(nameOf(strings.Trim(tag, "</>")), "0123456789")) {
	case "br", "p", "div", "li", "h", "td":
		return " "
	}
	return ""
}
