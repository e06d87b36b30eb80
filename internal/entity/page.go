package entity

import (
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
)

// word is a token with what its letters and its place tell.
type word struct {
	*news.Token
	sentence int  // index of its sentence
	index    int  // index in the sentence
	glued    bool // follows its predecessor without a space
	capital  bool // begins with a capital letter
	upper    bool // has two capitals and no small letter
	opening  bool // first word of a sentence, or after a colon or an opening mark
	quoted   bool // inside quotation marks
}

// page is one document while it is read.
type page struct {
	*vocabulary
	doc   *news.Document
	text  string
	words []word
	first []int  // index in words of each sentence's first word; one more at the end
	loud  []bool // by sentence: a headline in capitals, which tells no names
	told  []bool // by sentence: news, not furniture
	buf   []byte

	model    [][]modelName // by sentence
	names    []name
	forms    []*form
	entities []*entity
	byPart   map[string][]*entity // by a word of their names, or their acronym
	byClass  map[string][]*entity // by a class of noun that may describe them
	inRole   []*entity            // by word: what it describes by standing beside its name
}

func newPage(v *vocabulary, doc *news.Document) *page {
	p := &page{vocabulary: v, doc: doc, text: doc.Article.Text}
	count := 0
	for i := range doc.Sentences {
		count += len(doc.Sentences[i].Tokens)
	}
	p.words = make([]word, 0, count)
	p.first = make([]int, 0, len(doc.Sentences)+1)
	p.loud = make([]bool, len(doc.Sentences))
	p.told = make([]bool, len(doc.Sentences))
	for i := range doc.Sentences {
		p.addSentence(i)
	}
	p.first = append(p.first, len(p.words))
	p.inRole = make([]*entity, len(p.words))
	return p
}

func (p *page) addSentence(i int) {
	s := &p.doc.Sentences[i]
	start := len(p.words)
	p.first = append(p.first, start)
	kind := news.Body
	if s.Block >= 0 && s.Block < len(p.doc.Blocks) {
		kind = p.doc.Blocks[s.Block].Kind
	}
	p.told[i] = kind == news.Body || kind == news.Headline || kind == news.Heading
	quoted := start > 0 && p.words[start-1].quoted && p.sameQuote(i)
	for k := range s.Tokens {
		w := word{Token: &s.Tokens[k], sentence: i, index: k}
		w.capital, w.upper = shape(w.Of(p.text))
		w.glued = k > 0 && s.Tokens[k-1].End == w.Start
		w.opening = k == 0 || opens(s.Tokens[k-1].Norm)
		if w.Norm == `"` {
			quoted = !quoted
		}
		w.quoted = quoted
		p.words = append(p.words, w)
	}
	p.loud[i] = isLoud(p.words[start:])
}

// sameQuote reports whether a quotation left open in the sentence before goes on in
// sentence i: they stand in one block.
func (p *page) sameQuote(i int) bool {
	return i > 0 && p.doc.Sentences[i].Block == p.doc.Sentences[i-1].Block
}

// shape reports whether a word begins with a capital letter, and whether it is written
// in capitals.
func shape(s string) (capital, upper bool) {
	letters, small := 0, 0
	for i, r := range s {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			capital = capital || letters == 0 && small == 0 && i < utf8.UTFMax
			letters++
		case unicode.IsLower(r):
			small++
		}
	}
	return capital, letters > 1 && small == 0
}

// opens reports whether the word after this mark begins like a sentence.
func opens(mark string) bool {
	switch mark {
	case `"`, ":", "--", "(", "[", "*", "-", "•", "'", ";", "...":
		return true
	}
	return false
}

// isLoud reports whether a line is set like a headline: most of its longer words begin
// with a capital, so that capitals tell no names.
func isLoud(words []word) bool {
	capitals, long := 0, 0
	for i := range words {
		if w := &words[i]; w.Len() > 3 && (w.capital || startsSmall(w.Norm)) {
			long++
			if w.capital {
				capitals++
			}
		}
	}
	return long >= 3 && capitals*4 >= long*3 && words[len(words)-1].Norm != "."
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// phrase is the folded text of the words first … last-1, single spaces between them.
// The bytes are good until the next call.
func (p *page) phrase(first, last int) []byte {
	p.buf = p.buf[:0]
	for i := first; i < last; i++ {
		if i > first && !p.words[i].glued {
			p.buf = append(p.buf, ' ')
		}
		p.buf = append(p.buf, p.words[i].Norm...)
	}
	return p.buf
}

// span is the place of the words first … last-1.
func (p *page) span(first, last int) news.Span {
	return news.Span{Start: p.words[first].Start, End: p.words[last-1].End}
}

// sentenceEnd is the index after the last word of the sentence word i stands in.
func (p *page) sentenceEnd(i int) int { return p.first[p.words[i].sentence+1] }

// sentenceStart is the index of the first word of the sentence word i stands in.
func (p *page) sentenceStart(i int) int { return p.first[p.words[i].sentence] }

// norm is the folded word at i, "" beyond the ends of the sentence word at stands in.
func (p *page) norm(i, at int) string {
	if i < p.sentenceStart(at) || i >= p.sentenceEnd(at) {
		return ""
	}
	return p.words[i].Norm
}
