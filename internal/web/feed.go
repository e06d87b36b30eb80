package web

import (
	"net/http"
	"net/url"
	"time"
)

// here is the address of the site: as the server was told, else as the request names it.
func (s *Server) here(r *http.Request) string {
	switch {
	case s.options.Address != "":
		return s.options.Address
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// searchFeed answers with the newest hits of a search as a feed.
func (s *Server) searchFeed(form string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := Question{Text: r.URL.Query().Get("q"), Newest: true, Limit: 50}
		found, err := s.search(r.Context(), q)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		here, asked := s.here(r), "?q="+url.QueryEscape(q.Text)
		f := feed{Title: "synoptic: " + q.Text, Home: here + "/search" + asked, Self: here + "/search." + form + asked}
		for _, h := range found.Hits {
			f.Entries = append(f.Entries, feedEntry{ID: "urn:synoptic:" + url.PathEscape(h.Article), Title: h.Title, Author: h.Source, Text: h.Text,
				URL: here + "/article/" + url.PathEscape(h.Article), At: day(h.Published)})
		}
		s.sendFeed(w, r, form, &f)
	}
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

// day is a day or time of publication, zero where it is none.
func day(published string) time.Time {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, published); err == nil {
			return t
		}
	}
	return time.Time{}
}
