package address

import (
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://Example.org/a?utm_source=x&id=7#top", "https://example.org/a?id=7"},
		{"https://example.org:443/a", "https://example.org/a"},
		{"http://example.org:80/a", "http://example.org/a"},
		{"http://example.org:8080/a", "http://example.org:8080/a"},
		{"https://example.org", "https://example.org/"},
		{"https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"},
		{"https://example.org/a?fbclid=abc&gclid=d", "https://example.org/a"},
		{"https://example.org/a?p=123&at_medium=RSS&at_campaign=KARANGA", "https://example.org/a?p=123"},
		{"https://reader:secret@example.org/a", "https://example.org/a"},
		{"https://amp.example.org/news/a", "https://www.example.org/news/a"},
		{"https://www.example.org/news/a/amp/", "https://www.example.org/news/a"},
		{"https://www.example.org/news/a/amp", "https://www.example.org/news/a"},
		{"https://www.example.org/amp/news/a", "https://www.example.org/news/a"},
		{"https://www.example.org/news/a.amp.html", "https://www.example.org/news/a.html"},
		{"https://www.example.org/news/a.amp", "https://www.example.org/news/a"},
		{"https://www.example.org/news/a?outputType=amp", "https://www.example.org/news/a"},
		{"https://www.example.org/news/a/print/", "https://www.example.org/news/a"},
		{"https://www.example.org/news/a?print=1", "https://www.example.org/news/a"},
		{"https://www.google.com/amp/s/www.example.org/news/a/amp/", "https://www.example.org/news/a"},
		{"https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/a", "https://www.example.org/news/a"},
		{"https://www.example.org/amp", "https://www.example.org/amp"},
		{"https://www.example.org/camp/", "https://www.example.org/camp/"},
		{"https://www.example.org/blueprint", "https://www.example.org/blueprint"},
		{"https://www.google.com/search?q=a", "https://www.google.com/search?q=a"},
		{"https://example.org/%E2%82%AC?q=%zz", "https://example.org/%E2%82%AC?q=%zz"},
		{"mailto:a@example.org", "mailto:a@example.org"},
		{"not an address", "not an address"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Canonical(tt.in); got != tt.want {
			t.Errorf("Canonical(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHost(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.example.org/a": "example.org", "https://m.example.org": "example.org", "https://amp.example.org:8080": "example.org",
		"https://m.org/": "m.org", "https://news.example.org/": "news.example.org", "no address": "", "": "", "https://WWW.Example.ORG": "example.org",
	} {
		if got := Host(in); got != want {
			t.Errorf("Host(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, in := range []string{"", "ftp://example.org/a", "http://", "https:///a", "javascript:alert(1)", "http://%zz/", "https://example.org/" + strings.Repeat("a", maxLength)} {
		if u, err := Parse(in); err == nil {
			t.Errorf("Parse(%.40q) = %v, want an error", in, u)
		}
	}
}

// FuzzCanonical holds that the form of a form is itself, and that it is a page's address.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://www.google.com/amp/s/www.example.org/news/a/amp/", "http://a.example/amp/amp/b?utm_=1&=", "https://amp.amp.example.org/print/print"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := Parse(s); err != nil {
			return
		}
		once := Canonical(s)
		if _, err := Parse(once); err != nil && len(once) <= maxLength {
			t.Errorf("Canonical(%q) = %q, which cannot be read: %v", s, once, err)
		}
		if twice := Canonical(once); twice != once {
			t.Errorf("Canonical(%q) = %q, again %q", s, once, twice)
		}
	})
}
