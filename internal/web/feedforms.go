package web

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"time"
)

// feed is a list that readers of feeds ask for again and again.
type feed struct {
	Title, Home, Self string
	Entries           []feedEntry // the newest first
}

// feedEntry is an entry of a feed. ID stays the same for ever.
type feedEntry struct {
	ID, Title, URL, Text, Author string
	At                           time.Time // zero: it is not known
}

// updated is the time of the newest entry.
func (f *feed) updated() time.Time {
	if len(f.Entries) == 0 {
		return time.Time{}
	}
	return f.Entries[0].At
}

// feedForms are the forms in which a feed is written, with what they are called.
var feedForms = map[string]struct {
	kind  string
	write func(*feed) ([]byte, error)
}{
	"atom": {"application/atom+xml; charset=utf-8", (*feed).atom},
	"rss":  {"application/rss+xml; charset=utf-8", (*feed).rss},
	"json": {"application/feed+json", (*feed).json},
}

// sendFeed writes a feed in one of its forms.
func (s *Server) sendFeed(w http.ResponseWriter, r *http.Request, form string, f *feed) {
	known, ok := feedForms[form]
	if !ok {
		s.fail(w, r, &fault{http.StatusNotFound, "No such form", "Feeds come as atom, rss or json."})
		return
	}
	body, err := known.write(f)
	s.send(w, r, known.kind, body, err)
}

// atom is a feed after RFC 4287, with what of it is used.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Author  string   `xml:"author>name"`
	Summary string   `xml:"summary"`
}

// atomTime is a time as Atom writes it, the beginning of 1970 where it is not known: there
// must be one.
func atomTime(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}

func (f *feed) atom() ([]byte, error) {
	out := atom{ID: f.Self, Title: f.Title, Updated: atomTime(f.updated()), Author: "synoptic",
		Links: []atomLink{{"self", f.Self}, {"alternate", f.Home}}}
	for _, e := range f.Entries {
		out.Entries = append(out.Entries, atomEntry{ID: e.ID, Title: e.Title, Updated: atomTime(e.At), Author: e.Author,
			Link: atomLink{"alternate", e.URL}, Summary: e.Text})
	}
	body, err := xml.MarshalIndent(out, "", " ")
	return append([]byte(xml.Header), body...), err
}

// rss is a feed after RSS 2.0, with what of it is used.
type rss struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	About   string    `xml:"channel>description"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title string  `xml:"title"`
	Link  string  `xml:"link"`
	Text  string  `xml:"description"`
	GUID  rssGUID `xml:"guid"`
	Date  string  `xml:"pubDate,omitempty"`
}

type rssGUID struct {
	IsLink bool   `xml:"isPermaLink,attr"`
	ID     string `xml:",chardata"`
}

func (f *feed) rss() ([]byte, error) {
	out := rss{Version: "2.0", Title: f.Title, Link: f.Home, About: f.Title}
	for _, e := range f.Entries {
		item := rssItem{Title: e.Title, Link: e.URL, Text: e.Text, GUID: rssGUID{ID: e.ID}}
		if !e.At.IsZero() {
			item.Date = e.At.UTC().Format(time.RFC1123Z)
		}
		out.Items = append(out.Items, item)
	}
	body, err := xml.MarshalIndent(out, "", " ")
	return append([]byte(xml.Header), body...), err
}

// jsonFeed is a feed in JSON (jsonfeed.org, version 1.1).
type jsonFeed struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	Home    string     `json:"home_page_url"`
	Feed    string     `json:"feed_url"`
	Items   []jsonItem `json:"items"`
}

type jsonItem struct {
	ID    string `json:"id"`
	URL   string `json:"url"`
	Title string `json:"title"`
	Text  string `json:"content_text"`
	Date  string `json:"date_published,omitempty"`
}

func (f *feed) json() ([]byte, error) {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Feed: f.Self, Items: []jsonItem{}}
	for _, e := range f.Entries {
		item := jsonItem{ID: e.ID, URL: e.URL, Title: e.Title, Text: e.Text}
		if !e.At.IsZero() {
			item.Date = e.At.UTC().Format(time.RFC3339)
		}
		out.Items = append(out.Items, item)
	}
	return json.Marshal(out)
}
