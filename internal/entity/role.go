package entity

import "synoptic/internal/news"

// role is a description set beside a name: "Kremlin spokesman".
type role struct {
	first, last int // its words
	word        string
	noun        noun
	country     string // named in it, "" if none
	complement  int    // where "of …" behind it ends, 0 if there is none that counts
}

// findRoles reads the descriptions that stand before and behind a name.
func (p *page) findRoles(n *name) {
	if r, ok := p.roleBefore(n); ok {
		n.roles = append(n.roles, r)
	}
	if r, ok := p.roleBehind(n); ok {
		n.roles = append(n.roles, r)
	}
}

// findSort reads the noun behind a name that tells what sort of thing it names: "Yida
// camp", "Belta broadcaster".
func (p *page) findSort(n *name) {
	end := p.sentenceEnd(n.first)
	last := n.last
	for last < end && last < n.last+3 && !p.words[last].capital && p.modifies(last) {
		last++
	}
	if last == n.last || n.title < n.first {
		return
	}
	r := p.role(n.last, last)
	n.owner = p.personal.Has(r.noun.class) && p.lookup(n.first, n.last).kind == ""
	if r.noun.kind != news.Place && p.sorts.Has(r.noun.class) || r.noun.kind == news.Place && p.lookup(n.first, n.last).kind == "" {
		n.sort = r
	}
}

// roleBefore reads "the Kremlin spokesman" before a name, with its title if it has
// one, or "a spokesman," before a name between commas.
func (p *page) roleBefore(n *name) (role, bool) {
	start, head := p.sentenceStart(n.first), n.title
	if n.title < n.first {
		return p.role(p.modifiers(n.title, start), n.first), true
	}
	if head > start+1 && p.words[head-1].Norm == "," && p.apposed(n.last) {
		return p.roleAcross(start, head-1)
	}
	if head == start || p.words[head-1].capital && !p.words[head-1].opening {
		return role{}, false
	}
	if head > start+1 && p.possessive.Has(p.words[head-1].Norm) && p.lookup(head-2, head-1).kind == news.Org {
		return role{first: head - 2, last: head - 1, noun: noun{kind: news.Person, class: p.staff}}, p.staff != ""
	}
	r := p.role(p.modifiers(head-1, start), head)
	return r, r.noun.kind != ""
}

// roleAcross reads "a professor of law at Yale" that ends with the comma before a name.
func (p *page) roleAcross(start, comma int) (role, bool) {
	for i := comma - 1; i >= start && i >= comma-maxAcross; i-- {
		w := &p.words[i]
		if w.Norm == "," || w.Norm == `"` || w.Tag == "VERB" || w.Tag == "AUX" || w.Tag == "SCONJ" {
			break
		}
		if !p.nouns.has(w.Norm) || i+1 < comma && p.of[p.words[i+1].Norm] != "of" && !p.placePrepositions.Has(p.words[i+1].Norm) {
			continue
		}
		if r := p.role(p.modifiers(i, start), i+1); r.noun.kind == news.Person && p.isDetermined(r.first) {
			if c := p.countryIn(i+1, comma); r.country == "" {
				r.country = c
			}
			r.last = comma
			return r, true
		}
	}
	return role{}, false
}

// maxAcross is how many words a description with its complements may have.
const maxAcross = 12

// apposed reports whether a name that ends before word i is set off on that side too.
func (p *page) apposed(i int) bool {
	if i >= len(p.words) {
		return true
	}
	switch p.words[i].Norm {
	case ",", ".", ";", ":", `"`, "--":
		return true
	}
	return p.saying.Has(p.words[i].Norm)
}

// isDetermined reports whether an article or a possessive stands before word i.
func (p *page) isDetermined(i int) bool {
	w := p.norm(i-1, i)
	return p.of[w] == "the" || p.articles.Has(w) || p.determiners.Has(w) || w == "'s" || w == "'"
}

// modifiers is where the description that ends with word i begins.
func (p *page) modifiers(i, start int) int {
	for i > start && p.modifies(i-1) {
		i--
	}
	return i
}

