package syntax

import (
	"synoptic/internal/news"
	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/naming"
	"synoptic/internal/syntax/tagger"
	"synoptic/internal/syntax/word"
)

// desk is the room one sentence is worked on in, used again for the next.
type desk struct {
	words  []word.Word
	tags   []uint8
	tagger tagger.Desk
	input  arcs.Input
	parser arcs.Desk
	naming naming.Input
	finder naming.Finder
}

// Parse fills Lemma, Tag, Fine, Head and Rel of the sentence's tokens. A sentence too
// long to be one is parsed in pieces, joined by the relation "parataxis".
func (m *Model) Parse(text string, s *news.Sentence) {
	if len(s.Tokens) == 0 {
		return
	}
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	root := -1
	for first := 0; first < len(s.Tokens); {
		last := first + cut(text, s.Tokens[first:])
		top := first + m.piece(d, text, s.Tokens[first:last])
		for i := first; i < last; i++ {
			if s.Tokens[i].Head >= 0 {
				s.Tokens[i].Head += first
			}
		}
		if root < 0 {
			root = top
		} else {
			s.Tokens[top].Head, s.Tokens[top].Rel = root, "parataxis"
		}
		first = last
	}
}

// piece parses tokens as one sentence, heads counted from the first; it returns the
// root.
func (m *Model) piece(d *desk, text string, tokens []news.Token) int {
	m.tag(d, text, tokens)
	m.tree(d)
	root := 0
	for i := range tokens {
		t := &tokens[i]
		head, rel := m.arc(d, i)
		tag := m.tags[d.tags[i]]
		t.Tag, t.Fine = tag.Universal, tag.Fine
		t.Lemma = m.lemmas.Lemma(t.Of(text), &d.words[i], d.tags[i])
		t.Head, t.Rel = head, m.relations[rel]
		if head < 0 {
			root = i
		}
	}
	return root
}

// tag describes and tags the tokens.
func (m *Model) tag(d *desk, text string, tokens []news.Token) {
	d.words, d.tags = grown(d.words, len(tokens)), grown(d.tags, len(tokens))
	for i := range tokens {
		word.Describe(&d.words[i], tokens[i].Of(text), m.classes)
	}
	d.tagger.Tag(m.tagger, len(m.tags), d.words, d.tags)
}

// tree parses the tagged words: once from the left, then from the right with the first
// tree as a guess.
func (m *Model) tree(d *desk) {
	d.input.Set(d.words, d.tags)
	m.first.Parse(&d.parser, &d.input)
	if m.second.Moves != nil {
		d.input.Turn(&d.parser.State)
		m.second.Parse(&d.parser, &d.input)
	}
}

// arc is the governor of word i, -1 for the root, and its relation to it.
func (m *Model) arc(d *desk, i int) (head int, rel uint8) {
	if m.second.Moves == nil {
		return d.parser.Head(i)
	}
	last := len(d.words) - 1
	head, rel = d.parser.Head(last - i)
	if head >= 0 {
		head = last - head
	}
	return head, rel
}

// grown is a slice of n elements, in the room of the old one where it is enough.
func grown[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n, 2*n)
	}
	return old[:n]
}

// cut is the number of tokens to parse as one: all, or of a longer run those up to its
// last strong mark within the limit, or its last weak one, or the limit.
func cut(text string, tokens []news.Token) int {
	if len(tokens) <= arcs.MaxWords {
		return len(tokens)
	}
	best, strength := arcs.MaxWords, 0
	for i := arcs.MaxWords - 1; i > arcs.MaxWords/2; i-- {
		if s := markStrength(tokens[i].Of(text)); s > strength {
			best, strength = i+1, s
		}
	}
	return best
}

// markStrength says how well a sentence can be cut after a token.
func markStrength(form string) int {
	switch form {
	case ".", "!", "?", "…":
		return 3
	case ";", ":", "—", "–", "•":
		return 2
	case ",", ")", "\"", "”":
		return 1
	}
	return 0
}
