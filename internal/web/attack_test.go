package web

import (
	"net/http"
	"net/http/cookiejar"
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

// FuzzRoom holds the same of a site with a database: names, searches, cursors and forms.
func FuzzRoom(f *testing.F) {
	for _, seed := range [][3]string{
		{"/", "after", "1.s1"}, {"/search", "q", `"a OR (b`}, {"/story/s1", "x", "\x00"}, {"/article/r4", "revision", "-1"}, {"/source/%2e%2e", "q", ""},
		{"/speaker/a", "q", "'; DROP TABLE articles"}, {"/story/s1/curate", "act", "merge"}, {"/feeds", "url", "javascript:1"}, {"/side-by-side", "a", "r1"},
		{"/api/v1/stories", "limit", "-1"}, {"/api/v1/search", "after", "\xff"}, {"/api/v1/articles", "since", "99999999d"}, {"/login", "next", "//evil"},
		{"/watches", "query", `"a OR (b`}, {"/watches", "before", "9223372036854775808"}, {"/watches/w1", "kind", "\x00"}, {"/watches/w1/feed/atom", "token", "\xff"}, {"/api/v1/alerts", "before", "-1"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	site, _ := newRoom(f)
	f.Fuzz(func(t *testing.T, path, name, value string) {
		query := url.Values{name: {value}}.Encode()
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			r, err := http.NewRequest(method, site.URL, strings.NewReader(query))
			if err != nil {
				t.Fatal(err)
			}
			r.URL.Path, r.URL.RawQuery = "/"+strings.TrimLeft(path, "/"), query
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			if answer, got := do(t, r); answer.StatusCode >= 500 {
				t.Errorf("%s %s?%s: status %d: %.300s", method, path, query, answer.StatusCode, got)
			}
		}
	})
}

// TestAccess holds who may do what, at every level and with every proof.
func TestAccess(t *testing.T) {
	const asPage, asProgram = "text/html", "application/json"
	for _, c := range []struct {
		name           string
		everyone       Level
		token, accept  string
		read, compare  int
		write, metrics int
	}{
		{"nobody's page", Nobody, "", asPage, 303, 401, 401, 303},
		{"nobody's program", Nobody, "", asProgram, 401, 401, 401, 401},
		{"an open site", Reader, "", asProgram, 200, 422, 403, 200},
		{"a reading token", Nobody, "r", asProgram, 200, 422, 403, 200},
		{"a writing token", Nobody, "w", asProgram, 200, 422, 404, 200},
		{"a wrong token on an open site", Reader, "x", asProgram, 401, 401, 401, 401},
		{"an empty token", Nobody, " ", asProgram, 401, 401, 401, 401},
	} {
		t.Run(c.name, func(t *testing.T) {
			site, _ := newSite(t, Options{Store: newsroom(t), Access: Access{Everyone: c.everyone, ReadToken: "r", WriteToken: "w", Password: "p"}})
			for _, ask := range []struct {
				method, path, body string
				want               int
			}{
				{"GET", "/story/s1", "", c.read}, {"GET", "/metrics", "", c.metrics}, {"POST", "/api/v1/compare", `{"accounts":[{},{}]}`, c.compare},
				{"POST", "/api/v1/stories/none/curations", `{"act":"pin"}`, c.write}, {"GET", "/healthz", "", 200},
			} {
				r, err := http.NewRequest(ask.method, site.URL+ask.path, strings.NewReader(ask.body))
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Accept", c.accept)
				r.Header.Set("Content-Type", "application/json")
				if c.token != "" {
					r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(c.token))
				}
				answer, err := http.DefaultTransport.RoundTrip(r)
				if err != nil {
					t.Fatal(err)
				}
				answer.Body.Close()
				if answer.StatusCode != ask.want {
					t.Errorf("%s %s: status %d, want %d", ask.method, ask.path, answer.StatusCode, ask.want)
				}
			}
		})
	}
}

// TestGuessing holds that tokens and passwords cannot be tried one after another.
func TestGuessing(t *testing.T) {
	site, _ := newSite(t, Options{Store: newsroom(t), Access: Access{WriteToken: "secret", Password: "hunter2"}})
	last := 0
	for range maxFailures + 2 {
		answer, _ := get(t, site.URL+"/story/s1", "Authorization", "Bearer guess")
		last = answer.StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("after many wrong tokens: status %d", last)
	}
	if answer, _ := get(t, site.URL+"/story/s1", "Authorization", "Bearer secret"); answer.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the right token after many wrong ones: status %d: guessing goes on", answer.StatusCode)
	}
	if answer, err := http.PostForm(site.URL+"/login", url.Values{"password": {"hunter2"}}); err != nil || answer.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the login lets guess on: %v, %v", answer.Status, err)
	}
}

// TestLogin logs in, changes something, and logs out.
func TestLogin(t *testing.T) {
	db := newsroom(t)
	site, log := newSite(t, Options{Store: db, Access: Access{Everyone: Reader, Password: "hunter2"}})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	reader := &http.Client{Jar: jar}
	send := func(path string, fields url.Values) int {
		answer, err := reader.PostForm(site.URL+path, fields)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	pin := url.Values{"act": {"pin"}}
	for _, step := range []struct {
		path   string
		fields url.Values
		status int
	}{
		{"/story/s1/curate", pin, 403},
		{"/login", url.Values{"password": {"wrong"}}, 401},
		{"/login", url.Values{"password": {"hunter2"}, "next": {"//evil.example"}}, 200},
		{"/story/s1/curate", pin, 200},
		{"/logout", nil, 200},
		{"/story/s1/curate", pin, 403},
	} {
		if status := send(step.path, step.fields); status != step.status {
			t.Errorf("%s %v: status %d, want %d", step.path, step.fields, status, step.status)
		}
	}
	acts, err := db.Curations(t.Context())
	if err != nil || len(acts) != 1 || acts[0].By != "password" {
		t.Errorf("noted were %+v, %v", acts, err)
	}
	if !strings.Contains(log.String(), "msg=audit act=logout") {
		t.Error("logging out leaves no line")
	}
	if !strings.Contains(log.String(), "msg=audit act=pin") || strings.Contains(log.String(), "hunter2") {
		t.Errorf("the log says %s", log)
	}
}
