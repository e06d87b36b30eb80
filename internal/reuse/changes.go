package reuse

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"synoptic/internal/news"
)

// Changes is the word diff from a to b. The parts marked "=" and "-" joined are a, those
// marked "=" and "+" are b, to the byte, white space included.
func Changes(a, b string) []news.DiffPart {
	d := differ{textA: a, textB: b, a: cut(a), b: cut(b)}
	d.diff(0, len(d.a), 0, len(d.b), maxDepth)
	parts := make([]news.DiffPart, len(d.parts))
	for i, p := range d.parts {
		side := a
		if p.op == "+" {
			side = b
		}
		parts[i] = news.DiffPart{Op: p.op, Text: p.Of(side)}
	}
	return parts
}

// unit is a word or mark with the white space after it.
type unit struct {
	text  string    // without the space
	word  news.Span // its place
	space news.Span // the space after it, empty if none
}

// cut cuts a text into units without a gap. Space before the first word is a unit
// without text.
func cut(s string) []unit {
	var units []unit
	for it := words.FromString(s); it.Next(); {
		at := news.Span{Start: it.Start(), End: it.End()}
		if !isSpace(it.Value()) {
			units = append(units, unit{it.Value(), at, news.Span{Start: at.End, End: at.End}})
			continue
		}
		if len(units) == 0 {
			units = append(units, unit{})
		}
		units[len(units)-1].space.End = at.End
	}
	return units
}

func isSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// part is a DiffPart by place: of the second text for "+", of the first for the others.
type part struct {
	op string
	news.Span
}

// differ writes the diff of two texts.
type differ struct {
	textA, textB string
	a, b         []unit
	parts        []part
}

// Bounds of a diff. Beyond them a gap is told as one replacement.
const (
	tableCells = 1 << 18 // of the table of an exact diff
	maxDepth   = 100     // of anchors between anchors
)

// diff compares a[i:j] with b[k:l]: what both begin and end with is equal, units that
// occur once in both are anchors, and what lies between two anchors is compared in turn.
func (d *differ) diff(i, j, k, l, depth int) {
	for i < j && k < l && d.a[i].text == d.b[k].text {
		d.keep(i, k)
		i, k = i+1, k+1
	}
	tail := 0
	for i < j && k < l && d.a[j-1].text == d.b[l-1].text {
		j, l, tail = j-1, l-1, tail+1
	}
	d.middle(i, j, k, l, depth)
	for n := range tail {
		d.keep(j+n, l+n)
	}
}

func (d *differ) middle(i, j, k, l, depth int) {
	anchors := d.anchors(i, j, k, l)
	switch {
	case len(anchors) > 0 && depth > 0:
		for _, at := range anchors {
			d.diff(i, at.a, k, at.b, depth-1)
			d.keep(at.a, at.b)
			i, k = at.a+1, at.b+1
		}
		d.diff(i, j, k, l, depth-1)
	case (j-i)*(l-k) <= tableCells:
		d.exact(i, j, k, l)
	default:
		d.remove(i, j)
		d.insert(k, l)
	}
}

// anchors are the units that occur once in a[i:j] and once in b[k:l], as many as stand
// in the same order in both.
func (d *differ) anchors(i, j, k, l int) []pair {
	if i == j || k == l {
		return nil
	}
	type seen struct{ b, inA, inB int }
	places := make(map[string]seen, j-i)
	for _, u := range d.a[i:j] {
		p := places[u.text]
		p.inA++
		places[u.text] = p
	}
	for at, u := range d.b[k:l] {
		if p, ok := places[u.text]; ok {
			p.b, p.inB = k+at, p.inB+1
			places[u.text] = p
		}
	}
	var once []pair
	for at, u := range d.a[i:j] {
		if p := places[u.text]; p.inA == 1 && p.inB == 1 {
			once = append(once, pair{i + at, p.b})
		}
	}
	return increasing(once)
}

// increasing is the longest part of pairs, which are in order of a, that is in order of
// b too (patience sorting).
func increasing(pairs []pair) []pair {
	var tops []int // by length: the pair that ends the best run of it
	previous := make([]int, len(pairs))
	for i, p := range pairs {
		at, _ := slices.BinarySearchFunc(tops, p.b, func(top, b int) int { return pairs[top].b - b })
		previous[i] = -1
		if at > 0 {
			previous[i] = tops[at-1]
		}
		if at == len(tops) {
			tops = append(tops, i)
		} else {
			tops[at] = i
		}
	}
	run := make([]pair, len(tops))
	for i, at := len(run)-1, -1; i >= 0; i-- {
		if at < 0 {
			at = tops[i]
		}
		run[i], at = pairs[at], previous[at]
	}
	return run
}

// exact writes the diff along a longest common subsequence.
func (d *differ) exact(i, j, k, l int) {
	width := l - k + 1
	longest := make([]int32, (j-i+1)*width) // common units from (row, column) on
	for row := j - i - 1; row >= 0; row-- {
		for col := l - k - 1; col >= 0; col-- {
			at := row*width + col
			if d.a[i+row].text == d.b[k+col].text {
				longest[at] = longest[at+width+1] + 1
			} else {
				longest[at] = max(longest[at+width], longest[at+1])
			}
		}
	}
	for at := 0; i < j && k < l; {
		switch {
		case d.a[i].text == d.b[k].text:
			d.keep(i, k)
			i, k, at = i+1, k+1, at+width+1
		case longest[at+width] >= longest[at+1]:
			d.remove(i, i+1)
			i, at = i+1, at+width
		default:
			d.insert(k, k+1)
			k, at = k+1, at+1
		}
	}
	d.remove(i, j)
	d.insert(k, l)
}

// keep writes a unit that both have; the space after it may still differ.
func (d *differ) keep(i, k int) {
	d.write("=", d.a[i].word)
	was, is := d.a[i].space, d.b[k].space
	if was.Of(d.textA) == is.Of(d.textB) {
		d.write("=", was)
		return
	}
	d.write("-", was)
	d.write("+", is)
}

func (d *differ) remove(i, j int) {
	if i < j {
		d.write("-", news.Span{Start: d.a[i].word.Start, End: d.a[j-1].space.End})
	}
}

func (d *differ) insert(k, l int) {
	if k < l {
		d.write("+", news.Span{Start: d.b[k].word.Start, End: d.b[l-1].space.End})
	}
}

// write adds to the diff. Between two equal parts what goes stands before what comes.
func (d *differ) write(op string, at news.Span) {
	n := len(d.parts)
	switch {
	case at.Empty():
	case n > 0 && d.parts[n-1].op == op:
		d.parts[n-1].End = at.End
	case op == "-" && n > 1 && d.parts[n-1].op == "+" && d.parts[n-2].op == "-":
		d.parts[n-2].End = at.End
	case op == "-" && n > 0 && d.parts[n-1].op == "+":
		d.parts = slices.Insert(d.parts, n-1, part{op, at})
	default:
		d.parts = append(d.parts, part{op, at})
	}
}
