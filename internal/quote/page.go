package quote

import (
	"slices"
	"sort"

	"synoptic/internal/news"
)

// A page is a document as this package looks at it: its trees, its quotations in marks
// and what they hang on.
type page struct {
	doc   *news.Document
	words *words
	trees []*tree // by sentence
	runs  []run
	first []int // by block: index of its first sentence; one more at the end

	mentions []news.Mention // by where they begin
	entities map[int]*news.Entity
}

// open prepares a document for reading.
func open(doc *news.Document, w *words) *page {
	p := &page{doc: doc, words: w, runs: runs(doc.Article.Text, doc.Blocks)}
	p.trees = make([]*tree, len(doc.Sentences))
	for i := range doc.Sentences {
		p.trees[i] = plant(doc.Article.Text, &doc.Sentences[i], w)
	}
	p.first = make([]int, len(doc.Blocks)+1)
	for b := range p.first {
		p.first[b] = sort.Search(len(doc.Sentences), func(i int) bool { return doc.Sentences[i].Block >= b })
	}
	p.mentions = slices.Clone(doc.Mentions)
	slices.SortStableFunc(p.mentions, func(a, b news.Mention) int { return a.Start - b.Start })
	p.entities = make(map[int]*news.Entity, len(doc.Entities))
	for i := range doc.Entities {
		p.entities[doc.Entities[i].ID] = &doc.Entities[i]
	}
	return p
}

// sentenceAt is the index of the first sentence that ends behind the byte.
func (p *page) sentenceAt(at int) int {
	return sort.Search(len(p.doc.Sentences), func(i int) bool { return p.doc.Sentences[i].End > at })
}

// runAt is the index of the run whose marks hold the byte, -1 if none.
func (p *page) runAt(at int) int {
	i := sort.Search(len(p.runs), func(i int) bool { return p.runs[i].outer.End > at })
	if i < len(p.runs) && p.runs[i].outer.Start <= at {
		return i
	}
	return -1
}

// A place is a token of a sentence.
type place struct{ sentence, token int }

// A frame is the words beside a run, outside all marks, where its verb may stand.
type frame struct {
	sentence    int
	first, last int    // tokens first … last-1
	side        string // "before" or "after" the run
	near        string // "same" sentence, "next" one, other "block"
}

// frames lists the words around run r, before and after.
func (p *page) frames(r int) []frame {
	var list []frame
	if f, ok := p.after(r); ok {
		list = append(list, f)
	}
	if f, ok := p.before(r); ok {
		list = append(list, f)
	}
	return list
}

// after is the rest of the sentence behind a run, or the sentence behind it.
func (p *page) after(r int) (frame, bool) {
	q := &p.runs[r]
	limit := p.doc.Blocks[q.block].End
	if r+1 < len(p.runs) && p.runs[r+1].block == q.block {
		limit = p.runs[r+1].outer.Start
	}
	i := sort.Search(len(p.doc.Sentences), func(i int) bool { return p.doc.Sentences[i].End > q.outer.End })
	if i >= p.first[q.block+1] {
		return frame{}, false
	}
	s := &p.doc.Sentences[i]
	near := "next"
	if s.Start < q.End {
		near = "same"
	}
	first := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].Start >= q.outer.End })
	last := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].End > limit })
	return frame{i, first, last, "after", near}, first < last
}

// before is the start of the sentence that leads to a run, or the sentence before it,
// which may end the block before.
func (p *page) before(r int) (frame, bool) {
	q := &p.runs[r]
	floor, block := p.doc.Blocks[q.block].Start, q.block
	near := "same"
	if r > 0 && p.runs[r-1].block == block {
		floor = p.runs[r-1].outer.End
	}
	if q.outer.Start == p.doc.Blocks[block].Start {
		if block == 0 {
			return frame{}, false
		}
		block, near = block-1, "block"
		floor = p.doc.Blocks[block].Start
	}
	i := sort.Search(len(p.doc.Sentences), func(i int) bool { return p.doc.Sentences[i].Start >= q.outer.Start }) - 1
	if i < p.first[block] {
		return frame{}, false
	}
	s := &p.doc.Sentences[i]
	if near == "same" && s.End <= q.outer.Start {
		near = "next"
	}
	first := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].Start >= floor })
	last := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].End > q.outer.Start })
	return frame{i, first, last, "before", near}, first < last && (near != "block" || p.runAt(s.End-1) < 0)
}

// parsed reports whether the document came with trees.
func (p *page) parsed() bool {
	for _, t := range p.trees {
		if len(t.tokens) > 0 {
			return t.tokens[0].Tag != ""
		}
	}
	return false
}
