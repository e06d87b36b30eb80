package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of what is taken for an author.
const (
	maxAuthors    = 12
	maxAuthorSize = 80
)

// authors are the persons a page names as its writers: by JSON-LD, meta tags, or a mark
// in the body. The site itself is no author.
func authors(doc *html.Node, h *head) []string {
	for _, found := range [][]string{h.data.authors, h.authors, markedAuthors(doc)} {
		if list := splitAuthors(found, h); len(list) > 0 {
			return list
		}
	}
	return []string{}
}

// markedAuthors are the texts of elements that say they hold an author.
func markedAuthors(doc *html.Node) []string {
	var found []string
	for n := nextElement(doc); n != nil && len(found) < maxAuthors; n = nextElement(n) {
		if n.Data == "meta" || n.Data == "link" {
			continue
		}
		marked := attr(n, "itemprop") == "author" || attr(n, "rel") == "author" || bylineClass.MatchString(attr(n, "class"))
		if t := inline(n); marked && t != "" && len(t) <= maxAuthorSize {
			found = append(found, t)
		}
	}
	return found
}

var (
	bylineClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:byline|author(?:-?name)?|vcard)(?:$|\s)`)
	authorLead  = regexp.MustCompile(`(?i)^(?:by|von|par|por|di|door|av|af|written by|reported by)[:\s]+`)
	authorSplit = regexp.MustCompile(`(?i)\s*(?:;|\||,| and | und | et | y | e | & | och )\s*`)
	noAuthor    = regexp.MustCompile(`(?i)https?:|www\.|@|\d{2}|^(?:admin|editor|staff|author|unknown|null|undefined|none)$`)
	suffix      = regexp.MustCompile(`(?i)^(?:jr|sr|ii|iii|iv|md|phd|ph\.d)\.?$`)
)

// splitAuthors takes lists apart and leaves out addresses, handles, dates and the site.
func splitAuthors(found []string, h *head) []string {
	var list []string
	seen := map[string]bool{letters(h.site): true, "": true}
	for _, entry := range found {
		for _, name := range authorSplit.Split(authorLead.ReplaceAllString(clean(entry), ""), -1) {
			name = strings.Trim(authorLead.ReplaceAllString(name, ""), " .:·–—-")
			if suffix.MatchString(name) && len(list) > 0 {
				list[len(list)-1] += ", " + name
				continue
			}
			key := letters(name)
			if seen[key] || len(name) > maxAuthorSize || noAuthor.MatchString(name) || len(list) == maxAuthors {
				continue
			}
			seen[key] = true
			list = append(list, name)
		}
	}
	return list
}
