package web

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// roomPages are the pages over a database.
var roomPages = []string{"/", "/?order=new", "/story/s1", "/story/s2", "/article/r4", "/article/r4?revision=1", "/search?q=ferry", "/source/Tidewater",
	"/speaker/" + url.PathEscape("Ines Corran"), "/failures", "/feeds", "/source/" + url.PathEscape(evil), "/article/x1"}

func TestFront(t *testing.T) {
	site, _ := newRoom(t)
	_, page := get(t, site.URL+"/")
	for _, want := range []string{"4 reports", "3 independent origins", "Tidewater, Daily Ledger", `class="verdict conflict"`, "212 passengers", `href="/story/s1"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the first page lacks %q", want)
		}
	}
	if strings.Index(page, "/story/s1") > strings.Index(page, "/story/s3") {
		t.Error("a story of one report stands before one of three origins")
	}
	for query, want := range map[string]string{"q=election": "s3", "source=Tidewater": "s1", "origins=2": "s1", "since=12h&q=bridge": "s2"} {
		_, page := get(t, site.URL+"/?"+query)
		if !strings.Contains(page, `href="/story/`+want+`"`) || strings.Count(page, `<article class="card"`) != 1 {
			t.Errorf("?%s shows %d stories, want %s alone", query, strings.Count(page, `<article class="card"`), want)
		}
	}
	if _, page := get(t, site.URL+"/?q=nosuchword"); !strings.Contains(page, "No story answers this") {
		t.Error("an empty list does not say what to do")
	}
}

func TestStoryPage(t *testing.T) {
	site, _ := newRoom(t)
	_, page := get(t, site.URL+"/story/s1")
	for _, want := range []string{`id="difference-1"`, "It shares the names Port Callow", "1 change", `href="/source/Tidewater"`, `class="copygraph"`, "94 %", `name="act" value="merge"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the story lacks %q", want)
		}
	}
	for format, begin := range map[string]string{"json": `{`, "csv": "record,", "html": "<!doctype html>", "markdown": "#"} {
		if answer, body := get(t, site.URL+"/story/s1/export/"+format); answer.StatusCode != 200 || !strings.HasPrefix(strings.TrimPrefix(body, "\ufeff"), begin) {
			t.Errorf("export as %s: status %d, %.40q", format, answer.StatusCode, body)
		}
	}
	if answer, page := get(t, site.URL+"/side-by-side?a=r1&a=r3"); answer.StatusCode != 200 || strings.Count(page, `<article class="column"`) != 2 {
		t.Errorf("two reports side by side: status %d, %d columns", answer.StatusCode, strings.Count(page, `<article class="column"`))
	}
}

func TestArticlePage(t *testing.T) {
	site, _ := newRoom(t)
	_, page := get(t, site.URL+"/article/r4")
	for _, want := range []string{"<ins> into ferry</ins>", "the inquiry would report in June", "Revision 2", `href="?revision=1"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the article lacks %q", want)
		}
	}
	if _, first := get(t, site.URL+"/article/r4?revision=1"); strings.Contains(first, "<ins>") || strings.Contains(first, "report in June") {
		t.Error("the first text shows what came later")
	}
}

// TestViewsAgree holds that the API gives what the pages show.
func TestViewsAgree(t *testing.T) {
	site, _ := newRoom(t)
	var story StoryView
	read(t, site.URL+"/api/v1/stories/s1", &story)
	if story.Origins != 3 || len(story.Articles) != 4 || story.Comparison == nil || len(story.Placed) != 4 || story.Glance.Conflicts == 0 {
		t.Errorf("the story has %d origins, %d reports, %d placements", story.Origins, len(story.Articles), len(story.Placed))
	}
	var list Stories
	read(t, site.URL+"/api/v1/stories?order=new&limit=1", &list)
	first := list.Stories[0].ID
	read(t, site.URL+"/api/v1/stories?order=new&limit=1&after="+url.QueryEscape(list.Next), &list)
	if list.Stories[0].ID == first {
		t.Error("the second page is the first one again")
	}
	var found Found
	read(t, site.URL+"/api/v1/search?q=breakwater", &found)
	if len(found.Hits) < 3 {
		t.Errorf("%d hits", len(found.Hits))
	}
	var first4 ArticleView
	read(t, site.URL+"/api/v1/articles/r4?revision=1", &first4)
	if first4.ID != "r4" || first4.Number != 1 || len(first4.Revisions) != 2 {
		t.Errorf("the first text of r4 is %s, revision %d of %d", first4.ID, first4.Number, len(first4.Revisions))
	}
	var said Speaker
	read(t, site.URL+"/api/v1/speakers/"+url.PathEscape("Ines Corran"), &said)
	texts := strings.Join(harbour(), "")
	for _, q := range said.Quotes {
		if !strings.Contains(texts, q.Words) {
			t.Errorf("%q is not verbatim", q.Words)
		}
	}
	answer, _ := get(t, site.URL+"/api/v1/stories/s1")
	if again, body := get(t, site.URL+"/api/v1/stories/s1", "If-None-Match", answer.Header.Get("ETag")); again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("asked again, the story comes with status %d", again.StatusCode)
	}
}

func read(t *testing.T, address string, into any) {
	t.Helper()
	answer, body := get(t, address)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d: %s", address, answer.StatusCode, body)
	}
	if err := json.Unmarshal([]byte(body), into); err != nil {
		t.Fatal(err)
	}
}

func TestBulk(t *testing.T) {
	site, _ := newRoom(t)
	_, body := get(t, site.URL+"/api/v1/articles?source=Tidewater")
	var a news.Revision
	if err := json.Unmarshal([]byte(body), &a); err != nil || a.ID != "r1" {
		t.Errorf("it streams %.80s: %v", body, err)
	}
	if _, body := get(t, site.URL+"/api/v1/articles"); strings.Count(body, "\n") != 6 {
		t.Errorf("it streams %d articles, want 6", strings.Count(body, "\n"))
	}
	if answer, body := get(t, site.URL+"/api/v1/articles?since=nonsense"); answer.StatusCode != http.StatusBadRequest || answer.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("a day that is none gives %d, %s", answer.StatusCode, body)
	}
	if _, body := get(t, site.URL+"/api/v1/openapi.json"); !strings.Contains(body, "application/jsonl") {
		t.Error("the stream is not described")
	}
}

func TestFeeds(t *testing.T) {
	site, _ := newRoom(t)
	if answer, body := get(t, site.URL+"/search.atom?q=ferry"); !strings.HasPrefix(answer.Header.Get("Content-Type"), "application/atom+xml") || strings.Count(body, "<entry>") != 4 {
		t.Errorf("the feed has %d entries", strings.Count(body, "<entry>"))
	}
	var feed jsonFeed
	read(t, site.URL+"/search.json?q=bridge", &feed)
	if len(feed.Items) != 1 || feed.Items[0].Title != evil {
		t.Errorf("the feed has %+v", feed.Items)
	}
	if answer, _ := get(t, site.URL+"/search.atom?q="+url.QueryEscape(`"(`)); answer.StatusCode != http.StatusBadRequest {
		t.Errorf("a search that cannot be understood: status %d", answer.StatusCode)
	}
}

