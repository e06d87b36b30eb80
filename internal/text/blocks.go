package text

import (
	"slices"
	"strings"

	"synoptic/internal/news"
)

// Blocks cuts a text into paragraphs, headlines and furniture, in order, and takes the
// dateline off the first paragraph. A block is Body unless its form and place say
// otherwise; a text of one line is Body.
func Blocks(s string, l *Language) []news.Block {
	spans := paragraphs(s)
	blocks := make([]news.Block, len(spans), len(spans)+1)
	for i, span := range spans {
		blocks[i] = news.Block{Span: span, Kind: news.Body}
	}
	p := page{s: s, blocks: blocks, language: l, furniture: l.furniture}
	p.furnish()
	if len(blocks) > 1 {
		p.headlines()
		p.headings()
	}
	return cutSignature(s, cutDateline(s, blocks, l), l)
}

// cutSignature makes a signature that closes the last paragraph a block of its own.
func cutSignature(s string, blocks []news.Block, l *Language) []news.Block {
	name := ReadSignature(s, blocks, l)
	if name.Empty() {
		return blocks
	}
	i := slices.IndexFunc(blocks, func(b news.Block) bool { return b.Contains(name) })
	text := told(s[blocks[i].Start:name.Start])
	if blocks[i].Kind != news.Body || !endsSentence(text) {
		return blocks
	}
	end := blocks[i].Start + len(text)
	from, to := trim(s, end, blocks[i].End)
	blocks[i].End = end
	return slices.Insert(blocks, i+1, news.Block{Span: news.Span{Start: from, End: to}, Kind: news.Credit})
}

// cutDateline makes a dateline that opens the first paragraph a block of its own.
func cutDateline(s string, blocks []news.Block, l *Language) []news.Block {
	for i, b := range blocks {
		if b.Kind != news.Body {
			continue
		}
		d, ok := ReadDateline(s, b.Span, l)
		if !ok {
			return blocks
		}
		from, _ := trim(s, d.End, b.End)
		if from >= b.End {
			blocks[i].Kind = news.Dateline
			return blocks
		}
		rest := news.Block{Span: news.Span{Start: from, End: b.End}, Kind: news.Body}
		blocks = append(blocks[:i+1], blocks[i:]...)
		blocks[i] = news.Block{Span: d.Span, Kind: news.Dateline}
		blocks[i+1] = rest
		return blocks
	}
	return blocks
}

// page is a text whose blocks are told apart.
type page struct {
	s        string
	blocks   []news.Block
	language *Language
	*furniture
}

// longestLine is the most bytes that a headline, byline or piece of furniture has.
const longestLine = 240

// text is the words of block i, "" if it is too long to be anything but a paragraph.
func (p *page) text(i int) string {
	if i < 0 || i >= len(p.blocks) || p.blocks[i].Len() > longestLine {
		return ""
	}
	return p.blocks[i].Of(p.s)
}

// head is how many blocks stand before the story: lines, not paragraphs.
func (p *page) head() int {
	const most = 12
	for i := range p.blocks {
		if i == most || p.isParagraph(i) {
			return i
		}
	}
	return len(p.blocks)
}

// isParagraph reports whether block i is prose: longer than any line, or sentences.
func (p *page) isParagraph(i int) bool {
	if p.blocks[i].Kind != news.Body {
		return false
	}
	t := p.text(i)
	return t == "" || endsSentence(t) && countWords(t) > 6 && !isTitleCase(t, p.small)
}

// furnish finds what is no news by its form: addresses, credits, bylines, lines of date,
// links and calls to the reader.
func (p *page) furnish() {
	head := p.head()
	for i := range p.blocks {
		t := p.text(i)
		if t == "" {
			continue
		}
		top, tail := i < head, i >= len(p.blocks)-6
		switch {
		case isAddress(t) || p.isCall(t):
			p.blocks[i].Kind = news.Other
		case p.isPhotoCredit(t, top) || i > 0 && tail && (p.isCredit(t) || isSignature(t, p.language)):
			p.blocks[i].Kind = news.Credit
		case (top || i < 6) && len(p.blocks) > 1 && p.isDateLine(t):
			p.blocks[i].Kind = news.Dateline
		case (top || i < 4 || tail && i > 0) && len(p.blocks) > 1 && p.isByline(t):
			p.blocks[i].Kind = news.Byline
		}
	}
}

// headlines finds the headline at the top: a line without a full stop, or in title case,
// that a paragraph follows, and its repetition. A line below it without a full stop is
// the deck, a headline too.
func (p *page) headlines() {
	first := -1
	for i := range p.blocks {
		if p.blocks[i].Kind != news.Body {
			continue
		}
		switch t := p.text(i); {
		case first < 0 && p.isHeadline(i):
			first = i
		case first >= 0 && (t == p.text(first) || p.isDeck(t) && i <= first+4 && !p.isParagraph(i)):
		default:
			return
		}
		p.blocks[i].Kind = news.Headline
	}
	p.noStory()
}

// noStory takes back what was taken for headlines when no paragraph follows them.
func (p *page) noStory() {
	for i := range p.blocks {
		if p.blocks[i].Kind == news.Headline {
			p.blocks[i].Kind = news.Body
		}
	}
}

// isHeadline reports whether block i has the form of a headline.
func (p *page) isHeadline(i int) bool {
	t, n := p.text(i), countWords(p.text(i))
	title := isTitleCase(t, p.small)
	if t == "" || n > 26 || n > 20 && !title || p.dated(i) {
		return false
	}
	return !endsWithStop(t) || title && n > 2 || p.datelineFollows(i)
}

// datelineFollows reports whether the next body block opens with a dateline: what stands
// before it is no part of the story.
func (p *page) datelineFollows(i int) bool {
	for i++; i < len(p.blocks) && p.blocks[i].Kind != news.Body; i++ {
	}
	return i < len(p.blocks) && p.dated(i)
}

// dated reports whether block i opens with a dateline.
func (p *page) dated(i int) bool {
	_, ok := ReadDateline(p.s, p.blocks[i].Span, p.language)
	return ok
}

// isDeck reports whether a line below the headline is part of it.
func (p *page) isDeck(t string) bool {
	n := countWords(t)
	return t != "" && n <= 22 && n > 2 && !endsSentence(t) && !endsWithColon(t)
}

// headings finds the headings inside the story: short lines without an end mark between
// two paragraphs.
func (p *page) headings() {
	for i := 1; i+1 < len(p.blocks); i++ {
		if p.blocks[i].Kind == news.Body && p.isHeading(p.text(i)) && p.prose(i+1) &&
			p.blocks[i-1].Kind == news.Body && (p.prose(i-1) || p.text(i-1) == "") &&
			!isLowerRune(p.blocks[i+1].Of(p.s)) {
			p.blocks[i].Kind = news.Heading
		}
	}
}

// prose reports whether block i is a body paragraph of at least one full sentence.
func (p *page) prose(i int) bool {
	return p.blocks[i].Kind == news.Body && p.blocks[i].Len() > 40 && endsSentence(p.blocks[i].Of(p.s))
}

// isHeading reports whether a line has the form of a heading.
func (p *page) isHeading(t string) bool {
	n := countWords(t)
	if t == "" || n > 9 || strings.Contains(t, "\n") || endsWithColon(t) || endsWithStop(t) || !isUpperRune(t) {
		return false
	}
	if endsSentence(t) { // "What Happens Next?"
		return n > 1 && isTitleCase(t, p.small)
	}
	return true
}
