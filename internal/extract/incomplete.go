package extract

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// Sizes, in bytes, below which a text may be a teaser or a wall instead of an article.
const (
	teaserSize = 1500
	wallSize   = 2500
)

// incomplete says why a page's text is not the whole article, "" if nothing speaks
// against it.
func incomplete(body string, doc *html.Node, h *head) string {
	if len(body) < wallSize {
		if reason := wall(body); reason != "" {
			return reason
		}
	}
	words := len(strings.Fields(body))
	switch {
	case h.data.words > 100 && words*10 < h.data.words*6:
		return fmt.Sprintf("%d of %d words", words, h.data.words)
	case len(body) < teaserSize && (h.data.locked || h.meta["article:content_tier"] == "locked"):
		return "behind a paywall: only its beginning"
	case len(body) < teaserSize && hasPhrase(strings.ToLower(visibleText(doc, 64<<10)), phrases().paywall):
		return "behind a paywall: only its beginning"
	case len(body) < teaserSize && breaksOff(body):
		return "breaks off"
	}
	return ""
}

// breaksOff reports whether a text ends in an ellipsis.
func breaksOff(body string) bool {
	body = strings.TrimRight(body, " )]")
	return strings.HasSuffix(body, "…") || strings.HasSuffix(body, "...")
}

// wall says what stands in place of an article: a demand for consent, a test for robots.
func wall(s string) string {
	switch lower := strings.ToLower(s); {
	case hasPhrase(lower, phrases().robot):
		return "a test for robots, not the article"
	case countPhrases(lower, phrases().consent) >= 2 && len(s) < wallSize:
		return "a demand for consent (cookies), not the article"
	}
	return ""
}