// TestEvents holds that a stream tells of a new report, and ends with the server.
func TestEvents(t *testing.T) {
	site, db := newRoom(t)
	answer, err := http.Get(site.URL + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := db.Write(t.Context(), &store.Batch{Revisions: []news.Revision{at(10, "z1", "Late Post", "A tower falls", "A tower fell.")}}); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(answer.Body)
	for end := time.Now().Add(30 * time.Second); lines.Scan() && time.Now().Before(end); {
		if lines.Text() == "event: news" {
			return
		}
	}
	t.Error("nothing was told")
}

func TestCurate(t *testing.T) {
	site, db := newRoom(t)
	send := func(story string, fields url.Values) int {
		r, err := http.NewRequest(http.MethodPost, site.URL+"/story/"+story+"/curate", strings.NewReader(fields.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Accept", "text/html")
		answer, _ := do(t, r)
		return answer.StatusCode
	}
	for _, c := range []struct {
		fields url.Values
		status int
	}{
		{url.Values{"act": {"pin"}}, 200},
		{url.Values{"act": {"merge"}, "target": {site.URL + "/story/s3"}}, 200},
		{url.Values{"act": {"split"}, "a": {"r3"}}, 200},
		{url.Values{"act": {"move"}, "a": {"r3"}, "target": {"s3"}}, 200},
		{url.Values{"act": {"merge"}, "target": {"none"}}, 404},
		{url.Values{"act": {"merge"}, "target": {"s1"}}, 400},
		{url.Values{"act": {"split"}}, 400},
		{url.Values{"act": {"split"}, "a": {"y1"}}, 400},
		{url.Values{"act": {"drop"}}, 400},
	} {
		if status := send("s1", c.fields); status != c.status {
			t.Errorf("%v: status %d, want %d", c.fields, status, c.status)
		}
	}
	acts, err := db.Curations(t.Context())
	if err != nil || len(acts) != 4 || acts[1].Target != "s3" || acts[0].By == "" || acts[0].At.IsZero() {
		t.Errorf("noted were %+v, %v", acts, err)
	}
	if story, _ := db.Story(t.Context(), "s1"); !story.Pinned {
		t.Error("the story is not pinned")
	}
}

// TestHostileWords holds that words of strangers stay words on every page.
func TestHostileWords(t *testing.T) {
	site, _ := newRoom(t)
	for _, path := range roomPages {
		answer, page := get(t, site.URL+path)
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", path, answer.StatusCode)
		}
		for _, bad := range []string{"<img src=x", "<script>alert", "onerror=alert(1)>"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s holds %s", path, bad)
			}
		}
	}
	if _, feed := get(t, site.URL+"/search.atom?q=bridge"); strings.Contains(feed, "<img") {
		t.Error("the feed holds markup")
	}
}

func TestNotThere(t *testing.T) {
	site, _ := newRoom(t)
	for path, status := range map[string]int{"/story/none": 404, "/article/none": 404, "/article/r4?revision=9": 404, "/article/r4?revision=x": 400, "/source/none": 404,
		"/speaker/none": 404, "/?after=x": 400, "/?since=x": 400, "/?origins=-1": 400, "/story/s2/export/json": 404, "/story/s1/export/exe": 400,
		"/side-by-side": 422, "/side-by-side?a=none&a=r1": 404, "/api/v1/stories/none": 404, "/api/v1/search?q=%28": 400, "/api/v1/stories?after=x&order=new": 400} {
		if answer, body := get(t, site.URL+path); answer.StatusCode != status {
			t.Errorf("%s: status %d, want %d: %.200s", path, answer.StatusCode, status, body)
		}
	}
}
