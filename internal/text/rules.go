package text

import (
	"strings"
	"unicode/utf8"
)

// rules are the parts of a language that cutting needs, compiled once.
type rules struct {
	abbreviations Section        // written form with its stop -> class: "", "end", "number"
	clitics       Section        // "'s", "n't": cut off the end of a word
	proclitics    Section        // "l'": cut off the front of a word
	elisions      Section        // "'em": one word with its leading apostrophe
	prefixes      Section        // "non": not cut at its hyphen
	units         Section        // "km": cut from the digits before it
	starters      Section        // words that begin a sentence when capitalised after "U.S."
	neverLast     Section        // "the": a full stop after it ends no sentence
	inquit        Section        // "said": a capital after a closing quotation mark goes on
	months        Section        // month names
	contractions  map[string]int // "cannot" -> 3, where it is cut
	cutHyphens    bool           // hyphenated words are cut
	dotOrdinals   bool           // "14." is an ordinal
	longest       int            // longest abbreviation or contraction, in bytes
}

// compile reads the sections that cutting needs.
func compile(l *Language) *rules {
	r := &rules{
		abbreviations: l.Section("abbreviations"),
		clitics:       l.Section("clitics"),
		proclitics:    l.Section("proclitics"),
		elisions:      l.Section("elisions"),
		prefixes:      l.Section("prefixes"),
		units:         l.Section("glued-units"),
		starters:      l.Section("stopwords"),
		neverLast:     l.Section("never-last"),
		inquit:        l.Section("inquit"),
		months:        l.Section("date months"),
		contractions:  map[string]int{},
		cutHyphens:    l.Section("writing").Has("cut-hyphens"),
		dotOrdinals:   l.Section("writing").Has("dot-ordinals"),
	}
	for word, parts := range l.Section("contractions") {
		r.contractions[word] = strings.IndexByte(parts, ' ')
		r.longest = max(r.longest, len(word))
	}
	for form := range r.abbreviations {
		r.longest = max(r.longest, len(form))
	}
	return r
}

// abbreviation is the kind of a word with its stop ("Dr."), or word if it is none.
// Lower-case entries hold for any case; capitalised ones for that form and all capitals.
func (r *rules) abbreviation(form string) kind {
	if len(form) > r.longest {
		return dotted(form)
	}
	if class, ok := r.abbreviations[form]; ok {
		return abbreviationKind(class)
	}
	var buf [64]byte
	low, ok := lower(buf[:0], form)
	if !ok {
		return dotted(form)
	}
	if class, ok := r.abbreviations[string(low)]; ok {
		return abbreviationKind(class)
	}
	if len(form) > 2 && isUpper(form[1]) {
		low[0] = form[0]
		if class, ok := r.abbreviations[string(low)]; ok {
			return abbreviationKind(class)
		}
	}
	return dotted(form)
}

func abbreviationKind(class string) kind {
	switch class {
	case "end":
		return abbrEnd
	case "number":
		return abbrNumber
	}
	return abbr
}

// dotted tells "J." (an initial) and "U.S.", "e.g." (letters between stops) from other
// words, whatever the language.
func dotted(form string) kind {
	letters := 0
	for i := 0; i < len(form); {
		c, n := utf8.DecodeRuneInString(form[i:])
		i += n
		if !isLetter(c) || i >= len(form) || form[i] != '.' {
			return word
		}
		i++
		letters++
	}
	switch {
	case letters == 1 && isUpperRune(form):
		return initial
	case letters > 1:
		return abbrEnd
	}
	return word
}

// maxListed is the longest word that is looked up in a section, in bytes.
const maxListed = 40

// listed reports whether a section has the word, folded; only short words are looked up.
func listed(s Section, w string) bool {
	if len(s) == 0 || len(w) > maxListed {
		return false
	}
	var buf [64]byte
	if low, ok := lower(buf[:0], w); ok {
		return s.Has(string(low))
	}
	return s.Has(Fold(w))
}
