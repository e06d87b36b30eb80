package report

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// style is how a run of text looks on the terminal.
type style string

// The styles, as parameters of the terminal's SGR sequence.
const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
	blue   style = "36"
)

// run is text of one style.
type run struct {
	style style
	text  string
}

// line is a line of the terminal page.
type line []run

// width is the number of terminal cells that l fills.
func (l line) width() (n int) {
	for _, r := range l {
		n += uniseg.StringWidth(r.text)
	}
	return n
}

// paint writes l, with colours if wanted and without space at its end.
func (l line) paint(b *strings.Builder, colour bool) {
	for len(l) > 0 && strings.TrimRight(l[len(l)-1].text, " ") == "" {
		l = l[:len(l)-1]
	}
	for i, r := range l {
		text := r.text
		if i == len(l)-1 {
			text = strings.TrimRight(text, " ")
		}
		if colour && r.style != plain {
			text = "\x1b[" + string(r.style) + "m" + text + "\x1b[0m"
		}
		b.WriteString(text)
	}
	b.WriteByte('\n')
}

// fill pads l with spaces to width.
func (l line) fill(width int) line {
	if n := width - l.width(); n > 0 {
		return append(l[:len(l):len(l)], run{plain, strings.Repeat(" ", n)})
	}
	return l
}

// legible is text on one line, without space around it.
func legible(text string) string { return strings.TrimSpace(oneLine(text)) }

// oneLine is text with its runs of space made one, without the control characters that
// would let it steer the terminal or turn the direction of writing.
func oneLine(text string) string {
	space := false
	return strings.Map(func(r rune) rune {
		was := space
		space = unicode.IsSpace(r)
		switch {
		case space && was:
			return -1
		case space:
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

// cut is text in at most width cells, ended by an ellipsis if it had more.
func cut(text string, width int) string {
	if uniseg.StringWidth(text) <= width {
		return text
	}
	var b strings.Builder
	used := 0
	for rest, state := text, -1; rest != "" && width > 0; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += w; used > width-1 {
			break
		}
		b.WriteString(cluster)
	}
	return strings.TrimRight(b.String(), " ,;:") + "…"
}

// flow breaks runs into lines of at most width cells, where the rules of line breaking
// (UAX 14) allow it. With most > 0 there are no more than so many lines, and an ellipsis
// ends the last one if words are left out.
func flow(runs []run, width, most int) []line {
	f := flowing{width: max(width, 2)}
	var text strings.Builder
	for _, r := range runs {
		text.WriteString(r.text)
		f.ends = append(f.ends, text.Len())
		f.styles = append(f.styles, r.style)
	}
	for rest, state := text.String(), -1; rest != "" && (most <= 0 || len(f.lines) <= most); {
		var piece string
		piece, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		f.add(piece)
	}
	f.flush()
	if most > 0 && len(f.lines) > most {
		f.lines = f.lines[:most]
		last := f.lines[most-1]
		f.lines[most-1] = append(shorten(last, f.width-1), run{plain, "…"})
	}
	return f.lines
}

// flowing is text on its way into lines.
type flowing struct {
	width  int
	ends   []int // byte offsets where the runs end
	styles []style
	at     int // bytes taken
	used   int // cells of the current line
	line   line
	lines  []line
}

// add puts piece, which must not be broken, on the current line or on the next one. One
// that is wider than a line is broken anyway.
func (f *flowing) add(piece string) {
	w := uniseg.StringWidth(strings.TrimRight(piece, " "))
	if f.used > 0 && f.used+w > f.width {
		f.flush()
	}
	for rest, state := piece, -1; rest != ""; {
		var cluster string
		var cw int
		cluster, rest, cw, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if cluster != " " && f.used+cw > f.width {
			f.flush()
		}
		f.put(cluster, cw)
	}
}

func (f *flowing) put(cluster string, width int) {
	s := plain
	for i, end := range f.ends {
		if f.at < end {
			s = f.styles[i]
			break
		}
	}
	f.at += len(cluster)
	f.used += width
	if n := len(f.line); n > 0 && f.line[n-1].style == s {
		f.line[n-1].text += cluster
		return
	}
	f.line = append(f.line, run{s, cluster})
}

func (f *flowing) flush() {
	if f.used > 0 {
		f.lines = append(f.lines, f.line)
	}
	f.line, f.used = nil, 0
}

// shorten drops what of l does not fit into width, and the marks and space at its end.
func shorten(l line, width int) line {
	var out line
	for _, r := range l {
		if width <= 0 {
			break
		}
		text := r.text
		if w := uniseg.StringWidth(text); w > width {
			text = strings.TrimSuffix(cut(text, width+1), "…")
		}
		out = append(out, run{r.style, text})
		width -= uniseg.StringWidth(text)
	}
	if n := len(out); n > 0 {
		out[n-1].text = strings.TrimRight(out[n-1].text, " ,;:")
	}
	return out
}

// indent puts n spaces before every line.
func indent(lines []line, n int) []line {
	out := make([]line, len(lines))
	for i, l := range lines {
		out[i] = append(line{{plain, strings.Repeat(" ", n)}}, l...)
	}
	return out
}

// beside puts blocks next to each other, each as wide as width with gap cells between.
func beside(blocks [][]line, width, gap int) []line {
	var out []line
	for i := 0; ; i++ {
		var l line
		more := false
		for j, b := range blocks {
			var part line
			if i < len(b) {
				part, more = b[i], true
			}
			if j < len(blocks)-1 {
				part = part.fill(width + gap)
			}
			l = append(l, part...)
		}
		if !more {
			return out
		}
		out = append(out, l)
	}
}
