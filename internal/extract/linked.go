package extract

import (
	"encoding/json"
	"regexp"
	"strings"
)

// linked is what the JSON-LD of a page (schema.org) says about its article.
type linked struct {
	headline, body, url, lang, section string
	published, updated                 string
	publisher                          string
	authors                            []string
	locked                             bool // isAccessibleForFree is false
	words                              int  // wordCount, 0 if not given
	found                              bool // an article was described
}

// readLinked reads the JSON-LD blocks of a page. The first object that describes an
// article counts; what it leaves open may come from the page's own object.
func readLinked(blocks []string) linked {
	var objects []map[string]any
	for _, b := range blocks {
		objects = append(objects, parseLinked(b)...)
	}
	var l linked
	for _, o := range objects {
		if isType(o, articleTypes()) {
			l.take(o)
			l.found = true
			break
		}
	}
	for _, o := range objects {
		switch {
		case isType(o, pageTypes()):
			l.published = firstOf(l.published, firstText(o["datePublished"]))
			l.updated = firstOf(l.updated, firstText(o["dateModified"]))
			l.lang = firstOf(l.lang, firstText(o["inLanguage"]))
		case isType(o, siteTypes()):
			l.publisher = firstOf(l.publisher, firstText(o["name"]))
		}
	}
	return l
}

func (l *linked) take(o map[string]any) {
	l.headline = clean(firstText(o["headline"]))
	l.body = firstText(o["articleBody"])
	l.url = firstOf(firstText(o["url"]), firstText(o["mainEntityOfPage"]))
	l.lang = firstText(o["inLanguage"])
	l.section = firstText(o["articleSection"])
	l.published = firstOf(firstText(o["datePublished"]), firstText(o["dateCreated"]))
	l.updated = firstText(o["dateModified"])
	l.publisher = firstText(o["publisher"])
	l.authors = names(o["author"], l.authors)
	if len(l.authors) == 0 {
		l.authors = names(o["creator"], nil)
	}
	l.locked = strings.EqualFold(firstText(o["isAccessibleForFree"]), "false")
	if n, ok := o["wordCount"].(float64); ok {
		l.words = int(n)
	}
}

var (
	articleTypes = pattern(`^(?:\w*NewsArticle|Article|BlogPosting|Report|LiveBlogPosting|ScholarlyArticle|TechArticle|SocialMediaPosting|Review)$`)
	pageTypes    = pattern(`^(?:WebPage|ItemPage)$`)
	siteTypes    = pattern(`^(?:WebSite|NewsMediaOrganization)$`)
)

func isType(o map[string]any, want *regexp.Regexp) bool {
	switch t := o["@type"].(type) {
	case string:
		return want.MatchString(t)
	case []any:
		for _, one := range t {
			if s, ok := one.(string); ok && want.MatchString(s) {
				return true
			}
		}
	}
	return false
}

// parseLinked gives the objects of a block: alone, in a list, in a graph, or as what a
// page is about. Blocks that break the grammar in the usual ways are mended.
func parseLinked(block string) []map[string]any {
	var v any
	if json.Unmarshal([]byte(block), &v) != nil && json.Unmarshal([]byte(mendJSON(block)), &v) != nil {
		return nil
	}
	return flatten(v, nil, 0)
}

func flatten(v any, out []map[string]any, depth int) []map[string]any {
	if depth > 4 {
		return out
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			out = flatten(one, out, depth+1)
		}
	case map[string]any:
		out = append(out, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			out = flatten(v[key], out, depth+1)
		}
	}
	return out
}

var (
	wrapping      = pattern(`^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$`)
	trailingComma = pattern(`,(\s*[}\]])`)
)

// mendJSON takes off comment marks, commas before a closing bracket, and raw control
// characters inside strings.
func mendJSON(s string) string {
	s = wrapping().ReplaceAllString(s, "")
	s = trailingComma().ReplaceAllString(s, "$1")
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// firstText is the string a value holds: itself, its name or id, or that of its first member.
func firstText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case bool:
		if !v {
			return "false"
		}
	case []any:
		if len(v) > 0 {
			return firstText(v[0])
		}
	case map[string]any:
		for _, key := range []string{"name", "@id", "@value", "url"} {
			if s, ok := v[key].(string); ok && s != "" {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}

// names collects the names of persons or organisations.
func names(v any, out []string) []string {
	switch v := v.(type) {
	case string:
		return append(out, v)
	case []any:
		for _, one := range v {
			out = names(one, out)
		}
	case map[string]any:
		switch name := v["name"].(type) {
		case string:
			out = append(out, name)
		case []any:
			out = names(name, out)
		}
	}
	return out
}
