package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"synoptic/internal/annotate"
	"synoptic/internal/compare"
	"synoptic/internal/extract"
	"synoptic/internal/news"
)

// models are what reads and compares, loaded once for all tests.
var models = sync.OnceValues(func() (*compare.Comparer, *annotate.Reader) {
	c, err := compare.New()
	if err != nil {
		panic(err)
	}
	return c, annotate.New()
})

// comparer compares as the program does, texts, JSON lines
// and addresses of this machine only; other addresses are failures.
func comparer(t testing.TB) CompareFunc {
	t.Helper()
	c, reader := models()
	return func(_ context.Context, inputs []Input) (*news.Comparison, []news.Failure, error) {
		var docs []*news.Document
		var failures []news.Failure
		for _, in := range inputs {
			if strings.HasPrefix(in.URL, "http://127.0.0.1:") {
				_, page := get(t, in.URL)
				in.URL, in.Bytes = "", []byte(page)
			}
			a, err := extract.Article(news.Capture{Name: in.Name, ContentType: kindOf(in.Bytes), Bytes: in.Bytes})
			if err != nil || in.URL != "" {
				failures = append(failures, news.Failure{Name: in.Name, Err: http.ErrNotSupported})
				continue
			}
			docs = append(docs, reader.Read(&a))
		}
		if len(docs) < 2 {
			return nil, failures, nil
		}
		return c.Compare(docs, nil), failures, nil
	}
}

func kindOf(b []byte) string {
	if bytes.HasPrefix(b, []byte("{")) {
		return "application/json"
	}
	return "text/plain"
}

// logged is what a server logs, which goes on while a test reads it.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// newSite is a server without a database, with what it logged.
func newSite(t testing.TB, o Options) (*httptest.Server, *logged) {
	t.Helper()
	var log logged
	o.Version, o.Log = "test", slog.New(slog.NewTextHandler(&log, nil))
	if o.Compare == nil {
		o.Compare = comparer(t)
	}
	if o.Access == (Access{}) {
		o.Access.Everyone = Writer
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(s)
	t.Cleanup(func() {
		site.CloseClientConnections() // streams would last
		site.Close()
	})
	return site, &log
}

const (
	wire    = "Ferry hits breakwater at Port Callow\n\nPORT CALLOW, 14 April (Tidewater) - A ferry struck the outer breakwater of Port Callow on Tuesday evening, injuring 17 passengers, the coast guard said.\n\nThe harbour was closed. \"We heard a bang and fell,\" said Ada Moll, a passenger."
	courier = "Night of the ferry <script>alert(1)</script>\n\nA ferry struck the outer breakwater of Port Callow on Tuesday evening, injuring 26 passengers, the hospital said.\n\nThe harbour was closed. \"We heard a bang,\" said Ada Moll."
)

// form is a request of the compare box.
func form(t testing.TB, address string, fields url.Values, files map[string]string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range fields {
		for _, v := range values {
			w.WriteField(name, v)
		}
	}
	for name, content := range files {
		part, err := w.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, content)
	}
	w.Close()
	r, err := http.NewRequest(http.MethodPost, address, &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Accept", "text/html")
	return r
}

// do sends a request and returns the answer with its body.
func do(t testing.TB, r *http.Request) (*http.Response, string) {
	t.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func get(t testing.TB, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return do(t, r)
}

func post(t testing.TB, address, body string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return do(t, r)
}

func TestCompareBox(t *testing.T) {
	site, _ := newSite(t, Options{})
	for _, c := range []struct {
		name   string
		fields url.Values
		files  map[string]string
		status int
		want   []string
	}{
		{"two texts", url.Values{"text": {wire, courier}}, nil, 200, []string{`id="difference-1"`, "17 passengers", "26 passengers"}},
		{"a text and a file", url.Values{"text": {wire, ""}}, map[string]string{"courier.txt": courier}, 200, []string{"17 passengers", "26 passengers"}},
		{"nothing", url.Values{"text": {"", ""}}, nil, 422, []string{"Two accounts are needed"}},
		{"one text", url.Values{"text": {wire}}, nil, 422, []string{"Two accounts are needed", "injuring 17 passengers"}},
		{"two texts and an address that fails", url.Values{"text": {wire, courier, "https://example.org/x"}}, nil, 200, []string{"Not read", "https://example.org/x", "26 passengers"}},
		{"addresses only", url.Values{"text": {"https://example.org/1\nhttps://example.org/2"}}, nil, 422, []string{"Not two readable accounts", "https://example.org/2"}},
		{"seventeen", url.Values{"text": strings.Split(strings.Repeat("a ", 16)+"a", " ")}, nil, 422, []string{"17 inputs"}},
		{"no such form", url.Values{"text": {wire, courier}, "format": {"exe"}}, nil, 400, []string{"No such form"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer, body := do(t, form(t, site.URL+"/compare", c.fields, c.files))
			if answer.StatusCode != c.status {
				t.Errorf("status %d, want %d", answer.StatusCode, c.status)
			}
			for _, w := range c.want {
				if !strings.Contains(body, w) {
					t.Errorf("the page lacks %q", w)
				}
			}
			if strings.Contains(body, "<script>alert") {
				t.Error("markup of a text stands in the page")
			}
		})
	}
}

func TestDownloads(t *testing.T) {
	site, _ := newSite(t, Options{})
	for format, begin := range map[string]string{"html": "<!doctype html>", "json": "{", "csv": "record,", "markdown": "#"} {
		answer, body := do(t, form(t, site.URL+"/compare", url.Values{"text": {wire, courier}, "format": {format}}, nil))
		if !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s is not offered as a file", format)
		}
		if body = strings.TrimPrefix(body, "\ufeff"); !strings.HasPrefix(body, begin) {
			t.Errorf("%s begins with %.40q, want %q", format, body, begin)
		}
	}
}

// TestAPIIsThePage holds that the API finds what the page shows, verbatim.
func TestAPIIsThePage(t *testing.T) {
	site, _ := newSite(t, Options{})
	in, _ := json.Marshal(map[string]any{"accounts": []map[string]string{{"source": "Tidewater", "text": wire}, {"source": "Courier", "text": courier}}})
	answer, body := post(t, site.URL+"/api/v1/compare", string(in))
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", answer.StatusCode, body)
	}
	var c news.Comparison
	if err := json.Unmarshal([]byte(body), &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Differences) == 0 || len(c.Points) == 0 || c.Schema != news.Schema {
		t.Fatalf("%d differences and %d points of schema %q", len(c.Differences), len(c.Points), c.Schema)
	}
	texts := map[string]string{}
	for _, a := range c.Articles {
		texts[a.ID] = a.Text
	}
	for _, d := range c.Differences {
		for _, v := range d.Values {
			if v.Of(texts[v.Article]) != v.Text {
				t.Errorf("%q is not verbatim", v.Text)
			}
		}
	}
}

