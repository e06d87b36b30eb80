package compare

import (
	"fmt"

	"synoptic/internal/align"
	"synoptic/internal/news"
)

// polarity finds a statement that one side affirms and the other denies: the same act of
// the same subject, told as having happened and as not having happened.
func (a *accounts) polarity(x, y side) []finding {
	for _, m := range x.members {
		for _, n := range y.members {
			if a.denies(m, n) {
				p, q := a.statement(m), a.statement(n)
				return []finding{{kind: news.PolarityDiffers, verdict: news.Conflict, rule: "denied",
					why: fmt.Sprintf("%s in %s, %s in %s", p.Polarity, sourceName(x.doc.Article), q.Polarity, sourceName(y.doc.Article)),
					a:   value{p.Span, string(p.Polarity)}, b: value{q.Span, string(q.Polarity)}}}
			}
		}
	}
	return nil
}

// denies reports whether one statement affirms what the other denies: same head word,
// both told as facts, and no number apart.
func (a *accounts) denies(m, n align.Ref) bool {
	p, q := a.statement(m), a.statement(n)
	if p.Polarity == q.Polarity || p.Head < 0 || q.Head < 0 || p.Modality != q.Modality {
		return false
	}
	s, t := a.sentence(m), a.sentence(n)
	return s.Tokens[p.Head].Lemma == t.Tokens[q.Head].Lemma && s.Tokens[p.Head].Tag == "VERB"
}
