package entity

import (
	"slices"

	"synoptic/internal/syntax"
)

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

// presence is how present an entity is to the reader.
type presence struct {
	weight  float32 // when it was mentioned last
	at      int     // count of sentences then
	last    int     // word of that mention
	led     bool    // that mention was a subject
	present bool    // is in salience.present
}

// salience follows how present each entity is as the text goes on. Only those mentioned
// lately are looked at, so that the length of the text does not tell in the time.
type salience struct {
	page    *page
	now     int // sentences so far
	present []*entity
}

const (
	window  = 12  // sentences after which an entity is no more present
	crowd   = 256 // entities that are looked at, at most
	perSort = 64  // entities of one class of roles that are looked at, at most
)

// next goes on to the next sentence.
func (s *salience) next() {
	s.now++
	s.present = slices.DeleteFunc(s.present, func(e *entity) bool {
		e.present = s.now-e.at <= window
		return !e.present
	})
}

// weight is how present an entity is now, 0 if it was not mentioned.
func (s *salience) weight(e *entity) float32 {
	if e.count == 0 {
		return 0
	}
	w := e.weight
	for i := e.at; i < s.now && w > faded; i++ {
		w *= fade
	}
	return max(w, faded)
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
	led := w >= subject+emphasis/2
	w += recency
	if p.words[m.first].quoted {
		w *= insideQuote
	}
	if e.unnamed() {
		w *= nameless
	}
	old := s.weight(e)
	present := e.present
	e.presence = presence{weight: max(w, old) + repeated*min(w, old), at: s.now, last: m.first, led: led, present: true}
	e.count++
	if !present {
		s.enter(e)
	}
}

// enter adds an entity to those present; of a crowd, the older half leaves.
func (s *salience) enter(e *entity) {
	if len(s.present) >= crowd {
		for _, o := range s.present[:crowd/2] {
			o.present = false
		}
		s.present = slices.Delete(s.present, 0, crowd/2)
	}
	s.present = append(s.present, e)
}

// isTop reports whether no other entity of its kind is as present.
func (s *salience) isTop(e *entity) bool {
	for _, o := range s.present {
		if o != e && o.kind == e.kind && (o.country != "") == (e.country != "") && s.weight(o) >= s.weight(e) {
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
