package compare

import (
	"fmt"

	"synoptic/internal/news"
	"synoptic/internal/quantity"
)

// numbers finds quantities of one kind that two sides put at different values.
func (a *accounts) numbers(x, y side) []finding {
	xs, ys := a.quantities(x), a.quantities(y)
	var out []finding
	for _, p := range rivals(xs, ys) {
		out = append(out, judgeNumbers(x, y, p[0], p[1]))
	}
	return out
}

// amount is a quantity with what happens to what it counts.
type amount struct {
	*news.Quantity
	act string // lemma of the verb or noun the counted thing hangs on, "" if unknown
}

// quantities collects the amounts of a side's tellings.
func (a *accounts) quantities(s side) []amount {
	var out []amount
	for _, q := range within(s, s.doc.Quantities, func(q *news.Quantity) news.Span { return q.Span }) {
		if q.Unit != "" {
			out = append(out, amount{q, actOf(s.doc, q)})
		}
	}
	return out
}

// actOf is the lemma of what governs the quantity's words from outside.
func actOf(d *news.Document, q *news.Quantity) string {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if !s.Contains(q.Number) {
			continue
		}
		for k := range s.Tokens {
			t := &s.Tokens[k]
			if q.Contains(t.Span) && t.Head >= 0 && !q.Contains(s.Tokens[t.Head].Span) {
				return s.Tokens[t.Head].Lemma
			}
		}
	}
	return ""
}

// rivals pairs the amounts of two sides that answer each other: the same kind of thing,
// not said to be equal anywhere, and with no other of that kind to be taken for.
func rivals(xs, ys []amount) [][2]amount {
	xs, ys = unequal(xs, ys), unequal(ys, xs)
	var out [][2]amount
	for _, x := range xs {
		matches := answering(x, ys)
		if len(matches) == 1 && len(answering(matches[0], xs)) == 1 {
			out = append(out, [2]amount{x, matches[0]})
		}
	}
	return out
}

// unequal drops the amounts that the other side has too.
func unequal(xs, ys []amount) []amount {
	var out []amount
	for _, x := range xs {
		equal := false
		for _, y := range ys {
			equal = equal || quantity.Same(*x.Quantity, *y.Quantity)
		}
		if !equal && !repeated(out, x) {
			out = append(out, x)
		}
	}
	return out
}

func repeated(xs []amount, x amount) bool {
	for _, o := range xs {
		if quantity.Same(*o.Quantity, *x.Quantity) {
			return true
		}
	}
	return false
}

// answering lists the amounts of the kind of x; where several are, those whose act is
// the same.
func answering(x amount, ys []amount) []amount {
	var same, near []amount
	for _, y := range ys {
		if _, ok := quantity.Convert(1, x.Unit, y.Unit); !ok {
			continue
		}
		near = append(near, y)
		if x.act != "" && x.act == y.act {
			same = append(same, y)
		}
	}
	if len(near) > 1 && len(same) > 0 {
		return same
	}
	return near
}

func judgeNumbers(x, y side, p, q amount) finding {
	f := finding{kind: news.NumberDiffers,
		a: value{p.Span, quantity.Format(*p.Quantity)}, b: value{q.Span, quantity.Format(*q.Quantity)}}
	if ok, rule, why := quantity.Compatible(*p.Quantity, *q.Quantity); ok {
		f.verdict, f.rule, f.why = news.Compatible, rule, why
		return f
	}
	if grown, why := grew(x, y, p, q); grown {
		f.verdict, f.rule, f.why = news.Update, "later-report-higher", why
		return f
	}
	f.verdict, f.rule = news.Conflict, "values-exclude"
	f.why = fmt.Sprintf("%s and %s exclude each other", f.a.text, f.b.text)
	return f
}

// grew reports whether the account published later gives the higher count, as tolls and
// damage do while a story runs.
func grew(x, y side, p, q amount) (bool, string) {
	dx, dy := published(x.doc), published(y.doc)
	if dx == "" || dy == "" || dx == dy {
		return false, ""
	}
	if dx > dy {
		x, y, p, q, dx, dy = y, x, q, p, dy, dx
	}
	if q.Value <= p.Value || p.Unit == "magnitude" {
		return false, ""
	}
	return true, fmt.Sprintf("%s reports %s on %s, %s %s on %s", sourceName(x.doc.Article), quantity.Format(*p.Quantity), dx,
		sourceName(y.doc.Article), quantity.Format(*q.Quantity), dy)
}
