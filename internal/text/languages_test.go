package text

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// codes are the languages that have data.
var codes = []string{"de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk"}

// TestLanguages holds that the data of every language is whole and that its own words
// tell it.
func TestLanguages(t *testing.T) {
	for i, code := range codes {
		l, err := Load(code)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name        string
			first, last int
		}{{"date months", 1, 12}, {"date weekdays", 0, 6}} {
			name, most := c.name, c.last-c.first+1
			seen := map[string]bool{}
			for entry, value := range l.Section(name) {
				if n, err := strconv.Atoi(value); err != nil || n < c.first || n > c.last {
					t.Errorf("%s: %s: %s = %q", code, name, entry, value)
				}
				seen[value] = true
				if entry != Fold(entry) {
					t.Errorf("%s: %s: %q is not folded", code, name, entry)
				}
				for longer, other := range l.Section(name) {
					if strings.HasPrefix(longer, entry) && other != value {
						t.Errorf("%s: %s: %s is %s, but %s is %s", code, name, entry, value, longer, other)
					}
				}
			}
			if len(seen) != most {
				t.Errorf("%s: %s has %d of %d", code, name, len(seen), most)
			}
		}
		for entry := range l.Section("stopwords") {
			if entry != Fold(entry) {
				t.Errorf("%s: stopwords: %q is not folded", code, entry)
			}
			if grammar().words[entry]>>i&1 == 0 {
				t.Errorf("%s: stopwords: %q does not tell the language", code, entry)
			}
		}
		for entry := range l.Section("abbreviations") {
			if entry[len(entry)-1] != '.' {
				t.Errorf("%s: abbreviations: %q has no full stop at its end", code, entry)
			}
		}
	}
	if got := fmt.Sprint(grammar().codes); got != fmt.Sprint(codes) {
		t.Errorf("languages with data are %s, want %s", got, codes)
	}
}

func TestLoadUnknown(t *testing.T) {
	for _, code := range []string{"", "xx", "..", "en/../de"} {
		if l, err := Load(code); err == nil && code != "en/../de" {
			t.Errorf("Load(%q) = %v", code, l.Code)
		}
	}
}

func TestSentencesOfLanguages(t *testing.T) {
	for _, c := range []struct {
		code, text string
		want       []string
	}{
		{"de", "Am 14. September kam Dr. Weber. „Gut“, sagte er, z.B. heute.", []string{"Am 14. September kam Dr. Weber .", "„ Gut “ , sagte er , z.B. heute ."}},
		{"de", "Baden-Württemberg zahlt 3,5 Mio. Euro. Es war der 3. Fall.", []string{"Baden-Württemberg zahlt 3,5 Mio. Euro .", "Es war der 3. Fall ."}},
		{"fr", "L’homme d'État a vu M. Durand. « C'est fini. » Il est parti.", []string{"L’ homme d' État a vu M. Durand .", "« C' est fini . »", "Il est parti ."}},
		{"it", "Dell'acqua, ha detto il dott. Rossi. È finita.", []string{"Dell' acqua , ha detto il dott. Rossi .", "È finita ."}},
		{"ru", "В 2020 г. он сказал: «Да». Потом ушёл.", []string{"В 2020 г. он сказал : « Да » .", "Потом ушёл ."}},
		{"es", "¿Quién fue? «Yo», dijo la Sra. Gómez.", []string{"¿ Quién fue ?", "« Yo » , dijo la Sra. Gómez ."}},
		{"pl", "Dnia 14. września dr. Nowak wyszedł. Nie wrócił.", []string{"Dnia 14. września dr. Nowak wyszedł .", "Nie wrócił ."}},
	} {
		l, err := Load(c.code)
		if err != nil {
			t.Fatal(err)
		}
		testCut(t, l, c.text, c.want...)
	}
}
