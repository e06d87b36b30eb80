package reuse

import (
	"synoptic/internal/news"
	"synoptic/internal/sketch"
)

// account is what is compared of one document: the words the outlet tells as news, and
// which of them it only quotes.
type account struct {
	doc    *news.Document
	words  []sketch.Word
	quoted []bool   // by word: inside a direct quotation
	own    int      // words not quoted
	grams  []uint64 // hash of the run of seed words that starts at each word
	print  []uint64 // fingerprint
}

func newAccount(doc *news.Document) *account {
	a := &account{doc: doc, words: told(doc)}
	a.quoted = make([]bool, len(a.words))
	for _, q := range doc.Quotes {
		if q.Direct {
			a.quote(q.Span)
		}
	}
	for _, quoted := range a.quoted {
		if !quoted {
			a.own++
		}
	}
	if a.own == 0 { // nothing but a speech: its words are all there is to compare
		clear(a.quoted)
		a.own = len(a.words)
	}
	a.grams = sketch.Shingles(a.words, seed)
	a.print = sketch.Winnow(a.grams, leastRun-seed+1)
	return a
}

// told returns the words of the text without bylines, credits and other furniture.
func told(doc *news.Document) []sketch.Word {
	words := sketch.Words(doc.Article.Text)
	if len(doc.Blocks) == 0 {
		return words
	}
	kept, block := words[:0], 0
	for _, w := range words {
		for block < len(doc.Blocks) && doc.Blocks[block].End <= w.Start {
			block++
		}
		if block < len(doc.Blocks) && doc.Blocks[block].Contains(w.Span) && isTold(doc.Blocks[block].Kind) {
			kept = append(kept, w)
		}
	}
	return kept
}

func isTold(kind news.BlockKind) bool {
	return kind == news.Body || kind == news.Headline || kind == news.Heading
}

// quote marks the words of a quotation.
func (a *account) quote(q news.Span) {
	for i := a.wordAt(q.Start); i < len(a.words) && a.words[i].End <= q.End; i++ {
		a.quoted[i] = true
	}
}

// wordAt is the index of the first word that starts at or after a byte.
func (a *account) wordAt(at int) int {
	lo, hi := 0, len(a.words)
	for lo < hi {
		if mid := (lo + hi) / 2; a.words[mid].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
