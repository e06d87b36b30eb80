package cluster

import "strings"

// What articles of different languages have in common: names and numbers, and words that
// are cognate. The weights are set by hand on testdata/languages.jsonl, with room to spare:
// two events of a kind in one country on one day must not be linked. They are judged on
// testdata/languages_heldout.jsonl, written afterwards, on which nothing may be set.
const (
	abroadNames   = 10.0
	abroadStems   = 8.0
	abroadFigures = 8.0
	abroadBias    = -5.5
	abroadJoin    = 1.0 // of two stories without a common language
)

// foreign reports whether two articles are known to be in different languages.
func foreign(a, b *member) bool {
	return a.lang != "" && b.lang != "" && baseOf(a.lang) != baseOf(b.lang)
}

func baseOf(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	return base
}

// abroad is the log-odds that two articles in different languages report one event, were
// they of the same time. Without a name in common there is nothing to go by.
func (p *probe) abroad(a, b *member) float64 {
	p.hold(a.vector)
	byName := p.cosines(b.vector, names)[inAll]
	if byName == 0 {
		return -maxLink
	}
	z := abroadBias + abroadNames*byName
	z += abroadStems * p.cosines(b.vector, stems)[inAll]
	z += abroadFigures * p.cosines(b.vector, figures)[inAll]
	return clamped(z)
}

// compatriots are the members in the language that most are in.
func (o *Online) compatriots(members []int32) (most []int32) {
	count := map[string]int{}
	main := ""
	for _, at := range members {
		lang := baseOf(o.member(at).lang)
		if count[lang]++; count[lang] > count[main] {
			main = lang
		}
	}
	for _, at := range members {
		if baseOf(o.member(at).lang) == main {
			most = append(most, at)
		}
	}
	return most
}
