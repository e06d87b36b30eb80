package quantity

import (
	"strconv"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Reader reads amounts and dates in one language. It is safe for concurrent use.
type Reader struct {
	w *words
}

// New gives the reader of a language. A language without data gives one that reads
// digits, signs, ISO currencies and ISO dates alone.
func New(l *text.Language) *Reader { return &Reader{w: learn(l)} }

// Read finds the amounts of a document, in order of the text.
func (r *Reader) Read(doc *news.Document) []news.Quantity {
	c := r.scan(doc)
	c.anchor = c.anchors(nil)[0]
	var found []news.Quantity
	for i := range doc.Sentences {
		if !c.told(&doc.Sentences[i]) {
			continue
		}
		c.open(&doc.Sentences[i])
		c.found = c.found[:0]
		c.expressions()
		c.amounts()
		for _, a := range c.found {
			found = append(found, a.Quantity)
		}
	}
	return found
}

// scan is one reading of a document: its words and the sentence it stands at.
type scan struct {
	*words
	doc    *news.Document
	text   string
	money  string // what "$" means in this article
	anchor day    // day of the report, zero where unknown
	s      *news.Sentence
	atoms  []atom
	taken  []bool   // atoms that belong to a date
	times  []moment // expressions of time in the sentence
	found  []amount // amounts of the sentence
	lists  bool     // the sentence is a headline in title case
	quake  bool     // the sentence speaks of an earthquake
}

func (r *Reader) scan(doc *news.Document) *scan {
	return &scan{words: r.w, doc: doc, text: doc.Article.Text, money: dollar(doc.Article.URL)}
}

// told reports whether the sentence stands where news is told, not in furniture.
func (c *scan) told(s *news.Sentence) bool {
	if s.Block < 0 || s.Block >= len(c.doc.Blocks) {
		return true
	}
	switch c.doc.Blocks[s.Block].Kind {
	case news.Byline, news.Credit, news.Other:
		return false
	}
	return true
}

// open makes s the sentence the scan stands at.
func (c *scan) open(s *news.Sentence) {
	c.s = s
	c.atoms = lex(c.atoms[:0], c.text, s, c.decimalComma)
	c.taken = c.taken[:0]
	c.quake = false
	upper, words := 0, 0
	for i := range c.atoms {
		c.taken = append(c.taken, false)
		if a := &c.atoms[i]; a.kind == word && a.Len() > 3 {
			words++
			if a.upper {
				upper++
			}
			c.quake = c.quake || c.quakes.Has(a.norm)
		}
	}
	c.lists = words > 2 && upper*4 >= words*3
}

// at is atom i, or a sign of nothing where there is none.
func (c *scan) at(i int) *atom {
	if i < 0 || i >= len(c.atoms) {
		return &atom{norm: "", tok: -1}
	}
	return &c.atoms[i]
}

// norm is the folded form of atom i, "" where there is none.
func (c *scan) norm(i int) string {
	if i < 0 || i >= len(c.atoms) {
		return ""
	}
	return c.atoms[i].norm
}

// hyphen reports whether atom i is a hyphen between two atoms without spaces.
func (c *scan) hyphen(i int) bool {
	return i > 0 && i+1 < len(c.atoms) && c.atoms[i].norm == "-" && c.atoms[i].glued && c.atoms[i+1].glued
}

// canOpen reports whether a number or an expression of time can start at atom i.
func (c *scan) canOpen(i int) bool {
	return c.atoms[i].kind == number || c.atoms[i].kind == word && c.starters[c.atoms[i].norm]
}

// isNumber reports whether atom i is a number that can be read.
func (c *scan) isNumber(i int) bool {
	return i >= 0 && i < len(c.atoms) && c.atoms[i].kind == number && c.atoms[i].value == c.atoms[i].value
}

// isWord reports whether atom i is a word.
func (c *scan) isWord(i int) bool { return i >= 0 && i < len(c.atoms) && c.atoms[i].kind == word }

// parseValue is the number an entry of the data stands for, 0 if it is none.
func parseValue(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}
