package feed

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"synoptic/internal/news"
)

var base = &url.URL{Scheme: "https", Host: "harbour.example", Path: "/news/feed.xml"}

// shown writes a list on lines: its kind, title, site and rhythm, then its items.
func shown(l *List) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s %q %s %v\n", l.Kind, l.Title, l.Site, l.Every)
	for _, i := range append(l.Items, l.Lists...) {
		fmt.Fprintf(&s, "%s %q", i.URL, i.Title)
		for _, t := range []time.Time{i.Published, i.Updated} {
			if !t.IsZero() {
				s.WriteString(" " + t.Format(time.RFC3339))
			}
		}
		if i.Content != "" {
			fmt.Fprintf(&s, " %q", i.Content)
		}
		s.WriteString("\n")
	}
	return s.String()
}

var formats = map[string]struct{ in, want string }{
	"RSS 2.0": {`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
		<title>Harbour &amp; Sea</title><link>https://harbour.example/</link><ttl>30</ttl>
		<item><title>Ferry hits
		 breakwater</title><link>/2026/ferry?utm_source=rss</link><guid isPermaLink="false">17</guid><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>
		 <description>Short.</description><content:encoded><![CDATA[<p>The ferry <b>hit</b> it.</p>]]></content:encoded></item>
		<item><title>Only a name</title><guid>https://harbour.example/2026/guid#top</guid></item>
		<item><title>Nowhere</title></item></channel></rss>`,
		`feed "Harbour & Sea" https://harbour.example/ 30m0s
https://harbour.example/2026/ferry?utm_source=rss "Ferry hits breakwater" 2026-03-02T09:00:00Z "<p>The ferry <b>hit</b> it.</p>"
https://harbour.example/2026/guid "Only a name"
`},
	"RSS 0.91": {`<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/publish/formats/rss-0.91.dtd">
		<rss version="0.91"><channel><title>Old</title><item><title>Caf&eacute;</title><link>http://old.example/a</link></item></channel></rss>`,
		"feed \"Old\"  0s\nhttp://old.example/a \"Café\"\n"},
	"RSS 1.0": {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
		<channel rdf:about="a"><title>R</title><link>http://r.example/</link><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
		<item rdf:about="http://r.example/1"><title>One</title><link>http://r.example/1</link><dc:date>2026-03-02T10:00:00Z</dc:date></item></rdf:RDF>`,
		"feed \"R\" http://r.example/ 6h0m0s\nhttp://r.example/1 \"One\" 2026-03-02T10:00:00Z 2026-03-02T10:00:00Z\n"},
	"Atom": {`<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &lt;b&gt;</title><link rel="self" href="/feed"/><link href="https://a.example/"/>
		<entry><title>One</title><link rel="alternate" href="../one"/><updated>2026-03-02T11:00:00Z</updated><published>2026-03-02T10:00:00Z</published><summary>Short.</summary></entry>
		<entry><title>One again</title><link href="../one"/></entry></feed>`,
		"feed \"A\" https://a.example/ 0s\nhttps://harbour.example/one \"One\" 2026-03-02T10:00:00Z 2026-03-02T11:00:00Z \"Short.\"\n"},
	"Atom without a day of publication": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title><link href="/one"/><updated>2026-03-02T11:00:00Z</updated></entry></feed>`,
		"feed \"\"  0s\nhttps://harbour.example/one \"One\" 2026-03-02T11:00:00Z 2026-03-02T11:00:00Z\n"},
	"JSON Feed": {`{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://j.example/","items":[
		{"id":"1","url":"https://j.example/1","title":"One","date_published":"2026-03-02T10:00:00Z","content_html":"<p>Hi"},{"id":"2"}]}`,
		"feed \"J\" https://j.example/ 0s\nhttps://j.example/1 \"One\" 2026-03-02T10:00:00Z \"<p>Hi\"\n"},
	"reader counter": {`<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>http://feedproxy.example/~r/x</link><feedburner:origLink>https://b.example/x</feedburner:origLink></item></channel></rss>`,
		"feed \"\"  0s\nhttps://b.example/x \"\"\n"},
	"other addresses": {`<rss version="2.0"><channel><item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item><item><link>http://u:p@c.example/</link></item></channel></rss>`,
		"feed \"\"  0s\nhttp://c.example/ \"\"\n"},
	"stray ampersand": {`<rss version="2.0"><channel><title>Fish & Ships</title><item><title>A & B</title><link>http://d.example/?a=1&b=2</link></item></channel></rss>`,
		"feed \"Fish & Ships\"  0s\nhttp://d.example/?a=1&b=2 \"A & B\"\n"},
	"news sitemap": {`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://harbour.example/1</loc><lastmod>2026-03-02T11:00+01:00</lastmod>
		<news:news><news:publication><news:name>Harbour</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-03-02</news:publication_date><news:title>One</news:title></news:news></url>
		<url><loc>https://harbour.example/1</loc></url><url><loc> </loc></url></urlset>`,
		"sitemap \"Harbour\" https://harbour.example/ 0s\nhttps://harbour.example/1 \"One\" 2026-03-02T00:00:00Z 2026-03-02T10:00:00Z\n"},
	"sitemap index": {`<sm:sitemapindex xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9"><sm:sitemap><sm:loc>/s1.xml.gz</sm:loc><sm:lastmod>2026-03-02</sm:lastmod></sm:sitemap></sm:sitemapindex>`,
		"sitemap \"\" https://harbour.example/ 0s\nhttps://harbour.example/s1.xml.gz \"\" 2026-03-02T00:00:00Z\n"},
}

