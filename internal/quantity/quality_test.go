package quantity

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

var update = flag.Bool("update", false, "write the golden figures anew")

// casesDir holds annotated cases, beside the repository; tests that need it skip without.
const casesDir = "../../../shared/cases/dev"

// goldCase is what the test reads of an annotated case.
type goldCase struct {
	Articles []struct {
		ID, File, Source, URL, Published string
	}
	Quantities []goldItem
	Dates      []goldItem
}

type goldItem struct {
	Article, Span, Unit, Date string
	Value                     float64
	Occurrence                int
}

// tally counts matches as the scorer of comparisons does.
type tally struct{ hits, gold, found int }

func (t tally) precision() float64 { return float64(t.hits) / float64(max(1, t.found)) }
func (t tally) recall() float64    { return float64(t.hits) / float64(max(1, t.gold)) }
func (t tally) f1() float64        { return 2 * float64(t.hits) / float64(max(1, t.found+t.gold)) }

func (t tally) String() string {
	return fmt.Sprintf("p %.4f r %.4f f1 %.4f gold %d found %d", t.precision(), t.recall(), t.f1(), t.gold, t.found)
}

// figures are what one way of reading reaches on the annotated cases.
type figures struct{ quantities, amounts, dates, among tally }

func (f figures) String() string {
	return fmt.Sprintf("quantities %v\namounts %v\ndates %v\ndates among others %v\n", f.quantities, f.amounts, f.dates, f.among)
}

// TestQuality holds the figures on the annotated cases, read by words alone, to those in
// testdata: a change of quality shows in the diff. Read with the model, which is trained
// elsewhere, they must keep a floor.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole cases")
	}
	dirs, _ := filepath.Glob(filepath.Join(casesDir, "*"))
	if len(dirs) == 0 {
		t.Skip("no annotated cases beside the repository")
	}
	golden(t, "testdata/quality.golden", measureCases(t, dirs, shallow).String())
	if _, m := loaded(); m == nil {
		t.Skip("no model")
	}
	f := measureCases(t, dirs, parse)
	t.Logf("with the model\n%v", f)
	if f.quantities.f1() < 0.93 || f.dates.f1() < 0.92 || f.among.f1() < 0.96 {
		t.Errorf("below the floor\n%v", f)
	}
}

// measureCases reads the cases one way; what is missed or wrong is logged.
func measureCases(t *testing.T, dirs []string, read func(testing.TB, *news.Article) *news.Document) figures {
	var f figures
	for _, dir := range dirs {
		c, docs := readCase(t, dir, read)
		t.Log("==", filepath.Base(dir))
		for _, d := range docs {
			check(t, d, english(t))
		}
		f.quantities.add(scoreQuantities(t, c, docs, true))
		f.amounts.add(scoreQuantities(t, c, docs, false))
		f.dates.add(scoreDates(t, c, docs, nil))
		var days []string
		for _, d := range docs {
			days = append(days, d.Article.Published)
		}
		f.among.add(scoreDates(t, c, docs, days))
	}
	return f
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("figures changed; got\n%swant\n%s", got, want)
	}
}

func (t *tally) add(o tally) { t.hits, t.gold, t.found = t.hits+o.hits, t.gold+o.gold, t.found+o.found }

func readCase(t *testing.T, dir string, read func(testing.TB, *news.Article) *news.Document) (goldCase, map[string]*news.Document) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "case.json"))
	if err != nil {
		t.Fatal(err)
	}
	var c goldCase
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	docs := map[string]*news.Document{}
	for _, a := range c.Articles {
		body, err := os.ReadFile(filepath.Join(dir, a.File))
		if err != nil {
			t.Fatal(err)
		}
		docs[a.ID] = read(t, &news.Article{ID: a.ID, URL: a.URL, Published: a.Published, Text: string(body)})
	}
	return c, docs
}

// loaded is the language and its model, nil where none ships.
var loaded = sync.OnceValues(func() (*text.Language, *syntax.Model) {
	l, err := text.Load("en")
	if err != nil {
		panic(err)
	}
	m, err := syntax.Load("en")
	if err != nil {
		m = nil
	}
	return l, m
})

// parse reads an article as far as the readers of this package need it.
func parse(t testing.TB, a *news.Article) *news.Document {
	t.Helper()
	doc := shallow(t, a)
	_, m := loaded()
	if m != nil {
		m.ParseAll(a.Text, doc.Sentences)
	}
	return doc
}

