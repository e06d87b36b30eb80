package entity

import "slices"

// Some languages give a capital to every noun, and most languages ship without titles:
// there the lists and repetition alone tell what is a name.

// denseShare is the share of capitals inside sentences from which they tell nothing.
const denseShare = 0.22

// isDense reports whether the document writes so many words with a capital that this
// does not make a name.
func (p *page) isDense() bool {
	capitals, words := 0, 0
	for i := range p.words {
		if w := &p.words[i]; !w.opening && !p.loud[w.sentence] && w.Len() > 1 && (w.capital || startsSmall(w.Norm)) {
			words++
			if w.capital {
				capitals++
			}
		}
	}
	return words >= minDense && float64(capitals) > denseShare*float64(words)
}

// minDense is how many words it takes to tell how a language uses capitals.
const minDense = 30

// dropNouns drops, in a document full of capitals, what neither the lists nor the model
// nor a fuller name know. English is never so: its nouns are small.
func (p *page) dropNouns() {
	if len(p.offices) > 0 || !p.isDense() {
		return
	}
	full := map[string]bool{}
	p.names = slices.DeleteFunc(p.names, func(n name) bool {
		known := len(n.parts) > 1 && p.hasGiven(&n) || p.isListed(&n)
		if known {
			full[n.parts[len(n.parts)-1]] = true
		}
		return !known && len(n.parts) > 1
	})
	p.names = slices.DeleteFunc(p.names, func(n name) bool {
		return len(n.parts) == 1 && !full[n.parts[0]] && !p.isListed(&n)
	})
}

func (p *page) hasGiven(n *name) bool {
	_, ok := p.givenName(n.parts[0])
	return ok
}

func (p *page) isListed(n *name) bool {
	return p.words[n.first].upper || p.lookup(n.first, n.last).kind != "" || len(p.modelNames(n.first)) > 0
}

// cutTitles cuts from a name what stands before its given name, in a language whose
// titles are not known: "Bundeskanzler Olaf Scholz".
func (p *page) cutTitles() {
	if len(p.offices) > 0 {
		return
	}
	for i := range p.names {
		n := &p.names[i]
		if len(n.parts) < 3 || n.last-n.first != len(n.parts) || p.hasGiven(n) {
			continue
		}
		if _, given := p.givenName(n.parts[1]); given {
			n.first, n.parts, n.opening = n.first+1, n.parts[1:], false
			n.title = n.first
		}
	}
}
