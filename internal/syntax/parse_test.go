package syntax

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/syntax/arcs"
)

// english is the English model.
func english(t testing.TB) *Model {
	t.Helper()
	m, err := Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// spaced makes a sentence of words parted by spaces.
func spaced(text string) *news.Sentence {
	s := &news.Sentence{Span: news.Span{End: len(text)}}
	at := 0
	for _, form := range strings.Fields(text) {
		at += strings.Index(text[at:], form)
		s.Tokens = append(s.Tokens, news.Token{Span: news.Span{Start: at, End: at + len(form)}, Head: -1})
		at += len(form)
	}
	return s
}

// wellFormed fails unless the tree has one root, no cycle, and all is filled.
func wellFormed(t *testing.T, s *news.Sentence) {
	t.Helper()
	roots := 0
	for i := range s.Tokens {
		k := &s.Tokens[i]
		if k.Tag == "" || k.Rel == "" || k.Head >= len(s.Tokens) || k.Head == i {
			t.Fatalf("token %d is %+v", i, *k)
		}
		if k.Head < 0 {
			roots++
		}
		up, steps := i, 0
		for ; up >= 0 && steps <= len(s.Tokens); steps++ {
			up = s.Tokens[up].Head
		}
		if up >= 0 {
			t.Fatalf("token %d hangs in a cycle", i)
		}
	}
	if roots != 1 && len(s.Tokens) > 0 {
		t.Fatalf("%d roots", roots)
	}
}

func TestLoadWithoutModel(t *testing.T) {
	for _, code := range []string{"xx", "", "EN", "../models/en", "en.model", "en/../en"} {
		if _, err := Load(code); !errors.Is(err, ErrNoModel) {
			t.Errorf("loading %q: %v", code, err)
		}
	}
}

func TestParse(t *testing.T) {
	m := english(t)
	text := "“ We will not sign , ” the minister ’s spokesman told reporters in Minsk on Monday ."
	s := spaced(text)
	m.Parse(text, s)
	wellFormed(t, s)
	want := map[string]struct{ tag, lemma, head, rel string }{
		"We":        {"PRON", "we", "sign", "nsubj"},
		"not":       {"PART", "not", "sign", "advmod"},
		"sign":      {"VERB", "sign", "told", "ccomp"},
		"minister":  {"NOUN", "minister", "spokesman", "nmod:poss"},
		"spokesman": {"NOUN", "spokesman", "told", "nsubj"},
		"told":      {"VERB", "tell", "", "root"},
		"reporters": {"NOUN", "reporter", "told", "iobj"},
	}
	for i := range s.Tokens {
		k := &s.Tokens[i]
		w, ok := want[k.Of(text)]
		if !ok {
			continue
		}
		head := ""
		if k.Head >= 0 {
			head = s.Tokens[k.Head].Of(text)
		}
		if k.Tag != w.tag || k.Lemma != w.lemma || head != w.head || k.Rel != w.rel {
			t.Errorf("%s: %s %s %s of %q, want %+v", k.Of(text), k.Tag, k.Lemma, k.Rel, head, w)
		}
	}
}

// Arcs that a projective tree cannot have.
func TestParseNonProjective(t *testing.T) {
	m := english(t)
	for _, c := range []struct{ text, word, head, rel string }{
		{"What are you talking about ?", "about", "What", "case"},
		{"Who did you give it to ?", "to", "Who", "case"},
		{"What do you want to do ?", "What", "do", "obj"},
	} {
		s := spaced(c.text)
		m.Parse(c.text, s)
		wellFormed(t, s)
		var heads []int
		for i := range s.Tokens {
			heads = append(heads, s.Tokens[i].Head)
		}
		words := arcs.NonProjective(heads)
		if len(words) != 1 {
			t.Errorf("%s: %d non-projective arcs", c.text, len(words))
			continue
		}
		k := &s.Tokens[words[0]]
		if word, head := k.Of(c.text), s.Tokens[k.Head].Of(c.text); word != c.word || head != c.head || k.Rel != c.rel {
			t.Errorf("%s: %s is %s of %s, want %s of %s", c.text, word, k.Rel, head, c.rel, c.head)
		}
	}
}

func TestNames(t *testing.T) {
	m := english(t)
	text := "President Maria Sanchez met officials of the World Bank in Warsaw on Friday ."
	s := spaced(text)
	m.Parse(text, s)
	found := map[string]news.EntityKind{}
	for _, n := range m.Names(text, s)[0] {
		found[text[s.Tokens[n.First].Start:s.Tokens[n.Last-1].End]] = n.Kind
	}
	if _, ok := found["World Bank"]; !ok {
		t.Errorf("the World Bank is not found: %v", found)
	}
	for name, kind := range map[string]news.EntityKind{"Maria Sanchez": news.Person, "Warsaw": news.Place} {
		if found[name] != kind {
			t.Errorf("%s is %q, want %q; found %v", name, found[name], kind, found)
		}
	}
}

// What a name is in one place of a text it is in all.
func TestNamesWrittenAlike(t *testing.T) {
	m := english(t)
	text := "Maria Ostrovskaya and her husband moved to Tarnovo , a town in the north . Tarnovo won ."
	s := spaced(text)
	last := slices.IndexFunc(s.Tokens, func(k news.Token) bool { return k.Of(text) == "." }) + 1
	first, second := &news.Sentence{Tokens: s.Tokens[:last]}, &news.Sentence{Tokens: s.Tokens[last:]}
	m.Parse(text, first)
	m.Parse(text, second)
	names := m.Names(text, first, second)
	if len(names[0]) != 2 || len(names[1]) != 1 || names[1][0].Kind != names[0][1].Kind {
		t.Errorf("names are %v", names)
	}
}

func TestOddWords(t *testing.T) {
	m := english(t)
	for _, text := range []string{
		"", ".", "the the the", "POLICE HOLD THREE MEN AFTER RAID", "42 17 , , ; 3", "\xff\xfe \x80abc \xc3",
		"日本 и Москва said 😀 \u200b \u200d\u200d", "( ( ( ) \" \" ''", strings.Repeat("x", 100_000),
	} {
		s := spaced(text)
		m.Parse(text, s)
		wellFormed(t, s)
		m.Names(text, s)
	}
}

// TestLongSentence holds that time grows with the length: four times the words may take
// ten times as long on a machine with other work, not sixteen.
func TestLongSentence(t *testing.T) {
	m := english(t)
	read := func(times int) time.Duration {
		text := strings.Repeat("and the dog saw a man with nine hats ; ", times)
		s := spaced(text)
		start := time.Now()
		m.Parse(text, s)
		m.Names(text, s)
		took := time.Since(start)
		wellFormed(t, s)
		return took
	}
	short, long := read(200), read(800)
	if long > 10*short+time.Second {
		t.Errorf("2,000 words took %v, 8,000 words %v", short, long)
	}
}

func TestCutAtBestPlace(t *testing.T) {
	words := make([]string, 300)
	for i := range words {
		words[i] = "word"
	}
	words[180], words[200], words[240] = ",", ";", ","
	text := strings.Join(words, " ")
	if got := cut(text, spaced(text).Tokens); got != 201 {
		t.Errorf("cut after %d tokens, want after the semicolon, 201", got)
	}
}

// Many sentences at once give what each gives by itself, however long they are.
func TestParseAll(t *testing.T) {
	m := english(t)
	one := "Two ferries collided off the coast , the harbour master said ; nobody was hurt . "
	text := strings.Repeat(one, 300)
	var together, alone []news.Sentence
	at := 0
	for _, times := range []int{1, 0, 40, 3, 120, 1, 90, 0, 45} {
		s := spaced(text[:at+times*len(one)])
		s.Tokens = slices.DeleteFunc(s.Tokens, func(k news.Token) bool { return k.Start < at })
		at += times * len(one)
		together = append(together, *s)
		alone = append(alone, news.Sentence{Tokens: slices.Clone(s.Tokens)})
	}
	m.ParseAll(text, together)
	for i := range alone {
		m.Parse(text, &alone[i])
		wellFormed(t, &alone[i])
		if !slices.Equal(alone[i].Tokens, together[i].Tokens) {
			t.Errorf("sentence %d of %d tokens reads differently among others", i, len(alone[i].Tokens))
		}
	}
}

func TestSameOnManyGoroutines(t *testing.T) {
	m := english(t)
	text := "Two ferries collided off the coast , the harbour master said on Tuesday ."
	want := spaced(text)
	m.Parse(text, want)
	done := make(chan *news.Sentence)
	for range 8 {
		go func() {
			s := spaced(text)
			m.Parse(text, s)
			done <- s
		}()
	}
	for range 8 {
		s := <-done
		for i := range s.Tokens {
			if s.Tokens[i] != want.Tokens[i] {
				t.Errorf("token %d: %+v and %+v", i, s.Tokens[i], want.Tokens[i])
			}
		}
	}
}

func TestNoAllocation(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector empties pools at random")
	}
	m := english(t)
	text := "the dog will run with a man ."
	s := spaced(text)
	m.Parse(text, s)
	if n := testing.AllocsPerRun(100, func() { m.Parse(text, s) }); n > 0 {
		t.Errorf("%v allocations for a sentence without new words", n)
	}
}

