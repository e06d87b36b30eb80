package compare

import (
	"fmt"

	"synoptic/internal/align"
	"synoptic/internal/news"
)

// likelyDenied is how likely two statements must tell the same for one to deny the other.
const likelyDenied = 0.7

// polarity finds in the points of two accounts a statement that one affirms and the
// other denies: the same act, told as having happened and as not having happened.
func (a *accounts) polarity(points []point, i, j int) []finding {
	var out []finding
	for k := range points {
		for _, m := range points[k].members {
			for _, n := range points[k].members {
				if m.Doc == i && n.Doc == j && a.denies(m, n) {
					out = append(out, a.denial(m, n))
				}
			}
		}
	}
	return out
}

func (a *accounts) denial(m, n align.Ref) finding {
	p, q := a.statement(m), a.statement(n)
	return finding{kind: news.PolarityDiffers, verdict: news.Conflict, rule: "denied",
		why: fmt.Sprintf("%s in %s, %s in %s", p.Polarity, sourceName(a.docs[m.Doc].Article), q.Polarity, sourceName(a.docs[n.Doc].Article)),
		a:   value{m.Doc, p.Span, string(p.Polarity)}, b: value{n.Doc, q.Span, string(q.Polarity)}}
}

// denies reports whether one statement affirms what the other denies: same verb, as
// firmly told, of the same subject.
func (a *accounts) denies(m, n align.Ref) bool {
	p, q := a.statement(m), a.statement(n)
	if p.Polarity == q.Polarity || p.Head < 0 || q.Head < 0 || p.Modality != q.Modality {
		return false
	}
	s, t := a.sentence(m), a.sentence(n)
	return s.Tokens[p.Head].Lemma == t.Tokens[q.Head].Lemma && s.Tokens[p.Head].Tag == "VERB" &&
		a.likelihood(m, n) >= likelyDenied
}
