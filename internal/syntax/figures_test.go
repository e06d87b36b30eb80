package syntax_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/conllu"
	"synoptic/internal/text"
)

var update = flag.Bool("update", false, "write the figures measured as the golden file")

// data is the folder of public data sets, beside the repository.
const data = "../../../shared/datasets"

// TestFigures measures the English model on texts it has not seen and compares with the
// golden file, so that a change of quality shows as a change of that file.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("parses a treebank")
	}
	gold := readTreebank(t, filepath.Join(data, "treebank/en_ewt-test.conllu"))
	m, err := syntax.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "EWT test, gold tokens: %v\n", onGoldTokens(m, gold))
	fmt.Fprintf(&b, "EWT test, gold tokens: %v\n", nonProjective(m, gold))
	dev := readTreebank(t, filepath.Join(data, "treebank/en_ewt-dev.conllu"))
	fmt.Fprintf(&b, "EWT dev, gold tokens:  %v\n", nonProjective(m, dev))
	fmt.Fprintf(&b, "EWT test, raw text:    %v\n", onRawText(t, m, gold))
	typed, untyped := onNames(t, m, filepath.Join(data, "names/re3d/CONLL-format/data/test/re3d-test.conll"))
	fmt.Fprintf(&b, "re3d test, names:      typed F1 %.3f untyped F1 %.3f\n", typed, untyped)
	golden := filepath.Join("testdata", "figures.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("figures are\n%swere\n%s", b.String(), want)
	}
}

func readTreebank(t *testing.T, path string) []conllu.Sentence {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skip("no treebank here")
	}
	defer f.Close()
	gold, err := conllu.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// shares are counts of what is right, each with the counts it is measured against.
type shares struct{ tags, fines, lemmas, heads, rels, gold, guessed int }

// add compares one word; heads are places in the text, -1 for the root.
func (s *shares) add(k *news.Token, w conllu.Word, head, wantHead int) {
	s.tags += count(k.Tag == w.Tag)
	s.fines += count(k.Fine == w.Fine)
	s.lemmas += count(k.Lemma == w.Lemma)
	s.heads += count(head == wantHead)
	s.rels += count(head == wantHead && k.Rel == w.Rel)
}

func (s *shares) String() string {
	f := func(n int) float64 { return 2 * float64(n) / float64(max(1, s.gold+s.guessed)) }
	return fmt.Sprintf("UPOS %.4f XPOS %.4f lemmas %.4f UAS %.4f LAS %.4f",
		f(s.tags), f(s.fines), f(s.lemmas), f(s.heads), f(s.rels))
}

