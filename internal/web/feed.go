package web

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"time"

	"synoptic/internal/store"
)

// atom is a feed (RFC 4287), with what of it is used.
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

// watched is a search as a feed: the newest hits. A feed reader that asks again watches it.
func (s *Server) watched(r *http.Request) ([]store.Hit, Question, error) {
	q := Question{Text: r.URL.Query().Get("q"), Newest: true, Limit: 50}
	found, err := s.search(r.Context(), q)
	return found.Hits, q, err
}

// here is the address of the site as the request names it.
func here(r *http.Request) string {
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	return scheme + r.Host
}

func (s *Server) atomFeed(w http.ResponseWriter, r *http.Request) {
	hits, q, err := s.watched(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	self := here(r) + "/search.atom?q=" + url.QueryEscape(q.Text)
	feed := atom{ID: self, Title: "synoptic: " + q.Text, Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), Author: "synoptic",
		Links: []atomLink{{"self", self}, {"alternate", here(r) + "/search?q=" + url.QueryEscape(q.Text)}}}
	for i, h := range hits {
		e := atomEntry{ID: "urn:synoptic:" + url.PathEscape(h.Article), Title: h.Title, Updated: day(h.Published), Author: h.Source,
			Link: atomLink{"alternate", here(r) + "/article/" + url.PathEscape(h.Article)}, Summary: h.Text}
		if i == 0 {
			feed.Updated = e.Updated
		}
		feed.Entries = append(feed.Entries, e)
	}
	body, err := xml.MarshalIndent(feed, "", " ")
	s.send(w, r, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...), err)
}

func (s *Server) jsonFeed(w http.ResponseWriter, r *http.Request) {
	hits, q, err := s.watched(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	feed := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: "synoptic: " + q.Text, Items: []jsonItem{},
		Home: here(r) + "/search?q=" + url.QueryEscape(q.Text), Feed: here(r) + "/search.json?q=" + url.QueryEscape(q.Text)}
	for _, h := range hits {
		feed.Items = append(feed.Items, jsonItem{ID: h.Article, URL: here(r) + "/article/" + url.PathEscape(h.Article), Title: h.Title, Text: h.Text, Date: day(h.Published)})
	}
	body, err := json.Marshal(feed)
	s.send(w, r, "application/feed+json", body, err)
}

// send writes a file that readers ask for again and again.
func (s *Server) send(w http.ResponseWriter, r *http.Request, kind string, body []byte, err error) {
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "private, no-cache")
	if !unchanged(w, r, body) {
		w.Write(body)
	}
}

// day is a day or time of publication as feeds write it.
func day(published string) string {
	if t, err := time.Parse(time.DateOnly, published); err == nil {
		return t.Format(time.RFC3339)
	}
	if _, err := time.Parse(time.RFC3339, published); err == nil {
		return published
	}
	return time.Unix(0, 0).UTC().Format(time.RFC3339)
}