func TestAPIFaults(t *testing.T) {
	site, _ := newSite(t, Options{})
	for _, c := range []struct {
		body   string
		status int
	}{
		{``, 400}, {`{`, 400}, {`null`, 422}, {`[]`, 422}, {`{"accounts":[]}`, 422}, {`{"accounts":[{},{}]}`, 422},
		{`{"accounts":[{"text":"x"},{"url":"file:///etc/passwd"}]}`, 422},
		{`{"accounts":[{"text":"x"},{"url":"http://169.254.169.254/"}]}`, 422},
		{`{"accounts":"` + strings.Repeat("x", maxBody) + `"}`, 413},
	} {
		answer, body := post(t, site.URL+"/api/v1/compare", c.body)
		if answer.StatusCode != c.status {
			t.Errorf("%.60s: status %d, want %d: %.200s", c.body, answer.StatusCode, c.status, body)
		}
		if kind := answer.Header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%.60s: answered as %s", c.body, kind)
		}
	}
	if answer, _ := get(t, site.URL+"/api/v1/nothing"); answer.StatusCode != http.StatusNotFound || answer.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("an unknown address of the API answers %d as %s", answer.StatusCode, answer.Header.Get("Content-Type"))
	}
}

func TestDescription(t *testing.T) {
	site, _ := newSite(t, Options{})
	_, body := get(t, site.URL+"/api/v1/openapi.json")
	var doc struct {
		OpenAPI string
		Paths   map[string]any
	}
	if err := json.Unmarshal([]byte(body), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || doc.Paths["/api/v1/compare"] == nil {
		t.Errorf("OpenAPI %s with %d paths", doc.OpenAPI, len(doc.Paths))
	}
	_, page := get(t, site.URL+"/api")
	for path := range doc.Paths {
		if !strings.Contains(page, path) {
			t.Errorf("the reference lacks %s", path)
		}
	}
}

func TestOperations(t *testing.T) {
	site, log := newSite(t, Options{})
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ready\n"} {
		if _, body := get(t, site.URL+path); body != want {
			t.Errorf("%s answers %q", path, body)
		}
	}
	get(t, site.URL+"/compare?secret=1")
	if !comes(func() bool { // a request is counted when it is over, which its reader may see first
		_, body := get(t, site.URL+"/metrics")
		return strings.Contains(body, `synoptic_http_requests_total{route="GET /compare",status="200"} 1`)
	}) {
		t.Error("the metrics lack a request")
	}
	if !comes(func() bool { return strings.Contains(log.String(), "path=/compare status=200") }) || strings.Contains(log.String(), "secret") {
		t.Errorf("the log says %s", log)
	}
}

// comes reports whether something holds, now or within a while.
func comes(holds func() bool) bool {
	for end := time.Now().Add(10 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

func TestKeptByTheBrowser(t *testing.T) {
	site, _ := newSite(t, Options{})
	answer, page := get(t, site.URL+"/compare")
	if again, body := get(t, site.URL+"/compare", "If-None-Match", answer.Header.Get("ETag")); again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("the same page again: status %d", again.StatusCode)
	}
	_, rest, _ := strings.Cut(page, `href="/static/site-`)
	name, _, _ := strings.Cut(rest, `"`)
	style, _ := get(t, site.URL+"/static/site-"+name)
	if style.StatusCode != http.StatusOK || !strings.Contains(style.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("the style sheet answers %d, %s", style.StatusCode, style.Header.Get("Cache-Control"))
	}
}

// TestPanic holds that a panic costs one request only.
func TestPanic(t *testing.T) {
	site, log := newSite(t, Options{Compare: func(context.Context, []Input) (*news.Comparison, []news.Failure, error) { panic("broken") }})
	answer, body := do(t, form(t, site.URL+"/compare", url.Values{"text": {wire, courier}}, nil))
	if answer.StatusCode != http.StatusInternalServerError || strings.Contains(body, "broken") {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
	if !strings.Contains(log.String(), "broken") {
		t.Error("the log does not say what happened")
	}
	if again, _ := get(t, site.URL+"/compare"); again.StatusCode != http.StatusOK {
		t.Errorf("afterwards status %d", again.StatusCode)
	}
}