// Finding names costs a fixed number of allocations for a sentence without any.
func TestNamesAllocateNothingPerWord(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector empties pools at random")
	}
	m := english(t)
	allocations := func(times int) float64 {
		text := strings.Repeat("the dog will run with a man , ", times)
		s := spaced(text)
		m.Parse(text, s)
		return testing.AllocsPerRun(20, func() { m.Names(text, s) })
	}
	if short, long := allocations(1), allocations(20); short != long {
		t.Errorf("%v allocations for 8 words, %v for 160", short, long)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Two ferries collided , the harbour master said .")
	f.Add("\xff “ \u200b” 😀 ALL CAPS 1.5 $ — …")
	m := english(f)
	f.Fuzz(func(t *testing.T, text string) {
		s := spaced(text)
		m.Parse(text, s)
		wellFormed(t, s)
		for _, n := range m.Names(text, s)[0] {
			if n.First < 0 || n.First >= n.Last || n.Last > len(s.Tokens) {
				t.Fatalf("name %+v of %d tokens", n, len(s.Tokens))
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		english(b)
	}
}

func BenchmarkParse(b *testing.B) {
	m := english(b)
	text := "“ We will not sign , ” the minister ’s spokesman Ivan Petrov told reporters in Minsk on Monday , adding that talks would go on ."
	s := spaced(text)
	b.ReportAllocs()
	tokens := 0
	for b.Loop() {
		m.Parse(text, s)
		tokens += len(s.Tokens)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
