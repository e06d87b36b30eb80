package text

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// treebankDir holds the English Web Treebank, beside the repository; tests that need it
// are skipped without.
const treebankDir = "../../../shared/datasets/treebank"

// goldDoc is a document of the treebank as raw text, with the spans of its sentences
// and words.
type goldDoc struct {
	raw       strings.Builder
	sentences []news.Span
	words     []news.Span
}

func (d *goldDoc) paragraph() {
	if d.raw.Len() > 0 {
		s := strings.TrimRight(d.raw.String(), " ")
		d.raw.Reset()
		d.raw.WriteString(s + "\n\n")
	}
}

// token adds a word, or the surface of several words.
func (d *goldDoc) token(form string, glued bool) news.Span {
	at := d.raw.Len()
	d.raw.WriteString(form)
	span := news.Span{Start: at, End: d.raw.Len()}
	if !glued {
		d.raw.WriteByte(' ')
	}
	return span
}

// readGold reads the documents of a CoNLL-U file.
func readGold(t testing.TB, name string) []*goldDoc {
	t.Helper()
	f, err := os.Open(filepath.Join(treebankDir, name))
	if err != nil {
		t.Skipf("no treebank: %v", err)
	}
	defer f.Close()
	var docs []*goldDoc
	var doc *goldDoc
	left, at := 0, 0 // words left of a multi-word token, and where the next begins
	from := -1       // where the sentence begins
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		f := strings.Split(line, "\t")
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			doc = &goldDoc{}
			docs = append(docs, doc)
		case strings.HasPrefix(line, "# newpar"):
			doc.paragraph()
		case line == "":
			doc.sentences = append(doc.sentences, news.Span{Start: from, End: doc.words[len(doc.words)-1].End})
			from = -1
		case line[0] == '#' || strings.Contains(f[0], "."):
		case strings.Contains(f[0], "-"):
			span := doc.token(f[1], strings.Contains(f[9], "SpaceAfter=No"))
			a, b, _ := strings.Cut(f[0], "-")
			left, at = atoi(b)-atoi(a)+1, span.Start
			if from < 0 {
				from = at
			}
		case left > 0:
			doc.words = append(doc.words, news.Span{Start: at, End: at + len(f[1])})
			left, at = left-1, at+len(f[1])
		default:
			span := doc.token(f[1], strings.Contains(f[9], "SpaceAfter=No"))
			doc.words = append(doc.words, span)
			if from < 0 {
				from = span.Start
			}
		}
	}
	return docs
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// overlap counts how many spans are in both lists.
func overlap(a, b []news.Span) int {
	in := map[news.Span]bool{}
	for _, s := range a {
		in[s] = true
	}
	n := 0
	for _, s := range b {
		if in[s] {
			n++
		}
	}
	return n
}

func f1(hit, gold, got int) float64 { return 2 * float64(hit) / float64(gold+got) }

// TestTreebank holds the quality of words and sentences on raw text.
func TestTreebank(t *testing.T) {
	l, err := Load("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"en_ewt-dev.conllu", "en_ewt-test.conllu"} {
		var wordHit, wordGold, wordGot, sentHit, sentGold, sentGot int
		for _, doc := range readGold(t, file) {
			s := doc.raw.String()
			var sents, words []news.Span
			for _, sent := range Sentences(s, Blocks(s, l), l) {
				sents = append(sents, sent.Span)
				for _, w := range sent.Tokens {
					words = append(words, w.Span)
				}
			}
			wordHit += overlap(doc.words, words)
			wordGold += len(doc.words)
			wordGot += len(words)
			sentHit += overlap(doc.sentences, sents)
			sentGold += len(doc.sentences)
			sentGot += len(sents)
		}
		words, sents := f1(wordHit, wordGold, wordGot), f1(sentHit, sentGold, sentGot)
		t.Logf("%s: words F1 %.4f, sentences F1 %.4f (%d gold, %d got)", file, words, sents, sentGold, sentGot)
		if words < .985 || sents < .80 {
			t.Errorf("%s: words F1 %.4f, sentences F1 %.4f", file, words, sents)
		}
	}
}
