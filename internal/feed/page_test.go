package feed

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

const front = `<html><head><title>Harbour
 Times</title><link rel="alternate" type="application/rss+xml" title="All news" href="/all.rss">
<link rel="alternate" type="application/rss+xml" href="/story/comments/feed"><link rel="alternate" hreflang="de" href="/de">
<link rel=stylesheet type="application/rss+xml" href="/x"></head><body>
<nav><a href="/news/section/of-all-the-long-names">The news of all the seven seas</a></nav>
<a href="/sports/feed/">Sports</a> <a href="https://else.example/a.rss"><b>Else</b></a> <a href="/feedback">Write to us</a>
<h2><a href="/2026/03/02/ferry#c">Ferry hits the breakwater of Port Callow</a></h2>
<a href="/news/four-people-were-pulled-from-sea">Photo</a><a href="/about-us">About us all here today</a>
<a href="/2026/03/02/ferry">Read more</a><a href="https://other.example/2026/03/02/a">A story of another site, told at length</a>
<a href="/x">Too short a path for any article</a><a href="javascript:go()">A script that is no address at all</a></body></html>`

func TestDiscover(t *testing.T) {
	got, err := Discover([]byte(front), "text/html", base)
	want := []Found{
		{"https://harbour.example/all.rss", "All news"}, {"https://harbour.example/sports/feed/", "Sports"}, {"https://else.example/a.rss", "Else"},
	}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(d, err)
	}
}

func TestLinks(t *testing.T) {
	got, err := Links([]byte(front), "text/html", base)
	if err != nil {
		t.Fatal(err)
	}
	want := `page "Harbour Times" https://harbour.example/news/feed.xml 0s
https://harbour.example/2026/03/02/ferry "Ferry hits the breakwater of Port Callow"
https://harbour.example/news/four-people-were-pulled-from-sea "Photo"
https://harbour.example/about-us "About us all here today"
`
	if d := cmp.Diff(want, shown(got)); d != "" {
		t.Error(d)
	}
}

func TestLinksCountFromTheBase(t *testing.T) {
	got, err := Links([]byte(`<base href="https://harbour.example/deep/"><a href="a-long-walk-along-the-quay">x</a>`), "", base)
	if err != nil || len(got.Items) != 1 || got.Items[0].URL != "https://harbour.example/deep/a-long-walk-along-the-quay" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestGuessedFeeds(t *testing.T) {
	if got := GuessedFeeds(base); len(got) < 5 || got[0] != "https://harbour.example/feed" {
		t.Errorf("got %v", got)
	}
}

var kept = []news.Feed{
	{URL: "https://a.example/feed?x=1&y=2", Kind: news.FeedItems, Title: `A "quoted" & such`, Site: "https://a.example/", Folder: "Agencies/North"},
	{URL: "https://b.example/sitemap.xml", Kind: news.FeedSitemap, Title: "B", Folder: "Agencies"},
	{URL: "https://c.example/", Kind: news.FeedPage, Title: "Ç"},
	{URL: "https://d.example/rss", Kind: news.FeedItems, Title: "D", Folder: "Agencies/North"},
}

func TestOPMLComesBack(t *testing.T) {
	var b bytes.Buffer
	if err := WriteOPML(&b, "Feeds", kept); err != nil {
		t.Fatal(err)
	}
	got, skipped, err := ReadOPML(b.Bytes())
	byURL := func(feeds []news.Feed) map[string]news.Feed {
		m := map[string]news.Feed{}
		for _, f := range feeds {
			m[f.URL] = f
		}
		return m
	}
	if d := cmp.Diff(byURL(kept), byURL(got)); d != "" || err != nil || skipped != 0 {
		t.Errorf("%s %v %d\n%s", d, err, skipped, b.String())
	}
}

func TestForeignOPML(t *testing.T) {
	got, skipped, err := ReadOPML([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.1"><body><outline text="K` + "\xfc" + `ste/Nord">
		<outline text="A" xmlUrl="http://a.example/" type="atom"/><outline text="bad" xmlUrl="feed:x"/></outline></body></opml>`))
	want := []news.Feed{{URL: "http://a.example/", Kind: news.FeedItems, Title: "A", Folder: "Küste-Nord"}}
	if d := cmp.Diff(want, got); d != "" || err != nil || skipped != 1 {
		t.Error(d, err, skipped)
	}
	for _, bad := range []string{"", "<html></html>", "<opml><body>", strings.Repeat("<outline>", maxDepth+1)} {
		if feeds, _, err := ReadOPML([]byte(bad)); err == nil {
			t.Errorf("%.30q gave %v", bad, feeds)
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(front))
	f.Fuzz(func(t *testing.T, b []byte) {
		Discover(b, "", base)
		Links(b, "", base)
		ReadOPML(b)
	})
}

func ExampleWriteOPML() {
	var b strings.Builder
	WriteOPML(&b, "Feeds", kept[2:3])
	fmt.Print(b.String())
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <opml version="2.0">
	//   <head>
	//     <title>Feeds</title>
	//   </head>
	//   <body>
	//     <outline text="Ç" title="Ç" type="page" xmlUrl="https://c.example/"></outline>
	//   </body>
	// </opml>
}
