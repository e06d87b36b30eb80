package compare

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// names finds one person or thing that two sides spell differently.
func (a *accounts) names(x, y side) []finding {
	var out []finding
	for _, m := range a.named(x) {
		for _, n := range a.named(y) {
			if m.entity != n.entity || !variant(m.words, n.words) {
				continue
			}
			out = append(out, finding{kind: news.NameDiffers, verdict: news.Compatible, rule: "spelling",
				why: fmt.Sprintf("%s and %s are spellings of one name", m.words, n.words),
				a:   value{m.span, m.words}, b: value{n.span, n.words}})
		}
	}
	return out
}

// nameTold is a name in a telling.
type nameTold struct {
	entity int
	span   news.Span
	words  string
}

// named lists the names in a side's tellings, each wording of an entity once.
func (a *accounts) named(s side) []nameTold {
	doc := s.members[0].Doc
	seen := map[string]bool{}
	var out []nameTold
	for _, m := range within(s, s.doc.Mentions, func(m *news.Mention) news.Span { return m.Span }) {
		words := m.Of(s.doc.Article.Text)
		if m.Form != "name" || seen[words] {
			continue
		}
		seen[words] = true
		out = append(out, nameTold{a.links.Entity[doc][m.Entity], m.Span, words})
	}
	return out
}

// variant reports whether two forms of a name differ in the spelling of a word, and not
// only in which words they give.
func variant(a, b string) bool {
	xs, ys := strings.Fields(text.Fold(a)), strings.Fields(text.Fold(b))
	for _, x := range xs {
		for _, y := range ys {
			d := levenshtein.ComputeDistance(x, y)
			if d > 0 && d <= 2 && len(x) > 4 && len(y) > 4 && x[0] == y[0] && d*4 <= min(len(x), len(y)) {
				return true
			}
		}
	}
	return false
}
