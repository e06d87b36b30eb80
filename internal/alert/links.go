package alert

import "net/url"

// Links are the addresses of pages, from that of the site: "https://news.example.org".
type Links string

// Watch is the page of a watch.
func (l Links) Watch(id string) string { return string(l) + "/watches/" + url.PathEscape(id) }

// Story is the page of a story.
func (l Links) Story(id string) string { return string(l) + "/story/" + url.PathEscape(id) }
