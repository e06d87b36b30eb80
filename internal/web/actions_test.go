package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"synoptic/internal/browser"
	"synoptic/internal/news"
	"synoptic/internal/store"
)

// click presses what a selector names and waits for what another names.
func click(t *testing.T, b *browser.Browser, what, then string) {
	t.Helper()
	b.Run(t, chromedp.ScrollIntoView(chromedp.CSS(what)), chromedp.Click(chromedp.CSS(what)), chromedp.WaitVisible(chromedp.CSS(then)))
}

// tryKeys goes to the second story and back, into the search, and to the help.
func tryKeys(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/", 1280)
	b.Run(t, chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS("#reports")))
	if got := browser.Eval[string](t, b, `location.pathname`); got != "/story/s1" {
		t.Errorf("the keys lead to %s", got)
	}
	b.Run(t, chromedp.KeyEvent("/"), chromedp.KeyEvent("election"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".hits")))
	if got := browser.Eval[string](t, b, `document.querySelector(".hits h2").textContent`); !strings.Contains(got, "election law") {
		t.Errorf("the search finds %q", got)
	}
	b.Run(t, chromedp.KeyEvent("j"), chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS("kbd")), chromedp.KeyEvent("g"), chromedp.WaitVisible(chromedp.CSS(".cards")))
}

// tryChoosing lays two reports of a story side by side.
func tryChoosing(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/story/s1", 1280)
	b.Run(t, chromedp.Click(chromedp.CSS(`.pick input[value=r1]`)), chromedp.Click(chromedp.CSS(`.pick input[value=r3]`)),
		chromedp.Click(chromedp.CSS("#choose button")),
		chromedp.WaitNotPresent(chromedp.CSS("#choose")), chromedp.WaitVisible(chromedp.CSS("#difference-1"))) // both pages have one
	if n := browser.Eval[int](t, b, `document.querySelectorAll(".column").length`); n != 2 {
		t.Errorf("%d accounts are shown", n)
	}
}

// tryPermalink follows the link of a difference into another window's address.
func tryPermalink(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/story/s1", 1280)
	b.Run(t, chromedp.Click(chromedp.CSS("#difference-1 .permalink")), chromedp.WaitVisible(chromedp.CSS("#difference-1[aria-current]")))
	link := browser.Eval[string](t, b, `location.pathname + location.hash`)
	if !strings.HasPrefix(link, "/story/s1#d-") {
		t.Errorf("the link of a difference is %s", link)
	}
	b.Open(t, site+link, 1280)
	b.Run(t, chromedp.WaitVisible(chromedp.CSS("#difference-1[aria-current]")))
	b.Open(t, site+"/story/s1#d-aaaaaaaa", 1280)
	b.Run(t, chromedp.WaitVisible(chromedp.CSS(".gone")))
}

// trySettling does with stories all that a person can.
func trySettling(t *testing.T, b *browser.Browser, site string, db *store.Store) {
	b.Open(t, site+"/story/s1", 1280)
	click(t, b, "button[value=pin]", "button[value=unpin]")
	for _, act := range []struct{ name, target string }{{"move", "/story/s3"}, {"split", ""}} {
		b.Open(t, site+"/story/s1", 1280)
		b.Run(t, chromedp.Click(chromedp.CSS("#settle ~ details summary")), chromedp.Click(chromedp.CSS(`.picks input[value=r3]`)))
		if act.target != "" {
			b.Run(t, chromedp.SendKeys(chromedp.CSS("details input[name=target]"), site+act.target))
		}
		browser.Eval[any](t, b, `document.body.className = "old"; 0`)
		b.Run(t, chromedp.Click(chromedp.CSS("button[value="+act.name+"]")), chromedp.WaitNotPresent(chromedp.CSS("body.old")), chromedp.WaitVisible(chromedp.CSS("#settle")))
	}
	b.Open(t, site+"/story/s3", 1280)
	b.Run(t, chromedp.SendKeys(chromedp.CSS(`.settle input[required]`), "s2"))
	browser.Eval[any](t, b, `document.body.className = "old"; 0`)
	b.Run(t, chromedp.Click(chromedp.CSS("button[value=merge]")), chromedp.WaitNotPresent(chromedp.CSS("body.old")), chromedp.WaitVisible(chromedp.CSS("#settle")))
	acts, err := db.Curations(t.Context())
	var done []string
	for _, a := range acts {
		done = append(done, fmt.Sprint(a.Kind, " ", a.Story, " ", a.Target, " ", strings.Join(a.Articles, " ")))
	}
	if want := "pin s1  |move s1 s3 r3|split s1  r3|merge s3 s2 "; err != nil || strings.Join(done, "|") != want {
		t.Errorf("noted is %q, want %q, %v", strings.Join(done, "|"), want, err)
	}
}

// tryNews has a report come while the first page is open: it appears without a reload.
func tryNews(t *testing.T, b *browser.Browser, site string, db *store.Store) {
	b.Open(t, site+"/", 1280)
	browser.Eval[any](t, b, `window.before = true; 0`)
	batch := store.Batch{Revisions: []news.Revision{at(10, "z1", "Late Post", "A tower falls at Elbmark", "A tower fell.")}, Placements: in("s9", news.Founded, "", "z1")}
	if err := db.Write(t.Context(), &batch); err != nil {
		t.Fatal(err)
	}
	b.Run(t, chromedp.WaitVisible(chromedp.CSS(`.card.new a[href="/story/s9"]`)))
	if !browser.Eval[bool](t, b, `window.before === true`) {
		t.Error("the page was loaded again")
	}
}

