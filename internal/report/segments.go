package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"synoptic/internal/news"
)

// mark is the place of one finding in the text of an account.
type mark struct {
	news.Span
	Kind   string // differ, told, alone, said, copied, cited, worded, evolved
	Anchor string // the finding's name inside the page
}

// segment is a run of text under the same marks: where marks overlap or stand inside
// each other the text is split, so that the page needs no overlapping elements.
type segment struct {
	Start   int
	Text    string
	Kinds   string // kinds of the marks, without repetition, separated by spaces
	Anchors string // findings, the shortest mark first, separated by spaces
	First   string // the first of Anchors, "" if the segment is unmarked
	Begins  bool   // a mark begins here
}

// Blank reports whether a marked segment has no word: nothing that a link could be named by.
func (s segment) Blank() bool { return s.First != "" && strings.TrimSpace(s.Text) == "" }

// paragraph is the segments up to an empty line, and the space of that line.
type paragraph struct {
	Segments []segment
	Gap      string
}

// paragraphs splits text at its empty lines and at the borders of the marks. The texts
// of all segments and gaps together are text. Marks outside the text are dropped.
func paragraphs(text string, marks []mark) []paragraph {
	marks = slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return !within(text, m.Span) })
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.Start, b.Start) })
	var out []paragraph
	var open []mark
	for at := 0; at < len(text); {
		end, next := paragraphEnd(text, at)
		p := paragraph{Gap: text[end:next]}
		p.Segments, open, marks = segments(text, news.Span{Start: at, End: end}, open, marks)
		out = append(out, p)
		at = next
	}
	return out
}

// within reports whether s is a range of whole characters of text.
func within(text string, s news.Span) bool {
	return 0 <= s.Start && s.Start < s.End && s.End <= len(text) &&
		utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
}

// paragraphEnd is where the paragraph at the offset at ends, and where the next begins.
func paragraphEnd(text string, at int) (end, next int) {
	newlines := 0
	for i := at; i < len(text); i++ {
		switch text[i] {
		case ' ', '\t', '\r':
			continue
		case '\n':
			newlines++
			continue
		}
		if newlines > 1 && end > at {
			return end, i
		}
		end, newlines = i+1, 0
	}
	if end <= at {
		return at, len(text)
	}
	return end, len(text)
}

// segments splits the range of text at the borders of marks, which are ordered by their
// start; open holds those begun before. It returns the marks still open and still to come.
func segments(text string, in news.Span, open, marks []mark) ([]segment, []mark, []mark) {
	var out []segment
	for at := in.Start; at < in.End; {
		begins := false
		for len(marks) > 0 && marks[0].Start <= at {
			open, marks, begins = append(open, marks[0]), marks[1:], true
		}
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= at })
		end := in.End
		if len(marks) > 0 {
			end = min(end, marks[0].Start)
		}
		for _, m := range open {
			end = min(end, m.End)
		}
		s := under(open)
		s.Start, s.Text, s.Begins = at, text[at:end], begins
		out = append(out, s)
		at = end
	}
	return out, open, marks
}

// under is a segment without text under the given marks.
func under(open []mark) segment {
	marks := slices.Clone(open)
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.Len(), b.Len()) })
	var kinds, anchors []string
	for _, m := range marks {
		if !slices.Contains(kinds, m.Kind) {
			kinds = append(kinds, m.Kind)
		}
		if !slices.Contains(anchors, m.Anchor) {
			anchors = append(anchors, m.Anchor)
		}
	}
	s := segment{Kinds: strings.Join(kinds, " "), Anchors: strings.Join(anchors, " ")}
	if len(anchors) > 0 {
		s.First = anchors[0]
	}
	return s
}
