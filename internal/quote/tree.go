package quote

import (
	"sort"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// A tree is one parsed sentence with the children and the reach of each token at hand.
type tree struct {
	text   string
	words  *words
	tokens []news.Token
	kids   [][]int // by token, in order of the text
	lo, hi []int   // by token: its subtree lies in tokens lo … hi-1
}

// plant indexes a sentence.
func plant(text string, s *news.Sentence, w *words) *tree {
	n := len(s.Tokens)
	t := &tree{text: text, words: w, tokens: s.Tokens, kids: make([][]int, n), lo: make([]int, n), hi: make([]int, n)}
	count := make([]int, n)
	for i := range s.Tokens {
		t.lo[i], t.hi[i] = i, i+1
		if h := s.Tokens[i].Head; h >= 0 {
			count[h]++
		}
	}
	slab := make([]int, n)
	for i, c := range count {
		t.kids[i], slab = slab[:0:c], slab[c:]
	}
	for i := range s.Tokens {
		if h := s.Tokens[i].Head; h >= 0 {
			t.kids[h] = append(t.kids[h], i)
		}
		t.widen(i)
	}
	return t
}

// widen stretches the reach of all tokens above i to hold it.
func (t *tree) widen(i int) {
	at := i
	for range t.tokens {
		at = t.tokens[at].Head
		if at < 0 {
			return
		}
		t.lo[at], t.hi[at] = min(t.lo[at], i), max(t.hi[at], i+1)
	}
}

// child is the first child of token i in one of the relations, -1 if none.
func (t *tree) child(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if syntax.Is(t.tokens[k].Rel, rels...) {
			return k
		}
	}
	return -1
}

// preposition is the token that marks the case of noun i, -1 if none.
func (t *tree) preposition(i int) int { return t.child(i, "case") }

// marker is the first word that marks clause i ("that", "to"), "" if none.
func (t *tree) marker(i int) string {
	if k := t.child(i, "mark"); k >= 0 {
		return t.tokens[k].Norm
	}
	return ""
}

// span is the place of tokens first … last-1 in the text, without marks at its ends but
// a quotation mark whose other half it holds.
func (t *tree) span(first, last int) news.Span {
	for first < last && t.isMark(first) {
		first++
	}
	for first < last && t.isMark(last-1) {
		last--
	}
	if first >= last {
		return news.Span{}
	}
	if t.splitsQuotation(first, last) {
		switch {
		case last < len(t.tokens) && t.quotes(last):
			last++
		case first > 0 && t.quotes(first-1):
			first--
		}
	}
	return news.Span{Start: t.tokens[first].Start, End: t.tokens[last-1].End}
}

// splitsQuotation reports whether tokens first … last-1 hold half a pair of quotation
// marks.
func (t *tree) splitsQuotation(first, last int) bool {
	n := 0
	for i := first; i < last; i++ {
		if t.quotes(i) {
			n++
		}
	}
	return n%2 == 1
}

// quotes reports whether token i is a quotation mark.
func (t *tree) quotes(i int) bool {
	switch t.tokens[i].Norm {
	case "\"", "''", "``":
		return true
	}
	return false
}

// isMark reports whether token i is punctuation.
func (t *tree) isMark(i int) bool { return t.tokens[i].Tag == "PUNCT" }

// under reports whether token i is token top or stands below it.
func (t *tree) under(i, top int) bool {
	for range t.tokens {
		if i == top {
			return true
		}
		if i = t.tokens[i].Head; i < 0 {
			return false
		}
	}
	return false
}

// tokenAt is the first token that begins at or behind a byte.
func (t *tree) tokenAt(at int) int {
	return sort.Search(len(t.tokens), func(i int) bool { return t.tokens[i].Start >= at })
}