// tryVisits comes back an hour later: what is new since is marked, and only that.
func tryVisits(t *testing.T, b *browser.Browser, site string, db *store.Store) {
	b.Open(t, site+"/", 1280)
	browser.Eval[any](t, b, `(() => { const v = JSON.parse(localStorage.getItem("synoptic-visit")); v.now -= 3600; localStorage.setItem("synoptic-visit", JSON.stringify(v)) })()`)
	batch := store.Batch{Revisions: []news.Revision{at(12, "z2", "Late Post", "A second tower falls", "A second tower fell.")}, Placements: in("s10", news.Founded, "", "z2")}
	if err := db.Write(t.Context(), &batch); err != nil {
		t.Fatal(err)
	}
	b.Open(t, site+"/?order=new", 1280)
	b.Run(t, chromedp.WaitVisible(chromedp.CSS(`.card.new`)))
	if got := browser.Eval[string](t, b, `[...document.querySelectorAll(".card.new h2 a")].map(a => a.pathname).join(" ")`); got != "/story/s10" {
		t.Errorf("marked as new are %s", got)
	}
}

// tryExports takes a story away in every form.
func tryExports(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/story/s1", 1280)
	got := browser.Eval[string](t, b, `Promise.all([...document.querySelectorAll(".takeaway .button")].map(a => fetch(a.href).then(r => r.headers.get("content-disposition").replace(/.*filename=/, "")))).then(names => names.join(" "))`)
	if want := `"comparison.html" "comparison.md" "comparison.csv" "comparison.json" "story.zip"`; got != want {
		t.Errorf("taken away are %s, want %s", got, want)
	}
}

// tryFeeds watches a feed, imports a list, pauses a feed and removes it.
func tryFeeds(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/feeds", 1280)
	b.Run(t, chromedp.SendKeys(chromedp.CSS("input[name=url][type=url]"), "https://ledger.example/feed"))
	click(t, b, "button[value=add]", `form:has(input[value="https://ledger.example/feed"])`)
	feed := `form:has(input[value="https://ledger.example/feed"]) `
	click(t, b, feed+"button[value=pause]", feed+"button[value=resume]")
	click(t, b, feed+"button[value=resume]", feed+"button[value=pause]")
	b.Run(t, chromedp.Click(chromedp.CSS(feed+"button[value=remove]")), chromedp.WaitNotPresent(chromedp.CSS(feed)))
	browser.Eval[any](t, b, `(() => { const d = new DataTransfer(); d.items.add(new File(["https://courier.example/feed"], "feeds.opml")); document.querySelector("input[name=file]").files = d.files })()`)
	click(t, b, "button[value=import]", `input[value="https://courier.example/feed"] ~ button[value=pause]`)
	if got := browser.Eval[string](t, b, `fetch("/feeds.opml").then(r => r.text())`); !strings.Contains(got, "https://courier.example/feed") {
		t.Errorf("the list taken away is %q", got)
	}
}

// lines are lists of feeds of one address a line.
var lines = FeedsFile{
	Read: func(file []byte) (feeds []news.Feed, skipped int, err error) {
		for address := range strings.FieldsSeq(string(file)) {
			feeds = append(feeds, news.Feed{URL: address, Kind: news.FeedItems})
		}
		return feeds, 0, nil
	},
	Write: func(feeds []news.Feed) (file []byte, err error) {
		for _, f := range feeds {
			file = append(file, f.URL+"\n"...)
		}
		return file, nil
	},
}

// tryFirstRun loads the demo world into an empty site and removes it.
func tryFirstRun(t *testing.T, b *browser.Browser) {
	s := emptyStore(t)
	site, _ := newSite(t, Options{Store: s, Demo: demoOf(s), OPML: lines})
	tryReadable(t, b, site.URL, "/")
	b.Open(t, site.URL+"/", 1280)
	click(t, b, "button[value=load]", ".card")
	click(t, b, "button[value=remove]", "button[value=load]")
}

// press submits the compare box and waits for the answer.
func press(t *testing.T, b *browser.Browser, wait string) {
	t.Helper()
	b.Run(t, chromedp.Click(chromedp.CSS("button.main")), chromedp.WaitVisible(chromedp.CSS(wait)))
}

func tryBox(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/compare", 1280)
	fill(t, b, harbour()[:2])
	b.Received()
	press(t, b, "#difference-1")
	if n := b.Received(); n > 150_000 {
		t.Errorf("the comparison weighs %d bytes", n)
	}
	b.Run(t, chromedp.Click(chromedp.CSS("#difference-1 .why")))
	if n := browser.Eval[int](t, b, `document.querySelectorAll(".words .lit").length`); n < 2 {
		t.Errorf("a click on a difference lights %d places", n)
	}
	b.Run(t, chromedp.KeyEvent(kb.Escape))
	tryLooks(t, b, "comparison", browser.Looks(0, true))
}

// tryDrop drops two files on the page.
func tryDrop(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/compare", 1280)
	texts := harbour()
	browser.Eval[any](t, b, fmt.Sprintf(`(() => { const d = new DataTransfer();
		d.items.add(new File([%q], "ledger.txt", {type: "text/plain"})); d.items.add(new File([%q], "courier.txt", {type: "text/plain"}));
		document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: d, bubbles: true, cancelable: true})) })()`, texts[0], texts[1]))
	press(t, b, "#difference-1")
	if n := browser.Eval[int](t, b, `document.querySelectorAll(".column").length`); n != 2 {
		t.Errorf("%d accounts are shown", n)
	}
}

// tryAddress gives the box a text and the address of another.
func tryAddress(t *testing.T, b *browser.Browser, site string) {
	outlet := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, courier) }))
	defer outlet.Close()
	b.Open(t, site+"/compare", 1280)
	fill(t, b, []string{wire, outlet.URL + "/ferry.txt"})
	press(t, b, "#difference-1")
}
