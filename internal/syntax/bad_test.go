package syntax_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// bad are pieces of text no treebank has; each is read alone and ten thousand words long.
var bad = map[string]string{
	"no mark":       "and the dog saw a man with nine hats ",
	"no verb":       "Minister of Harbours and Lighthouses of the Northern Islands ",
	"capitals":      "POLICE HOLD THREE MEN IN OSLO AFTER RAID ",
	"small":         "mr stone of the world bank met maria in warsaw ",
	"marks":         "( ( ( \" … — ! ?! ;; ''' ) ",
	"numbers":       "42 17.5 , 3 % 1/2 $ 9 ",
	"scripts":       "日本 и Москва said Αθήνα العربية हिन्दी ไทย ",
	"emoji":         "😀 👩‍👩‍👧‍👦 said 🇳🇴 yes 👍🏽 ",
	"zero width":    "Os\u200blo \u200d and\u2060 War\ufeffsaw \u00ad ",
	"not UTF-8":     "\xff\xfe Oslo\x80 \xc3 said \xf0\x9f ",
	"control":       "Oslo\x00 said\x07 \x1b[1m yes ",
	"combining":     "Z̸a̷l̵g̶o̴ s̀áîd̃ e\u0301\u0301\u0301 ",
	"right to left": "\u202eolsO\u202c said \u200fשלום ",
}

// TestBadInput holds that trees and names of any text are well formed and its words
// stay where they were, and that four times the text takes about four times as long:
// less than ten times on a machine with other work, not sixteen.
func TestBadInput(t *testing.T) {
	m, l := english(t)
	for name, piece := range bad {
		t.Run(name, func(t *testing.T) {
			read(t, m, l, piece)
			if testing.Short() {
				return
			}
			words := max(1, len(strings.Fields(piece)))
			short := read(t, m, l, strings.Repeat(piece, 2_500/words))
			long := read(t, m, l, strings.Repeat(piece, 10_000/words))
			if long > 10*short+time.Second {
				t.Errorf("2,500 words took %v, 10,000 words %v", short, long)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, piece := range bad {
		f.Add(piece)
	}
	m, l := english(f)
	f.Fuzz(func(t *testing.T, raw string) { read(t, m, l, raw) })
}

func english(t testing.TB) (*syntax.Model, *text.Language) {
	t.Helper()
	m, err := syntax.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return m, l
}

// read cuts a text into sentences, parses them and finds their names, and returns how
// long the last two took. It fails where the result is not sound.
func read(t *testing.T, m *syntax.Model, l *text.Language, raw string) time.Duration {
	t.Helper()
	sentences := text.Sentences(raw, text.Blocks(raw, l), l)
	var all []*news.Sentence
	var before [][]news.Token
	for i := range sentences {
		all, before = append(all, &sentences[i]), append(before, slices.Clone(sentences[i].Tokens))
	}
	start := time.Now()
	m.ParseAll(raw, sentences)
	names := m.Names(raw, all...)
	took := time.Since(start)
	for i, s := range all {
		sound(t, s, before[i], names[i])
	}
	return took
}

// sound fails unless the words stand where they stood, each hangs on another of the
// sentence or is its only root, and names are runs of words one after the other.
func sound(t *testing.T, s *news.Sentence, before []news.Token, names []syntax.Name) {
	t.Helper()
	roots := 0
	for i, k := range s.Tokens {
		if k.Span != before[i].Span || k.Tag == "" || k.Rel == "" || k.Head == i || k.Head >= len(s.Tokens) {
			t.Fatalf("word %d is %+v, stood at %v", i, k, before[i].Span)
		}
		if k.Head < 0 {
			roots++
		}
	}
	if roots != min(1, len(s.Tokens)) {
		t.Fatalf("%d roots", roots)
	}
	last := 0
	for _, n := range names {
		if n.First < last || n.First >= n.Last || n.Last > len(s.Tokens) {
			t.Fatalf("name %+v after word %d of %d", n, last, len(s.Tokens))
		}
		last = n.Last
	}
}
