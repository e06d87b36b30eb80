package quote

import (
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
	return p
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
	for i := p.first[q.block]; i < p.first[q.block+1]; i++ {
		s := &p.doc.Sentences[i]
		if s.End <= q.outer.End {
			continue
		}
		first := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].Start >= q.outer.End })
		last := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].End > limit })
		near := "next"
		if s.Start < q.End {
			near = "same"
		}
		if first < last {
			return frame{i, first, last, "after", near}, true
		}
	}
	return frame{}, false
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
	for i := p.first[block+1] - 1; i >= p.first[block]; i-- {
		s := &p.doc.Sentences[i]
		if s.Start >= q.outer.Start {
			continue
		}
		if near == "same" && s.End <= q.outer.Start {
			near = "next"
		}
		first := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].Start >= floor })
		last := sort.Search(len(s.Tokens), func(k int) bool { return s.Tokens[k].End > q.outer.Start })
		if first < last && (near != "block" || p.runAt(s.End-1) < 0) {
			return frame{i, first, last, "before", near}, true
		}
		return frame{}, false
	}
	return frame{}, false
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
