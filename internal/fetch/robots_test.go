package fetch

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func parsed(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestRobots(t *testing.T) {
	body := "Sitemap: https://a.example/news.xml\n\nUser-agent: *\nDisallow: /\n\n" +
		"User-agent: synoptic\nDisallow: /private/\nAllow: /private/open\nCrawl-delay: 4\n"
	r := ReadRobots(&Answer{Status: 200, Body: []byte(body)}, noon)
	for path, want := range map[string]bool{"/": true, "/private/a": false, "/private/open": true, "/private": true, "/a?b=/private/": true} {
		if got := r.Allow(parsed(t, "https://a.example"+path)); got != want {
			t.Errorf("%s: allowed %v", path, got)
		}
	}
	if r.Delay != 4*time.Second || len(r.Sitemaps) != 1 || r.Until != noon.Add(robotsAge) {
		t.Errorf("got %+v", r)
	}
}

func TestRobotsThatDoNotCome(t *testing.T) {
	page := parsed(t, "https://a.example/a")
	tests := []struct {
		name    string
		answer  *Answer
		allowed bool
		until   time.Duration
	}{
		{"none", &Answer{Status: 404}, true, robotsAge},
		{"forbidden", &Answer{Status: 403}, true, robotsAge},
		{"broken", &Answer{Status: 503, Header: http.Header{"Retry-After": {"7200"}}}, false, 2 * time.Hour},
		{"silent", nil, false, robotsAgain},
		{"nonsense", &Answer{Status: 200, Body: []byte("<html>not found</html>")}, true, robotsAge},
		{"binary", &Answer{Status: 200, Body: []byte("\x00\xff\xfe")}, true, robotsAge},
		{"larger than read", &Answer{Status: 200, Body: []byte(strings.Repeat("#", maxRobots) + "\nUser-agent: *\nDisallow: /\n")}, true, robotsAge},
		{"slow", &Answer{Status: 200, Body: []byte("User-agent: *\nCrawl-delay: 86400\n")}, true, robotsAge},
	}
	for _, tt := range tests {
		r := ReadRobots(tt.answer, noon)
		if r.Allow(page) != tt.allowed || r.Until.Sub(noon) != tt.until || r.Delay > maxCrawlDelay {
			t.Errorf("%s: got %+v", tt.name, r)
		}
	}
}

func TestRobotsRequest(t *testing.T) {
	if got := RobotsRequest(parsed(t, "https://a.example:8443/b?c")).URL; got != "https://a.example:8443/robots.txt" {
		t.Errorf("got %q", got)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*a$\nCrawl-delay: -1"), "/a")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		r := ReadRobots(&Answer{Status: 200, Body: body}, noon)
		r.Allow(&url.URL{Scheme: "http", Host: "a.example", Path: path})
		if r.Delay < 0 || r.Delay > maxCrawlDelay {
			t.Errorf("delay %v", r.Delay)
		}
	})
}
