package entity

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/internal/news"
)

// description is a definite noun phrase that may stand for somebody named elsewhere:
// "the Belarusian president".
type description struct {
	role
	start    int  // its article
	definite bool // it may stand for somebody mentioned before
}

// maxOwner is how many words before "'s" are searched for a country.
const maxOwner = 3

// maxDescription is how many words a description may have.
const maxDescription = 7

// findDescriptions finds the descriptions of a sentence, in order of the text.
func (p *page) findDescriptions(s int, found func(description)) {
	for i, end := p.first[s], p.first[s+1]; i < end; i++ {
		owned := p.possessive.Has(p.words[i].Norm)
		definite, first := owned || p.determiners.Has(p.words[i].Norm), i+1
		if !definite && !p.articles.Has(p.words[i].Norm) {
			if !p.words[i].capital || i > p.first[s] && p.words[i-1].capital {
				continue
			}
			first = i
		}
		last := first
		for last < end && last < first+maxDescription && p.modifies(last) {
			last++
		}
		if last = p.beforeName(first, last); last == first {
			continue
		}
		r := p.role(first, last)
		if r.noun.kind == news.Person {
			p.extend(&r, end)
		}
		start := i
		if owned {
			start = first
			r.country = cmp.Or(r.country, p.countryIn(max(p.first[s], i-maxOwner), i))
		}
		if p.describes(r, i, first, definite) {
			found(description{role: r, start: start, definite: definite})
		}
		i = last - 1
	}
}

// extend takes to a description of a person what belongs to it behind its noun: "of
// South Sudan", "and reality star".
func (p *page) extend(r *role, end int) {
	switch {
	case r.last >= end:
	case p.of[p.words[r.last].Norm] == "of":
		last := p.complement(r.last, end)
		if c := p.countryIn(r.last, last); c != "" {
			r.country, r.complement = c, last
		}
	case p.of[p.words[r.last].Norm] == "and":
		last := r.last + 1
		for last < end && last < r.last+maxDescription && p.modifies(last) {
			last++
		}
		if p.beforeName(r.last+1, last) == last && p.nouns[p.words[last-1].Norm].kind == news.Person {
			r.complement = last
		}
	}
}

// describes reports whether a role that begins at first, its article at i, stands for
// somebody; "his wife" stands for another than its pronoun.
func (p *page) describes(r role, i, first int, definite bool) bool {
	switch {
	case r.noun.kind == "" || r.noun.class == "":
		return false
	case definite:
		return p.pronouns[p.words[i].Norm] == "" || r.noun.kind == news.Place
	}
	return r.noun.kind == news.Person && (i < first || r.last-first > 1)
}

// beforeName is where a description ends that a name follows without a comma: none is
// left then, since it describes that name.
func (p *page) beforeName(first, last int) int {
	if last > first && last < len(p.words) && p.words[last].capital && p.words[last-1].capital {
		return first
	}
	for i := last - 1; i >= first; i-- {
		if _, ok := p.nouns[p.words[i].Norm]; ok && i == last-1 {
			return last
		}
		if _, ok := p.offices[p.words[i].Norm]; ok && i == last-1 {
			return last
		}
	}
	return first
}

// sortByClass lists the entities under the classes of noun that may describe them.
func (p *page) sortByClass() {
	p.byClass = map[string][]*entity{}
	for _, e := range p.entities {
		for _, r := range e.roles {
			p.addClass(r.noun.class, e)
		}
		for _, f := range e.forms {
			tail := f.parts[len(f.parts)-1]
			p.addClass(p.nouns[tail].class, e)
			if len(f.parts) > 1 && p.suffixes.Has(tail) {
				p.addClass(company, e)
			}
			if class := p.prefixes[f.parts[0]]; class != "" {
				p.addClass(vessel, e)
			}
		}
	}
}

// The classes of description that a legal form or a designator tells.
const (
	company = "company"
	vessel  = "\x00designated"
)

func (p *page) addClass(class string, e *entity) {
	list := p.byClass[class]
	if class == "" || len(list) > 0 && list[len(list)-1] == e {
		return
	}
	if len(list) >= perSort {
		list = slices.Delete(list, 0, 1)
	}
	p.byClass[class] = append(list, e)
}

// resolveDescription is the entity a description stands for, nil if none or too many
// would fit. Roles that the text gives decide; the kind of thing alone only where one
// such entity stands out.
func (p *page) resolveDescription(d description, s *salience) *entity {
	if !d.definite {
		return nil
	}
	var best *entity
	score := float32(0)
	for _, list := range [][]*entity{p.byClass[d.noun.class], p.byClass[vessel], s.present} {
		for _, e := range list {
			if f := p.fits(d, e, s); f > 0 && (f > score || f == score && s.weight(e) > s.weight(best)) {
				best, score = e, f
			}
		}
	}
	if best != nil {
		return best
	}
	if e, several := p.onlyOne(d); e != nil || several {
		return e
	}
	return p.front(d, s)
}

