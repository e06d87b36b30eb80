package reuse

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
)

const wire = `The ferry Aurelia ran aground off the island of Brannsøy early on Tuesday with 212 people on board, the harbour master said.

Two fishing boats took the passengers to the village of Lund, where the school was opened as a shelter. Eleven people were treated for cold and bruises.

Divers will look at the hull once the wind drops. The company that owns the ship, Norlinje, has cancelled all crossings until Friday and promised refunds.`

const retold = `A passenger ship with more than two hundred people hit rocks near Brannsøy before dawn, and nobody was badly hurt. Fishermen who had seen the lights go out reached the wreck first.

Norlinje did not answer questions about the age of its charts. Islanders have complained for years about the buoys in the narrow sound.`

func doc(id, source, published, text string) *news.Document {
	return &news.Document{
		Lang:    "en",
		Article: &news.Article{ID: id, Source: source, Published: published, Text: text},
	}
}

func quoting(d *news.Document, direct bool, speaker, words string) {
	at := strings.Index(d.Article.Text, words)
	if at < 0 {
		panic("no such words: " + words)
	}
	d.Quotes = append(d.Quotes, news.Quote{
		Span: news.Span{Start: at, End: at + len(words)}, Speaker: speaker, Entity: -1, Direct: direct,
	})
}

func TestFind(t *testing.T) {
	edited := strings.ReplaceAll(wire, "Eleven people", "Some eleven passengers")
	teaser := wire[:strings.Index(wire, "Eleven")] + "…"
	credited := doc("b", "Morgenposten", "2031-03-04", edited)
	credited.Citations = []news.Citation{{Source: "Kystnytt News Agency"}}
	agencyA, agencyB := doc("a", "Dagens Nytt", "", wire), doc("b", "Morgenposten", "", edited)
	agencyA.Article.Agency, agencyB.Article.Agency = "KNA", "Kystnytt News Agency"

	tests := []struct {
		name     string
		a, b     *news.Document
		from, to string
		kind     string
		why      string
	}{
		{"earlier clock", doc("a", "Kystnytt", "2031-03-04T09:00:00Z", wire), doc("b", "Morgenposten", "2031-03-04T08:00:00Z", edited), "b", "a", "copy", "published earlier"},
		{"earlier day", doc("a", "Kystnytt", "2031-03-04", wire), doc("b", "Morgenposten", "2031-03-05T08:00:00Z", edited), "a", "b", "copy", "published earlier"},
		{"a credit beats the clock", doc("a", "Kystnytt", "2031-03-05", wire), credited, "a", "b", "copy", "Morgenposten credits Kystnytt News Agency"},
		{"one agency", agencyA, agencyB, "a", "b", "common-origin", "both credit KNA"},
		{"same day", doc("a", "Kystnytt", "2031-03-04", wire), doc("b", "Morgenposten", "2031-03-04", edited), "a", "b", "copy", "cannot be told"},
		{"same account twice", doc("a", "Kystnytt", "", wire), doc("b", "Kystnytt", "", wire), "a", "b", "copy", "cannot be told"},
		{"teaser", doc("a", "Kystnytt", "2031-03-04", teaser), doc("b", "Morgenposten", "2031-03-05", wire), "b", "a", "teaser", "cut off"},
		{"part", doc("a", "Kystnytt", "2031-03-04", wire), doc("b", "Morgenposten", "2031-03-05", retold+"\n\n"+wire[:strings.Index(wire, "\n\n")]), "a", "b", "partial", "published earlier"},
		{"own words", doc("a", "Kystnytt", "", wire), doc("b", "Morgenposten", "", retold), "", "", "", ""},
	}
	for _, tt := range tests {
		found := Find([]*news.Document{tt.a, tt.b})
		if tt.kind == "" {
			if len(found) > 0 {
				t.Errorf("%s: found %+v", tt.name, found)
			}
			continue
		}
		if len(found) != 1 {
			t.Errorf("%s: found %d, want 1", tt.name, len(found))
			continue
		}
		r := found[0]
		if r.From != tt.from || r.To != tt.to || r.Kind != tt.kind || !strings.Contains(r.Why, tt.why) {
			t.Errorf("%s: %s from %s to %s because %q; want %s from %s to %s because %q",
				tt.name, r.Kind, r.From, r.To, r.Why, tt.kind, tt.from, tt.to, tt.why)
		}
		if r.Kind == "copy" && r.Share < 0.9 {
			t.Errorf("%s: share %.2f of a copy", tt.name, r.Share)
		}
	}
}

// Two reporters who heard the same speech did not copy each other.
func TestFindDiscountsQuotations(t *testing.T) {
	speech := "we will not raise the fares this winter, and we will not close a single line on the northern coast, whatever the ministry writes in its letters"
	a := doc("a", "Kystnytt", "", "The chairwoman stood up late in the evening. “"+speech+",” Ragnhild Moe told the hall in Lund, to long applause from the benches.")
	b := doc("b", "Morgenposten", "", "Fares stay. “"+speech+",” according to the head of the company, who spoke without notes for an hour and took questions.")
	if found := Find([]*news.Document{a, b}); len(found) != 1 {
		t.Fatalf("shared words without quotations marked: found %d, want 1", len(found))
	}
	quoting(a, true, "Ragnhild Moe", speech)
	quoting(b, true, "the head of the company", speech)
	if found := Find([]*news.Document{a, b}); len(found) != 0 {
		t.Errorf("a shared speech is told as copying: %+v", found)
	}
}

