package web

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"synoptic/internal/browser"
)

// harbour are the accounts of the example.
func harbour() []string {
	files, err := filepath.Glob("../../examples/harbour/*.txt")
	if err != nil || len(files) < 3 {
		panic(fmt.Sprintf("no example: %v", err))
	}
	var texts []string
	for _, f := range files {
		content, err := os.ReadFile(f)
		if err != nil {
			panic(err)
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

// TestBrowser tries every page in a browser, and everything that is done there: one browser
// and one site for all.
func TestBrowser(t *testing.T) {
	b := browser.New(t)
	t.Run("without a database", func(t *testing.T) { tryBare(t, b) })
	t.Run("first run", func(t *testing.T) { tryFirstRun(t, b) })
	t.Run("login", func(t *testing.T) { tryLogin(t, b) })
	site, db := newRoom(t)
	for _, trial := range []struct {
		name string
		run  func(*testing.T, *browser.Browser, string)
	}{
		{"readable", tryRoom}, {"keyboard", tryKeys}, {"side by side", tryChoosing}, {"permalink", tryPermalink},
		{"exports", tryExports}, {"feeds", tryFeeds},
		{"news", func(t *testing.T, b *browser.Browser, site string) { tryNews(t, b, site, db) }},
		{"visits", func(t *testing.T, b *browser.Browser, site string) { tryVisits(t, b, site, db) }},
		{"settle", func(t *testing.T, b *browser.Browser, site string) { trySettling(t, b, site, db) }},
	} {
		t.Run(trial.name, func(t *testing.T) { trial.run(t, b, site.URL) })
	}
	b.Quiet(t)
	t.Run("fault", func(t *testing.T) { tryReadable(t, b, site.URL, "/nothing") })
	t.Run("without JavaScript", func(t *testing.T) { tryWithoutScript(t, b, site.URL) })
}

// tryRoom looks at the pages over a database.
func tryRoom(t *testing.T, b *browser.Browser, site string) {
	tryReadable(t, b, site, "/", "/story/s1", "/story/s2", "/article/r4", "/search?q=ferry", "/source/Tidewater", "/speaker/Ines%20Corran", "/failures", "/feeds", "/help")
}

// tryBare looks at the pages that need no database.
func tryBare(t *testing.T, b *browser.Browser) {
	site, _ := newSite(t, Options{})
	t.Run("compare box", func(t *testing.T) { tryBox(t, b, site.URL) })
	t.Run("drop", func(t *testing.T) { tryDrop(t, b, site.URL) })
	t.Run("address", func(t *testing.T) { tryAddress(t, b, site.URL) })
	t.Run("colours", func(t *testing.T) { tryColours(t, b, site.URL) })
	t.Run("readable", func(t *testing.T) { tryReadable(t, b, site.URL, "/compare", "/api") })
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

// tryReadable checks pages in windows of several kinds.
func tryReadable(t *testing.T, b *browser.Browser, site string, paths ...string) {
	for n, path := range paths {
		b.Received()
		b.Open(t, site+path, 360)
		if n := b.Received(); n > 150_000 {
			t.Errorf("%s weighs %d bytes", path, n)
		}
		tryLooks(t, b, path, browser.Looks(n, long[path]))
	}
}

// long are the pages with most on them.
var long = map[string]bool{"/": true, "/story/s1": true, "/compare": true}

// tryLooks checks what is shown now.
func tryLooks(t *testing.T, b *browser.Browser, path string, looks []browser.Look) {
	t.Helper()
	for _, look := range looks {
		b.See(t, look)
		b.Picture(t, fmt.Sprintf("%s-%s-%d.png", name(path), look.Scheme, look.Width), false)
		b.Judge(t, look)
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
	fill(t, b, harbour()[:2])
	b.Script(t, false)
	defer b.Script(t, true)
	press(t, b, "#difference-1")
	b.Run(t, chromedp.Click(chromedp.CSS("#difference-1 .show")))
	if got := browser.Eval[string](t, b, `document.querySelector(":target").closest(".words") ? "text" : ""`); got != "text" {
		t.Error("without scripts a difference does not lead into the text")
	}
}
