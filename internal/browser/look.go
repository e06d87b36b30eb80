package browser

import (
	"flag"
	"testing"
)

// every is whether pages are looked at in every window.
var every = flag.Bool("looks", false, "look at every page in every window, each time with axe-core; else in some of them")

// Look is a window that a page is looked at in.
type Look struct {
	Scheme string // the colours that its user prefers: "light" or "dark"
	Width  int64  // in pixels
	Axe    bool   // whether axe-core judges what is shown
}

// Looks are a telephone, a tablet, a desk and a wall, each in light and dark with the flag
// -looks. Else a page is seen on a telephone and a desk, one of them in dark; a long one on
// the others too, and axe-core judges it on the telephone as well. n counts the pages, which
// take turns in dark.
func Looks(n int, long bool) []Look {
	one, other := "light", "dark"
	if n%2 == 1 {
		one, other = other, one
	}
	if *every {
		return append(windows(one, other, true), windows(other, one, true)...)
	}
	looks := windows(one, other, false)
	if !long {
		return looks[:2]
	}
	looks[0].Axe = true
	return looks
}

// windows are one of each kind, in two schemes by turns; axe-core judges them all, or the one
// on a desk.
func windows(one, other string, all bool) []Look {
	return []Look{{one, 360, all}, {other, 1280, true}, {one, 2560, all}, {other, 768, all}}
}

// See gives the window that look to the page that is open.
func (b *Browser) See(t *testing.T, look Look) {
	t.Helper()
	b.Scheme(t, look.Scheme)
	b.Width(t, look.Width)
}

// Judge checks that the page is no wider than the window, and what axe-core says of it.
func (b *Browser) Judge(t *testing.T, look Look) {
	t.Helper()
	b.Fits(t, look.Width)
	if !look.Axe {
		return
	}
	for _, v := range b.Violations(t) {
		t.Errorf("%s, %s, %d: %s", Eval[string](t, b, `location.pathname`), look.Scheme, look.Width, v)
	}
}
