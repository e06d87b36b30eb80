package entity

import (
	"strings"

	"synoptic/internal/news"
)

// name is one place where a name stands.
type name struct {
	first, last int      // words of the page
	parts       []string // its words, folded, without marks
	gender      gender
	title       int  // index of the first word of the title before it, first if none
	opening     bool // its first word would have a capital in any case
	loud        bool // in a headline
	form        *form
	entity      *entity
	roles       []role
	votes       votes // of its own words and of the lists
	around      votes // of what stands beside it
	sure        bool  // its title tells its gender
	owner       bool  // a noun behind it tells that it is a person's
	sort        role  // "camp" behind "Yida": what sort of thing it names
}

// maxParts is the length from which a run of capitals is no name but a cry.
const maxParts = 14

// findNames fills p.names in order of the text: by the model where there is one, and
// by capitals.
func (p *page) findNames(model [][]modelName) {
	p.model = model
	for s := range p.doc.Sentences {
		if !p.told[s] || p.loud[s] {
			continue
		}
		p.runs(s, func(first, last int) { p.pieces(first, last) })
	}
	p.cutTitles()
	p.dropNouns()
	p.dropCommon()
	p.findLoud()
	p.vote()
}

// pieces cuts a run into names: "Russian President Vladimir Putin" is an adjective, a
// title and a name.
func (p *page) pieces(first, last int) {
	first, last = p.trim(first, last)
	if first >= last {
		return
	}
	if p.lookup(first, last).kind != "" {
		p.add(first, last, first)
		return
	}
	if title, end := p.lastTitle(first, last); end > title {
		before := title
		for before > first && p.modifying.Has(p.words[before-1].Norm) {
			before--
		}
		p.pieces(first, before)
		if end < last {
			p.addTitled(title, end, last)
		}
		return
	}
	if p.isCry(first, last) {
		p.pieces(first+1, last)
		return
	}
	if p.splitPlace(first, last) || p.splitKnown(first, last) || p.splitPeople(first, last) {
		return
	}
	if tail := p.words[last-1].Norm; last-first > 1 && p.isPeople(tail) && !p.isPlural(tail) {
		last--
	}
	p.add(first, last, first)
}

// isCry reports whether a run begins with a word in capitals that is no part of the
// name behind it: "BREAKING Anna Keller".
func (p *page) isCry(first, last int) bool {
	if last-first < 3 || !p.words[first].upper || p.words[first+1].upper || p.words[first].Len() < 4 || p.words[first+1].glued {
		return false
	}
	_, given := p.givenName(p.words[first+1].Norm)
	return given
}

// trim drops what a run has at its ends that belongs to no name: "The", "In", "But".
func (p *page) trim(first, last int) (int, int) {
	for first < last {
		w := &p.words[first]
		drop := p.of[w.Norm] == "the" || w.opening && p.opensSentence(first, last)
		if !drop || first+1 < last && p.lookup(first, last).kind != "" && p.of[w.Norm] != "the" {
			break
		}
		first++
	}
	for last > first && !p.words[last-1].capital && p.words[last-1].Norm != "]" {
		last--
	}
	return first, last
}

// opensSentence reports whether the capital of word i is only that of the sentence.
func (p *page) opensSentence(i, last int) bool {
	w := &p.words[i]
	if i+2 < last && p.nouns[w.Norm].kind == news.Person && p.words[i+1].capital && !p.orgWords.Has(p.words[last-1].Norm) {
		_, given := p.givenName(p.words[i+1].Norm)
		return given && p.titleAt(i, last) == i
	}
	if p.openers.Has(w.Norm) || p.stops.Has(w.Norm) {
		return p.titleAt(i, last) == i
	}
	switch w.Tag {
	case "", "PROPN", "NOUN", "X", "ADJ":
		return false
	}
	_, given := p.givenName(w.Norm)
	return !given && p.lookup(i, i+1).kind == "" && !p.isPeople(w.Norm)
}

// lastTitle is the last title in the run after which no organisation is named, with
// its end; equal indexes if there is none.
func (p *page) lastTitle(first, last int) (title, end int) {
	for i := first; i < last; i++ {
		e := p.titleAt(i, last)
		if e == i {
			continue
		}
		_, given := p.givenName(p.normAt(e, last))
		_, honorific := p.honorifics[string(p.phrase(i, e))]
		if p.namesOrg(e, last) && !given && !(honorific && last-e == 1) || e == last && p.namesOrg(first, i) {
			i = e - 1
			continue
		}
		title, end = i, e
		i = e - 1
	}
	return title, end
}