// shallow reads an article without tags and trees.
func shallow(_ testing.TB, a *news.Article) *news.Document {
	l, _ := loaded()
	doc := &news.Document{Article: a, Lang: "en", Blocks: text.Blocks(a.Text, l)}
	doc.Sentences = text.Sentences(a.Text, doc.Blocks, l)
	return doc
}

func english(testing.TB) *Reader {
	l, _ := loaded()
	return New(l)
}

// place is the byte range of the n-th occurrence of a gold span.
func place(t *testing.T, s string, g goldItem) news.Span {
	at := -1
	for range max(1, g.Occurrence) {
		k := strings.Index(s[at+1:], g.Span)
		if k < 0 {
			t.Fatalf("span %q is not in the article", g.Span)
		}
		at += 1 + k
	}
	return news.Span{Start: at, End: at + len(g.Span)}
}

func overlaps(a, b news.Span) bool {
	n := a.Overlap(b)
	return n > 0 && 2*n >= min(a.Len(), b.Len())
}

func scoreQuantities(t *testing.T, c goldCase, docs map[string]*news.Document, units bool) tally {
	var sum tally
	r := english(t)
	for _, a := range c.Articles {
		doc := docs[a.ID]
		found := r.Read(doc)
		used := make([]bool, len(found))
		score := tally{found: len(found)}
		for _, g := range c.Quantities {
			if g.Article != a.ID {
				continue
			}
			score.gold++
			span := place(t, doc.Article.Text, g)
			hit := match(len(found), used, func(i int) bool {
				q := found[i]
				return overlaps(span, q.Span) && near(g.Value, q.Value) && (!units || unitForm(g.Unit) == unitForm(q.Unit))
			})
			if hit {
				score.hits++
			} else if units {
				t.Logf("missed %s %q %v %s", a.ID, g.Span, g.Value, g.Unit)
			}
		}
		for i, q := range found {
			if !used[i] && units {
				t.Logf("  wrong %s %q %v %s %s", a.ID, q.Of(doc.Article.Text), q.Value, q.Unit, q.Bound)
			}
		}
		sum.add(score)
	}
	return sum
}

func scoreDates(t *testing.T, c goldCase, docs map[string]*news.Document, days []string) tally {
	var sum tally
	r := english(t)
	for _, a := range c.Articles {
		doc := docs[a.ID]
		found := r.DatesNear(doc, days)
		used := make([]bool, len(found))
		score := tally{found: len(found)}
		for _, g := range c.Dates {
			if g.Article != a.ID {
				continue
			}
			score.gold++
			span := place(t, doc.Article.Text, g)
			if match(len(found), used, func(i int) bool { return overlaps(span, found[i].Span) && found[i].Value == g.Date }) {
				score.hits++
			} else if days != nil {
				t.Logf("missed %s %q %s", a.ID, g.Span, g.Date)
			}
		}
		for i, d := range found {
			if !used[i] && days != nil {
				t.Logf("  wrong %s %q %s", a.ID, d.Of(doc.Article.Text), d.Value)
			}
		}
		sum.add(score)
	}
	return sum
}

// match takes the first unused item that fits.
func match(n int, used []bool, fits func(int) bool) bool {
	for i := range n {
		if !used[i] && fits(i) {
			used[i] = true
			return true
		}
	}
	return false
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= 0.001*math.Max(math.Max(math.Abs(a), math.Abs(b)), 1e-9)
}

// unitForm is a unit as the scorer compares it.
func unitForm(u string) string {
	same := map[string]string{"dollar": "usd", "$": "usd", "us$": "usd", "percent": "%", "per cent": "%", "people": "person", "km": "kilometre",
		"kilometer": "kilometre", "kilometers": "kilometre", "m": "metre", "meter": "metre", "mi": "mile", "hr": "hour", "min": "minute"}
	u = strings.ToLower(strings.TrimSpace(u))
	if v, ok := same[u]; ok {
		u = v
	}
	switch {
	case strings.HasSuffix(u, "ies"):
		u = u[:len(u)-3] + "y"
	case strings.HasSuffix(u, "s") && !strings.HasSuffix(u, "ss"):
		u = u[:len(u)-1]
	}
	if v, ok := same[u]; ok {
		u = v
	}
	return u
}
