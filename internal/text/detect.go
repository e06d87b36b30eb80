package text

import (
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/abadojack/whatlanggo"
)

// enough is how much of a text, in bytes, tells its language.
const enough = 1024

// Detect is the language of a text, as a BCP 47 base code; "" if it cannot be told. The
// words of grammar of the languages that have data tell it; where they do not, the
// frequencies of letters do.
func Detect(s string) string {
	s = s[:min(len(s), enough)]
	if code := grammar().detect(s); code != "" {
		return code
	}
	return whatlanggo.Detect(s).Lang.Iso6391()
}

// grammar is read once, when a language has first to be told.
var grammar = sync.OnceValue(readGrammarWords)

// grammarWords are the words of grammar of every language that has data.
type grammarWords struct {
	codes []string          // of the languages, sorted
	words map[string]uint32 // word -> one bit for each language that has it
}

func readGrammarWords() grammarWords {
	g := grammarWords{words: map[string]uint32{}}
	dirs, err := fs.ReadDir(data, "languages")
	if err != nil { // embedded: cannot happen
		return g
	}
	for i, dir := range dirs {
		raw, err := data.ReadFile(path.Join("languages", dir.Name(), "segment.txt"))
		if err != nil || i >= 32 {
			continue
		}
		_, list, _ := strings.Cut(string(raw), "\n[stopwords]\n")
		list, _, _ = strings.Cut(list, "\n[")
		l := Language{sections: map[string]Section{}}
		l.parse("[stopwords]\n" + list)
		for w := range l.Section("stopwords") {
			g.words[w] |= 1 << len(g.codes)
		}
		g.codes = append(g.codes, dir.Name())
	}
	return g
}

// detect is the language whose words of grammar make up a quarter of the text, and
// clearly more of it than those of any other; "" if there is none.
func (g grammarWords) detect(s string) string {
	var hits [32]int
	total := 0
	for w := range strings.FieldsSeq(s) {
		total++
		languages := g.words[Fold(bare(w))]
		for i := range g.codes {
			hits[i] += int(languages >> i & 1)
		}
	}
	best, second := 0, 0
	for i := 1; i < len(g.codes); i++ {
		if hits[i] > hits[best] {
			best, second = i, hits[best]
		} else {
			second = max(second, hits[i])
		}
	}
	if len(g.codes) == 0 || hits[best] < 3 || hits[best]*4 < total || hits[best]*4 < second*5 {
		return ""
	}
	return g.codes[best]
}
