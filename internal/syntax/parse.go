package syntax

import (
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/naming"
	"synoptic/internal/syntax/tagger"
	"synoptic/internal/syntax/word"
)

// batchWords is about how many words are worked on at once: enough that the weights of
// one step stay in the processor's cache while it goes over them, before those of the
// next step take their place.
const batchWords = 2000

// desk is the room sentences are worked on in, used again for the next.
type desk struct {
	words  []word.Word
	tags   []uint8
	tagger tagger.Desk
	pieces []piece
	size   int // words in the pieces
	parser arcs.Desk
	naming naming.Input
	finder naming.Finder
}

// piece is a sentence, or part of one that is too long.
type piece struct {
	sentence []news.Token
	first    int // of its tokens in the sentence
	tokens   []news.Token
	input    arcs.Input
}

// Parse fills Lemma, Tag, Fine, Head and Rel of the sentence's tokens. A sentence too
// long to be one is parsed in pieces, joined by the relation "parataxis".
func (m *Model) Parse(text string, s *news.Sentence) {
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	d.add(text, s.Tokens)
	m.read(d, text)
}

// ParseAll parses sentences of one text as Parse does, in less time: each step is made
// for many of them at once.
func (m *Model) ParseAll(text string, sentences []news.Sentence) {
	d := m.desks.Get().(*desk)
	defer m.desks.Put(d)
	for i := range sentences {
		if d.add(text, sentences[i].Tokens); d.size >= batchWords {
			m.read(d, text)
		}
	}
	m.read(d, text)
}

// add cuts a sentence into pieces to be read.
func (d *desk) add(text string, sentence []news.Token) {
	for first := 0; first < len(sentence); {
		last := first + cut(text, sentence[first:])
		if len(d.pieces) < cap(d.pieces) {
			d.pieces = d.pieces[:len(d.pieces)+1]
		} else {
			d.pieces = append(d.pieces, piece{})
		}
		p := &d.pieces[len(d.pieces)-1]
		p.sentence, p.first, p.tokens = sentence, first, sentence[first:last]
		d.size += last - first
		first = last
	}
}

// read tags and parses all pieces, first from the left, then from the right with the
// first tree as a guess.
func (m *Model) read(d *desk, text string) {
	for i := range d.pieces {
		m.tag(d, text, &d.pieces[i])
	}
	for i := range d.pieces {
		p := &d.pieces[i]
		m.first.Parse(&d.parser, &p.input)
		if m.second.Moves == nil {
			m.attach(p, d.parser.Head)
			continue
		}
		p.input.Turn(&d.parser.State)
	}
	if m.second.Moves != nil {
		m.readAgain(d)
	}
	for i := range d.pieces {
		d.pieces[i].sentence, d.pieces[i].tokens = nil, nil // the desk outlives the text
	}
	d.pieces, d.size = d.pieces[:0], 0
}

// readAgain parses the pieces, turned around, from the right, and draws the arcs that
// are not projective.
func (m *Model) readAgain(d *desk) {
	for i := range d.pieces {
		p := &d.pieces[i]
		m.second.Parse(&d.parser, &p.input)
		if m.lowering != nil {
			m.lowering.Lower(&d.parser, &p.input)
		}
		last := len(p.tokens) - 1
		m.attach(p, func(i int) (head int, rel uint8) {
			if head, rel = d.parser.Head(last - i); head >= 0 {
				head = last - head
			}
			return head, rel
		})
	}
}

// tag describes and tags the words of a piece, and makes them the parser's input.
func (m *Model) tag(d *desk, text string, p *piece) {
	d.words, d.tags = grown(d.words, len(p.tokens)), grown(d.tags, len(p.tokens))
	for i := range p.tokens {
		word.Describe(&d.words[i], p.tokens[i].Of(text), m.classes)
	}
	d.tagger.Tag(m.tagger, len(m.tags), d.words, d.tags)
	for i := range p.tokens {
		t, tag := &p.tokens[i], m.tags[d.tags[i]]
		t.Tag, t.Fine = tag.Universal, tag.Fine
		t.Lemma = m.lemmas.Lemma(t.Of(text), &d.words[i], d.tags[i])
	}
	p.input.Set(d.words, d.tags)
}

// attach gives the tokens of a piece their governors, and joins the piece to the one
// that opens its sentence.
func (m *Model) attach(p *piece, arc func(i int) (head int, rel uint8)) {
	for i := range p.tokens {
		t := &p.tokens[i]
		head, rel := arc(i)
		t.Head, t.Rel = head, m.relations[rel]
		switch {
		case head >= 0:
			t.Head += p.first
		case p.first > 0:
			t.Head, t.Rel = root(p.sentence), "parataxis"
		}
	}
}

// root is the first token without a governor.
func root(sentence []news.Token) int {
	return slices.IndexFunc(sentence, func(t news.Token) bool { return t.Head < 0 })
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