func TestFormats(t *testing.T) {
	for name, f := range formats {
		t.Run(name, func(t *testing.T) {
			for how, b := range map[string]string{"plain": f.in, "zipped": zipped(f.in)} {
				l, err := Parse([]byte(b), "", base)
				if err != nil {
					t.Fatal(how, err)
				}
				if d := cmp.Diff(f.want, shown(l)); d != "" {
					t.Error(how, d)
				}
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	rss := func(declared string) string {
		return `<?xml version="1.0"` + declared + `?><rss version="2.0"><channel><title>Паром вернулся в порт поздно вечером</title></channel></rss>`
	}
	russian, _ := charmap.Windows1251.NewEncoder().String(rss(` encoding="windows-1251"`))
	headed, _ := charmap.KOI8R.NewEncoder().String(rss(""))
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(rss(` encoding="UTF-16"`))
	for name, in := range map[string][2]string{
		"declared": {russian, ""}, "by the sender": {headed, "text/xml; charset=koi8-r"}, "wide": {wide, ""},
		"wrongly declared": {rss(` encoding="iso-8859-1"`), "text/xml"}, "marked": {"\xef\xbb\xbf" + rss(""), ""},
	} {
		l, err := Parse([]byte(in[0]), in[1], base)
		if err != nil || l.Title != "Паром вернулся в порт поздно вечером" {
			t.Errorf("%s: got %+v, %v", name, l, err)
		}
	}
}

func item(n int) string { return fmt.Sprintf("<item><link>http://e.example/%d</link></item>", n) }

func many(n int) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(item(i))
	}
	return s.String()
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ErrNoFeed.Error()},
		{"page", "<!DOCTYPE html><html><body>Not found</body></html>", ErrNoFeed.Error()},
		{"text", "The ferry left.", ErrNoFeed.Error()},
		{"other JSON", `{"error":"no"}`, ErrNoFeed.Error()},
		{"items", "<rss><channel>" + many(maxItems+1) + "</channel></rss>", errItems.Error()},
		{"depth", "<rss><channel><item>" + strings.Repeat("<x:y>", maxDepth), errDepth.Error()},
		{"elements", "<rss>" + strings.Repeat("<a/>", maxElements), errElements.Error()},
		{"objects", `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("{},", maxElements/10) + "{}]}", errElements.Error()},
		{"entities", `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss`, "read feed"},
		{"damaged", zipped(many(100))[:60], errDamaged.Error()},
		{"broken off", "<rss><channel><title>A", "read feed"},
	}
	for _, tt := range tests {
		l, err := Parse([]byte(tt.in), "", base)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %+v, %v", tt.name, l, err)
		}
	}
}

// TestEntitiesStayUnread holds that a document type adds nothing: no file, no address, no
// text that multiplies.
func TestEntitiesStayUnread(t *testing.T) {
	in := `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "` + strings.Repeat("a", 1000) + `">]>
		<rss version="2.0"><channel><title>T &f; &a;</title><item><link>http://e.example/</link></item></channel></rss>`
	l, err := Parse([]byte(in), "", base)
	if err == nil && (strings.Contains(l.Title, "root:") || strings.Contains(l.Title, "aaaa")) {
		t.Errorf("got %q", l.Title)
	}
}

func TestLongSitemapKeepsItsEnd(t *testing.T) {
	var s strings.Builder
	for i := range maxItems + 10 {
		fmt.Fprintf(&s, "<url><loc>http://e.example/%d</loc></url>", i)
	}
	l, err := Parse([]byte("<urlset>"+s.String()+"</urlset>"), "", base)
	if err != nil || len(l.Items) != maxItems || l.Items[0].URL != "http://e.example/10" {
		t.Errorf("got %d, %v", len(l.Items), err)
	}
}

func FuzzParse(f *testing.F) {
	for _, one := range formats {
		f.Add([]byte(one.in), "")
	}
	f.Add([]byte("\x1f\x8b\x08"), "text/xml; charset=utf-16")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		l, err := Parse(b, contentType, base)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("error of several lines: %v", err)
			}
			return
		}
		for _, i := range append(l.Items, l.Lists...) {
			u, err := url.Parse(i.URL)
			if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("item at %q", i.URL)
			}
			if !utf8.ValidString(i.Title) {
				t.Errorf("title %q", i.Title)
			}
		}
	})
}

