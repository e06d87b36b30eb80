package quantity

import (
	"slices"

	"synoptic/internal/text"
)

// words are what the reader knows of a language, taken from its data.
type words struct {
	numbers, scales, letters, vague, parts map[string]float64

	articles, joiners, openers, ordinals, endings        text.Section
	rangeJoiners, digitUnits, timeUnits, singulars       text.Section
	harm, measured, others, labels                       text.Section
	votes, pairs, definite, old, quakes                  text.Section
	streets, function, adverbs, magnitude                text.Section
	few, decades, peopled, people, parents, marks, funds text.Section
	bounds, ageBefore, ageAfter, boundsAfter, currency   phrases
	shares, units, clock, fixed                          phrases
	person                                               string // the unit of people
	decimalComma                                         bool

	dates    dateWords
	starters map[string]bool // words a number or an expression of time can start with
}

// commaLanguages write the decimal comma.
var commaLanguages = []string{"da", "de", "es", "fi", "fr", "id", "it", "nb", "nl", "no", "pl", "pt", "ru", "sv", "tr", "uk"}

// learn compiles the data of a language.
func learn(l *text.Language) *words {
	s := func(name string) text.Section { return l.Section("quantity " + name) }
	units := s("units")
	if len(units) == 0 {
		units = symbols
	}
	w := &words{
		numbers: values(s("numbers")), scales: values(s("scales")), letters: values(s("scale letters")),
		vague: values(s("vague")), parts: values(s("parts")),
		articles: s("number articles"), joiners: s("number joiners"), openers: s("range openers"),
		ordinals: s("ordinals"), endings: s("ordinal endings"), rangeJoiners: s("range joiners"),
		digitUnits: s("units of digits"), timeUnits: s("time units"), singulars: s("singulars"),
		harm: s("harm"), measured: s("measured"), others: s("others"),
		labels: s("labels"), votes: s("votes"), pairs: s("pairs"), definite: s("definite"),
		old: s("old"), quakes: s("quakes"), streets: s("streets"),
		clock: compile(s("clock"), forward), fixed: compile(s("fixed"), forward), function: s("function words"), adverbs: s("bound adverbs"),
		magnitude: s("magnitude"), few: s("few"), decades: s("decades"), peopled: s("peopled"), parents: s("parents"), people: s("people"), marks: s("marks"), funds: s("funds"), person: s("person")["person"],
		bounds: compile(s("bounds"), backward), ageBefore: compile(s("age before"), backward),
		ageAfter:    compile(s("age after"), forward),
		boundsAfter: compile(s("bounds after"), forward), currency: compile(s("currencies"), forward),
		shares: compile(s("percent"), forward), units: compile(units, forward),
		decimalComma: slices.Contains(commaLanguages, l.Code),
		dates:        learnDates(l),
	}
	w.open()
	return w
}

// open lists the words a number or an expression of time can start with.
func (w *words) open() {
	w.starters = map[string]bool{}
	for _, table := range [...]map[string]float64{w.numbers, w.scales, w.vague, w.parts, w.dates.months, w.dates.weekdays} {
		for word := range table {
			w.starters[word] = true
		}
	}
	for _, section := range [...]text.Section{w.articles, w.dates.the} {
		for word := range section {
			w.starters[word] = true
		}
	}
	for _, table := range [...]phrases{w.dates.days, w.dates.directions, w.dates.feasts} {
		for word := range table {
			w.starters[word] = true
		}
	}
}

// values are the entries of a section with the numbers they stand for.
func values(s text.Section) map[string]float64 {
	v := make(map[string]float64, len(s))
	for word, value := range s {
		v[word] = parseValue(value)
	}
	return v
}
