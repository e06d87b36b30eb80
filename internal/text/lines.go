package text

import (
	"strings"
	"unicode/utf8"

	"synoptic/internal/news"
)

// paragraphs are the spans between blank lines, and those between the line breaks of a
// text that breaks lines for paragraphs only. Lines wrapped at a width, and lines broken
// inside a sentence, stay together.
func paragraphs(s string) []news.Span {
	ls := lines(s)
	width := wrapWidth(s, ls)
	var out []news.Span
	for i, l := range ls {
		if i > 0 && !l.apart && goesOnNextLine(ls[i-1].Of(s), l.Of(s), width) {
			out[len(out)-1].End = l.End
			continue
		}
		out = append(out, l.Span)
	}
	return out
}

// line is a line of the text without the blanks around it.
type line struct {
	news.Span
	apart bool // a blank line stands before it
}

// lines are the lines of a text that hold more than blanks.
func lines(s string) []line {
	var out []line
	apart := true
	for at := 0; at < len(s); {
		end, next := lineEnd(s, at)
		if from, to := trim(s, at, end); from < to {
			out = append(out, line{news.Span{Start: from, End: to}, apart})
			apart = false
		} else if at > 0 {
			apart = true
		}
		at = next
	}
	return out
}

// lineEnd is where the line at i ends, and where the next begins. Line ends are those of
// every system, and Unicode's line and paragraph separators.
func lineEnd(s string, i int) (end, next int) {
	for k := i; k < len(s); k++ {
		switch s[k] {
		case '\r':
			if k+1 < len(s) && s[k+1] == '\n' {
				return k, k + 2
			}
			return k, k + 1
		case '\n', '\v', '\f':
			return k, k + 1
		case 0xe2:
			if strings.HasPrefix(s[k:], "\u2028") || strings.HasPrefix(s[k:], "\u2029") {
				return k, k + 3
			}
		}
	}
	return len(s), len(s)
}

// trim is s[i:j] without the blanks at both ends.
func trim(s string, i, j int) (from, to int) {
	t := strings.TrimLeftFunc(s[i:j], isBlank)
	from = j - len(t)
	return from, from + len(strings.TrimRightFunc(t, isBlank))
}

// widest is the longest line, in characters, that a wrapped text has.
const widest = 130

// wrapWidth is the width at which a text is wrapped, 0 if it is not: most of its lines
// that another follows directly are so full that the next word had no room.
func wrapWidth(s string, ls []line) int {
	width, pairs := 0, 0
	for i := 1; i < len(ls); i++ {
		if !ls[i].apart {
			width = max(width, chars(ls[i-1].Of(s)))
			pairs++
		}
	}
	if pairs < 2 || width > widest {
		return 0
	}
	full := 0
	for i := 1; i < len(ls); i++ {
		if !ls[i].apart && isFull(ls[i-1].Of(s), ls[i].Of(s), width) {
			full++
		}
	}
	if full*5 < pairs*3 {
		return 0
	}
	return width
}

// chars counts the characters of a line, at most one more than the widest.
func chars(l string) int {
	if len(l) > 4*widest {
		return widest + 1
	}
	return utf8.RuneCountInString(l)
}

// isFull reports whether the first word of the next line had no room on this one.
func isFull(this, next string, width int) bool {
	first, _, _ := strings.Cut(next[:min(len(next), 4*widest)], " ")
	return chars(this)+1+chars(first) > width
}

// goesOnNextLine reports whether a paragraph goes on over a line break.
func goesOnNextLine(this, next string, width int) bool {
	if width > 0 && isFull(this, next, width) {
		return true
	}
	return isLowerRune(next) && !endsSentence(this)
}

// endsSentence reports whether a text ends with an end mark, perhaps inside closing
// quotation marks or brackets.
func endsSentence(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch k := markKind(r); {
		case k == stop || k == ellipsis:
			return true
		case k == closer || k == quote || isBlank(r):
			s = s[:len(s)-n]
		default:
			return false
		}
	}
	return false
}
