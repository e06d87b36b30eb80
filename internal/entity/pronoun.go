package entity

import "synoptic/internal/syntax"

// resolvePronoun is the entity a pronoun stands for: the most present of those that
// agree with it and that its place does not exclude; nil if none.
func (p *page) resolvePronoun(ev event, s *salience, events []event) *entity {
	if ev.pronoun == "n" && p.isExpletive(ev.first) {
		return nil
	}
	speaker := p.speakerBeside(ev, events)
	isSubject := p.isSubject(ev.first)
	var best *entity
	var weight float32
	for _, e := range s.present {
		w := s.weight(e)
		if w > faded && e.led && isSubject {
			w += parallel
		}
		if w <= weight || !p.agrees(ev.pronoun, e) || e == speaker || p.excluded(ev.first, e) {
			continue
		}
		switch {
		case ev.pronoun != "m" && ev.pronoun != "f":
			if !e.led || w < p.threshold(ev.first) {
				continue
			}
		case e.gender == 0:
			if w *= unsure; w <= weight {
				continue
			}
		}
		best, weight = e, w
	}
	if best != nil && best.gender == 0 && (ev.pronoun == "m" || ev.pronoun == "f") {
		best.gender = gender(ev.pronoun[0])
	}
	return best
}

// unsure is how an entity of unknown gender weighs against one that agrees.
const unsure = 0.8

// threshold is the weight a thing needs to be "it" at word i: subject of this sentence,
// or of the last where the pronoun opens its own. Much else that a text does not name
// could be meant.
func (p *page) threshold(i int) float32 {
	if i-p.sentenceStart(i) <= 2 {
		return 120
	}
	return 170
}

// isSubject reports whether a pronoun is the subject of its clause; without a tree,
// whether it opens the sentence or stands before a verb of saying.
func (p *page) isSubject(i int) bool {
	if p.words[i].Rel != "" {
		return syntax.Is(p.words[i].Rel, "nsubj")
	}
	return i-p.sentenceStart(i) <= 1 || p.saying.Has(p.norm(i+1, i))
}

// agrees reports whether a pronoun of a kind can stand for an entity.
func (p *page) agrees(pronoun string, e *entity) bool {
	switch pronoun {
	case "m", "f":
		return e.kind == person && (e.gender == 0 || e.gender == gender(pronoun[0]))
	case "n":
		return e.kind == org || e.kind == place && e.country != "" || e.kind == misc && !e.unnamed() && !p.isPeople(e.forms[0].key)
	}
	return e.kind == org || e.kind == misc && !e.unnamed() && p.isPeople(e.forms[0].key)
}

// excluded reports whether grammar keeps a pronoun from standing for an entity: both
// are arguments of one verb, and the pronoun is not reflexive.
func (p *page) excluded(i int, e *entity) bool {
	w := &p.words[i]
	last := e.last
	if last < p.sentenceStart(i) || p.reflexives.Has(w.Norm) || !syntax.Is(w.Rel, "obj", "iobj", "obl") {
		return false
	}
	return w.Head >= 0 && p.words[last].Head == w.Head && syntax.Is(p.words[last].Rel, "nsubj")
}

// isExpletive reports whether "it" stands for nothing: subject of a verb with a clause
// behind it, "it is important that …".
func (p *page) isExpletive(i int) bool {
	w := &p.words[i]
	if syntax.Is(w.Rel, "expl") {
		return true
	}
	if !p.copulas.Has(p.norm(i+1, i)) {
		return false
	}
	for k := i + 2; k < min(i+6, p.sentenceEnd(i)); k++ {
		if p.clausal.Has(p.words[k].Norm) {
			return true
		}
	}
	return false
}

// speakerBeside is the one who says the quotation the pronoun stands in, as far as the
// sentence tells: no "he" in his own words is he.
func (p *page) speakerBeside(ev event, events []event) *entity {
	if !p.words[ev.first].quoted {
		return nil
	}
	for i := range events {
		n := events[i].name
		if n == nil || p.words[n.first].quoted {
			continue
		}
		if p.saying.Has(p.norm(n.last, n.first)) || p.saying.Has(p.norm(n.title-1, n.first)) {
			return n.entity
		}
	}
	return nil
}
