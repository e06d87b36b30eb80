package cluster

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	bcp47 "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"synoptic/internal/sketch"
	"synoptic/internal/text"
)

// wording is what an Imager knows of a language and remembers of its words.
type wording struct {
	lang      string
	known     map[uint64]uint32 // stem by word
	series    map[uint32]bool   // stems of words that number instalments
	common    map[uint64]bool   // words that every text has; none where the background tells how rare words are
	countries map[string]string // names of one word -> ISO 3166
}

// maxKnown bounds the memory of an Imager, in words of a language.
const maxKnown = 1 << 18

func newWording(lang string) *wording {
	w := &wording{lang: lang, known: map[uint64]uint32{}, series: map[uint32]bool{}, common: map[uint64]bool{}, countries: countriesIn(lang)}
	if l, err := text.Load(lang); err == nil { // a language without data has no series
		if lang != backgroundLang {
			w.leaveOut(l.Section("stopwords"))
		}
		for noun := range l.Section("series") {
			w.series[uint32(sketch.Hash(latin(text.Stem(lang, noun))))] = true
		}
	}
	return w
}

// leaveOut makes words common.
func (w *wording) leaveOut(words text.Section) {
	for entry := range words {
		for _, part := range sketch.Words(entry) {
			w.common[part.Hash] = true
		}
	}
}

// countriesIn are the names of the world's countries in a language, from CLDR.
func countriesIn(lang string) map[string]string {
	found := map[string]string{}
	tag, err := bcp47.Parse(lang)
	if err != nil {
		return found
	}
	names := display.Regions(tag)
	for a := 'A'; a <= 'Z' && names != nil; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			r, err := bcp47.ParseRegion(string(a) + string(b))
			if err != nil || !r.IsCountry() || r.Canonicalize() != r {
				continue
			}
			if name := text.Fold(names.Name(r)); name != "" && !strings.ContainsFunc(name, unicode.IsSpace) {
				found[text.Stem(lang, name)] = r.String()
			}
		}
	}
	return found
}

// stem is the hash of a word without its ending, in Latin letters: the names of a man
// or a town are the same in most languages then, and those of countries are made so.
func (w *wording) stem(found sketch.Word, s string) uint32 {
	stem, ok := w.known[found.Hash]
	if !ok {
		stem = w.newStem(strings.TrimSuffix(text.Fold(found.Of(s)), "'s"))
		w.known[found.Hash] = stem
	}
	return stem
}

func (w *wording) newStem(folded string) uint32 {
	if folded != "" && '0' <= folded[0] && folded[0] <= '9' {
		return uint32(sketch.Hash(strings.Map(digit, folded)))
	}
	stem := text.Stem(w.lang, folded)
	if code, ok := w.countries[stem]; ok {
		return uint32(sketch.Hash("country " + code))
	}
	return uint32(sketch.Hash(latin(stem)))
}

// digit drops what separates the digits of a number: 1,200 is 1.200 elsewhere.
func digit(r rune) rune {
	if r == ',' || r == '.' || r == '\'' {
		return -1
	}
	return r
}

// latin is a folded word in Latin letters without marks.
func latin(folded string) string {
	for i := 0; i < len(folded); i++ {
		if folded[i] >= 0x80 {
			return strings.ToLower(unidecode.Unidecode(folded))
		}
	}
	return folded
}

// template lists the words of a headline and marks the numbers of instalments.
func (w *wording) template(head []word) []headword {
	list := make([]headword, len(head))
	for i, word := range head {
		list[i] = headword{word.hash, i > 0 && word.number && w.series[head[i-1].stem]}
	}
	return list
}
