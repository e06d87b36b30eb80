package extract

import (
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

// markedAuthors are the texts of the first elements that say they hold an author: those
// of one byline, not of the comments and other stories below.
func markedAuthors(doc *html.Node) []string {
	for _, marked := range []func(*html.Node) bool{
		func(n *html.Node) bool { return attr(n, "itemprop") == "author" },
		func(n *html.Node) bool { return attr(n, "rel") == "author" },
		func(n *html.Node) bool { return isByline(attr(n, "class")) },
	} {
		for n := nextElement(doc); n != nil; n = nextElement(n) {
			if noByline[n.Data] || !marked(n) {
				continue
			}
			if t := inline(n); t != "" && len(t) <= maxAuthorSize && len(splitAuthors([]string{t}, &head{})) > 0 {
				return []string{t}
			}
		}
	}
	return nil
}

// noByline are elements that are never a byline, though their classes may say author.
var noByline = map[string]bool{
	"meta": true, "link": true, "form": true, "input": true, "label": true, "img": true, "body": true, "html": true,
	"script": true, "style": true,
}

func isByline(class string) bool {
	lower := strings.ToLower(class)
	return (strings.Contains(lower, "author") || strings.Contains(lower, "byline")) && !strings.Contains(lower, "comment") &&
		bylineClass().MatchString(lower)
}

var (
	bylineClass = pattern(`(?:^|[\s_-])(?:byline|author(?:[_-]?name)?)(?:$|\s)`)
	authorLead  = pattern(`(?i)^(?:by|von|par|por|di|door|av|af|written by|reported by)[:\s]+`)
	authorSplit = pattern(`(?i)\s*(?:;|\||,| and | und | et | y | e | & | och )\s*`)
	noAuthor    = pattern(`(?i)https?:|www\.|@|\d{2}|[:*?!/]|^(?:admin|editor|staff|author|unknown|null|undefined|none)$`)
	suffix      = pattern(`(?i)^(?:jr|sr|ii|iii|iv|md|phd|ph\.d)\.?$`)
)

// splitAuthors takes lists apart and leaves out addresses, handles, dates and the site.
func splitAuthors(found []string, h *head) []string {
	var list []string
	seen := map[string]bool{letters(h.site): true, "": true}
	for _, entry := range found {
		for _, name := range authorSplit().Split(authorLead().ReplaceAllString(clean(entry), ""), -1) {
			name = strings.Trim(authorLead().ReplaceAllString(name, ""), " .:·–—-")
			if suffix().MatchString(name) && len(list) > 0 {
				list[len(list)-1] += ", " + name
				continue
			}
			key := letters(name)
			if seen[key] || len(name) > maxAuthorSize || noAuthor().MatchString(name) || len(list) == maxAuthors {
				continue
			}
			seen[key] = true
			list = append(list, name)
		}
	}
	return list
}
