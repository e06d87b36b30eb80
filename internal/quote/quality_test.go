package quote_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"synoptic/internal/annotate"
	"synoptic/internal/news"
	"synoptic/internal/quote"
	"synoptic/internal/text"
)

var update = flag.Bool("update", false, "write the golden figures anew")

// shared is the folder of data beside the repository; tests that need it skip without.
var shared = filepath.Join("..", "..", "..", "shared")

// TestQualityOfAttributions holds the figures on the held-out attributions: without
// trees to the letter, with the tree model, which is trained elsewhere, above a floor.
func TestQualityOfAttributions(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 84 articles")
	}
	articles := attributed(t)
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	var flat, full tally
	shallow, reader := quote.New(l), annotate.New()
	for i := range articles {
		a := &articles[i]
		doc := &news.Document{Article: &a.article, Lang: "en", Blocks: text.Blocks(a.article.Text, l)}
		doc.Sentences = text.Sentences(a.article.Text, doc.Blocks, l)
		flat.add(a, shallow.Read(doc))
		full.add(a, reader.Read(&a.article).Quotes)
	}
	t.Logf("without trees: %v", &flat)
	t.Logf("with trees: %v", &full)
	golden(t, "attributions.golden", "without trees: "+flat.String()+"\n")
	full.above(t, 0.70, 0.60, 0.85)
}

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("figures differ from %s; look and run go test -update\n got %s\nwant %s", path, got, want)
	}
}

// A markedArticle has attributions marked by people.
type markedArticle struct {
	article news.Article
	gold    []quote.Gold
}

func attributed(t *testing.T) []markedArticle {
	f, err := os.Open(filepath.Join(shared, "datasets", "attribution", "polnear-dev.jsonl"))
	if err != nil {
		t.Skip("no attribution data beside the repository")
	}
	defer f.Close()
	var list []markedArticle
	for d := json.NewDecoder(bufio.NewReader(f)); d.More(); {
		var a struct {
			ID, Published, Text string
			Attributions        []struct{ Source, Cue, Content [][2]int }
		}
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		one := markedArticle{article: news.Article{ID: a.ID, Published: a.Published, Lang: "en", Text: a.Text}}
		at := offsets(a.Text)
		for _, g := range a.Attributions {
			one.gold = append(one.gold, quote.Gold{Source: spans(at, g.Source), Cue: spans(at, g.Cue), Content: spans(at, g.Content)})
		}
		list = append(list, one)
	}
	return list
}

// offsets gives the byte offset of each code point, and of the end.
func offsets(s string) []int {
	var at []int
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

func spans(at []int, pairs [][2]int) (list []news.Span) {
	for _, p := range pairs {
		list = append(list, news.Span{Start: at[p[0]], End: at[p[1]]})
	}
	return list
}

// above checks the three figures of attributions against floors.
func (n *tally) above(t *testing.T, content, source, direct float64) {
	t.Helper()
	if f := f1(n.found, n.gold, n.used, n.pred); f < content {
		t.Errorf("content F1 %.4f, want at least %.2f", f, content)
	}
	if f := f1(n.source, n.gold, n.source, n.pred); f < source {
		t.Errorf("content with source F1 %.4f, want at least %.2f", f, source)
	}
	if r := ratio(n.dsource, n.dgold); r < direct {
		t.Errorf("direct with source, recall %.4f, want at least %.2f", r, direct)
	}
}

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

func f1(hit, gold, used, pred int) float64 {
	r, p := ratio(hit, gold), ratio(used, pred)
	return 2 * p * r / max(p+r, 1e-9)
}

func (n *tally) String() string {
	return fmt.Sprintf("content %.4f, with source %.4f, direct recall %.4f, with source %.4f",
		f1(n.found, n.gold, n.used, n.pred), f1(n.source, n.gold, n.source, n.pred), ratio(n.dfound, n.dgold), ratio(n.dsource, n.dgold))
}
