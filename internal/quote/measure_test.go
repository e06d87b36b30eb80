package quote

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// marked is an article with the attributions people marked in it.
type marked struct {
	doc  *news.Document
	gold []Gold
}

func loadMarked(t testing.TB, name string, trees bool) []marked {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "datasets", "attribution", name))
	if err != nil {
		t.Skip("no attribution data beside the repository")
	}
	defer f.Close()
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	var m *syntax.Model
	if trees {
		_, m = english(t)
	}
	var list []marked
	for d := json.NewDecoder(bufio.NewReader(f)); d.More(); {
		var a struct {
			Text         string
			Attributions []struct{ Source, Cue, Content [][2]int }
		}
		if err := d.Decode(&a); err != nil {
			t.Fatal(err)
		}
		one := marked{doc: parsed(a.Text, l, m)}
		var at []int
		for i := range a.Text {
			at = append(at, i)
		}
		at = append(at, len(a.Text))
		spans := func(pairs [][2]int) (s []news.Span) {
			for _, p := range pairs {
				s = append(s, news.Span{Start: at[p[0]], End: at[p[1]]})
			}
			return s
		}
		for _, g := range a.Attributions {
			one.gold = append(one.gold, Gold{spans(g.Source), spans(g.Cue), spans(g.Content)})
		}
		list = append(list, one)
	}
	return list
}

func english(t testing.TB) (*text.Language, *syntax.Model) {
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.Load("en")
	if raw, e := os.ReadFile(os.Getenv("MODEL")); e == nil {
		m, err = syntax.Open(raw)
	}
	if err != nil {
		t.Skip("no syntax model")
	}
	return l, m
}

func parsed(s string, l *text.Language, m *syntax.Model) *news.Document {
	doc := &news.Document{Article: &news.Article{Text: s}, Lang: l.Code}
	doc.Blocks = text.Blocks(s, l)
	doc.Sentences = text.Sentences(s, doc.Blocks, l)
	for i := range doc.Sentences {
		if m != nil {
			m.Parse(s, &doc.Sentences[i])
		}
	}
	return doc
}

// tally counts as the scorer of attributions does.
type tally struct{ gold, pred, found, source, used, dgold, dfound, dsource int }

func (n *tally) add(d *marked, got []news.Quote) {
	s := d.doc.Article.Text
	n.pred += len(got)
	used := map[int]bool{}
	for _, g := range d.gold {
		whole := news.Span{Start: g.Content[0].Start, End: g.Content[len(g.Content)-1].End}
		direct := isDirect(s, g.Content)
		n.gold++
		best, score := -1, 0
		for i := range got {
			o := whole.Overlap(got[i].Span)
			if !used[i] && o > score && 2*o >= min(whole.Len(), got[i].Len()) {
				best, score = i, o
			}
		}
		if direct {
			n.dgold++
		}
		if best < 0 {
			continue
		}
		used[best] = true
		n.found++
		ok := sourceRight(s, &g, &got[best])
		if direct {
			n.dfound++
		}
		if ok {
			n.source++
		}
		if ok && direct {
			n.dsource++
		}
	}
	n.used += len(used)
}

func isDirect(s string, content []news.Span) bool {
	var words []string
	for _, c := range content {
		words = append(words, c.Of(s))
	}
	w := strings.TrimSpace(strings.Join(words, " "))
	first, last := []rune(w)[0], []rune(w)[len([]rune(w))-1]
	return strings.ContainsRune("\"“”'‘«„", first) && strings.ContainsRune("\"“”'’»", last)
}

var wordPattern = regexp.MustCompile(`[\pL\pN_]+`)

func sourceRight(s string, g *Gold, q *news.Quote) bool {
	if len(g.Source) == 0 {
		return q.Speaker == ""
	}
	for _, src := range g.Source {
		if src.Overlap(q.Said) > 0 {
			return true
		}
	}
	w := wordPattern.FindAllString(strings.ToLower(g.Source[len(g.Source)-1].Of(s)), -1)
	return len(w) > 0 && slices.Contains(wordPattern.FindAllString(strings.ToLower(q.Speaker), -1), w[len(w)-1])
}

func f1(hit, gold, used, pred int) string {
	r, p := float64(hit)/float64(max(gold, 1)), float64(used)/float64(max(pred, 1))
	return fmt.Sprintf("p %.3f r %.3f f1 %.3f", p, r, 2*p*r/max(p+r, 1e-9))
}

func (n *tally) String() string {
	return fmt.Sprintf("content %s | with source %s | direct recall %.3f, with source %.3f",
		f1(n.found, n.gold, n.used, n.pred), f1(n.source, n.gold, n.source, n.pred),
		float64(n.dfound)/float64(max(n.dgold, 1)), float64(n.dsource)/float64(max(n.dgold, 1)))
}
