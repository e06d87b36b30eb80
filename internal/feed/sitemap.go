package feed

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"
	"time"

	"synoptic/internal/news"
)

// sitemap is a sitemap or an index of some (sitemaps.org, Google's news extension).
type sitemap struct {
	URLs []struct {
		Loc     string `xml:"loc"`
		Lastmod string `xml:"lastmod"`
		News    struct {
			Published string `xml:"publication_date"`
			Title     string `xml:"title"`
			Outlet    string `xml:"publication>name"`
		} `xml:"http://www.google.com/schemas/sitemap-news/0.9 news"`
	} `xml:"url"`
	Sitemaps []struct {
		Loc     string `xml:"loc"`
		Lastmod string `xml:"lastmod"`
	} `xml:"sitemap"`
}

func parseSitemap(s string, base *url.URL) (*List, error) {
	var m sitemap
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("read sitemap: %w", oneLine(err))
	}
	list := &List{Kind: news.FeedSitemap, Site: absolute("/", base)}
	if len(m.URLs) > maxItems {
		m.URLs = m.URLs[len(m.URLs)-maxItems:] // the newest stand last in long ones, first in short
	}
	for _, u := range m.URLs {
		list.Title = longer(list.Title, line(u.News.Outlet))
		list.add(Item{
			URL: absolute(u.Loc, base), Title: line(u.News.Title),
			Published: moment(u.News.Published), Updated: moment(u.Lastmod),
		})
	}
	list.once()
	for _, part := range m.Sitemaps[:min(len(m.Sitemaps), maxItems)] {
		if at := absolute(part.Loc, base); at != "" {
			list.Lists = append(list.Lists, Item{URL: at, Updated: moment(part.Lastmod)})
		}
	}
	return list, nil
}

// moment reads the dates of sitemaps (W3C's profile of ISO 8601), zero if it is none.
func moment(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
