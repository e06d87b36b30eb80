package novelty

import (
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/align"
	"synoptic/internal/annotate"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// read reads texts of one language as accounts whose names are passed over.
func read(t testing.TB, language string, texts ...string) *Reading {
	t.Helper()
	l, err := text.Load(language)
	if err != nil {
		l = text.Neutral(language)
	}
	reader := annotate.New()
	a := Accounts{Language: l, Answered: make([][]news.Span, len(texts)), Named: make([]map[int]int, len(texts))}
	links := align.Links{Entity: make([][]int, len(texts))}
	for i, words := range texts {
		d := reader.Read(&news.Article{ID: string(rune('a' + i)), Lang: language, Text: words})
		d.Mentions, d.Entities = nil, nil
		a.Docs = append(a.Docs, d)
	}
	m, err := align.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	a.Field, a.Groups = align.New(l, m).Align(a.Docs, links, nil)
	return Read(a)
}

var lamps = []string{
	"The council closed the old bridge on Monday after a lorry hit a pillar. Engineers will inspect the damaged pillar this week. A beekeeper sold honey from his cart beside the barriers.",
	"A lorry struck a pillar of the old bridge on Monday, and the council shut it. The damaged pillar will be examined by engineers this week.",
}

// TestRuns holds that what one account alone tells is found and what both tell is not.
func TestRuns(t *testing.T) {
	r := read(t, "en", lamps...)
	m, err := DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, run := range r.Judge(m).Runs() {
		d := r.docs[run.Doc]
		tokens := d.Sentences[run.Sentence].Tokens
		shown = append(shown, d.Article.Text[tokens[run.First].Start:tokens[run.Last-1].End])
	}
	all := strings.Join(shown, " | ")
	if !strings.Contains(all, "beekeeper sold honey") || strings.Contains(all, "pillar") || strings.Contains(all, "bridge") {
		t.Errorf("told alone: %s", all)
	}
}

// TestAlone holds that a statement nobody else tells is alone, and one that others tell is not.
func TestAlone(t *testing.T) {
	r := read(t, "en", lamps...)
	m, err := DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	judged := r.Judge(m)
	for k, s := range r.docs[0].Statements {
		told := s.Of(lamps[0])
		if got := judged.Alone(align.Ref{Statement: k}); (got > 0) != strings.Contains(told, "beekeeper") {
			t.Errorf("%q is alone by %v", told, got)
		}
	}
}

// TestWorkers holds that the words are judged the same by one worker and by several.
func TestWorkers(t *testing.T) {
	r := read(t, "en", strings.Repeat(lamps[0]+" ", 20), strings.Repeat(lamps[1]+" ", 20))
	m, err := DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.words) < 2*batch {
		t.Fatalf("%d words are work for one", len(r.words))
	}
	several := r.odds(m)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := r.odds(m); !slices.Equal(one, several) {
		t.Error("one worker judges otherwise than several")
	}
}

// TestFeatures holds that every word of content is described by as many features as have
// names, all of them numbers, in any language and with one account too.
func TestFeatures(t *testing.T) {
	for _, c := range []struct {
		language string
		texts    []string
	}{
		{"en", lamps}, {"en", lamps[:1]}, {"xh", lamps}, {"en", []string{"", "Rain."}}, {"en", []string{"12 of 14", "12, 14"}},
	} {
		r, words := read(t, c.language, c.texts...), 0
		r.Each(func(w int, x []float64) {
			words++
			if len(x) != len(Names()) || slices.ContainsFunc(x, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
				t.Errorf("%s %q: word %d has features %v", c.language, c.texts, w, x)
			}
		})
		if words != len(r.words) {
			t.Errorf("%q: %d words described, not %d", c.texts, words, len(r.words))
		}
	}
}

// TestCover holds how much of some words one sentence of another account has.
func TestCover(t *testing.T) {
	r := read(t, "xh", "umoya nesikhephe emlanjeni", "umoya nesikhephe ebusuku", "emlanjeni kuphela")
	c := r.cover(r.wordsOf(0))
	if math.Abs(c.best-2./3) > 1e-9 || c.sentence != 1 || c.words != 3 || math.Abs(c.anywhere-1) > 1e-9 {
		t.Errorf("covered %+v", c)
	}
	if again := r.cover(r.wordsOf(0)); again != c {
		t.Errorf("covered again %+v, not %+v", again, c)
	}
	if c := r.cover(nil); c.best != 0 || c.sentence != -1 {
		t.Errorf("no words are covered %+v", c)
	}
	if got := r.together(0, 1); got != 1 {
		t.Errorf("two words stand together %v", got)
	}
	if got := r.together(0, 2); got != 0 {
		t.Errorf("two words of two sentences stand together %v", got)
	}
}

// TestOnly holds which account alone says a term, and that it stands for no other of that one.
func TestOnly(t *testing.T) {
	s := read(t, "en", "The boat sank. A ship burned.", "A boat burned.", "The boat sank.").speech
	want := map[string]int{"boat": -1, "sink": -1, "ship": 0, "burn": -1}
	only := s.only()
	for i, term := range s.terms {
		if w, ok := want[term.lemma]; ok && only[i] != w {
			t.Errorf("%q is said by account %d alone, not %d", term.lemma, only[i], w)
		}
		for _, n := range s.near[i] {
			if int(n.term) != i && only[i] >= 0 && only[i] == only[n.term] {
				t.Errorf("%q stands for %q of the same account", s.terms[n.term].lemma, term.lemma)
			}
		}
	}
}

func TestDefaultModel(t *testing.T) {
	m, err := DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.Features, Names()) || len(m.Networks) == 0 || m.Change <= 0 {
		t.Errorf("model of %d networks for %v", len(m.Networks), m.Features)
	}
	for _, n := range m.Networks {
		if len(n.Linear) != len(Names()) || len(n.Hidden) != len(n.Out) || len(n.HiddenBias) != len(n.Out) {
			t.Errorf("a network has %d weights, %d hidden units, %d out", len(n.Linear), len(n.Hidden), len(n.Out))
		}
	}
}

func BenchmarkRuns(b *testing.B) {
	m, err := DefaultModel()
	if err != nil {
		b.Fatal(err)
	}
	r := read(b, "en", strings.Repeat(lamps[0]+" ", 8), strings.Repeat(lamps[1]+" ", 8))
	for b.Loop() {
		r.Judge(m).Runs()
	}
}
