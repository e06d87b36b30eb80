package reuse

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// glance reads an article in English.
func glance(t *testing.T, a news.Article) *news.Document {
	t.Helper()
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return Glance(&a, l)
}

func TestGlance(t *testing.T) {
	said := "We shall open it again before the summer and nobody will be turned away"
	d := glance(t, news.Article{ID: "a", Text: "LUND, March 4 (AP) - " + wire + "\n\n“" + said + ",” the mayor said."})
	if d.Article.Agency != "AP" || d.Article.Place != "LUND" {
		t.Errorf("agency %q, place %q", d.Article.Agency, d.Article.Place)
	}
	if len(d.Quotes) != 1 || !strings.HasPrefix(d.Quotes[0].Of(d.Article.Text), said) {
		t.Errorf("quotations %+v", d.Quotes)
	}
}

// A speech that two reporters heard is no copy, without deep reading either.
func TestGlanceLeavesSpeechesOut(t *testing.T) {
	speech := "“The bridge fell because nobody looked after it for thirty years, and nobody looked after it because nobody was told to, and that is what we have to change this winter.”"
	a := glance(t, news.Article{ID: "a", Source: "Kystnytt", Text: wire + "\n\n" + speech})
	b := glance(t, news.Article{ID: "b", Source: "Morgenposten", Text: retold + "\n\n" + speech})
	if found := Find([]*news.Document{a, b}); len(found) != 0 {
		t.Errorf("a speech is told as copying: %+v", found)
	}
}

func TestKin(t *testing.T) {
	k := NewKin()
	for i, c := range []struct {
		id, text string
		near     []string
	}{
		{"whole", wire, nil},
		{"other", retold, nil},
		{"teaser", wire[:strings.Index(wire, "Divers")], []string{"whole"}},
		{"edited", strings.ReplaceAll(wire, "company", "line"), []string{"teaser", "whole"}},
		{"short", "Ferry aground.", nil},
	} {
		near := k.Add(c.id, Print(glance(t, news.Article{ID: c.id, Text: c.text})))
		slices.Sort(near)
		if !slices.Equal(near, c.near) {
			t.Errorf("%s is near %v, not %v", c.id, near, c.near)
		}
		if k.Len() != i+1 || !k.Has(c.id) || k.Has("never") {
			t.Errorf("%d articles", k.Len())
		}
	}
}

// Among a thousand copies no article is compared with more than a few.
func TestKinIsBounded(t *testing.T) {
	k := NewKin()
	print := Print(glance(t, news.Article{ID: "x", Text: wire}))
	for i := range 1000 {
		if near := k.Add(fmt.Sprint(i), print); len(near) > maxKindred {
			t.Fatalf("%d articles to compare with", len(near))
		}
	}
}

func BenchmarkGlance(b *testing.B) {
	l, err := text.Load("en")
	if err != nil {
		b.Fatal(err)
	}
	body := strings.Repeat(wire+"\n\n"+retold+"\n\n", 2)
	for b.Loop() {
		a := news.Article{ID: "a", Text: body}
		Print(Glance(&a, l))
	}
}
