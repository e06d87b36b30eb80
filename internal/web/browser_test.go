package web

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"synoptic/internal/browser"
	"synoptic/internal/news"
	"synoptic/internal/store"
)

// harbour are the accounts of the example.
func harbour(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../examples/harbour/*.txt")
	if err != nil || len(files) < 3 {
		t.Fatalf("no example: %v", err)
	}
	var texts []string
	for _, f := range files {
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(content))
	}
	return texts
}

// fill puts texts into the fields of the compare box.
func fill(t *testing.T, b *browser.Browser, texts []string) {
	t.Helper()
	fields := `[...document.querySelectorAll("textarea[name=text]")]`
	for i, text := range texts {
		browser.Eval[any](t, b, fmt.Sprintf(`%s[%d].value = %q; 0`, fields, i, text))
	}
}

// TestPages tries the pages that need no database in a browser.
func TestPages(t *testing.T) {
	b := browser.New(t)
	site, _ := newSite(t, Options{})
	t.Run("compare box", func(t *testing.T) { tryBox(t, b, site.URL) })
	t.Run("drop", func(t *testing.T) { tryDrop(t, b, site.URL) })
	t.Run("colours", func(t *testing.T) { tryColours(t, b, site.URL) })
	t.Run("readable", func(t *testing.T) { tryReadable(t, b, site.URL, "/compare", "/api") })
	b.Quiet(t)
	t.Run("fault", func(t *testing.T) { tryReadable(t, b, site.URL, "/nothing") })
	t.Run("without JavaScript", func(t *testing.T) { tryWithoutScript(t, b, site.URL) })
}

// TestRoom tries every page over a database, and what is done there.
func TestRoom(t *testing.T) {
	b := browser.New(t)
	site, db := newRoom(t)
	t.Run("readable", func(t *testing.T) {
		tryReadable(t, b, site.URL, "/", "/story/s1", "/article/r4", "/search?q=ferry", "/source/Tidewater", "/speaker/Ines%20Corran", "/failures", "/feeds", "/help")
	})
	t.Run("keyboard", func(t *testing.T) { tryKeys(t, b, site.URL) })
	t.Run("side by side", func(t *testing.T) { tryChoosing(t, b, site.URL) })
	t.Run("settle", func(t *testing.T) { trySettling(t, b, site.URL) })
	t.Run("news", func(t *testing.T) { tryNews(t, b, site.URL, db) })
	b.Quiet(t)
}

// tryKeys goes to the second story and back, then into the search.
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

// trySettling pins a story.
func trySettling(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/story/s1", 1280)
	b.Run(t, chromedp.Click(chromedp.CSS(`button[value=pin]`)), chromedp.WaitVisible(chromedp.CSS("button[value=unpin]")))
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

// press submits the compare box and waits for the answer.
func press(t *testing.T, b *browser.Browser, wait string) {
	t.Helper()
	b.Run(t, chromedp.Click(chromedp.CSS("button.main")), chromedp.WaitVisible(chromedp.CSS(wait)))
}

func tryBox(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/compare", 1280)
	fill(t, b, harbour(t)[:2])
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
	for _, look := range looks {
		b.Scheme(t, look.scheme)
		b.Run(t, chromedp.EmulateViewport(look.width, 880))
		tryLook(t, b, "comparison", look.scheme, look.width)
	}
}

// tryDrop drops two files on the page.
func tryDrop(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/compare", 1280)
	texts := harbour(t)
	browser.Eval[any](t, b, fmt.Sprintf(`(() => { const d = new DataTransfer();
		d.items.add(new File([%q], "ledger.txt", {type: "text/plain"})); d.items.add(new File([%q], "courier.txt", {type: "text/plain"}));
		document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: d, bubbles: true, cancelable: true})) })()`, texts[0], texts[1]))
	press(t, b, "#difference-1")
	if n := browser.Eval[int](t, b, `document.querySelectorAll(".column").length`); n != 2 {
		t.Errorf("%d accounts are shown", n)
	}
}

// tryColours chooses the dark colours, which the next page keeps.
func tryColours(t *testing.T, b *browser.Browser, site string) {
	b.Scheme(t, "light")
	b.Open(t, site+"/compare", 1280)
	paper := `getComputedStyle(document.body).backgroundColor`
	light := browser.Eval[string](t, b, paper)
	b.Run(t, chromedp.Click(chromedp.CSS("label:has(#theme-dark)")))
	b.Open(t, site+"/api", 1280)
	if dark := browser.Eval[string](t, b, paper); dark == light {
		t.Error("the choice of dark colours is lost on the next page")
	}
	b.Run(t, chromedp.Click(chromedp.CSS("label:has(#theme-auto)")))
}

// looks are the windows that a page is looked at in.
var looks = []struct {
	scheme string
	width  int64
}{{"light", 360}, {"dark", 1280}, {"light", 2560}}

// tryReadable checks pages on a telephone, a desk and a wall, with axe-core.
func tryReadable(t *testing.T, b *browser.Browser, site string, paths ...string) {
	for _, path := range paths {
		for _, look := range looks {
			b.Scheme(t, look.scheme)
			b.Received()
			b.Open(t, site+path, look.width)
			if n := b.Received(); n > 150_000 {
				t.Errorf("%s weighs %d bytes", path, n)
			}
			tryLook(t, b, path, look.scheme, look.width)
		}
	}
}

// narrow are the pages that axe-core looks at on a telephone too: those with most on them.
var narrow = map[string]bool{"/": true, "/story/s1": true, "comparison": true, "/compare": true}

// tryLook checks what is shown now.
func tryLook(t *testing.T, b *browser.Browser, path, scheme string, width int64) {
	t.Helper()
	b.Fits(t, width)
	b.Picture(t, fmt.Sprintf("%s-%s-%d.png", name(path), scheme, width), false)
	if width > 2000 || width < 500 && !narrow[path] {
		return
	}
	for _, v := range b.Violations(t) {
		t.Errorf("%s, %s, %d: %s", path, scheme, width, v)
	}
}

// name is a path as the name of a picture.
func name(path string) string {
	path, _, _ = strings.Cut(path, "?")
	if path = strings.ReplaceAll(strings.Trim(path, "/"), "/", "-"); path == "" {
		return "front"
	}
	return path
}

func tryWithoutScript(t *testing.T, b *browser.Browser, site string) {
	b.Open(t, site+"/compare", 1280)
	fill(t, b, harbour(t)[:2])
	b.Script(t, false)
	defer b.Script(t, true)
	press(t, b, "#difference-1")
	b.Run(t, chromedp.Click(chromedp.CSS("#difference-1 .show")))
	if got := browser.Eval[string](t, b, `document.querySelector(":target").closest(".words") ? "text" : ""`); got != "text" {
		t.Error("without scripts a difference does not lead into the text")
	}
}
