package quote

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed media.txt
var mediaList string

// A medium is the name of a newspaper, broadcaster or agency.
type medium struct {
	name    string
	article bool // only with "the" before it
}

// media indexes the list of known media by the first word of the name, longest names
// first.
var media = sync.OnceValue(func() map[string][]medium {
	index := map[string][]medium{}
	for line := range strings.Lines(mediaList) {
		name, _, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok || name[0] == '#' {
			continue
		}
		m := medium{name: name}
		m.name, m.article = strings.CutPrefix(name, "the ")
		index[firstWord(m.name)] = append(index[firstWord(m.name)], m)
	}
	for _, list := range index {
		slices.SortStableFunc(list, func(a, b medium) int { return len(b.name) - len(a.name) })
	}
	return index
})

// firstWord is the run of letters and digits that s begins with.
func firstWord(s string) string {
	if end := strings.IndexFunc(s, func(r rune) bool { return !isWord(r) }); end >= 0 {
		return s[:end]
	}
	return s
}

// mediumAt is the length of the known medium's name that begins at token i, 0 if none.
func (t *tree) mediumAt(i int) int {
	rest := t.text[t.tokens[i].Start:]
	if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsLetter(r) {
		return 0
	}
	for _, m := range media()[firstWord(rest[:min(len(rest), 40)])] {
		if !strings.HasPrefix(rest, m.name) || m.article && (i == 0 || t.tokens[i-1].Norm != "the") {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest[len(m.name):]); !isWord(next) {
			return len(m.name)
		}
	}
	return 0
}
