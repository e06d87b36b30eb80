package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

// ferryPage is a page as news sites make them, with furniture around its article.
const ferryPage = `<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Ferry with forty aboard runs aground off Skerry Point | The Harbour Gazette</title>
<meta property="og:site_name" content="The Harbour Gazette">
<meta property="og:title" content="Ferry with forty aboard runs aground off Skerry Point">
<meta property="article:section" content="Local news">
<link rel="canonical" href="/news/ferry-aground?utm=1#top">
<script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Harbour Gazette"},
{"@type":"NewsArticle","headline":"Ferry with forty aboard runs aground","datePublished":"2024-05-02T18:30:00+01:00",
"dateModified":"2024-05-03T07:00:00+01:00","author":[{"@type":"Person","name":"Ann Weir"},{"@type":"Person","name":"Tom Oakes"}],}]}
</script>
</head><body>
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>
<h1>Ferry with forty aboard runs aground off Skerry Point</h1>
<p class="byline">By <a rel="author" href="/ann">Ann Weir</a> and Tom Oakes</p>
<div class="article-body">
<p>A passenger ferry with forty people aboard ran aground off Skerry
Point on Thursday afternoon, the coastguard said, and everybody was taken off within two hours.</p>
<p>The <em>Morning Star</em> had left Port Elder at noon in calm weather and was
due at the islands by two o&#39;clock, according to the harbour master.</p>
<figure><img src="f.jpg" alt=""><figcaption>The ferry at low tide. Photo: J. Reed</figcaption></figure>
<p>&ldquo;We felt a long scrape and then she leaned over,&rdquo; said Mary Holt, a teacher who was
travelling with a class of eleven children.</p>
<div class="related-stories"><h3>Read more</h3><ul><li><a href="/a">Harbour wall to be raised</a></li><li><a href="/b">New timetable for the islands</a></li></ul></div>
<h2>Tug on its way</h2>
<p>A tug from the mainland was expected to reach the ferry at the next high tide, shortly before
midnight, and the company said that it would pay every passenger back.</p>
<p>Investigators will look at the charts, which were last corrected in 2019,<br>and at the ship's sounder.</p>
</div></article></main>
<aside class="newsletter-signup"><p>Sign up for our newsletter and get the news of the harbour every morning.</p></aside>
<section class="comments"><h2>Comments</h2><p>First! What a story this is, I was there and saw it all happen.</p></section>
<footer><p>Copyright The Harbour Gazette 2024. All rights reserved.</p></footer>
</body></html>`

const storyText = `A passenger ferry with forty people aboard ran aground off Skerry Point on Thursday afternoon, the coastguard said, and everybody was taken off within two hours.

The Morning Star had left Port Elder at noon in calm weather and was due at the islands by two o'clock, according to the harbour master.

“We felt a long scrape and then she leaned over,” said Mary Holt, a teacher who was travelling with a class of eleven children.

Tug on its way

A tug from the mainland was expected to reach the ferry at the next high tide, shortly before midnight, and the company said that it would pay every passenger back.

Investigators will look at the charts, which were last corrected in 2019,
and at the ship's sounder.`

func TestPage(t *testing.T) {
	got, err := Article(news.Capture{Name: "page", URL: "https://www.gazette.example/x", ContentType: "text/html", Bytes: []byte(ferryPage)})
	if err != nil {
		t.Fatal(err)
	}
	want := news.Article{
		ID: got.ID, Source: "The Harbour Gazette", URL: "https://www.gazette.example/news/ferry-aground?utm=1",
		Title:     "Ferry with forty aboard runs aground off Skerry Point",
		Published: "2024-05-02T18:30:00+01:00", Updated: "2024-05-03T07:00:00+01:00",
		Authors: []string{"Ann Weir", "Tom Oakes"}, Lang: "en", Section: "Local news", Text: storyText,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if !strings.HasPrefix(got.ID, "gazette.example-") {
		t.Errorf("id %q", got.ID)
	}
}

func TestPageIsReadTheSameTwice(t *testing.T) {
	c := news.Capture{Name: "page", Bytes: []byte(ferryPage)}
	first, _ := Article(c)
	for range 5 {
		if again, _ := Article(c); !cmp.Equal(first, again) {
			t.Fatal(cmp.Diff(first, again))
		}
	}
}

// pageWith wraps a head and a body into a page with an article of some length.
func pageWith(head, body string) news.Capture {
	return news.Capture{Name: "p", Bytes: []byte("<html><head>" + head + "</head><body><article>" + body + "</article></body></html>")}
}

var filler = "<p>" + strings.Repeat("The river rose again on Monday night, and the town moved its sandbags. ", 5) + "</p>"

func TestTitle(t *testing.T) {
	site := `<meta property="og:site_name" content="Harbour Gazette">`
	tests := []struct{ name, head, body, want string }{
		{"site behind a bar", site + "<title>River rises again | Harbour Gazette</title>", "", "River rises again"},
		{"site before a dash", site + "<title>Harbour Gazette - River rises again</title>", "", "River rises again"},
		{"section and site", site + "<title>River rises again in May | News | Harbour Gazette</title>", "", "River rises again in May"},
		{"hyphen in a title", site + "<title>Mid-river rescue - the full story</title>", "", "Mid-river rescue - the full story"},
		{"heading", "<title>gazette.example</title>", "<h1>River rises again on Monday</h1>", "River rises again on Monday"},
		{"heading is the site", site + "<title>River rises again</title>", "<h1>Harbour Gazette</h1>", "River rises again"},
		{"domain", `<link rel="canonical" href="https://gazette.example/a"><title>River rises again - Gazette</title>`, "", "River rises again"},
		{"entities twice", "<title>Town &amp;amp; river</title>", "", "Town & river"},
		{"open graph", `<meta property="og:title" content="River rises again"><title>x</title>`, "", "River rises again"},
		{"none", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := HTML(pageWith(tt.head, tt.body+filler))
			if err != nil || a.Title != tt.want {
				t.Errorf("got %q, %v, want %q", a.Title, err, tt.want)
			}
		})
	}
}

