package report

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"synoptic/internal/news"
)

// browser is a headless Chromium with what went wrong and what was asked for in it.
type browser struct {
	context.Context
	mu       sync.Mutex
	errors   []string
	requests []string
}

// newBrowser starts Chromium, or skips the test where there is none.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine: the page is not tried in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	b := &browser{Context: ctx}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *log.EventEntryAdded:
		b.errors = append(b.errors, e.Entry.Text)
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		b.errors = append(b.errors, string(e.Type))
	}
}

func (b *browser) run(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		t.Fatal(err)
	}
}

// eval is the value of a JavaScript expression in the page.
func eval[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// open shows an address in a window of the given width.
func (b *browser) open(t *testing.T, address string, width int64) {
	t.Helper()
	b.run(t, chromedp.EmulateViewport(width, 880), chromedp.Navigate("about:blank"), chromedp.Navigate(address))
}

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
	b := newBrowser(t)
	url := serve(t, newFixture(t))
	for _, trial := range []struct {
		name string
		run  func(*testing.T, *browser, string)
	}{
		{"a finding lights up its evidence", tryFindingLightsUpItsEvidence},
		{"a marked text shows its finding", tryMarkedTextShowsItsFinding},
		{"keyboard", tryKeyboard},
		{"filters", tryFilters},
		{"without JavaScript", tryWithoutScript},
		{"fits", tryFits},
		{"accessible", tryAccessible},
	} {
		t.Run(trial.name, func(t *testing.T) { trial.run(t, b, url) })
	}
	b.quiet(t)
}

func tryFindingLightsUpItsEvidence(t *testing.T, b *browser, url string) {
	b.open(t, url, 1280)
	b.run(t, chromedp.Click(chromedp.CSS("#difference-1 .why")))
	want := map[string]string{"A": "140", "B": "162", "C": "140", "D": "162"}
	if got := eval[map[string]string](t, b, lit); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("after a click on the difference lit is %v, want %v", got, want)
	}
	if !eval[bool](t, b, visible) {
		t.Error("lit evidence is out of view")
	}
	b.run(t, chromedp.Click(chromedp.CSS("#p4 td .ev")))
	want = map[string]string{"A": "the rudder had failed", "B": "a failure of the engine", "C": "", "D": ""}
	if got := eval[map[string]string](t, b, lit); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("after a click on a telling lit is %v, want %v", got, want)
	}
}

func tryMarkedTextShowsItsFinding(t *testing.T, b *browser, url string) {
	b.open(t, url, 1280)
	click := `[...document.querySelectorAll(".words a")].find(a => a.textContent.startsWith("A dog named")).click()`
	eval[any](t, b, click)
	if got := eval[string](t, b, `document.querySelector("[aria-current]").id`); got != "p8" {
		t.Errorf("a click in the text shows %s, want p8", got)
	}
	inView := `(r => r.top >= 0 && r.bottom <= document.querySelector(".texts").getBoundingClientRect().top + 1)(document.getElementById("p8").getBoundingClientRect())`
	if !eval[bool](t, b, inView) {
		t.Error("the finding is out of view or under the texts")
	}
	inner := `(() => { const a = [...document.querySelectorAll(".words a")].find(a => a.textContent === "140"); a.click(); const x = document.querySelector("[aria-current]").id; a.click(); return x + " " + document.querySelector("[aria-current]").id })()`
	if got := eval[string](t, b, inner); !strings.HasPrefix(got, "difference-1 p3") {
		t.Errorf("two clicks on nested marks show %s, want difference-1, then p3", got)
	}
}

func tryKeyboard(t *testing.T, b *browser, url string) {
	b.open(t, url, 1280)
	b.run(t, chromedp.Focus(chromedp.CSS("#p2 .show")), chromedp.KeyEvent(kb.Enter))
	if got := eval[map[string]string](t, b, lit); got["B"] != "the car ferry Swift ran onto the rocks at Tarn Ferry on 3 May" {
		t.Errorf("after Enter lit is %v", got)
	}
	b.run(t, chromedp.Focus(chromedp.CSS("#next")), chromedp.KeyEvent(kb.Enter))
	if got := eval[string](t, b, `document.querySelector("[aria-current]").id`); got != "p3" {
		t.Errorf("the next finding is %s, want p3", got)
	}
	b.run(t, chromedp.KeyEvent(kb.Escape))
	closed := `!document.querySelector(".lit, [aria-current], .docked") && document.activeElement.closest("#p3") !== null`
	if !eval[bool](t, b, closed) {
		t.Error("Escape leaves a finding lit or takes the focus away from it")
	}
}

