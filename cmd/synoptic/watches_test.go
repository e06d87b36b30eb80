package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/mmcdole/gofeed"

	"synoptic/internal/browser"
)

// blast are reports of one event, the later with another number.
var blast = []map[string]string{
	{"id": "a1", "source": "Tidewater", "title": "Blast in Callow market", "published": "2026-05-04T06:40:00Z", "text": "CALLOW (Tidewater) - A blast tore through the covered market of Callow on Monday morning. Three people were killed in the blast, the police said. The cellar of the market burned until noon, and the market hall was closed."},
	{"id": "a2", "source": "Inland Standard", "title": "Parliament passes the election law", "published": "2026-05-04T07:00:00Z", "text": "Parliament passed the election law with 51 votes on Monday, the speaker said. The opposition left the chamber before the vote."},
	{"id": "a3", "source": "Radio Merrow", "title": "Callow market blast: toll rises", "published": "2026-05-04T10:00:00Z", "text": "The number of dead after the blast in the covered market of Callow has risen. Five people were killed in the blast on Monday morning, the hospital in Callow said. The market hall is closed, and the cellar of the market burned."},
}

// bring pushes reports to a site.
func bring(t *testing.T, site string, reports ...map[string]string) {
	t.Helper()
	if status, body := postJSON(t, site+"/api/v1/articles", map[string]any{"articles": reports}); status != http.StatusOK {
		t.Fatalf("status %d: %s", status, body)
	}
}

func read(t *testing.T, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// TestWatchingInABrowser goes the whole way with the whole program: a person searches,
// watches the search by a button, gives a webhook; a report with another number comes; the
// person sees it, their feed reader reads it, and the webhook is told.
func TestWatchingInABrowser(t *testing.T) {
	var told atomic.Value
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		told.Store(r.Header.Get("Webhook-Signature") + string(body))
	}))
	t.Cleanup(hook.Close)
	settings := filepath.Join(t.TempDir(), "synoptic.toml")
	if err := os.WriteFile(settings, []byte("[webhooks]\nallow_private = true\n[alerts]\ngather = '1s'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(configVariable, settings)
	b := browser.New(t)
	site := startServe(t, "--no-poll")
	bring(t, site, blast[:2]...)

	b.Open(t, site+"/search?q=callow+blast", 1280)
	b.Run(t, chromedp.Click(chromedp.CSS(`.watch-this button`)), chromedp.WaitVisible(chromedp.CSS(".watch-form")))
	watch := browser.Eval[string](t, b, `location.pathname`)
	if name := browser.Eval[string](t, b, `document.querySelector("h1").textContent`); !strings.HasPrefix(watch, "/watches/w") || name != "callow blast" {
		t.Fatalf("the button leads to %s: %s", watch, name)
	}
	browser.Eval[any](t, b, fmt.Sprintf(`document.querySelector("input[name=webhook]").value = %q; 0`, hook.URL))
	b.Run(t, chromedp.Click(chromedp.CSS(`button[value=change]`)), chromedp.WaitVisible(chromedp.CSS(".watches details")))

	b.Open(t, site+"/watches", 1280)
	bring(t, site, blast[2])
	b.Run(t, chromedp.WaitVisible(chromedp.CSS("header .unread")), chromedp.WaitVisible(chromedp.CSS("#told .alerts"))) // without loading it again
	await(t, func() bool { return strings.Contains(read(t, site+"/api/v1/alerts"), `"kind":"number"`) })
	for _, path := range []string{"/watches", watch} {
		b.Open(t, site+path, 360)
		for _, look := range browser.Looks(0, true) {
			b.See(t, look)
			b.Picture(t, fmt.Sprintf("%s-%s-%d.png", map[bool]string{true: "watches", false: "watch"}[path == "/watches"], look.Scheme, look.Width), false)
			b.Judge(t, look)
		}
	}
	b.Open(t, site+"/watches", 1280)
	shown := browser.Eval[string](t, b, `document.querySelector(".alerts").textContent`)
	for _, want := range []string{"Changed number", "3 people → 5 people", "Five people", "New report", "Callow market blast: toll rises"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page lacks %q: %s", want, shown)
		}
	}
	tryReading(t, b, site, watch)
	await(t, func() bool { return told.Load() != nil })
	if message := told.Load().(string); !strings.HasPrefix(message, "v1,") || !strings.Contains(message, "3 people → 5 people") {
		t.Errorf("the webhook is told %s", message)
	}
	b.Quiet(t)
}

// tryReading reads the feed that the page names, and marks all as read.
func tryReading(t *testing.T, b *browser.Browser, site, watch string) {
	t.Helper()
	b.Open(t, site+watch, 1280)
	feed, err := gofeed.NewParser().ParseString(read(t, browser.Eval[string](t, b, `document.querySelector(".feeds-of a").href`)))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, item := range feed.Items {
		found = found || item.Title == "Changed number: 3 people → 5 people"
	}
	if !found {
		t.Errorf("the feed has %+v", feed.Items)
	}
	b.Open(t, site+"/watches", 1280)
	if n := browser.Eval[int](t, b, `document.querySelectorAll("header .unread").length`); n != 1 {
		t.Error("the menu does not count what is unread")
	}
	b.Run(t, chromedp.Click(chromedp.CSS(`button[value=read]`)), chromedp.WaitNotPresent(chromedp.CSS("header .unread")))
}

// TestProblemOfAStoryIsLoggedOnce holds that a story that cannot be read fills no log, as it
// is looked at again every few seconds.
func TestProblemOfAStoryIsLoggedOnce(t *testing.T) {
	var log strings.Builder
	a := alerts{log: slog.New(slog.NewTextHandler(&log, nil)), problems: map[string]string{}}
	for _, what := range []string{"corrupt", "corrupt", "gone"} {
		a.problem("s1", errors.New(what))
	}
	if n := strings.Count(log.String(), "\n"); n != 2 {
		t.Errorf("%d lines:\n%s", n, log.String())
	}
}
