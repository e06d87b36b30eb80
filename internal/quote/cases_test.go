package quote_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/annotate"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// A goldMark is one span people marked in a case.
type goldMark struct {
	Article, Span, Speaker string
	Occurrence             int
	Direct                 bool
}

// A markedCase is a case with its marks.
type markedCase struct {
	Articles      []struct{ ID, File, Source, Published string }
	Quotes, Cites []goldMark
	dir           string
}

func cases(t *testing.T) []markedCase {
	files, _ := filepath.Glob(filepath.Join(shared, "cases", "dev", "*", "case.json"))
	if len(files) == 0 {
		t.Skip("no cases beside the repository")
	}
	var list []markedCase
	for _, name := range files {
		c := markedCase{dir: filepath.Dir(name)}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return list
}

// TestQualityOnCases holds the figures on annotated cases above floors: quotations said
// by the right speaker, and citations.
func TestQualityOnCases(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole cases")
	}
	reader := annotate.New()
	var speaker, words, cites count
	for _, c := range cases(t) {
		for _, a := range c.Articles {
			raw, err := os.ReadFile(filepath.Join(c.dir, a.File))
			if err != nil {
				t.Fatal(err)
			}
			s := string(raw)
			doc := reader.Read(&news.Article{ID: a.ID, Source: a.Source, Published: a.Published, Lang: "en", Text: s})
			gold, got := of(c.Quotes, a.ID), said(doc.Quotes)
			speaker.add(gold, len(got), func(g, p int) bool {
				return over(gold[g].place(s), got[p].Span) && sameSpeaker(gold[g].Speaker, got[p].Speaker)
			})
			words.add(gold, len(got), func(g, p int) bool { return over(gold[g].place(s), got[p].Span) })
			wanted := of(c.Cites, a.ID)
			cites.add(wanted, len(doc.Citations), func(g, p int) bool { return over(wanted[g].place(s), doc.Citations[p].Span) })
		}
	}
	t.Logf("quotations with speaker %v, words alone %v, citations %v", speaker, words, cites)
	if speaker.f1() < 0.80 || cites.f1() < 0.80 {
		t.Errorf("quotations with speaker %v, citations %v; want at least .80 of each", speaker, cites)
	}
}

// of picks the marks of one article.
func of(marks []goldMark, article string) (list []goldMark) {
	for _, m := range marks {
		if m.Article == article {
			list = append(list, m)
		}
	}
	return list
}

func said(quotes []news.Quote) (list []news.Quote) {
	for _, q := range quotes {
		if q.Manner == news.Said {
			list = append(list, q)
		}
	}
	return list
}

// count is what was matched, of what was marked and found.
type count struct{ hits, gold, found int }

func (c count) f1() float64 { return f1(c.hits, c.gold, c.hits, c.found) }
func (c count) String() string {
	return fmt.Sprintf("F1 %.4f (%d of %d, %d found)", c.f1(), c.hits, c.gold, c.found)
}

// add matches marks to findings, one to one, first come first served.
func (c *count) add(gold []goldMark, found int, match func(g, p int) bool) {
	used := make([]bool, found)
	for g := range gold {
		for p := range found {
			if !used[p] && match(g, p) {
				used[p] = true
				c.hits++
				break
			}
		}
	}
	c.gold += len(gold)
	c.found += found
}

// place is where the span stands in its article.
func (g *goldMark) place(s string) news.Span {
	at := -1
	for range max(1, g.Occurrence) {
		at += 1 + strings.Index(s[at+1:], g.Span)
	}
	return news.Span{Start: at, End: at + len(g.Span)}
}

func over(a, b news.Span) bool { return a.Overlap(b) > 0 && 2*a.Overlap(b) >= min(a.Len(), b.Len()) }

// sameSpeaker compares names as the scorer of comparisons does.
func sameSpeaker(gold, got string) bool {
	g, p := nameWords(gold), nameWords(got)
	if len(g) == 0 || len(p) == 0 {
		return false
	}
	if g[len(g)-1] == p[len(p)-1] {
		return true
	}
	shared := 0
	for _, w := range g {
		if slices.Contains(p, w) {
			shared++
		}
	}
	return shared*2 >= min(len(g), len(p))+1
}

func nameWords(s string) []string {
	var list []string
	for _, w := range wordPattern.FindAllString(text.Fold(s), -1) {
		if !slices.Contains(strings.Fields("mr mrs ms dr president governor gov senator sen rep captain capt commander cmdr general gen sir the a of and"), w) && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