// onlyOne is the one entity of the document that has the very role of a description,
// named before or after; several says that there are more.
func (p *page) onlyOne(d description) (only *entity, several bool) {
	for _, e := range p.byClass[d.noun.class] {
		if e == only || e.unnamed() || !p.mayBe(d, e) ||
			!slices.ContainsFunc(e.roles, func(r role) bool { return p.sameRole(d, r) >= 3 }) {
			continue
		}
		if only != nil {
			return nil, true
		}
		only = e
	}
	return only, false
}

// front is the person in the foreground, for a description that news gives by way of
// variation; nil for others.
func (p *page) front(d description, s *salience) *entity {
	if !p.epithets.Has(d.noun.class) || d.country != "" || p.words[d.first].quoted {
		return nil
	}
	var front *entity
	for _, e := range s.present {
		if e.led && !e.unnamed() && p.mayBe(d, e) && s.weight(e) > recency && (front == nil || s.weight(e) > s.weight(front)) {
			front = e
		}
	}
	return front
}

// mayBe reports whether a description agrees with an entity in kind and gender.
func (p *page) mayBe(d description, e *entity) bool {
	return e.is(d.noun.kind) && (d.noun.gender == 0 || e.gender == 0 || d.noun.gender == e.gender)
}

// ahead is how well a description must suit a role to stand for somebody who is named
// only after it.
const ahead = 3.5

// fits is how well a description suits an entity that was named; 0: not at all.
func (p *page) fits(d description, e *entity, s *salience) float32 {
	if !p.mayBe(d, e) {
		return 0
	}
	best := float32(0)
	for _, r := range e.roles[:min(len(e.roles), maxRoles)] {
		best = max(best, p.sameRole(d, r))
	}
	if s.weight(e) == 0 {
		if best < ahead {
			return 0
		}
		return best - ahead/2
	}
	if best == 0 {
		best = p.sameSort(d, e, s)
	}
	if best > 0 {
		best += min(s.weight(e), 300) / 1000
	}
	return best
}

// sameRole compares a description with a role: the same noun, or one of its class, and
// no other country.
func (p *page) sameRole(d description, r role) float32 {
	if d.country != "" && r.country != "" && d.country != r.country {
		return 0
	}
	score := float32(0)
	switch {
	case r.word == d.word:
		score = 3
	case r.noun.class != "" && r.noun.class == d.noun.class:
		score = 2
	default:
		return 0
	}
	if d.country != "" && d.country == r.country {
		score++
	}
	if shared := p.sharedWords(d.role, r); shared > 0 {
		score += float32(shared) / 2
	} else if d.last-d.first > 1 && d.country == "" && r.last-r.first > 1 {
		score--
	} else if p.of[p.norm(r.first+1, r.first)] == "of" {
		score -= 0.5
	}
	return score
}

// sharedWords counts the words before the noun that two descriptions share.
func (p *page) sharedWords(a, b role) int {
	n := 0
	for i := a.first; i < a.last-1; i++ {
		for k := b.first; k < b.last; k++ {
			if p.words[i].Norm == p.words[k].Norm {
				n++
				break
			}
		}
	}
	return n
}

// sameSort accepts a bare description by the sort of thing alone: "the country", "the
// ministry", "the warship".
func (p *page) sameSort(d description, e *entity, s *salience) float32 {
	bareNoun := d.last-d.first == 1
	switch e.kind {
	case place:
		if bareNoun && d.noun.class == "country" && e.country != "" && s.isTop(e) {
			return 1
		}
	case org, misc:
		for _, f := range e.forms {
			tail := f.parts[len(f.parts)-1]
			if n, ok := p.nouns[tail]; ok && n.class == d.noun.class && (bareNoun || d.country == "" || d.country == e.country) {
				return 1.5
			}
			if class := p.prefixes[f.parts[0]]; len(f.parts) > 1 && class != "" && strings.HasSuffix(class, d.noun.class) {
				return 1.5
			}
			if d.noun.class == company && len(f.parts) > 1 && p.suffixes.Has(tail) {
				return 1.2
			}
		}
		if d.noun.class == company && d.country == "" && e.kind == org && e.country == "" && s.isTop(e) && s.weight(e) > recency {
			return 1
		}
	}
	return 0
}