// normAt is the folded word at i, "" from last on.
func (p *page) normAt(i, last int) string {
	if i >= last {
		return ""
	}
	return p.words[i].Norm
}

// namesOrg reports whether the words hold one that makes a name that of an
// organisation or a place.
func (p *page) namesOrg(first, last int) bool {
	for i := first; i < last; i++ {
		n := p.words[i].Norm
		if _, office := p.offices[n]; office && i+1 < last {
			continue
		}
		if p.orgWords.Has(n) || i > first && p.suffixes.Has(n) || p.placeWords.Has(n) && i+1 == last {
			return true
		}
	}
	return false
}

// splitPeople cuts a nationality off a run that is not the name of an organisation.
func (p *page) splitPeople(first, last int) bool {
	if last-first < 2 || !p.isPeople(p.words[first].Norm) || p.namesOrg(first+1, last) || p.namesEvent(first+1, last) {
		return false
	}
	p.add(first, first+1, first)
	rest := first + 1
	if p.words[rest].Norm == "-" {
		rest++
	}
	p.pieces(rest, last)
	return true
}

func (p *page) namesEvent(first, last int) bool {
	return last > first && (p.eventWords.Has(p.words[last-1].Norm) || p.eventWords.Has(p.words[first].Norm))
}

// splitPlace cuts "Russia-Belarus": two known places joined by a hyphen.
func (p *page) splitPlace(first, last int) bool {
	for i := first + 1; i+1 < last; i++ {
		if p.words[i].Norm != "-" {
			continue
		}
		left, right := p.lookup(first, i), p.lookup(i+1, last)
		if left.kind != "" && right.kind != "" || left.kind == news.Place && p.isPeople(p.words[i+1].Norm) {
			p.pieces(first, i)
			p.pieces(i+1, last)
			return true
		}
	}
	return false
}

// splitKnown cuts a run that begins with a known name and goes on with that of a person
// or another known name: "Wyoming U.S. Senate".
func (p *page) splitKnown(first, last int) bool {
	for i := last - 1; i > first; i-- {
		if p.words[i].Norm == "-" || p.words[i-1].Norm == "-" || p.lookup(first, i).kind == "" {
			continue
		}
		_, given := p.givenName(p.words[i].Norm)
		if rest := p.lookup(i, last); rest.kind == news.Org && last-i > 1 || given && i > first+1 && last-i > 1 && !p.namesOrg(i, last) {
			p.pieces(first, i)
			p.pieces(i, last)
			return true
		}
	}
	return false
}

// addTitled adds the name of a person behind a title.
func (p *page) addTitled(title, end, last int) {
	n := len(p.names)
	p.add(end, last, title)
	if len(p.names) > n {
		p.names[n].gender = p.titleGender(title, end)
		p.names[n].sure = p.names[n].gender != 0
	}
}

// add records a name.
func (p *page) add(first, last, title int) {
	if title == first {
		first, last = p.trim(first, last)
		title = first
	}
	if first >= last || last-first > 2*maxParts {
		return
	}
	parts := p.parts(first, last)
	if len(parts) == 0 || len(parts) > maxParts {
		return
	}
	p.names = append(p.names, name{first: first, last: last, parts: parts, title: title,
		opening: p.words[first].opening && title == first})
}

// parts are the folded words of a name; what is joined by a hyphen is one part,
// brackets and quotation marks are left out, and so are "al-", the
// stops of "U.N." and the plural of "Republicans".
func (p *page) parts(first, last int) []string {
	parts := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		w := &p.words[i]
		switch w.Norm {
		case "[", "]", `"`, ",", "(", ")":
			continue
		}
		if glue := w.glued && i > first && len(parts) > 0 && (w.Norm == "-" || p.words[i-1].Norm == "-" || w.Norm == "'s"); glue {
			parts[len(parts)-1] += w.Norm
			continue
		}
		parts = append(parts, w.Norm)
	}
	if len(parts) == 1 {
		if one, plural := strings.CutSuffix(parts[0], "s"); plural && p.peoples.Has(one) {
			parts[0] = one
		}
	}
	for i, part := range parts {
		if len(part) > 2 && strings.Count(part, ".") > 1 {
			parts[i] = strings.ReplaceAll(part, ".", "")
		}
		if article, rest, ok := strings.Cut(part, "-"); ok && rest != "" && p.joining.Has(article) {
			parts[i] = rest
		}
	}
	return parts
}
