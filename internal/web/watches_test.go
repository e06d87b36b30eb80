package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// submit sends a form and returns the page it leads to, with its path.
func submit(t testing.TB, address string, fields url.Values) (status int, path, page string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, address, strings.NewReader(fields.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html")
	answer, page := do(t, r)
	return answer.StatusCode, answer.Request.URL.Path, page
}

// happen raises alerts of a watch.
func happen(t testing.TB, db *store.Store, w string, titles ...string) {
	t.Helper()
	var r news.Raised
	for _, title := range titles {
		r.Alerts = append(r.Alerts, news.Alert{Watch: w, Key: "k " + title, Kind: news.NewNumber, Story: "s1", Headline: "Ferry strikes breakwater", Article: "r4", Title: title, Text: "person · hurt", At: morning,
			Evidence: []news.Testimony{{Evidence: news.Evidence{Article: "r4", Text: title}, Source: "Inland Standard"}}})
	}
	if err := db.Raise(t.Context(), &r); err != nil {
		t.Fatal(err)
	}
}

// TestWatching watches a search and a story by one button each, reads what happens, changes
// what is told and to whom, and ends it.
func TestWatching(t *testing.T) {
	db := newsroom(t)
	begun := 0
	site, log := newSite(t, Options{Store: db, Begin: func(context.Context, news.Watch) error { begun++; return nil }})
	if _, page := get(t, site.URL+"/watches"); !strings.Contains(page, "Nothing is watched yet") {
		t.Error("an empty list does not say what to do")
	}
	for path, button := range map[string]string{"/search?q=ferry": "Watch this search", "/story/s1": "Watch this story"} {
		if _, page := get(t, site.URL+path); !strings.Contains(page, button) {
			t.Errorf("%s lacks the button", path)
		}
	}
	status, path, page := submit(t, site.URL+"/watches", url.Values{"act": {"add"}, "query": {`ferry "Port Callow"`}})
	if status != 200 || !strings.HasPrefix(path, "/watches/w") || !strings.Contains(page, "No alert yet") {
		t.Fatalf("adding leads to %s, status %d", path, status)
	}
	if _, again, _ := submit(t, site.URL+"/watches", url.Values{"act": {"add"}, "query": {`ferry "Port Callow"`}}); again != path {
		t.Errorf("watched twice: %s and %s", path, again)
	}
	if _, story, page := submit(t, site.URL+"/watches", url.Values{"act": {"add"}, "story": {"s1"}}); !strings.Contains(page, "<h1>Ferry strikes breakwater at Port Callow") {
		t.Errorf("watching a story leads to %s", story)
	}
	id := strings.TrimPrefix(path, "/watches/")
	happen(t, db, id, "14 people → 19 people", "19 people → 26 people")
	_, page = get(t, site.URL+"/watches")
	for _, want := range []string{`<span class="unread">2<span`, "2 unread", "19 people → 26 people", "Changed number", "Mark all as read", "search: <code>ferry"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if _, _, page = submit(t, site.URL+path, url.Values{"act": {"read"}, "upto": {"1"}}); !strings.Contains(page, `<span class="unread">1<`) {
		t.Error("marking one as read does not leave one")
	}
	if _, _, page = submit(t, site.URL+"/watches", url.Values{"act": {"read"}, "upto": {"2"}}); strings.Contains(page, `class="unread"`) {
		t.Error("marking all as read leaves some")
	}
	change := url.Values{"act": {"change"}, "name": {"Ferries"}, "query": {"ferry"}, "kind": {"number", "edit"}, "mail": {"a@news.example; b@news.example"}, "webhook": {"https://hook.example/x"}, "from": {"22:00"}, "to": {"07:00"}, "zone": {"Europe/Berlin"}}
	if status, _, page = submit(t, site.URL+path, change); status != 200 || !strings.Contains(page, "<h1>Ferries</h1>") || !strings.Contains(page, "whsec_") {
		t.Errorf("changing it: status %d", status)
	}
	w, err := db.Watch(t.Context(), id)
	want := news.Watch{ID: id, Name: "Ferries", Query: "ferry", Kinds: []news.AlertKind{news.SilentEdit, news.NewNumber}, Mail: []string{"a@news.example", "b@news.example"}, Webhook: "https://hook.example/x",
		Quiet: news.Quiet{From: "22:00", To: "07:00", Zone: "Europe/Berlin"}, Token: w.Token, Secret: w.Secret, By: "anybody", Created: w.Created}
	if d := cmp.Diff(want, w); d != "" || err != nil {
		t.Error(d, err)
	}
	if _, path, _ := submit(t, site.URL+path, url.Values{"act": {"delete"}}); path != "/watches" {
		t.Errorf("deleting leads to %s", path)
	}
	if list, err := db.Watches(t.Context()); err != nil || len(list) != 1 || begun != 3 {
		t.Errorf("left are %d, %v; %d began", len(list), err, begun)
	}
	for _, act := range []string{`act="watch add"`, `act="watch change"`, `act="watch delete"`, `act="alerts read"`} {
		if !strings.Contains(log.String(), "msg=audit "+act) {
			t.Errorf("the log lacks %s", act)
		}
	}
}

// TestWatchesThatCannotBe holds that mistakes are told as such.
func TestWatchesThatCannotBe(t *testing.T) {
	db := newsroom(t)
	site, _ := newSite(t, Options{Store: db})
	_, path, _ := submit(t, site.URL+"/watches", url.Values{"act": {"add"}, "query": {"ferry"}})
	for _, c := range []struct {
		path   string
		fields url.Values
		status int
	}{
		{"/watches", url.Values{"act": {"add"}}, 422},
		{"/watches", url.Values{"act": {"add"}, "query": {"(ferry"}}, 400},
		{"/watches", url.Values{"act": {"add"}, "story": {"none"}}, 404},
		{"/watches", url.Values{"act": {"dance"}}, 400},
		{"/watches", url.Values{"act": {"read"}, "upto": {"x"}}, 400},
		{"/watches/none", url.Values{"act": {"change"}, "name": {"x"}}, 404},
		{"/watches/none", url.Values{"act": {"delete"}}, 404},
		{path, url.Values{"act": {"change"}, "name": {"x"}, "query": {"ferry"}}, 422},
		{path, url.Values{"act": {"change"}, "name": {"x"}, "query": {"ferry"}, "kind": {"edit"}, "webhook": {"javascript:alert(1)"}}, 422},
		{path, url.Values{"act": {"change"}, "name": {"x\r\nBcc: y"}, "query": {"ferry"}, "kind": {"edit"}}, 422},
		{path, url.Values{"act": {"dance"}}, 400},
	} {
		if status, _, page := submit(t, site.URL+c.path, c.fields); status != c.status {
			t.Errorf("%s %v: status %d, want %d: %.300s", c.path, c.fields, status, c.status, page)
		}
	}
	for path, status := range map[string]int{"/watches/none": 404, "/watches?before=x": 400, path + "?before=-1": 400, path + "/feed/exe": 404, "/watches/none/feed/atom": 404} {
		if answer, _ := get(t, site.URL+path); answer.StatusCode != status {
			t.Errorf("%s: status %d, want %d", path, answer.StatusCode, status)
		}
	}
}

// TestHostileWatch holds that a name, a search and what happened stay words.
func TestHostileWatch(t *testing.T) {
	db := newsroom(t)
	site, _ := newSite(t, Options{Store: db})
	_, path, _ := submit(t, site.URL+"/watches", url.Values{"act": {"add"}, "query": {"ferry OR " + evil}, "name": {evil}})
	happen(t, db, strings.TrimPrefix(path, "/watches/"), evil)
	for _, at := range []string{"/watches", path, path + "/feed/atom", path + "/feed/rss"} {
		answer, page := get(t, site.URL+at)
		if answer.StatusCode != 200 {
			t.Errorf("%s: status %d", at, answer.StatusCode)
		}
		for _, bad := range []string{"<img src=x", "<script>alert", "onerror=alert(1)>"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s holds %s", at, bad)
			}
		}
	}
}

// TestWatchFeeds reads each form of a feed as a feed reader does.
func TestWatchFeeds(t *testing.T) {
	db := newsroom(t)
	site, _ := newSite(t, Options{Store: db, Address: "https://news.example"})
	_, path, _ := submit(t, site.URL+"/watches", url.Values{"act": {"add"}, "query": {"ferry"}})
	id := strings.TrimPrefix(path, "/watches/")
	happen(t, db, id, "14 people → 19 people", "19 people → 26 people")
	ids := map[string]string{}
	for form, kind := range map[string]string{"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"} {
		answer, body := get(t, site.URL+path+"/feed/"+form)
		feed, err := gofeed.NewParser().ParseString(body)
		if err != nil || !strings.HasPrefix(answer.Header.Get("Content-Type"), kind) {
			t.Fatalf("%s: %v, %s", form, err, answer.Header.Get("Content-Type"))
		}
		if feed.Title != "synoptic: ferry" || len(feed.Items) != 2 || feed.Items[0].Title != "Changed number: 19 people → 26 people" || feed.Items[0].Link != "https://news.example/story/s1" {
			t.Errorf("%s: %+v", form, feed)
		}
		first := feed.Items[0]
		ids[first.GUID] = form
		at := first.PublishedParsed
		if at == nil {
			at = first.UpdatedParsed
		}
		if at == nil || !at.Equal(morning) || !strings.Contains(first.Description+first.Content, "Inland Standard: “19 people → 26 people”") {
			t.Errorf("%s: %+v", form, first)
		}
		tag := answer.Header.Get("ETag")
		if again, _ := get(t, site.URL+path+"/feed/"+form, "If-None-Match", tag); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: asked again: status %d", form, again.StatusCode)
		}
	}
	if len(ids) != 1 {
		t.Errorf("one alert has the ids %v", ids)
	}
}

