package compare

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// names finds who or what two accounts name or describe differently, each once.
func (a *accounts) names(i, j int) []finding {
	var out []finding
	seen := map[int]bool{}
	others := a.named(j)
	for _, m := range a.named(i) {
		for _, n := range others {
			if m.entity != n.entity || seen[m.entity] {
				continue
			}
			rule, why := "spelling", "%s and %s are spellings of one name"
			if !variant(m.words, n.words) {
				rule, why = "first-name", "%s and %s are one person"
				if !otherFirstName(m.words, n.words) {
					continue
				}
			}
			seen[m.entity] = true
			out = append(out, finding{kind: news.NameDiffers, verdict: news.Compatible, rule: rule,
				why: fmt.Sprintf(why, m.words, n.words), a: value{i, m.span, m.words}, b: value{j, n.span, n.words}})
		}
	}
	return append(out, a.roles(i, j)...)
}

// nameTold is a name in an account.
type nameTold struct {
	entity int // linked
	span   news.Span
	words  string
}

// named lists the names in an account's statements, each wording of an entity once.
func (a *accounts) named(doc int) []nameTold {
	d := a.docs[doc]
	seen := map[string]bool{}
	var out []nameTold
	for k := range d.Mentions {
		m := &d.Mentions[k]
		words := m.Of(d.Article.Text)
		if m.Form != "name" || seen[words] || len(a.around(doc, m.Span)) == 0 {
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
			if d > 0 && d <= 2 && len(x) > 4 && len(y) > 4 && x[0] == y[0] && d*4 <= min(len(x), len(y)) && !inflected(x, y) {
				return true
			}
		}
	}
	return false
}

// otherFirstName reports whether two names of two words have the last in common and
// another first: James and Jim.
func otherFirstName(a, b string) bool {
	xs, ys := strings.Fields(text.Fold(a)), strings.Fields(text.Fold(b))
	return len(xs) == 2 && len(ys) == 2 && xs[1] == ys[1] && xs[0][0] == ys[0][0] && !inflected(xs[0], ys[0])
}

// inflected reports whether two words differ in an ending only: a possessive, a plural,
// a demonym.
func inflected(x, y string) bool {
	x, y = strings.TrimSuffix(x, "s"), strings.TrimSuffix(y, "s")
	return strings.HasPrefix(x, y) || strings.HasPrefix(y, x)
}
