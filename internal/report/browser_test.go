package report

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"synoptic/internal/browser"
	"synoptic/internal/news"
)

// serve is the address of the page of c on a server of this machine.
func serve(t *testing.T, c *news.Comparison) string {
	t.Helper()
	var page bytes.Buffer
	if err := HTML(&page, c); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write(page.Bytes())
	}))
	t.Cleanup(s.Close)
	return s.URL + "/"
}

// lit is the lit text of every column, by its siglum.
const lit = `Object.fromEntries([...document.querySelectorAll(".column")].map(c => [
	c.querySelector(".siglum").textContent, [...c.querySelectorAll(".lit")].map(s => s.textContent).join("")]))`

// visible reports whether the first lit segment of every column that has one is in view.
const visible = `[...document.querySelectorAll(".column")].every(c => {
	const s = c.querySelector(".lit"); if (!s) return true;
	const a = s.getBoundingClientRect(), w = c.querySelector(".words").getBoundingClientRect();
	return a.top >= w.top - 1 && a.bottom <= w.bottom + 1 && a.bottom <= innerHeight })`

// TestPage tries the page in a browser: one browser and one page for all trials.
func TestPage(t *testing.T) {
	b := browser.New(t)
	url := serve(t, newFixture(t))
	for _, trial := range []struct {
		name string
		run  func(*testing.T, *browser.Browser, string)
	}{
		{"a finding lights up its evidence", tryFindingLightsUpItsEvidence},
		{"a marked text shows its finding", tryMarkedTextShowsItsFinding},
		{"keyboard", tryKeyboard},
		{"filters", tryFilters},
		{"without JavaScript", tryWithoutScript},
		{"readable", tryReadable},
	} {
		t.Run(trial.name, func(t *testing.T) { trial.run(t, b, url) })
	}
	b.Quiet(t)
}

func tryFindingLightsUpItsEvidence(t *testing.T, b *browser.Browser, url string) {
	b.Open(t, url, 1280)
	b.Run(t, chromedp.Click(chromedp.CSS("#difference-1 .why")))
	want := map[string]string{"A": "140", "B": "162", "C": "140", "D": "162"}
	if got := browser.Eval[map[string]string](t, b, lit); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("after a click on the difference lit is %v, want %v", got, want)
	}
	if !browser.Eval[bool](t, b, visible) {
		t.Error("lit evidence is out of view")
	}
	b.Run(t, chromedp.Click(chromedp.CSS("#p4 td .ev")))
	want = map[string]string{"A": "the rudder had failed", "B": "a failure of the engine", "C": "", "D": ""}
	if got := browser.Eval[map[string]string](t, b, lit); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("after a click on a telling lit is %v, want %v", got, want)
	}
}

func tryMarkedTextShowsItsFinding(t *testing.T, b *browser.Browser, url string) {
	b.Open(t, url, 1280)
	click := `[...document.querySelectorAll(".words a")].find(a => a.textContent.startsWith("A dog named")).click()`
	browser.Eval[any](t, b, click)
	if got := browser.Eval[string](t, b, `document.querySelector("[aria-current]").id`); got != "p8" {
		t.Errorf("a click in the text shows %s, want p8", got)
	}
	inView := `(r => r.top >= 0 && r.bottom <= document.querySelector(".texts").getBoundingClientRect().top + 1)(document.getElementById("p8").getBoundingClientRect())`
	if !browser.Eval[bool](t, b, inView) {
		t.Error("the finding is out of view or under the texts")
	}
	inner := `(() => { const a = [...document.querySelectorAll(".words a")].find(a => a.textContent === "140"); a.click(); const x = document.querySelector("[aria-current]").id; a.click(); return x + " " + document.querySelector("[aria-current]").id })()`
	if got := browser.Eval[string](t, b, inner); !strings.HasPrefix(got, "difference-1 p3") {
		t.Errorf("two clicks on nested marks show %s, want difference-1, then p3", got)
	}
}

func tryKeyboard(t *testing.T, b *browser.Browser, url string) {
	b.Open(t, url, 1280)
	b.Run(t, chromedp.Focus(chromedp.CSS("#p2 .show")), chromedp.KeyEvent(kb.Enter))
	if got := browser.Eval[map[string]string](t, b, lit); got["B"] != "the car ferry Swift ran onto the rocks at Tarn Ferry on 3 May" {
		t.Errorf("after Enter lit is %v", got)
	}
	b.Run(t, chromedp.Focus(chromedp.CSS("#next")), chromedp.KeyEvent(kb.Enter))
	if got := browser.Eval[string](t, b, `document.querySelector("[aria-current]").id`); got != "p3" {
		t.Errorf("the next finding is %s, want p3", got)
	}
	b.Run(t, chromedp.KeyEvent(kb.Escape))
	closed := `!document.querySelector(".lit, [aria-current], .docked") && document.activeElement.closest("#p3") !== null`
	if !browser.Eval[bool](t, b, closed) {
		t.Error("Escape leaves a finding lit or takes the focus away from it")
	}
}

// seen is the points that the filters let through.
const seen = `[...document.querySelectorAll(".synopsis .finding")].filter(f => f.offsetParent).map(f => f.id).join(" ")`

func tryFilters(t *testing.T, b *browser.Browser, url string) {
	b.Open(t, url, 1280)
	for filter, want := range map[string]string{"every": "p1 p2 p3 p5 p4 p6 p7 p8 p9", "all": "p1 p2 p3 p5", "some": "p4", "origin": "p6", "alone": "p7 p8 p9", "differing": "p1 p2 p3 p4"} {
		browser.Eval[any](t, b, `document.getElementById("told-`+filter+`").click()`)
		if got := browser.Eval[string](t, b, seen); got != want {
			t.Errorf("filter %s shows %s, want %s", filter, got, want)
		}
	}
}

// tryWithoutScript follows the links and filters of the page with JavaScript turned off.
func tryWithoutScript(t *testing.T, b *browser.Browser, url string) {
	b.Script(t, false)
	defer b.Script(t, true)
	b.Open(t, url, 1280)
	b.Run(t, chromedp.Click(chromedp.CSS("#p4 td .ev")))
	if got := browser.Eval[string](t, b, `document.querySelector(":target").textContent`); got != "the " {
		t.Errorf("the link of a telling leads to %q, want the beginning of its words", got)
	}
	b.Run(t, chromedp.Click(chromedp.CSS(":target")))
	if got := browser.Eval[string](t, b, `document.querySelector(":target").id`); got != "p4" {
		t.Errorf("the link of a marked text leads to %s, want p4", got)
	}
	b.Run(t, chromedp.Click(chromedp.CSS("label:has(#told-some)")))
	if got := browser.Eval[string](t, b, seen); got != "p4" {
		t.Errorf("the filter shows %s, want p4", got)
	}
}

// tryReadable looks at the page as it is opened and with a finding chosen: it is never wider
// than the window, and axe-core finds nothing against it.
func tryReadable(t *testing.T, b *browser.Browser, url string) {
	for n, fragment := range []string{"", "#difference-1"} {
		b.Open(t, url+fragment, 360)
		for _, look := range browser.Looks(n, true) {
			b.See(t, look)
			b.Picture(t, fmt.Sprintf("%s-%d%s.png", look.Scheme, look.Width, strings.ReplaceAll(fragment, "#", "-")), fragment == "")
			b.Judge(t, look)
		}
	}
}