// TestWatchesAreTheWriters holds who sees watches, and whom a feed is open to.
func TestWatchesAreTheWriters(t *testing.T) {
	db := newsroom(t)
	w, err := db.AddWatch(t.Context(), news.Watch{Name: "Ferries", Query: "ferry", Kinds: news.AlertKinds(), Mail: []string{"secret@news.example"}, Created: morning})
	if err != nil {
		t.Fatal(err)
	}
	feed := "/watches/" + w.ID + "/feed/atom"
	for _, c := range []struct {
		everyone    Level
		token, path string
		status      int
	}{
		{Reader, "", "/watches", 403}, {Reader, "", "/watches/" + w.ID, 403}, {Reader, "", "/api/v1/watches", 403}, {Reader, "", "/api/v1/alerts", 403},
		{Reader, "", "/api/v1/watches/" + w.ID, 403}, {Reader, "", feed, 200}, {Reader, "w", "/watches", 200},
		{Nobody, "", "/watches", 401}, {Nobody, "", feed, 401}, {Nobody, "", feed + "?token=", 401}, {Nobody, "", feed + "?token=" + w.Token, 200},
		{Nobody, "", "/watches/none/feed/atom?token=" + w.Token, 401}, {Nobody, "", "/watches/" + w.ID + "?token=" + w.Token, 401}, {Nobody, "r", feed, 200}, {Nobody, "r", "/watches", 403},
	} {
		site, _ := newSite(t, Options{Store: db, Access: Access{Everyone: c.everyone, ReadToken: "r", WriteToken: "w"}})
		var headers []string
		if c.token != "" {
			headers = []string{"Authorization", "Bearer " + c.token}
		}
		answer, body := get(t, site.URL+c.path, headers...)
		if answer.StatusCode != c.status || c.status != 200 && strings.Contains(body, "secret@") {
			t.Errorf("%d, token %q, %s: status %d, want %d", c.everyone, c.token, c.path, answer.StatusCode, c.status)
		}
	}
	site, _ := newSite(t, Options{Store: db, Access: Access{ReadToken: "r"}})
	for range maxFailures {
		get(t, site.URL+feed+"?token=guess")
	}
	if answer, _ := get(t, site.URL+feed+"?token="+w.Token); answer.StatusCode != http.StatusTooManyRequests {
		t.Errorf("tokens of feeds can be guessed: status %d", answer.StatusCode)
	}
	open, _ := newSite(t, Options{Store: db, Access: Access{Everyone: Reader}})
	if _, page := get(t, open.URL+"/search?q=ferry"); strings.Contains(page, "Watch this search") || strings.Contains(page, `href="/watches"`) {
		t.Error("who may only read is offered to watch")
	}
}