func TestAuthors(t *testing.T) {
	site := `<meta property="og:site_name" content="Harbour Gazette">`
	tests := []struct {
		name, head, body string
		want             []string
	}{
		{"meta", `<meta name="author" content="By Ann Weir and Tom Oakes">`, "", []string{"Ann Weir", "Tom Oakes"}},
		{"list", `<meta name="author" content="Ann Weir; Tom Oakes, Jr.">`, "", []string{"Ann Weir", "Tom Oakes, Jr"}},
		{"site is no author", site + `<meta name="author" content="Harbour Gazette">`, "", []string{}},
		{"profile is no author", `<meta property="article:author" content="https://social.example/ann">`, "", []string{}},
		{"byline", "", `<p class="byline">By Ann Weir</p>`, []string{"Ann Weir"}},
		{"byline of a comment", "", `<form class="author"><label class="author">Name *</label></form>`, []string{}},
		{"linked data", `<script type="application/ld+json">{"@type":"Report","author":"Ann Weir"}</script>`, "", []string{"Ann Weir"}},
		{"linked organisation", `<script type="application/ld+json">[{"@type":["Thing","NewsArticle"],"author":{"name":["Ann Weir","Tom Oakes"]}}]</script>`, "", []string{"Ann Weir", "Tom Oakes"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := HTML(pageWith(tt.head, tt.body+filler))
			if d := cmp.Diff(tt.want, a.Authors); d != "" || err != nil {
				t.Error(err, d)
			}
		})
	}
}

func TestIncomplete(t *testing.T) {
	long := strings.Repeat(filler, 6)
	locked := `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>`
	tests := []struct{ name, head, body, want string }{
		{"whole", "", long, ""},
		{"locked but whole", locked, long, ""},
		{"locked", locked, filler, "behind a paywall: only its beginning"},
		{"teaser", "", filler + "<div>Subscribe to continue reading</div>", "behind a paywall: only its beginning"},
		{"ellipsis", "", "<p>" + strings.Repeat("The river rose again on Monday night. ", 8) + "The town then moved…</p>", "breaks off"},
		{"words", `<script type="application/ld+json">{"@type":"NewsArticle","wordCount":900}</script>`, filler, "65 of 900 words"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := HTML(pageWith(tt.head, tt.body))
			if err != nil || a.Incomplete != tt.want {
				t.Errorf("got %q, %v, want %q; text %q", a.Incomplete, err, tt.want, a.Text)
			}
		})
	}
}

func TestBodyInThePagesData(t *testing.T) {
	body := strings.Repeat("The river rose again on Monday night, and the town moved its sandbags. ", 20)
	for name, data := range map[string]string{"lines": body + `\n\nThe school is shut.`, "HTML": "<p>" + body + "</p><p>The school is shut.</p>"} {
		a, err := HTML(pageWith(`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"`+data+`"}</script>`, "<p>Please wait.</p>"))
		if want := strings.TrimSpace(body) + "\n\nThe school is shut."; err != nil || a.Text != want {
			t.Errorf("%s: got %q, %v", name, a.Text, err)
		}
	}
}

func TestPagesWithoutText(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"empty", "<html><body></body></html>", "a page without text"},
		{"scripts", "<html><body><div id=root></div>" + strings.Repeat("<script>x()</script>", 5) + "</body></html>", "a page without text (drawn by scripts)"},
		{"nested", strings.Repeat("<div>", 20_000), "read page: its elements are nested too deep"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := HTML(news.Capture{Name: "p", Bytes: []byte(tt.page)})
			if err == nil || err.Error() != tt.want {
				t.Errorf("got %q, %v, want %q", a.Text, err, tt.want)
			}
		})
	}
}

func BenchmarkPage(b *testing.B) {
	page := strings.Replace(ferryPage, "<h2>Tug", strings.Repeat(filler, 10)+"<h2>Tug", 1) + strings.Repeat(`<div class="card"><a href="/x">Another story of the harbour</a></div>`, 300)
	c := news.Capture{Name: "page", Bytes: []byte(page)}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := HTML(c); err != nil {
			b.Fatal(err)
		}
	}
}
