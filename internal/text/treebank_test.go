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

// tally counts what was found of words or sentences.
type tally struct{ hit, gold, got int }

func (c *tally) add(gold, got []news.Span) {
	c.hit += overlap(gold, got)
	c.gold += len(gold)
	c.got += len(got)
}

func (c tally) f1() float64        { return 2 * float64(c.hit) / float64(c.gold+c.got) }
func (c tally) precision() float64 { return float64(c.hit) / float64(c.got) }

// ends are the last bytes of spans.
func ends(spans []news.Span) []news.Span {
	out := make([]news.Span, len(spans))
	for i, s := range spans {
		out[i] = news.Span{Start: s.End - 1, End: s.End}
	}
	return out
}

// TestTreebank holds the quality of words and sentences on raw text. Many sentences of its
// mails and lists end without a mark, so that F1 says less about prose
// than how many of the ends found are right.
func TestTreebank(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a treebank")
	}
	l := loadEnglish(t)
	for _, file := range []string{"en_ewt-dev.conllu", "en_ewt-test.conllu"} {
		var words, sentences, stops tally
		for _, doc := range readGold(t, file) {
			s := doc.raw.String()
			var gotSentences, gotWords []news.Span
			for _, sent := range Sentences(s, Blocks(s, l), l) {
				gotSentences = append(gotSentences, sent.Span)
				for _, w := range sent.Tokens {
					gotWords = append(gotWords, w.Span)
				}
			}
			words.add(doc.words, gotWords)
			sentences.add(doc.sentences, gotSentences)
			stops.add(ends(doc.sentences), ends(gotSentences))
		}
		t.Logf("%s: F1 of words %.4f, of sentences %.4f, precision of ends %.4f", file, words.f1(), sentences.f1(), stops.precision())
		if words.f1() < .987 || sentences.f1() < .84 || stops.precision() < .97 {
			t.Errorf("%s: F1 of words %.4f, of sentences %.4f, precision of ends %.4f", file, words.f1(), sentences.f1(), stops.precision())
		}
	}
}