func count(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// onGoldTokens parses the treebank's own words.
func onGoldTokens(m *syntax.Model, gold []conllu.Sentence) *shares {
	sum := &shares{}
	for _, g := range gold {
		s := onTokens(m, g)
		sum.gold, sum.guessed = sum.gold+len(g.Words), sum.guessed+len(g.Words)
		for i, w := range g.Words {
			sum.add(&s.Tokens[i], w, s.Tokens[i].Head, w.Head)
		}
	}
	return sum
}

// onTokens parses a sentence of the treebank in its own words.
func onTokens(m *syntax.Model, g conllu.Sentence) *news.Sentence {
	s := &news.Sentence{Tokens: make([]news.Token, len(g.Words))}
	for i, w := range g.Words {
		s.Tokens[i].Span = news.Span{Start: w.Span[0], End: w.Span[1]}
	}
	m.Parse(g.Text, s)
	return s
}

// found counts what is there to be found, what was, and what of it is right.
type found struct{ gold, guessed, right int }

// nonProjective counts non-projective arcs.
func nonProjective(m *syntax.Model, gold []conllu.Sentence) *found {
	sum := &found{}
	for _, g := range gold {
		s := onTokens(m, g)
		var want, got []int
		for i, w := range g.Words {
			want, got = append(want, w.Head), append(got, s.Tokens[i].Head)
		}
		wanted, drawn := arcs.NonProjective(want), arcs.NonProjective(got)
		sum.gold, sum.guessed = sum.gold+len(wanted), sum.guessed+len(drawn)
		for _, i := range drawn {
			sum.right += count(got[i] == want[i] && slices.Contains(wanted, i))
		}
	}
	return sum
}

func (f *found) String() string {
	return fmt.Sprintf("non-projective arcs: %d, drawn %d, right %d, precision %.2f recall %.2f",
		f.gold, f.guessed, f.right, float64(f.right)/float64(max(1, f.guessed)), float64(f.right)/float64(max(1, f.gold)))
}

// onRawText parses each document as paragraphs of running text, cut into sentences and
// words by package text. Words count where they stand at the same place.
func onRawText(t *testing.T, m *syntax.Model, gold []conllu.Sentence) *shares {
	t.Helper()
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	sum := &shares{}
	for len(gold) > 0 {
		n := 1
		for n < len(gold) && gold[n].Doc == gold[0].Doc {
			n++
		}
		sum.document(m, l, gold[:n])
		gold = gold[n:]
	}
	return sum
}

// place is a word's place with the place of its governor, -1 for the root.
type place struct {
	word conllu.Word
	head int
}

// document reads the sentences of one document.
func (s *shares) document(m *syntax.Model, l *text.Language, gold []conllu.Sentence) {
	var raw strings.Builder
	want := map[news.Span]place{}
	var blocks []news.Block
	for _, g := range gold {
		if g.Opens || len(blocks) == 0 {
			blocks = append(blocks, news.Block{Span: news.Span{Start: raw.Len()}, Kind: news.Body})
		}
		at := raw.Len()
		for _, w := range g.Words {
			p := place{w, -1}
			if w.Head >= 0 {
				p.head = at + g.Words[w.Head].Span[0]
			}
			want[news.Span{Start: at + w.Span[0], End: at + w.Span[1]}] = p
			s.gold++
		}
		raw.WriteString(g.Text + " ")
		blocks[len(blocks)-1].End = raw.Len()
	}
	doc := raw.String()
	for _, sentence := range text.Sentences(doc, blocks, l) {
		m.Parse(doc, &sentence)
		for i := range sentence.Tokens {
			k := &sentence.Tokens[i]
			s.guessed++
			head := -1
			if k.Head >= 0 {
				head = sentence.Tokens[k.Head].Start
			}
			if p, ok := want[k.Span]; ok {
				s.add(k, p.word, head, p.head)
			}
		}
	}
}

// onNames measures names on a file of words with labels of the kinds of names the model
// knows; other labels are passed over.
func onNames(t *testing.T, m *syntax.Model, path string) (typed, untyped float64) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skip("no text with names here")
	}
	defer f.Close()
	var forms, labels []string
	gold, guessed, same, place := 0, 0, 0, 0
	flush := func() {
		want := namesOf(labels)
		raw := strings.Join(forms, " ")
		s := words(forms)
		m.Parse(raw, s)
		for _, n := range m.Names(raw, s)[0] {
			if n.Kind == news.Misc {
				continue
			}
			guessed++
			if kind, ok := want[[2]int{n.First, n.Last}]; ok {
				place++
				same += count(kind == string(n.Kind))
			}
		}
		gold += len(want)
		forms, labels = nil, nil
	}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 {
			flush()
			continue
		}
		forms, labels = append(forms, fields[0]), append(labels, fields[1])
	}
	flush()
	sum := float64(max(1, gold+guessed))
	return 2 * float64(same) / sum, 2 * float64(place) / sum
}

// words makes a sentence of forms, joined by spaces.
func words(forms []string) *news.Sentence {
	s := &news.Sentence{}
	at := 0
	for _, form := range forms {
		s.Tokens = append(s.Tokens, news.Token{Span: news.Span{Start: at, End: at + len(form)}, Head: -1})
		at += len(form) + 1
	}
	return s
}

// namesOf reads labels B-Person, I-Person, O as runs with their kind.
func namesOf(labels []string) map[[2]int]string {
	kinds := map[string]news.EntityKind{"Person": news.Person, "Organisation": news.Org, "Location": news.Place}
	names := map[[2]int]string{}
	for i := 0; i < len(labels); i++ {
		kind, ok := kinds[strings.TrimPrefix(labels[i], "B-")]
		if !ok {
			continue
		}
		last := i + 1
		for last < len(labels) && labels[last] == "I-"+labels[i][2:] {
			last++
		}
		names[[2]int{i, last}] = string(kind)
	}
	return names
}
