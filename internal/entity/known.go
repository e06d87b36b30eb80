package entity

import (
	"strings"

	"synoptic/internal/news"
)

// known is what the lists tell of a phrase.
type known struct {
	kind    news.EntityKind // "" if no list has it
	country string          // the country it is, or lies in
	isState bool            // it is the country itself
	city    bool
}

// lookup asks the lists for the words first … last-1.
func (p *page) lookup(first, last int) known {
	key := p.phrase(first, last)
	if c, ok := p.organisations[string(key)]; ok {
		return known{kind: news.Org, country: c}
	}
	if c, ok := p.countries[string(key)]; ok {
		return known{kind: news.Place, country: c, isState: true}
	}
	if c, ok := p.regions[string(key)]; ok {
		return known{kind: news.Place, country: c}
	}
	if len(key) > 3 && last == first+1 {
		if c, ok := p.regions[string(append(key, '.'))]; ok {
			return known{kind: news.Place, country: c}
		}
	}
	if c, ok := p.cities.find(cityKey(string(key))); ok {
		return known{kind: news.Place, country: strings.TrimSuffix(c, "*"), city: true}
	}
	return known{}
}

func cityKey(folded string) string {
	return strings.ReplaceAll(strings.ReplaceAll(plain(folded), "-", " "), ".", "")
}

// givenName reports whether a folded word is a given name, and its gender.
func (p *page) givenName(folded string) (gender, bool) {
	key := plain(folded)
	value, ok := p.given.find(key)
	if head, _, double := strings.Cut(key, "-"); !ok && double {
		value, ok = p.given.find(head)
	}
	return genderOf(value), ok
}

// titleAt is the end of the longest title that begins at word i and ends by limit, i
// if none does.
func (p *page) titleAt(i, limit int) int {
	end := i
	for last := min(limit, i+p.longest+2); last > i; last-- {
		key := p.phrase(i, last)
		if _, ok := p.offices[string(key)]; ok {
			end = last
			break
		}
		if _, ok := p.honorifics[string(key)]; ok {
			end = last
			break
		}
	}
	return end
}

// titleGender is the gender a title tells, 0 if none.
func (p *page) titleGender(first, last int) gender {
	if first >= last {
		return 0
	}
	key := p.phrase(first, last)
	if g := p.honorifics[string(key)]; g != 0 {
		return g
	}
	return p.nouns[string(key)].gender
}

// demonym is the country a folded adjective or noun of nationality belongs to.
func (p *page) demonym(folded string) (country string, people bool) {
	if c, ok := p.demonyms[folded]; ok {
		return c, false
	}
	if one, ok := strings.CutSuffix(folded, "s"); ok {
		if c, ok := p.demonyms[one]; ok {
			return c, true
		}
	}
	return "", false
}

// isPeople reports whether a word is a nationality, faith or party: capitalised, and
// no name of one entity.
func (p *page) isPeople(folded string) bool {
	c, _ := p.demonym(folded)
	return c != "" || p.peoples.Has(folded)
}
