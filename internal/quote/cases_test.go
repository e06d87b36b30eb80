package quote

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// mark is one span people marked in a case.
type goldMark struct {
	Article, Span, Speaker string
	Occurrence             int
	Direct                 bool
}

// annotated is a case with its marks, and one article of it read.
type annotated struct {
	Articles      []struct{ ID, File, Source, Published string }
	Quotes, Cites []goldMark
	docs          map[string]*news.Document
}

func loadCases(t testing.TB, read func(s string) *news.Document) []annotated {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "cases", "dev", "*", "case.json"))
	if len(files) == 0 {
		t.Skip("no cases beside the repository")
	}
	var list []annotated
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c := annotated{docs: map[string]*news.Document{}}
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		for _, a := range c.Articles {
			raw, err := os.ReadFile(filepath.Join(filepath.Dir(name), a.File))
			if err != nil {
				t.Fatal(err)
			}
			doc := read(string(raw))
			doc.Article.ID, doc.Article.Source, doc.Article.Published = a.ID, a.Source, a.Published
			c.docs[a.ID] = doc
		}
		list = append(list, c)
	}
	return list
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

// greedy matches gold to found, one to one, first come first served.
func greedy(gold, found int, match func(g, p int) bool) (hits int, used []bool) {
	used = make([]bool, found)
	for g := range gold {
		for p := range found {
			if !used[p] && match(g, p) {
				used[p] = true
				hits++
				break
			}
		}
	}
	return hits, used
}

// caseScore counts quotations with the right speaker, their words alone, and citations.
type caseScore struct{ speaker, words, cites [4]int }

func (n *caseScore) add(t testing.TB, c *annotated, quotes map[string][]news.Quote, cites map[string][]news.Citation, show bool) {
	for _, a := range c.Articles {
		s := c.docs[a.ID].Article.Text
		var gold, wanted []goldMark
		for _, q := range c.Quotes {
			if q.Article == a.ID {
				gold = append(gold, q)
			}
		}
		for _, q := range c.Cites {
			if q.Article == a.ID {
				wanted = append(wanted, q)
			}
		}
		got, found := quotes[a.ID], cites[a.ID]
		hits, used := greedy(len(gold), len(got), func(g, p int) bool {
			return over(gold[g].place(s), got[p].Span) && sameSpeaker(gold[g].Speaker, got[p].Speaker)
		})
		n.speaker = plus(n.speaker, hits, len(gold), hits, len(got))
		words, usedWords := greedy(len(gold), len(got), func(g, p int) bool { return over(gold[g].place(s), got[p].Span) })
		n.words = plus(n.words, words, len(gold), words, len(got))
		named, usedCites := greedy(len(wanted), len(found), func(g, p int) bool { return over(wanted[g].place(s), found[p].Span) })
		n.cites = plus(n.cites, named, len(wanted), named, len(found))
		if !show {
			continue
		}
		for p := range got {
			if !used[p] {
				t.Logf("%s extra (words right: %v) %q (%q): %.120q", a.File, usedWords[p], got[p].Speaker, got[p].Said.Of(s), got[p].Of(s))
			}
		}
		for _, g := range gold {
			hit, why := false, "no words"
			for p := range got {
				if over(g.place(s), got[p].Span) {
					why = got[p].Speaker
					hit = hit || sameSpeaker(g.Speaker, got[p].Speaker)
				}
			}
			if !hit {
				t.Logf("%s MISSED %q (%q): %.120q", a.File, g.Speaker, why, g.Span)
			}
		}
		for p := range found {
			if !usedCites[p] {
				t.Logf("%s CITE extra %q", a.File, found[p].Source)
			}
		}
		for _, g := range wanted {
			if !slices.ContainsFunc(found, func(c news.Citation) bool { return over(g.place(s), c.Span) }) {
				t.Logf("%s CITE missed %q", a.File, g.Span)
			}
		}
	}
}

func plus(n [4]int, a, b, c, d int) [4]int { return [4]int{n[0] + a, n[1] + b, n[2] + c, n[3] + d} }

func (n *caseScore) String() string {
	f := func(c [4]int) string { return f1(c[0], c[1], c[2], c[3]) }
	return "quotes with speaker " + f(n.speaker) + " | words " + f(n.words) + " | citations " + f(n.cites)
}
