package entity

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// gender is what agrees with a pronoun: 'm', 'f', or 0 where it is not known.
type gender byte

// noun is what a word that describes an entity tells of it.
type noun struct {
	kind   news.EntityKind
	class  string // "legislator" for senator, congressman, lawmaker
	gender gender
}

// nouns are words that describe an entity.
type nouns map[string]noun

func (n nouns) has(word string) bool { _, ok := n[word]; return ok }

// vocabulary is what is known of a language's names, compiled once.
type vocabulary struct {
	given  list
	cities list

	honorifics    map[string]gender
	offices       map[string]string // written before a name -> class
	prefixes      map[string]string // of ships and the like -> class
	nouns         nouns             // describe an entity
	demonyms      map[string]string // adjective -> country
	countries     map[string]string // name -> country
	regions       map[string]string // name -> country, "" where it lies in several
	organisations map[string]string // name -> country, "" where it has none
	pronouns      map[string]string // pronoun -> m, f, n, p
	staff         string            // class of the people of a medium
	longest       int               // words of the longest phrase of these

	suffixes, orgWords, heads, placeWords, eventWords                                                              text.Section
	joining, generations, peoples, noNames, openers, reflexives                                                    text.Section
	determiners, placePrepositions, saying, possessed, of, stops                                                   text.Section
	articles, copulas, clausal, modifying, states, common, possessive, epithets, sorts, personal, weekdays, months text.Section
}

func compile(l *text.Language) *vocabulary {
	sec := func(name string) text.Section { return l.Section("entity " + name) }
	v := &vocabulary{
		given: newList(givenNames), cities: newList(cityNames),
		honorifics: map[string]gender{}, offices: sec("offices"), prefixes: sec("prefixes"), nouns: nouns{},
		demonyms: sec("demonyms"), countries: map[string]string{}, regions: sec("regions"),
		organisations: sec("organisations"), pronouns: sec("pronouns"),
		suffixes: sec("suffixes"), orgWords: sec("organisation words"),
		heads: sec("organisation heads"), placeWords: sec("place words"), eventWords: sec("event words"),
		joining: sec("joining"), generations: sec("generations"), peoples: sec("peoples"),
		noNames: sec("no names"), openers: sec("openers"), reflexives: sec("reflexives"),
		determiners: sec("determiners"), placePrepositions: sec("place prepositions"),
		saying: sec("saying"), possessed: sec("possessed"), of: sec("of"), stops: l.Section("stopwords"),
		weekdays: l.Section("date weekdays"), months: l.Section("date months"),
		articles: sec("articles"), copulas: sec("copulas"), clausal: sec("clausal"), modifying: sec("modifying"), epithets: sec("epithets"), sorts: sec("sorts"), personal: sec("personal"), possessive: sec("possessive"), common: sec("common"), states: sec("states"),
	}
	for word, g := range sec("honorifics") {
		v.honorifics[word] = genderOf(g)
	}
	for class := range sec("staff") {
		v.staff = class
	}
	v.addNouns(sec("roles"), news.Person)
	v.addNouns(sec("groups"), news.Org)
	v.addNouns(sec("places"), news.Place)
	v.addNouns(sec("things"), news.Misc)
	for word := range l.Section("quantity people") {
		if !v.nouns.has(word) && v.demonyms[word] == "" && !v.peoples.Has(word) {
			v.nouns[word] = noun{kind: news.Person, class: word}
		}
	}
	v.addCountries(l.Code)
	for name, code := range sec("countries") {
		v.countries[name] = code
	}
	v.longest = longestPhrase(v.honorifics, 1)
	v.longest = longestPhrase(v.offices, v.longest)
	v.longest = longestPhrase(v.countries, v.longest)
	v.longest = longestPhrase(v.regions, v.longest)
	v.longest = longestPhrase(v.organisations, v.longest)
	return v
}

func genderOf(s string) gender {
	if s == "m" || s == "f" {
		return gender(s[0])
	}
	return 0
}

// addNouns reads "spokesman = m spokesman": the gender, if any, and the class. A noun
// that stands in two sections keeps its first meaning.
func (v *vocabulary) addNouns(s text.Section, kind news.EntityKind) {
	for word, value := range s {
		if _, twice := v.nouns[word]; twice {
			continue
		}
		n := noun{kind: kind, class: value}
		if g, class, ok := strings.Cut(value, " "); ok && genderOf(g) != 0 {
			n.gender, n.class = genderOf(g), class
		}
		v.nouns[word] = n
	}
}

// addCountries takes the names of the world's countries in the language from CLDR.
func (v *vocabulary) addCountries(code string) {
	tag, err := language.Parse(code)
	if err != nil {
		return
	}
	names := display.Regions(tag)
	for a := 'A'; a <= 'Z' && names != nil; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := language.ParseRegion(string(a) + string(b))
			if err == nil && r.IsCountry() && r.Canonicalize() == r {
				v.addCountry(text.Fold(names.Name(r)), r.String())
			}
		}
	}
}

// addCountry adds a country's name as CLDR writes it, and without what it has in
// brackets.
func (v *vocabulary) addCountry(name, code string) {
	if name == "" {
		return
	}
	v.countries[name] = code
	if short, _, ok := strings.Cut(name, " ("); ok {
		v.countries[short] = code
	}
}

func longestPhrase[T any](m map[string]T, longest int) int {
	for phrase := range m {
		longest = max(longest, strings.Count(phrase, " ")+1)
	}
	return longest
}
