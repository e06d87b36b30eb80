package extract

import (
	"strings"
	"unicode"
)

// title is the headline of the page, without the name of the site.
func title(h *head) string {
	shown := ""
	if len(h.headings) == 1 {
		shown = h.headings[0]
	}
	for _, heading := range h.headings {
		if key := letters(heading); len(key) > 15 && strings.Contains(letters(h.title+" "+h.meta["og:title"]), key) {
			shown = heading
			break
		}
	}
	if len(strings.Fields(shown)) >= 3 && letters(shown) != letters(h.site) {
		return withoutSite(shown, h)
	}
	for _, candidate := range []string{h.data.headline, h.meta["og:title"], h.meta["twitter:title"], h.title, shown} {
		if t := withoutSite(clean(candidate), h); t != "" {
			return t
		}
	}
	return ""
}

var separators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ‹ ", " « "}

// withoutSite cuts the site's name off either end of a title, and whatever follows the
// last bar when the title stays long enough without it.
func withoutSite(t string, h *head) string {
	for _, name := range []string{h.meta["og:site_name"], h.site} {
		for _, sep := range separators {
			t = strings.TrimPrefix(strings.TrimSuffix(t, sep+name), name+sep)
		}
	}
	for again := true; again; {
		again = false
		for _, sep := range separators {
			if at := strings.LastIndex(t, sep); at > 0 && isSite(t[at+len(sep):], h) {
				t, again = strings.TrimSpace(t[:at]), true
			}
			if at := strings.Index(t, sep); at > 0 && isSite(t[:at], h) {
				t, again = strings.TrimSpace(t[at+len(sep):]), true
			}
		}
	}
	if at := strings.LastIndex(t, " | "); at > 0 && len(strings.Fields(t[:at])) >= 4 {
		t = strings.TrimSpace(t[:at])
	}
	return t
}

// isSite reports whether a part of a title names the site: as the page does, or as the
// domain does.
func isSite(part string, h *head) bool {
	key := letters(part)
	if key == "" {
		return false
	}
	site := letters(h.site)
	if site != "" && (key == site || strings.TrimPrefix(key, "the") == strings.TrimPrefix(site, "the")) {
		return true
	}
	domain := letters(host(firstOf(h.canonical, h.meta["og:url"])))
	return len(key) >= 3 && strings.HasPrefix(domain, key)
}

// letters folds a text to its letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
