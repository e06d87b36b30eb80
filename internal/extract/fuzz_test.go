package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"synoptic/internal/news"
)

func FuzzHTML(f *testing.F) {
	f.Add([]byte(ferryPage), "text/html")
	f.Add([]byte("<p>caf\xe9<table><tr><td>x</p>"), "text/html; charset=windows-1252")
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[[{"@type":["Report"],"author":[[]]}]]}</script><h1>2024`), "")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		a, err := HTML(news.Capture{Name: "p", URL: "http://a.example/b", ContentType: contentType, Bytes: b})
		switch {
		case err != nil:
		case strings.TrimSpace(a.Text) == "":
			t.Error("neither text nor error")
		case !utf8.ValidString(a.Text + a.Title + a.Source):
			t.Errorf("not UTF-8: %q", a)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"id":1,"authors":["a"],"text":"x"}`))
	f.Add([]byte(`{"text":"\ud800 \u0000"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := Article(news.Capture{Name: "f", ContentType: "application/json", Bytes: b})
		if err == nil && (a.ID == "" || !utf8.ValidString(a.Text+a.Source)) {
			t.Errorf("bad article %+v", a)
		}
	})
}

func FuzzDates(f *testing.F) {
	f.Add("2024-05-02T18:30:00Z")
	f.Add("2. Mai 2024")
	f.Fuzz(func(t *testing.T, s string) {
		for _, d := range []string{moment(s), writtenDay(s, true), addressDay(s)} {
			if d != "" && moment(d) != d {
				t.Errorf("%q gave %q, which is no date", s, d)
			}
		}
	})
}
