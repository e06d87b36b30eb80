package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestForeignSites holds that another site can neither change anything here nor be taken
// for this one.
func TestForeignSites(t *testing.T) {
	site, _ := newSite(t, Options{Hosts: []string{"news.example"}})
	for _, c := range []struct {
		name    string
		headers map[string]string
		host    string
		status  int
	}{
		{"own form", map[string]string{"Sec-Fetch-Site": "same-origin"}, "", 200},
		{"another site's form", map[string]string{"Sec-Fetch-Site": "cross-site"}, "", 403},
		{"a neighbour's form", map[string]string{"Sec-Fetch-Site": "same-site"}, "", 403},
		{"an old browser", map[string]string{"Origin": "https://evil.example"}, "", 403},
		{"a foreign name that leads here", nil, "evil.example", 421},
		{"a name with a port", nil, "evil.example:8420", 421},
		{"the given name", nil, "news.example:8420", 200},
		{"localhost", nil, "LOCALHOST:80", 200},
		{"IPv6", nil, "[::1]:80", 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := form(t, site.URL+"/compare", url.Values{"text": {wire, courier}}, nil)
			for k, v := range c.headers {
				r.Header.Set(k, v)
			}
			r.Host = c.host
			if answer, _ := do(t, r); answer.StatusCode != c.status {
				t.Errorf("status %d, want %d", answer.StatusCode, c.status)
			}
		})
	}
}

// TestTraversal holds that no address leads to a file that is not served.
func TestTraversal(t *testing.T) {
	site, _ := newSite(t, Options{})
	for _, path := range []string{"/static/", "/static/../doc.go", "/static/%2e%2e/doc.go", "/static/..%2f..%2f..%2fgo.mod",
		"/static/%252e%252e/doc.go", "/static/site.css", "/static//etc/passwd", "/..%5c..%5cgo.mod", "/static/site.css%00.png", "/templates/frame.gohtml"} {
		answer, body := get(t, site.URL+path)
		if answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d", path, answer.StatusCode)
		}
		if strings.Contains(body, "package web") || strings.Contains(body, "module synoptic") || strings.Contains(body, "root:") {
			t.Errorf("%s shows a file", path)
		}
	}
}

// TestHeaders holds that every kind of answer carries what keeps foreign words harmless.
func TestHeaders(t *testing.T) {
	site, _ := newSite(t, Options{})
	for _, path := range []string{"/", "/compare", "/api", "/nothing", "/api/v1/openapi.json", "/static/none", "/healthz", "/mcp"} {
		answer, body := get(t, site.URL+path)
		for header, want := range map[string]string{"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if got := answer.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q", path, header, got)
			}
		}
		if strings.Contains(body, "<script>") || strings.Contains(body, "<style>") || strings.Contains(body, " style=") || strings.Contains(body, " onclick=") {
			t.Errorf("%s holds a script or style that its own policy refuses", path)
		}
	}
}

// FuzzRequests holds that no address, query, header or body makes the server fail.
func FuzzRequests(f *testing.F) {
	for _, seed := range [][3]string{
		{"/", "q=%00", ""}, {"/compare", "n=-1", "text=a"}, {"/api/v1/compare", "", `{"accounts":[{"text":"a"},{"text":"b"}]}`},
		{"/api/v1/compare", "", `{"accounts":[{"text":"\ud800"},{"url":"http://[::1"}]}`}, {"/mcp", "", `{"jsonrpc":"2.0","id":1,"method":"tools/call"}`},
		{"/static/%zz", "", ""}, {"/metrics", "x=1", ""}, {"/a/../../b", "%", "\x00"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	site, log := newSite(f, Options{})
	f.Fuzz(func(t *testing.T, path, query, body string) {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			r, err := http.NewRequest(method, site.URL, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			r.URL.Path, r.URL.RawQuery = "/"+strings.TrimLeft(path, "/"), url.PathEscape(query)
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", "text/html, application/json, text/event-stream")
			if answer, got := do(t, r); answer.StatusCode >= 500 {
				t.Errorf("%s %s: status %d: %.300s\n%s", method, r.URL, answer.StatusCode, got, log)
			}
		}
	})
}
