package align

import (
	"testing"

	"synoptic/internal/lexicon"
	"synoptic/internal/text"
)

// words is a vocabulary of the words and names given, related.
func words(t *testing.T, plain []string, names ...[]string) (*vocabulary, *lexicon.Lexicon) {
	t.Helper()
	lex, err := lexicon.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	v := newVocabulary()
	for _, w := range plain {
		v.add(w, func() term {
			stem := text.Stem("en", w)
			return term{weight: lex.Rarity(stem), stem: stem, concepts: lex.Find(w)}
		})
	}
	for _, n := range names {
		v.add("@"+n[0], func() term { return term{weight: entityCap, name: n} })
	}
	v.relate(lex)
	return v, lex
}

// related is how close two terms are by the lists of relations, 0 if they are in none.
func related(v *vocabulary, a, b string) float64 {
	for _, r := range v.related[v.ids[a]] {
		if r.term == v.ids[b] {
			return r.close
		}
	}
	return 0
}

func TestRelations(t *testing.T) {
	v, _ := words(t, []string{"ship", "vessel", "kill", "dead", "injury", "injure", "banana", "treaty", "corran"},
		[]string{"ines", "corran"}, []string{"corran", "line"}, []string{"bram", "oake"})
	for _, c := range []struct {
		a, b     string
		min, max float64
	}{
		{"ship", "ship", 1, 1},
		{"ship", "vessel", minClose, 1},   // share a concept
		{"kill", "dead", minClose, 1},     // stand for each other in reports
		{"injury", "injure", minClose, 1}, // one stem or derived
		{"banana", "treaty", 0, 0},        // nothing
		{"@ines", "@corran", .5, .5},      // one word of two
		{"@ines", "corran", .5, .5},       // a bare word against a name
		{"@ines", "@bram", 0, 0},          // no word of theirs
		{"@ines", "ship", 0, 0},           // a name is no word
	} {
		if got := related(v, c.a, c.b); got < c.min || got > c.max {
			t.Errorf("%s and %s are %.2f close, not %.2f to %.2f", c.a, c.b, got, c.min, c.max)
		}
		if related(v, c.a, c.b) != related(v, c.b, c.a) {
			t.Errorf("%s and %s are not as close the other way", c.a, c.b)
		}
	}
}

func TestRelationsNearestFirst(t *testing.T) {
	v, _ := words(t, []string{"ship", "vessel", "boat", "ferry", "craft", "kill", "dead", "death", "die"})
	for id, list := range v.related {
		if list[0].term != int32(id) || list[0].close != 1 {
			t.Errorf("%s is not nearest to itself: %v", v.terms[id].key, list)
		}
		for k := range list[1:] {
			if list[k].close < list[k+1].close {
				t.Errorf("relations of %s are out of order: %v", v.terms[id].key, list)
			}
		}
	}
}

func TestRelationsWithoutLexicon(t *testing.T) {
	v := newVocabulary()
	for _, w := range []string{"laiva", "alus"} {
		v.add(w, func() term { return term{weight: unknownWeight} })
	}
	v.add("@corran", func() term { return term{name: []string{"ines", "corran"}} })
	v.add("corran", func() term { return term{} })
	v.relate(nil)
	if related(v, "laiva", "laiva") != 1 || related(v, "laiva", "alus") != 0 || related(v, "corran", "@corran") == 0 {
		t.Errorf("relations %v", v.related)
	}
}

func TestMerge(t *testing.T) {
	got := merge([]weighted{{3, 1}, {1, 2}, {3, 2.5}, {1, 2}})
	if len(got) != 2 || got[0] != (weighted{1, 2}) || got[1] != (weighted{3, 2.5}) {
		t.Errorf("merged to %v", got)
	}
}

func TestLongestRun(t *testing.T) {
	var m measurer
	a := []string{"a", "ferry", "hit", "the", "wall"}
	for _, c := range []struct {
		b    []string
		want int
	}{{a, 5}, {nil, 0}, {[]string{"hit", "the", "wall", "a", "ferry"}, 3}, {[]string{"wall", "the", "hit"}, 1}, {[]string{"x"}, 0}} {
		if got := m.longestRun(a, c.b); got != c.want || m.longestRun(c.b, a) != c.want {
			t.Errorf("longest run of %v in common is %d, not %d", c.b, got, c.want)
		}
	}
}