// call asks the API and returns its status and answer.
func call(t *testing.T, site *httptest.Server, method, path, body string, into any) int {
	t.Helper()
	r, err := http.NewRequest(method, site.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, text := do(t, r)
	if into != nil {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatalf("%s %s: %v: %s", method, path, err, text)
		}
	}
	return answer.StatusCode
}

// TestWatchesAPI does by program what the pages do.
func TestWatchesAPI(t *testing.T) {
	db := newsroom(t)
	site, _ := newSite(t, Options{Store: db})
	var w WatchView
	if status := call(t, site, "POST", "/api/v1/watches", `{"query":"ferry","kinds":["number"],"quiet":{"from":"22:00","to":"07:00"}}`, &w); status != 201 || w.Name != "ferry" || w.Quiet.From != "22:00" || w.Secret == "" {
		t.Fatalf("adding gives %d, %+v", status, w)
	}
	happen(t, db, w.ID, "14 → 19", "19 → 26", "26 → 27")
	var page AlertList
	if status := call(t, site, "GET", "/api/v1/alerts?limit=2&watch="+w.ID, "", &page); status != 200 || len(page.Alerts) != 2 || page.Next == 0 || page.Alerts[0].Title != "26 → 27" {
		t.Errorf("alerts %d, %+v", status, page)
	}
	if call(t, site, "GET", fmt.Sprintf("/api/v1/alerts?limit=2&before=%d", page.Next), "", &page); len(page.Alerts) != 1 || page.Next != 0 {
		t.Errorf("the page after %+v", page)
	}
	if status := call(t, site, "POST", "/api/v1/alerts/read", `{"up_to":2}`, nil); status != 204 {
		t.Errorf("marking as read: %d", status)
	}
	var list []WatchView
	if call(t, site, "GET", "/api/v1/watches", "", &list); len(list) != 1 || list[0].Unread != 1 {
		t.Errorf("the list is %+v", list)
	}
	var changed WatchView
	if status := call(t, site, "PUT", "/api/v1/watches/"+w.ID, `{"name":"Ships","query":"ferry OR ship","mail":["a@b.example"]}`, &changed); status != 200 || changed.Name != "Ships" || len(changed.Kinds) != 7 || changed.Quiet.From != "" {
		t.Errorf("changing gives %d, %+v", status, changed)
	}
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "/api/v1/watches", `{}`, 422}, {"POST", "/api/v1/watches", `{"query":"(a"}`, 400}, {"POST", "/api/v1/watches", `{"query":"a","kinds":["noise"]}`, 422},
		{"POST", "/api/v1/watches", `{"story":"none"}`, 404}, {"POST", "/api/v1/watches", `{"query":"a","mail":["nobody"]}`, 422}, {"POST", "/api/v1/watches", `{"query":1}`, 422},
		{"PUT", "/api/v1/watches/none", `{"query":"a"}`, 404}, {"GET", "/api/v1/watches/none", "", 404}, {"DELETE", "/api/v1/watches/none", "", 404},
		{"GET", "/api/v1/alerts?before=-1", "", 422}, {"POST", "/api/v1/alerts/read", `{"up_to":0}`, 422}, {"DELETE", "/api/v1/watches/" + w.ID, "", 204},
	} {
		if status := call(t, site, c.method, c.path, c.body, nil); status != c.status {
			t.Errorf("%s %s %s: status %d, want %d", c.method, c.path, c.body, status, c.status)
		}
	}
	_, description := get(t, site.URL+"/api/v1/openapi.json")
	for _, path := range []string{`"/api/v1/watches"`, `"/api/v1/watches/{id}"`, `"/api/v1/alerts"`, `"/api/v1/alerts/read"`} {
		if !strings.Contains(description, path) {
			t.Errorf("the description lacks %s", path)
		}
	}
}

// TestForeignWatches holds that another site can add none.
func TestForeignWatches(t *testing.T) {
	db := newsroom(t)
	site, _ := newSite(t, Options{Store: db})
	r, err := http.NewRequest(http.MethodPost, site.URL+"/watches", strings.NewReader("act=add&query=ferry"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if answer, _ := do(t, r); answer.StatusCode != http.StatusForbidden {
		t.Errorf("status %d", answer.StatusCode)
	}
	if list, _ := db.Watches(t.Context()); len(list) != 0 {
		t.Errorf("there are %d watches", len(list))
	}
}
