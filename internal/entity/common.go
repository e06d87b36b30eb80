package entity

import (
	"slices"
	"strings"
)

// A capital at the head of a sentence or in a headline tells nothing by itself; the
// rest of the document does.

// evidence is what the document tells of its words.
type evidence struct {
	small  map[string]bool // written with a small letter somewhere
	steady map[string]bool // keys of names that stand where only names have capitals
	lasts  map[string]bool // last parts of those of two and three parts
}

func (p *page) gather() evidence {
	e := evidence{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for i := range p.words {
		if w := &p.words[i]; !w.capital {
			e.small[w.Norm] = true
		}
	}
	for i := range p.names {
		n := &p.names[i]
		if n.opening && len(n.parts) == 1 {
			continue
		}
		e.steady[n.key()] = true
		if len(n.parts) == 2 || len(n.parts) == 3 {
			e.lasts[n.parts[len(n.parts)-1]] = true
		}
	}
	return e
}

// key identifies the names that are written alike.
func (n *name) key() string {
	if len(n.parts) == 1 {
		return n.parts[0]
	}
	return strings.Join(n.parts, " ")
}

// dropCommon drops what only the head of a sentence made a name.
func (p *page) dropCommon() {
	e := p.gather()
	p.names = slices.DeleteFunc(p.names, func(n name) bool {
		return n.opening && len(n.parts) == 1 && !p.isName(&n, e) || !p.hasLetters(&n) || p.isCommon(&n)
	})
	for i := range p.names {
		n := &p.names[i]
		if n.opening && len(n.parts) > 1 && p.headIsCommon(n, e) {
			n.first++
			n.title, n.parts, n.opening = n.first, n.parts[1:], false
		}
	}
}

func (p *page) hasLetters(n *name) bool {
	return strings.ContainsFunc(n.parts[0], func(r rune) bool { return r >= 'a' }) && len(n.parts[0]) > 1 || len(n.parts) > 1
}

// isCommon reports whether a single word is written with a capital and no name
// nevertheless: "the North", "a National".
func (p *page) isCommon(n *name) bool {
	if len(n.parts) > 1 || n.title < n.first {
		return false
	}
	part := n.parts[0]
	if p.isPeople(part) || p.peoples.Has(part) {
		return false
	}
	return (p.openers.Has(part) || p.stops.Has(part) || p.modifying.Has(part) || p.common.Has(part)) && p.lookup(n.first, n.last).kind == ""
}

// isName reports whether a single word at the head of a sentence is a name.
func (p *page) isName(n *name, e evidence) bool {
	w, part := &p.words[n.first], n.parts[0]
	if e.steady[part] || e.lasts[part] || w.upper && !p.loud[w.sentence] && len(part) > 2 {
		return true
	}
	if e.small[part] {
		return false
	}
	if p.lookup(n.first, n.last).kind != "" || p.isPeople(part) {
		return true
	}
	if m := p.modelNames(n.first); len(m) > 0 && m[0].first <= n.first {
		return true
	}
	return w.Tag == "PROPN" && p.acts(n) || p.saying.Has(p.norm(n.last, n.first))
}

// acts reports whether what follows a word takes it for a whole subject: a verb, a
// comma, a possessive.
func (p *page) acts(n *name) bool {
	if n.last >= p.sentenceEnd(n.first) {
		return false
	}
	next := &p.words[n.last]
	return next.Tag == "VERB" || next.Tag == "AUX" || next.Tag == "CCONJ" || next.Norm == "," || next.Norm == "'s" || next.Norm == "("
}

// headIsCommon reports whether the first word of a name at the head of a sentence is a
// common word: "Embattled Lukashenko".
func (p *page) headIsCommon(n *name, e evidence) bool {
	head := n.parts[0]
	if _, given := p.givenName(head); given || e.steady[n.key()] && !n.opening {
		return false
	}
	if p.heads.Has(head) || p.orgWords.Has(head) || p.isPeople(head) || p.prefixes[head] != "" {
		return false
	}
	rest := strings.Join(n.parts[1:], " ")
	if p.words[n.first+1].glued || p.of[n.parts[1]] != "" {
		return false
	}
	known := e.steady[rest] || e.lasts[rest]
	return known && e.small[head] || (known || e.small[head]) && p.words[n.first].Tag != "PROPN"
}

// findLoud finds in the headlines the names that the text beneath them tells, and those
// of the lists.
func (p *page) findLoud() {
	e := p.gather()
	for s := range p.doc.Sentences {
		if !p.told[s] || !p.loud[s] {
			continue
		}
		p.runs(s, func(first, last int) {
			for i := first; i < last; {
				i = p.loudName(e, i, last)
			}
		})
	}
	slices.SortStableFunc(p.names, func(a, b name) int { return a.first - b.first })
}

// loudName adds the longest name that begins at word i of a headline, and returns
// where to go on.
func (p *page) loudName(e evidence, i, last int) int {
	for end := min(last, i+6); end > i; end-- {
		parts := p.parts(i, end)
		if len(parts) == 0 {
			continue
		}
		key := strings.Join(parts, " ")
		if e.steady[key] && !p.stops.Has(key) || end == i+1 && e.lasts[key] || p.knownLoud(i, end) {
			p.names = append(p.names, name{first: i, last: end, parts: parts, title: i, opening: true, loud: true})
			return end
		}
	}
	return i + 1
}

// knownLoud reports whether the lists alone make these words of a headline a name. A
// city needs no more than one word that is no other.
func (p *page) knownLoud(first, last int) bool {
	if last == first+1 && p.stops.Has(p.words[first].Norm) {
		return false
	}
	k := p.lookup(first, last)
	if k.kind == "" {
		return last == first+1 && p.demonyms[p.words[first].Norm] != ""
	}
	return !k.city || last > first+1 || len(p.words[first].Norm) > 4
}
