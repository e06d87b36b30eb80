package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"synoptic/internal/browser"
)

// tryLogin asks for a page that is not for everybody, logs in and lands on it, and logs out.
func tryLogin(t *testing.T, b *browser.Browser) {
	site, _ := newSite(t, Options{Store: newsroom(t), Access: Access{Password: "hunter2"}})
	tryReadable(t, b, site.URL, "/login")
	b.Open(t, site.URL+"/watches", 1280)
	b.Run(t, chromedp.SendKeys(chromedp.CSS("input[name=password]"), "hunter2"), chromedp.Click(chromedp.CSS("main button")), chromedp.WaitVisible(chromedp.CSS("main.watches")))
	if got := browser.Eval[string](t, b, `location.pathname`); got != "/watches" {
		t.Errorf("the login leads to %s", got)
	}
	if got := browser.Eval[string](t, b, `document.cookie`); strings.Contains(got, "session") {
		t.Errorf("scripts read the session in %s", got)
	}
	for _, v := range b.Violations(t) {
		t.Error(v)
	}
	b.Run(t, chromedp.Click(chromedp.CSS("footer form button")), chromedp.WaitVisible(chromedp.CSS("input[name=password]")))
	b.Open(t, site.URL+"/watches", 1280)
	if got := browser.Eval[string](t, b, `location.pathname`); got != "/login" {
		t.Errorf("after logging out %s is open", got)
	}
}
