// Package browser tries pages in a headless Chromium. It is used by tests alone.
//
// In: addresses and what to do there. Out: what the page shows, what went wrong in it,
// what it asked for, and where it breaks the rules of accessibility (axe-core). Limits: a
// test is skipped on a machine without Chromium.
package browser

import (
	"context"
	_ "embed"
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
)

//go:embed axe.min.js
var axe string

// Browser is a headless Chromium with what went wrong and what was asked for in it.
type Browser struct {
	context.Context
	mu       sync.Mutex
	errors   []string
	requests []string
	received float64
}

// New starts Chromium, or skips the test where there is none.
func New(t *testing.T) *Browser {
	t.Helper()
	path := find()
	if path == "" {
		t.Skip("no Chromium on this machine: pages are not tried in a browser")
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
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	b := &Browser{Context: ctx}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	return b
}

func find() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}

func (b *Browser) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *network.EventLoadingFinished:
		b.received += e.EncodedDataLength
	case *log.EventEntryAdded:
		b.errors = append(b.errors, e.Entry.Text)
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		b.errors = append(b.errors, string(e.Type))
	}
}

// Run does the steps.
func (b *Browser) Run(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		t.Fatal(err)
	}
}

// Eval is the value of a JavaScript expression in the page.
func Eval[T any](t *testing.T, b *Browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Open loads an address in a window of the given width, in pixels.
func (b *Browser) Open(t *testing.T, address string, width int64) {
	t.Helper()
	b.Width(t, width)
	if strings.Contains(address, "#") { // else a fragment of the page that is open loads nothing
		b.Run(t, chromedp.Navigate("about:blank"))
	}
	b.Run(t, chromedp.Navigate(address))
}

// Width gives the window a width, in pixels.
func (b *Browser) Width(t *testing.T, width int64) {
	t.Helper()
	b.Run(t, chromedp.EmulateViewport(width, 880))
}

// Quiet checks that nothing was logged and no other host than this machine asked.
func (b *Browser) Quiet(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.errors) > 0 {
		t.Errorf("the console says %q", b.errors)
	}
	for _, r := range b.requests {
		if !strings.HasPrefix(r, "http://127.0.0.1:") && !strings.HasPrefix(r, "data:") && r != "about:blank" {
			t.Errorf("the page asked for %s", r)
		}
	}
}

// Received is the number of bytes that came over the network since it was last asked.
func (b *Browser) Received() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := int(b.received)
	b.received = 0
	return n
}

// Script turns JavaScript on or off for pages opened from now on.
func (b *Browser) Script(t *testing.T, on bool) {
	t.Helper()
	if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		t.Fatal(err)
	}
}

// Scheme lets the browser prefer light or dark pages.
func (b *Browser) Scheme(t *testing.T, scheme string) {
	t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
}

// Violations are the rules of axe-core that the page breaks, with where: those for WCAG
// 2.0 to 2.2, levels A and AA, and its best practices.
func (b *Browser) Violations(t *testing.T) []string {
	t.Helper()
	if !Eval[bool](t, b, `"axe" in window`) {
		Eval[any](t, b, axe+"; 0")
	}
	return Eval[[]string](t, b, `axe.run({resultTypes: ["violations"], preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
		.then(r => r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + n.failureSummary).join(" ; ")))`)
}

// widest names the elements that stand out of the window.
const widest = `[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .columns, .contents")).slice(0, 3).map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 40)).join(" ; ")`

// Fits checks that the page is no wider than the window.
func (b *Browser) Fits(t *testing.T, width int64) {
	t.Helper()
	if wide := Eval[int64](t, b, `document.documentElement.scrollWidth`); wide > width {
		t.Errorf("%s is %d pixels wide in a window of %d: %s", Eval[string](t, b, `location.pathname`), wide, width, Eval[string](t, b, widest))
	}
}

// Picture writes a picture of the window, or of the whole page, to the folder that
// SCREENSHOTS names; without it, it does nothing.
func (b *Browser) Picture(t *testing.T, name string, whole bool) {
	t.Helper()
	if folder := os.Getenv("SCREENSHOTS"); folder != "" {
		b.Save(t, filepath.Join(folder, name), whole)
	}
}

// Save writes a picture of the window, or of the whole page, to a file.
func (b *Browser) Save(t *testing.T, file string, whole bool) {
	t.Helper()
	shoot := chromedp.CaptureScreenshot()
	if whole {
		shoot = chromedp.FullScreenshot(100)
	}
	png, err := chromedp.Run(b, shoot)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		t.Fatal(err)
	}
}
