package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
)

// class says which family of quotation marks a mark belongs to. Families nest in one
// another; within a family openers and closers are often mixed up or look the same.
type class uint8

const (
	double    class = iota // “ ” „ " '' ``
	guillemet              // « » ‹ ›
	corner                 // 「 」 『 』
	single                 // ‘ ’ ‚ '
)

// A mark is one quotation mark with what it costs to read it as an opener, as a closer
// or as no quotation mark at all: the farther from usage, the dearer.
type mark struct {
	news.Span
	class               class
	opens, closes, none int
	first               bool // first in its block
}

// never is the cost of a reading that is out of the question.
const never = 1000

// shape is what a mark tells by its form alone.
type shape struct {
	class         class
	opens, closes int
}

// shapes of the marks of all languages. The costs leave room for German „…“, Danish »…«
// and Swedish ”…”, where the same marks point the other way.
var shapes = map[string]shape{
	`"`: {double, 0, 0}, "''": {double, 0, 0}, "＂": {double, 0, 0}, "``": {double, 0, never},
	"“": {double, 0, 8}, "”": {double, 8, 0}, "„": {double, 0, never}, "‟": {double, 2, 4},
	"«": {guillemet, 0, 8}, "»": {guillemet, 8, 0}, "‹": {guillemet, 0, 8}, "›": {guillemet, 8, 0},
	"「": {corner, 0, never}, "」": {corner, never, 0}, "『": {corner, 0, never}, "』": {corner, never, 0},
	"‘": {single, 3, 12}, "’": {single, 12, 0}, "‚": {single, 3, never}, "'": {single, 6, 0},
}

// marksOf lists the quotation marks of one block, in order.
func marksOf(text string, block news.Span) []mark {
	var list []mark
	for at := block.Start; at < block.End; {
		r, size := utf8.DecodeRuneInString(text[at:block.End])
		if !mayQuote(r) {
			at += size
			continue
		}
		if (r == '\'' || r == '`') && strings.HasPrefix(text[at+size:block.End], text[at:at+size]) {
			size *= 2
		}
		if s, ok := shapes[text[at:at+size]]; ok {
			list = append(list, weigh(text, block, news.Span{Start: at, End: at + size}, s))
		}
		at += size
	}
	return list
}

// mayQuote is a quick test for the runes that begin a mark.
func mayQuote(r rune) bool {
	switch r {
	case '"', '\'', '`', '«', '»', '＂', '「', '」', '『', '』':
		return true
	}
	return r >= '‘' && r <= '›'
}

// weigh sets the costs of one mark by its form and its neighbours.
func weigh(text string, block, at news.Span, s shape) mark {
	before, _ := utf8.DecodeLastRuneInString(text[block.Start:at.Start])
	after, _ := utf8.DecodeRuneInString(text[at.End:block.End])
	start := strings.TrimSpace(text[block.Start:at.Start]) == ""
	end := strings.TrimSpace(text[at.End:block.End]) == ""
	m := mark{Span: at, class: s.class, opens: s.opens, closes: s.closes, none: 20, first: start}
	left, right := start || unicode.IsSpace(before), end || unicode.IsSpace(after)
	switch s.class {
	case single:
		m.weighSingle(before, after, left, right)
	case guillemet, double:
		m.weighPair(before, after, left, right)
	}
	if start {
		m.closes += 20
		m.none *= 2
	}
	if end {
		m.opens = never
	}
	return m
}

// weighPair adds what the neighbours say of a double mark: an opener stands before a
// word, a closer behind one. French sets its guillemets off by spaces.
func (m *mark) weighPair(before, after rune, left, right bool) {
	spaced := m.class == guillemet
	if right && !spaced {
		m.opens += 12
	}
	if !left && isWord(before) {
		m.opens += 8
	} else if !left && isStop(before) {
		m.opens += 4
	}
	if left && !spaced {
		m.closes += 8
	}
	switch {
	case !isWord(after):
	case left || isStop(before):
		m.closes += 4
	default:
		m.closes += 8
	}
}

// weighSingle tells a single quotation mark from an apostrophe.
func (m *mark) weighSingle(before, after rune, left, right bool) {
	opener := (left || strings.ContainsRune("([—–-“\"", before)) && (isWord(after) || strings.ContainsRune("“\"[", after))
	closer := !left && !isWord(after)
	if !opener {
		m.opens = never
	}
	if !closer {
		m.closes = never
	}
	switch {
	case closer && isStop(before):
		m.none = 10
	case closer:
		m.closes += 6
		m.none = 0
	case opener && m.opens > 3: // an elision such as 'em
		m.none = 5
	case !opener:
		m.none = 0
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isStop(r rune) bool { return r != 0 && strings.ContainsRune(".,;:!?…)]", r) }