func TestNoFeedIsKnown(t *testing.T) {
	if _, err := Parse([]byte("<html></html>"), "", base); !errors.Is(err, ErrNoFeed) {
		t.Errorf("got %v", err)
	}
	if l, err := Parse([]byte(formats["Atom"].in), "", base); err != nil || l.Kind != news.FeedItems {
		t.Errorf("got %+v, %v", l, err)
	}
}

func TestPlainTitles(t *testing.T) {
	for in, want := range map[string]string{
		"Ferry <b>hits</b> wall": "Ferry hits wall", "H<sub>2</sub>O": "H2O", "One<br/>two": "One two", `One<br class="x">two`: "One two", "<p>One</p><p>two</p>": "One two",
		"AT&amp;T": "AT&T", "3 < 4 and 5 > 4": "3 < 4 and 5 > 4", "a <3 b": "a <3 b", "<script>x</script>": "x",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestFeedsThatBreakOff holds that the whole items of a feed that breaks off are read.
func TestFeedsThatBreakOff(t *testing.T) {
	const item = "<item><title>One</title><link>http://a.example/1</link></item>"
	const entry = `<a:entry><a:title>One</a:title><a:link href="http://a.example/1"/></a:entry>`
	for _, s := range []string{
		`<rss version="2.0"><channel>` + item + "</channel></rss",
		`<rss version="2.0"><channel>` + item + "<item><title>Tw",
		`<rss version="2.0"><channel>` + item + "<item><title>Two</title><description><![CDATA[ no end",
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>` + item + "<item>",
		`<a:feed xmlns:a="http://www.w3.org/2005/Atom">` + entry + "<a:entry><a:title",
	} {
		l, err := Parse([]byte(s), "", base)
		if err != nil || !l.Cut || len(l.Items) != 1 || l.Items[0].URL != "http://a.example/1" || l.Items[0].Title != "One" {
			t.Errorf("%s: %+v, %v", s, l, err)
		}
	}
	if l, err := Parse([]byte(`<rss version="2.0"><channel><item><title>Tw`), "", base); err == nil {
		t.Errorf("got %+v", l)
	}
	if l, err := Parse([]byte(formats["RSS 2.0"].in), "", base); err != nil || l.Cut {
		t.Errorf("a whole one: %+v, %v", l, err)
	}
}

func TestDublinCoreTerms(t *testing.T) {
	l, err := Parse([]byte(`<rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel><item><link>http://a.example/1</link>
		<dcterms:issued>2026-03-02T10:00:00Z</dcterms:issued><dcterms:modified>2026-03-02T11:00:00Z</dcterms:modified></item></channel></rss>`), "", base)
	if err != nil || l.Items[0].Published.Hour() != 10 || l.Items[0].Updated.Hour() != 11 {
		t.Errorf("got %+v, %v", l, err)
	}
}

// TestBrokenFeedsAreReadInLinearTime gives a feed that breaks off below hundreds of elements
// and behind many thousand items.
func TestBrokenFeedsAreReadInLinearTime(t *testing.T) {
	s := "<rss><channel>" + strings.Repeat("<a>", 900) + strings.Repeat("<item></item>", 200_000) + "<item"
	began := time.Now()
	Parse([]byte(s), "", base)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