func TestFindLeavesFurnitureOut(t *testing.T) {
	share := "Share this story on all your networks and sign up for our free morning letter about the coast and its people"
	a, b := doc("a", "Kystnytt", "", wire+"\n\n"+share), doc("b", "Morgenposten", "", retold+"\n\n"+share)
	for _, d := range []*news.Document{a, b} {
		at := strings.Index(d.Article.Text, share)
		d.Blocks = []news.Block{
			{Span: news.Span{Start: 0, End: at}, Kind: news.Body},
			{Span: news.Span{Start: at, End: len(d.Article.Text)}, Kind: news.Other},
		}
	}
	if found := Find([]*news.Document{a, b}); len(found) > 0 {
		t.Errorf("furniture is told as copying: %+v", found)
	}
}

func TestOrigins(t *testing.T) {
	docs := []*news.Document{
		doc("a", "Kystnytt", "2031-03-04", wire),
		doc("b", "Morgenposten", "2031-03-05", retold),
		doc("c", "Dagens Nytt", "2031-03-06", strings.ReplaceAll(wire, "Tuesday", "Tuesday morning")),
	}
	got := Origins(articlesOf(docs), Find(docs))
	if want := [][]string{{"a", "c"}, {"b"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("origins %v, want %v", got, want)
	}
	if got := Origins(nil, nil); len(got) != 0 {
		t.Errorf("no accounts have origins %v", got)
	}
}

func articlesOf(docs []*news.Document) []*news.Article {
	var out []*news.Article
	for _, d := range docs {
		out = append(out, d.Article)
	}
	return out
}

// Outlets and agencies make an origin though no text is shared.
func TestOriginsOfOutletsAndAgencies(t *testing.T) {
	articles := []*news.Article{
		{ID: "a", Source: "Kystnytt"},
		{ID: "b", Source: "Morgenposten", Agency: "AP"},
		{ID: "c", Source: "kystnytt"},
		{ID: "d", Source: "Dagens Nytt", Agency: "Associated Press"},
		{ID: "e", Source: "Kveldsbladet"},
		{ID: "f", Source: "Associated Press"},
		{ID: "g", Source: "Morgenbladet", Agency: "NTB"},
		{ID: "h"},
		{ID: "i"},
	}
	got := Origins(articles, []news.Reuse{
		{From: "e", To: "g", Share: 0.3, Kind: kindPartial},
		{From: "h", To: "nowhere", Share: 1},
	})
	want := [][]string{{"a", "c"}, {"b", "d", "f"}, {"e"}, {"g"}, {"h"}, {"i"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("origins %v, want %v", got, want)
	}
}

func TestFindIsIndependentOfOrder(t *testing.T) {
	docs := []*news.Document{
		doc("a", "Kystnytt", "2031-03-04", wire),
		doc("b", "Morgenposten", "2031-03-05", retold+"\n\n"+wire),
		doc("c", "Dagens Nytt", "", wire[:len(wire)/2]),
		doc("d", "Kveldsbladet", "2031-03-04", strings.ReplaceAll(wire, "company", "line")),
	}
	want := Find(docs)
	if len(want) < 4 {
		t.Fatalf("found %d pairs", len(want))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		rng.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got := Find(docs); !reflect.DeepEqual(got, want) {
			t.Fatalf("order changes the result: %+v, want %+v", got, want)
		}
	}
}

// verbatim fails unless the evidence of all findings is what the texts say there.
func verbatim(t *testing.T, docs []*news.Document, found []news.Reuse) {
	t.Helper()
	texts := map[string]string{}
	for _, d := range docs {
		texts[d.Article.ID] = d.Article.Text
	}
	for _, r := range found {
		if r.Share < 0 || r.Share > 1 || r.FromShare < 0 || r.FromShare > 1 {
			t.Errorf("shares %f and %f", r.Share, r.FromShare)
		}
		for _, p := range r.Shared {
			for _, e := range []news.Evidence{p.From, p.To} {
				if e.Of(texts[e.Article]) != e.Text {
					t.Errorf("evidence %q is not what %s says at %v", e.Text, e.Article, e.Span)
				}
			}
			if p.From.Article != r.From || p.To.Article != r.To {
				t.Errorf("evidence of %s and %s for a reuse from %s to %s", p.From.Article, p.To.Article, r.From, r.To)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add(wire, retold)
	f.Add(wire, wire)
	f.Add("", "a")
	f.Add(strings.Repeat("no ", 50), strings.Repeat("no ", 60)+"\xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []*news.Document{doc("a", "A", "", a), doc("b", "B", "2031", b)}
		found := Find(docs)
		verbatim(t, docs, found)
		slices.Reverse(docs)
		if again := Find(docs); !reflect.DeepEqual(found, again) {
			t.Errorf("order changes %+v to %+v", found, again)
		}
	})
}

// longDocs are n accounts of about size bytes that share some of their text.
func longDocs(n, size int) []*news.Document {
	rng := rand.New(rand.NewPCG(7, uint64(n)))
	sentence := func() string {
		words := make([]string, 12)
		for i := range words {
			words[i] = fmt.Sprintf("w%d", rng.IntN(5000))
		}
		return strings.Join(words, " ") + ". "
	}
	shared := make([]string, 200)
	for i := range shared {
		shared[i] = sentence()
	}
	docs := make([]*news.Document, n)
	for i := range docs {
		var text strings.Builder
		for text.Len() < size {
			if rng.IntN(4) == 0 {
				text.WriteString(shared[rng.IntN(len(shared))])
			} else {
				text.WriteString(sentence())
			}
		}
		docs[i] = doc(fmt.Sprint(i), fmt.Sprint("outlet", i), "", text.String())
	}
	return docs
}

func BenchmarkFind(b *testing.B) {
	for _, size := range []int{4_000, 40_000, 200_000} {
		docs := longDocs(16, size)
		b.Run(fmt.Sprintf("16x%dkB", size/1000), func(b *testing.B) {
			for b.Loop() {
				Find(docs)
			}
		})
	}
}
