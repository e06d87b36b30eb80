package entity

import "synoptic/internal/syntax"

// The weights of Lappin and Leass (1994); all halve with each sentence.
const (
	recency     = 100
	subject     = 80
	emphasis    = 80 // not inside another noun phrase
	object      = 50
	oblique     = 40
	speaks      = 40  // subject of a verb of saying: news goes on with its speaker
	insideQuote = 0.4 // what stands inside a quotation is not what the text is about
	nameless    = 0.8 // who is not even named passes soon
	fade        = 0.5
	parallel    = 30  // a subject is taken up by a subject
	repeated    = 0.2 // what remains of the weight it had: who was named often before
	faded       = 5   // a weight below this still tells that it was mentioned
)

// salience is how present each entity is to the reader at a place in the text.
type salience struct {
	page   *page
	weight map[*entity]float32
	led    map[*entity]bool // its last mention was a subject
	last   map[*entity]int  // word of the last mention
}

func newSalience(p *page) *salience {
	return &salience{page: p, weight: map[*entity]float32{}, led: map[*entity]bool{}, last: map[*entity]int{}}
}

// next goes on to the next sentence.
func (s *salience) next() {
	for _, e := range s.page.entities {
		if w := s.weight[e]; w > 0 {
			s.weight[e] = max(w*fade, faded)
		}
	}
}

// mentioned raises an entity by what its mention is in its sentence; a description
// beside a name shares its place.
func (s *salience) mentioned(m mention, ev event) {
	p, e := s.page, m.entity
	w := p.prominence(m.first, m.last)
	if ev.name != nil {
		for _, r := range ev.name.roles {
			if r.last <= m.first {
				w = max(w, p.prominence(r.first, r.last))
			}
		}
	}
	s.led[e] = w >= subject+emphasis/2
	w += recency
	if p.words[m.first].quoted {
		w *= insideQuote
	}
	if e.unnamed() {
		w *= nameless
	}
	old := s.weight[e]
	s.weight[e] = max(w, old) + repeated*min(w, old)
	s.last[e] = m.first
}

// isTop reports whether no other entity of its kind is as present.
func (s *salience) isTop(e *entity) bool {
	for _, o := range s.page.entities {
		if o != e && o.kind == e.kind && (o.country != "") == (e.country != "") && s.weight[o] >= s.weight[e] {
			return false
		}
	}
	return true
}

// prominence weighs the grammatical role of a mention: by the tree where there is one,
// by the order of words else.
func (p *page) prominence(first, last int) float32 {
	h := p.head(first, last)
	if p.words[h].Rel == "" {
		return p.shallowProminence(first, last)
	}
	sentence := &p.doc.Sentences[p.words[h].sentence]
	i := p.words[h].index
	for steps := 0; steps < 4 && syntax.Is(sentence.Tokens[i].Rel, "appos", "flat", "compound", "conj") && sentence.Tokens[i].Head >= 0; steps++ {
		i = sentence.Tokens[i].Head
	}
	t := &sentence.Tokens[i]
	switch {
	case syntax.Is(t.Rel, "nsubj", "csubj"):
		w := float32(subject + emphasis)
		if t.Head >= 0 && p.saying.Has(sentence.Tokens[t.Head].Norm) {
			w += speaks
		}
		return w
	case t.Head < 0 || syntax.Is(t.Rel, "root", "parataxis"):
		return subject
	case syntax.Is(t.Rel, "obj", "iobj"):
		return object + emphasis
	case syntax.Is(t.Rel, "obl"):
		return oblique
	}
	return 0
}

// shallowProminence takes the first mention of a sentence before a verb of saying, or at
// the sentence's head, for a subject.
func (p *page) shallowProminence(first, last int) float32 {
	if p.saying.Has(p.norm(last, first)) {
		return subject + emphasis + speaks
	}
	if first > p.sentenceStart(first) && p.saying.Has(p.words[first-1].Norm) {
		return subject + emphasis
	}
	if first-p.sentenceStart(first) <= 3 {
		return subject + emphasis/2
	}
	return oblique
}

// head is the word that governs the words first … last-1.
func (p *page) head(first, last int) int {
	base := p.sentenceStart(first)
	for i := first; i < last; i++ {
		if h := p.words[i].Head; h < 0 || base+h < first || base+h >= last {
			return i
		}
	}
	return last - 1
}