// modifies reports whether word i can stand inside a description before its head.
func (p *page) modifies(i int) bool {
	w := &p.words[i]
	if p.of[w.Norm] != "" || p.stops.Has(w.Norm) && !p.nouns.has(w.Norm) || w.Tag != "NOUN" && p.isBreak(i) {
		return false
	}
	switch w.Tag {
	case "ADJ", "NOUN", "PROPN":
		return startsSmall(w.Norm)
	case "":
		return w.capital && !p.opensSentence(i, i+1) || p.nouns.has(w.Norm) || p.orgWords.Has(w.Norm) || p.modifying.Has(w.Norm)
	}
	if w.Tag == "NUM" {
		return p.norm(i+1, i) == "-" && p.words[i+1].glued
	}
	return w.capital && !w.opening || w.Norm == "-" && w.glued || p.nouns.has(w.Norm)
}

// role is the description made of the words first … last-1.
func (p *page) role(first, last int) role {
	r := role{first: first, last: last}
	if t := p.words[last-1].Tag; t == "VERB" || t == "AUX" {
		return r
	}
	for size := min(3, last-first); size > 0 && r.noun.kind == ""; size-- {
		key := string(p.phrase(last-size, last))
		if n, ok := p.nouns[key]; ok {
			r.word, r.noun = key, n
		} else if class, ok := p.offices[key]; ok {
			r.word, r.noun = key, noun{kind: news.Person, class: class}
		} else if g, ok := p.honorifics[key]; ok {
			r.word, r.noun = key, noun{kind: news.Person, gender: g}
		}
	}
	r.country = p.countryIn(first, last)
	return r
}

// countryIn is the country named among the words, "" if none.
func (p *page) countryIn(first, last int) string {
	for i := first; i < last; i++ {
		if !p.words[i].capital {
			continue
		}
		if c, _ := p.demonym(p.words[i].Norm); c != "" {
			return c
		}
		for end := min(last, i+3); end > i; end-- {
			if k := p.lookup(i, end); k.country != "" && !k.city {
				return k.country
			}
		}
	}
	return ""
}

// roleBehind reads ", an opposition candidate," and "is the president" behind a name.
func (p *page) roleBehind(n *name) (role, bool) {
	end := p.sentenceEnd(n.first)
	i := p.skipBrackets(n.last, end)
	if i+1 >= end {
		return role{}, false
	}
	switch {
	case p.words[i].Norm == ",":
		i = p.skipAge(i+1, end)
	case p.copulas.Has(p.words[i].Norm) && p.articles.Has(p.words[i+1].Norm):
		i++
	default:
		return role{}, false
	}
	bare := true
	if i < end && (p.articles.Has(p.words[i].Norm) || p.of[p.words[i].Norm] == "the" || p.determiners.Has(p.words[i].Norm)) {
		bare = false
		i++
	}
	last := i
	for last < end && last < i+8 && p.modifies(last) {
		last++
	}
	if last == i || bare && last < end && !p.endsRole(last) {
		return role{}, false
	}
	r := p.role(i, last)
	r.last = p.complement(last, end)
	if r.country == "" {
		r.country = p.countryIn(last, r.last)
	}
	return r, r.noun.kind != ""
}

// skipBrackets goes over "(R-Ohio)" between a name and the comma behind it.
func (p *page) skipBrackets(i, end int) int {
	if i >= end || p.words[i].Norm != "(" {
		return i
	}
	for k := i; k < min(end, i+maxAside); k++ {
		if p.words[k].Norm == ")" {
			return k + 1
		}
	}
	return i
}

// maxAside is how many words brackets behind a name may hold.
const maxAside = 8

// skipAge goes over "45," between a name and what is told of it.
func (p *page) skipAge(i, end int) int {
	if i+1 < end && p.words[i+1].Norm == "," && p.words[i].Len() <= 3 && p.words[i].Norm[0] <= '9' {
		return i + 2
	}
	return i
}

// endsRole reports whether a description without article may end before word i.
func (p *page) endsRole(i int) bool {
	w := p.words[i].Norm
	return w == "," || w == "." || p.of[w] == "of" || p.placePrepositions.Has(w)
}

// maxComplement is how many words "of the House Judiciary Committee" may have.
const maxComplement = 16

// complement is where "of …" behind a description ends, last if there is none.
func (p *page) complement(last, end int) int {
	if last >= end || p.of[p.words[last].Norm] != "of" && !p.placePrepositions.Has(p.words[last].Norm) {
		return last
	}
	for i := last + 1; i < end && i <= last+maxComplement; i++ {
		w := &p.words[i]
		if w.Norm == "," || w.Norm == "." || w.Norm == "--" || w.Norm == ";" || w.Norm == `"` || p.saying.Has(w.Norm) {
			return i
		}
		if w.Tag == "VERB" || w.Tag == "AUX" || w.Tag == "PRON" {
			return last
		}
	}
	return last
}