// seen is the points that the filters let through.
const seen = `[...document.querySelectorAll(".synopsis .finding")].filter(f => f.offsetParent).map(f => f.id).join(" ")`

func tryFilters(t *testing.T, b *browser, url string) {
	b.open(t, url, 1280)
	for filter, want := range map[string]string{"every": "p1 p2 p3 p5 p4 p6 p7 p8 p9", "all": "p1 p2 p3 p5", "some": "p4", "origin": "p6", "alone": "p7 p8 p9", "differing": "p1 p2 p3 p4"} {
		eval[any](t, b, `document.getElementById("told-`+filter+`").click()`)
		if got := eval[string](t, b, seen); got != want {
			t.Errorf("filter %s shows %s, want %s", filter, got, want)
		}
	}
}

// tryWithoutScript follows the links and filters of the page with JavaScript turned off.
func tryWithoutScript(t *testing.T, b *browser, url string) {
	scripts := func(off bool) {
		t.Helper()
		if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			t.Fatal(err)
		}
	}
	scripts(true)
	defer scripts(false)
	b.open(t, url, 1280)
	b.run(t, chromedp.Click(chromedp.CSS("#p4 td .ev")))
	if got := eval[string](t, b, `document.querySelector(":target").textContent`); got != "the " {
		t.Errorf("the link of a telling leads to %q, want the beginning of its words", got)
	}
	b.run(t, chromedp.Click(chromedp.CSS(":target")))
	if got := eval[string](t, b, `document.querySelector(":target").id`); got != "p4" {
		t.Errorf("the link of a marked text leads to %s, want p4", got)
	}
	b.run(t, chromedp.Click(chromedp.CSS("label:has(#told-some)")))
	if got := eval[string](t, b, seen); got != "p4" {
		t.Errorf("the filter shows %s, want p4", got)
	}
}

// quiet checks that nothing was logged and nothing asked for but the page itself.
func (b *browser) quiet(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.errors) > 0 {
		t.Errorf("the console says %q", b.errors)
	}
	for _, r := range b.requests {
		if !strings.HasPrefix(r, "http://127.0.0.1:") && !strings.HasPrefix(r, "data:") {
			t.Errorf("the page asked for %s", r)
		}
	}
}

// tryAccessible runs axe-core with all rules for WCAG 2.2 AA over the page, light and
// dark, as it is read on a desk and with a finding chosen on a telephone.
func tryAccessible(t *testing.T, b *browser, url string) {
	axe, err := os.ReadFile(filepath.Join("testdata", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"light", "dark"} {
		for fragment, width := range map[string]int64{"": 1280, "#difference-1": 360} {
			t.Run(fmt.Sprintf("%s-%d%s", scheme, width, fragment), func(t *testing.T) {
				b.scheme(t, scheme)
				b.open(t, url+fragment, width)
				eval[any](t, b, string(axe)+"; 0")
				for _, v := range b.violations(t) {
					t.Error(v)
				}
			})
		}
	}
}

// scheme lets the browser prefer light or dark pages.
func (b *browser) scheme(t *testing.T, scheme string) {
	t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
}

// violations are the rules of axe-core that the page breaks, with where.
func (b *browser) violations(t *testing.T) []string {
	t.Helper()
	run := `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
		.then(r => r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + n.failureSummary).join(" ; ")))`
	return eval[[]string](t, b, run)
}

// tryFits checks that the page never is wider than the window, and with SCREENSHOTS set
// to a folder writes pictures there.
func tryFits(t *testing.T, b *browser, url string) {
	for _, width := range []int64{360, 768, 1280, 2560} {
		for _, fragment := range []string{"", "#difference-1"} {
			b.open(t, url+fragment, width)
			if wide := eval[int64](t, b, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("the page is %d pixels wide in a window of %d", wide, width)
			}
			b.picture(t, fmt.Sprintf("%d%s.png", width, strings.ReplaceAll(fragment, "#", "-")), fragment == "")
		}
	}
}

func (b *browser) picture(t *testing.T, name string, whole bool) {
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	shoot := chromedp.CaptureScreenshot()
	if whole {
		shoot = chromedp.FullScreenshot(100)
	}
	png, err := chromedp.Run(b, shoot)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
