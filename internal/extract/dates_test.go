package extract

import (
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
)

func TestMoment(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2024-05-02T18:30:00+01:00", "2024-05-02T18:30:00+01:00"},
		{"2024-05-02T18:30:00Z", "2024-05-02T18:30:00Z"},
		{"2024-05-02T18:30:00.123Z", "2024-05-02T18:30:00Z"},
		{"2024-05-02T18:30:0Z", "2024-05-02T18:30:00Z"},
		{"2024-05-02T18:30+0100", "2024-05-02T18:30:00+01:00"},
		{"2024-05-02 18:30:00 +0100", "2024-05-02T18:30:00+01:00"},
		{"Thu, 02 May 2024 18:30:00 +0000", "2024-05-02T18:30:00Z"},
		{"2024-05-02T18:30:00", "2024-05-02"},
		{"2024-05-02 18:30", "2024-05-02"},
		{"2024/05/02", "2024-05-02"},
		{"20240502", "2024-05-02"},
		{"202405021830", "2024-05-02"},
		{"2024-05-02|18h30", ""},
		{"02.05.2024", "2024-05-02"},
		{"May 2, 2024", "2024-05-02"},
		{"May 2, 2024 at 6:30 PM", "2024-05-02"},
		{"2 May 2024 18:30 BST", "2024-05-02"},
		{"1714671000", "2024-05-02T17:30:00Z"},
		{"1714671000000", "2024-05-02T17:30:00Z"},
		{"2024-13-40", ""}, {"yesterday", ""}, {"", ""}, {"1066-10-14", ""}, {"9999-01-01", ""},
	}
	for _, tt := range tests {
		if got := moment(tt.in); got != tt.want {
			t.Errorf("moment(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestWrittenDay(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Published on 2 May 2024 at 18:30", "2024-05-02"},
		{"May 2nd, 2024", "2024-05-02"},
		{"Thursday, May 2, 2024", "2024-05-02"},
		{"2. Mai 2024, 18.30 Uhr", "2024-05-02"},
		{"Publié le 1er août 2024 à 20h", "2024-08-01"},
		{"2 de mayo de 2024", "2024-05-02"},
		{"02/05/2024 18:30", "2024-05-02"},
		{"25/05/2024", "2024-05-25"},
		{"05/25/2024", "2024-05-25"},
		{"2024年5月2日", "2024-05-02"},
		{"2 мая 2024, 18:30", "2024-05-02"},
		{"2 maja 2024", "2024-05-02"},
		{"2 Μαΐου 2024", "2024-05-02"},
		{"2024. május 2.", "2024-05-02"},
		{"2 مايو 2024", "2024-05-02"},
		{"31 February 2024", ""}, {"Chapter 2 of 2024", ""}, {"45/67/2024", ""}, {"no day", ""},
	}
	for _, tt := range tests {
		if got := writtenDay(tt.in, false); got != tt.want {
			t.Errorf("writtenDay(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if got := writtenDay("05/02/2024", true); got != "2024-05-02" {
		t.Errorf("month first: got %q", got)
	}
}

func TestPublished(t *testing.T) {
	h1 := "<h1>The river rises again on Monday</h1>"
	tests := []struct{ name, url, head, body, want string }{
		{"linked data before meta", "", `<meta property="article:published_time" content="2024-05-01"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-02"}</script>`, h1, "2024-05-02"},
		{"meta", "", `<meta name="pubdate" content="2024-05-02T08:00:00Z">`, h1, "2024-05-02T08:00:00Z"},
		{"mark", "", "", h1 + `<time itemprop="datePublished" datetime="2024-05-02">today</time>`, "2024-05-02"},
		{"address", "https://a.example/2024/05/02/river", "", h1, "2024-05-02"},
		{"address, one piece", "https://a.example/river-20240502.html", "", h1, "2024-05-02"},
		{"words", "", "", h1 + "<div>2 maja 2024</div>", "2024-05-02"},
		{"evening in the west", "", `<meta property="article:published_time" content="2024-05-03T02:10:00Z">`, h1 + "<p>Thursday, May 2, 2024</p>", "2024-05-02"},
		{"a day too far to be local", "", `<meta property="article:published_time" content="2024-05-03T23:10:00Z">`, h1 + "<p>May 2, 2024</p>", "2024-05-03T23:10:00Z"},
		{"none", "", "", h1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := pageWith(tt.head, tt.body+filler)
			c.URL = tt.url
			a, err := HTML(c)
			if err != nil || a.Published != tt.want {
				t.Errorf("got %q, %v, want %q", a.Published, err, tt.want)
			}
		})
	}
}

func TestUpdated(t *testing.T) {
	const (
		meta   = `<meta property="article:modified_time" content="2024-05-03T08:00:00Z">`
		data   = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-02","dateModified":"2024-05-06"}</script>`
		early  = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-02","dateModified":"2020-01-01"}</script>`
		marked = `<p>Changed <time class="entry-date updated" datetime="2024-05-04T10:00:00Z">yesterday</time></p>`
	)
	tests := []struct{ head, body, updated, by string }{
		{"", "", "", ""},
		{meta, "", "2024-05-03T08:00:00Z", ""},
		{data, "", "2024-05-06", ""},
		{"", marked, "2024-05-04T10:00:00Z", ""},
		{"", `<span itemprop="dateModified">4 May 2024</span>`, "2024-05-04", ""},
		{data + meta, marked, "2024-05-06", "by its data, against its meta tags (2024-05-03) and a marked element (2024-05-04)"},
		{early + meta, "", "2024-05-03T08:00:00Z", "by its meta tags, against its data (2020-01-01)"},
		{early, "", "", "not by its data (2020-01-01): before its publication"},
	}
	for _, tt := range tests {
		a, err := HTML(pageWith(tt.head, tt.body+filler))
		if err != nil || a.Updated != tt.updated || a.UpdatedBy != tt.by {
			t.Errorf("%s%s: got %q, %q, %v", tt.head, tt.body, a.Updated, a.UpdatedBy, err)
		}
	}
}

// TestDayOfTheFeed holds that the feed's day stands in where the page names none, and is told
// where it says otherwise.
func TestDayOfTheFeed(t *testing.T) {
	const data = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-02T10:00:00Z"}</script>`
	listed := time.Date(2024, 5, 4, 9, 0, 0, 0, time.FixedZone("", 3600))
	tests := []struct{ head, url, published, dated string }{
		{"", "", "2024-05-04T08:00:00Z", "by its feed: the page names no day"},
		{"", "https://a.example/2024/05/01/river", "2024-05-04T08:00:00Z", "by its feed, against its address (2024-05-01)"},
		{data, "", "2024-05-02T10:00:00Z", "by its data, against its feed (2024-05-04)"},
	}
	for _, tt := range tests {
		c := pageWith(tt.head, filler)
		c.URL, c.Listed = tt.url, listed
		if a, err := Article(c); err != nil || a.Published != tt.published || a.Dated != tt.dated {
			t.Errorf("%s: got %q, %q, %v", tt.head, a.Published, a.Dated, err)
		}
	}
	plain := news.Capture{Name: "p", ContentType: "text/plain", Bytes: []byte("The river rose again."), Listed: listed}
	if a, err := Article(plain); err != nil || a.Published != "2024-05-04T08:00:00Z" {
		t.Errorf("got %q, %v", a.Published, err)
	}
}

func TestContradictingDays(t *testing.T) {
	page := func(head string) news.Capture {
		return news.Capture{Name: "p", URL: "https://a.example/2024/04/01/river", Bytes: []byte("<html><head>" + head + "</head><body><article><h1>River rises again on Monday</h1>" +
			strings.Repeat("<p>The river rose again on Monday night, and the town moved its sandbags to the bridge.</p>", 5) + "</article></body></html>")}
	}
	const data = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-02T10:00:00Z"}</script>`
	tests := []struct{ head, published, dated string }{
		{data, "2024-05-02T10:00:00Z", "by its data, against its address (2024-04-01)"},
		{data + `<meta name="date" content="2020-01-01">`, "2024-05-02T10:00:00Z", "by its data, against its meta tags (2020-01-01) and its address (2024-04-01)"},
		{`<meta name="date" content="2024-04-02">`, "2024-04-02", ""},
		{"", "2024-04-01", ""},
	}
	for _, tt := range tests {
		a, err := Article(page(tt.head))
		if err != nil || a.Published != tt.published || a.Dated != tt.dated {
			t.Errorf("%s: got %q, %q, %v", tt.head, a.Published, a.Dated, err)
		}
	}
}
