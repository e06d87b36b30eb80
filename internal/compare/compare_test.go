package compare

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"synoptic/internal/annotate"
	"synoptic/internal/news"
)

var shipped = sync.OnceValues(New)

// comparer is the one that ships.
func comparer(t testing.TB) *Comparer {
	t.Helper()
	c, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var reader = annotate.New()

// article is an account by outlet "Outlet-id", published on a day.
func article(id, published, text string) news.Article {
	return news.Article{ID: id, Source: "Outlet " + id, Published: published, Lang: "en", Text: text, Authors: []string{}}
}

func compared(t testing.TB, articles ...news.Article) *news.Comparison {
	t.Helper()
	var docs []*news.Document
	for i := range articles {
		docs = append(docs, reader.Read(&articles[i]))
	}
	return comparer(t).Compare(docs, nil)
}

// pair compares two texts of one day.
func pair(t testing.TB, a, b string) *news.Comparison {
	t.Helper()
	return compared(t, article("a", "2026-04-15", a), article("b", "2026-04-15", b))
}

// ferry is three accounts of one event.
var ferry = []news.Article{
	article("courier", "2026-04-15", `A ferry hit the outer breakwater of Port Callow harbour on Tuesday evening, injuring 19 passengers.

"It was like being inside a bell, and then the lights went out," said Della Quince. The ferry lost its steering eight kilometres from the port.

The union denied the report. Bakers in the old town gave the passengers bread and soup.`),
	article("ledger", "2026-04-15", `A ferry struck the outer breakwater of Port Callow harbour on 14 April 2026, injuring at least 14 passengers.

"It was like being inside a bell," said Della Quince. Two lifeboats took off the passengers within an hour.

The transport minister ordered a public inquiry into the crash on Wednesday.`),
	article("standard", "2026-04-16", `The transport minister ordered a public inquiry into the crash of a ferry at Port Callow on Wednesday.

Two lifeboats took off the passengers within an hour. The ferry had lost its steering five miles from the port.

A choir sang in the market square until midnight.`),
}

// pointsOf and differencesOf are what a comparison finds, whatever the order and numbers.
func pointsOf(c *news.Comparison) []string {
	set := map[string]bool{}
	for _, p := range c.Points {
		var tellings []string
		for _, t := range p.Tellings {
			tellings = append(tellings, fmt.Sprintf("%s %d-%d", t.Article, t.Start, t.End))
		}
		slices.Sort(tellings)
		set[strings.Join(tellings, ", ")] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func differencesOf(c *news.Comparison) []string {
	set := map[string]bool{}
	for _, d := range c.Differences {
		var values []string
		for _, v := range d.Values {
			values = append(values, v.Article+" "+v.Value)
		}
		slices.Sort(values)
		set[fmt.Sprintf("%s %s %s: %s", d.Kind, d.Verdict, d.Rule, strings.Join(values, ", "))] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// TestAnyOrder holds that the order of the accounts changes nothing that is found.
func TestAnyOrder(t *testing.T) {
	first := compared(t, ferry...)
	for _, order := range [][]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		c := compared(t, ferry[order[0]], ferry[order[1]], ferry[order[2]])
		if got, want := pointsOf(c), pointsOf(first); !slices.Equal(got, want) {
			t.Errorf("in the order %v the points are\n%s\nnot\n%s", order, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if got, want := differencesOf(c), differencesOf(first); !slices.Equal(got, want) {
			t.Errorf("in the order %v the differences are\n%s\nnot\n%s", order, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestSameTwice holds that two runs give the same bytes.
func TestSameTwice(t *testing.T) {
	one, _ := json.Marshal(compared(t, ferry...))
	two, _ := json.Marshal(compared(t, ferry...))
	if string(one) != string(two) {
		t.Error("two runs differ")
	}
}

// TestProof holds that every piece of evidence is verbatim, and every point and
// difference refers to what there is.
func TestProof(t *testing.T) {
	c := compared(t, ferry...)
	if n := verbatim(t, c); n < 30 {
		t.Errorf("only %d pieces of evidence", n)
	}
	text := map[string]string{}
	for _, a := range c.Articles {
		text[a.ID] = a.Text
	}
	ids := map[string]bool{}
	for _, p := range c.Points {
		if ids[p.ID] || len(p.Tellings) == 0 || len(p.Sources) == 0 || p.Origins < 1 || p.Origins > len(p.Sources) {
			t.Errorf("point %+v", p)
		}
		ids[p.ID] = true
		if !slices.ContainsFunc(p.Tellings, func(e news.Telling) bool { return strings.Contains(text[e.Article], p.Gist) }) {
			t.Errorf("gist %q is none of its tellings", p.Gist)
		}
	}
	for _, d := range c.Differences {
		if !ids[d.Point] || d.Why == "" || d.Rule == "" || len(d.Values) != 2 || gravity(d.Verdict) < 0 {
			t.Errorf("difference %+v", d)
		}
	}
}

// verbatim holds that all evidence stands where it says, and counts it.
func verbatim(t *testing.T, c *news.Comparison) int {
	t.Helper()
	text := map[string]string{}
	for _, a := range c.Articles {
		text[a.ID] = a.Text
	}
	n := 0
	walk(reflect.ValueOf(c), func(e news.Evidence) {
		n++
		if e.Start < 0 || e.End > len(text[e.Article]) || e.Start >= e.End || text[e.Article][e.Start:e.End] != e.Text {
			t.Errorf("evidence %+v is not verbatim", e)
		}
	})
	return n
}

// walk calls do with every piece of evidence in a value.
func walk(v reflect.Value, do func(news.Evidence)) {
	if e, ok := v.Interface().(news.Evidence); ok {
		do(e)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		walk(v.Elem(), do)
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), do)
		}
	}
}

func TestSharedAndExclusive(t *testing.T) {
	c := compared(t, ferry...)
	sources := func(words string) string { // of the point that all tell in these words
		for _, p := range c.Points {
			if !slices.ContainsFunc(p.Tellings, func(e news.Telling) bool { return !strings.Contains(e.Text, words) }) {
				return strings.Join(p.Sources, ", ")
			}
		}
		return ""
	}
	for words, want := range map[string]string{
		"outer breakwater": "Outlet courier, Outlet ledger",
		"lifeboats":        "Outlet ledger, Outlet standard",
		"public inquiry":   "Outlet ledger, Outlet standard",
		"lost its":         "Outlet courier, Outlet standard",
		"bread and soup":   "Outlet courier",
		"A choir":          "Outlet standard",
	} {
		if got := sources(words); got != want {
			t.Errorf("%q is told by %q, not %q", words, got, want)
		}
	}
	if len(c.Points[0].Sources) < 2 {
		t.Errorf("the first point is told by one: %+v", c.Points[0])
	}
}

func TestVoices(t *testing.T) {
	c := compared(t, ferry...)
	k := slices.IndexFunc(c.Voices, func(v news.Voice) bool { return v.Speaker == "Della Quince" })
	if k < 0 || len(c.Voices[k].Counts) != 2 {
		t.Fatalf("voices %+v", c.Voices)
	}
	for n, want := range []int{13, 7} {
		if got := c.Voices[k].Counts[n]; got.Direct != 1 || got.Words != want || got.Share <= 0 || got.Share >= 1 || len(got.Evidence) != 1 {
			t.Errorf("count %+v, not %d words", got, want)
		}
	}
	if len(c.Utterances) == 0 || c.Utterances[0].Kind != "cut" || len(c.Utterances[0].Versions) != 2 {
		t.Errorf("utterances %+v", c.Utterances)
	}
}

func TestWording(t *testing.T) {
	c := pair(t, "Prime minister Clara Voss opened the bridge. Ms Voss thanked the workers.", "Clara Voss opened the bridge on Monday. The workers went home.")
	k := slices.IndexFunc(c.Wording, func(w news.Wording) bool { return w.About == "Clara Voss" })
	if k < 0 {
		t.Fatalf("wording %+v", c.Wording)
	}
	for _, term := range c.Wording[k].Terms {
		n := 0
		for _, count := range term.Counts {
			n += count
		}
		if n != len(term.Evidence) || n == 0 {
			t.Errorf("%q counted %v, with %d pieces of evidence", term.Term, term.Counts, len(term.Evidence))
		}
	}
}

func TestNotes(t *testing.T) {
	german := article("de", "", "Die Fähre rammte am Dienstag die Mole. Zwei Menschen wurden verletzt.")
	german.Lang = "de"
	copied := ferry[0]
	copied.ID, copied.Published = "again", "2026-04-16"
	other := article("other", "2026-04-15", "Goalkeeper Tom Hale saved two penalties. Snow is expected in the north.")
	match := article("match", "2026-04-15", `Goalkeeper Tom Hale saved two penalties as Redcastle beat Farrow 3-1. Snow delayed the second half.

The referee sent off a defender. Redcastle lead the league by four points, and their striker scored his ninth goal. Their coach praised the young substitutes.`)
	for _, c := range []struct {
		name     string
		accounts []news.Article
		note     string
	}{
		{"one account", ferry[:1], "one account only"},
		{"the same account twice", []news.Article{ferry[0], copied}, "again is a copy of courier: it confirms nothing"},
		{"different events", []news.Article{ferry[2], other}, "different events"},
		{"one of another event", slices.Concat(ferry, []news.Article{match}), "match has little in common with the others"},
		{"several languages", []news.Article{ferry[0], german}, "accounts in several languages"},
		{"a language hardly known", []news.Article{ferry[0], german}, `language "de"`},
	} {
		got := compared(t, c.accounts...)
		notes := strings.Join(got.Notes, "\n")
		if !strings.Contains(notes, c.note) {
			t.Errorf("%s: notes %q do not say %q of %v", c.name, notes, c.note, pointsOf(got))
		}
	}
	if notes := compared(t, ferry...).Notes; len(notes) != 0 {
		t.Errorf("notes without need: %q", notes)
	}
}

func TestCopyIsOneOrigin(t *testing.T) {
	copied := ferry[0]
	copied.ID, copied.Source, copied.Published = "again", "Outlet again", "2026-04-16"
	c := compared(t, ferry[0], copied)
	for _, p := range c.Points {
		if p.Origins != 1 {
			t.Errorf("%q has %d origins", p.Gist, p.Origins)
		}
	}
	if len(c.Differences) != 0 || len(c.Origins) != 1 {
		t.Errorf("a copy differs: %+v, origins %v", c.Differences, c.Origins)
	}
}

// FuzzCompare holds that whatever two texts say is compared, with proof.
func FuzzCompare(f *testing.F) {
	f.Add(ferry[0].Text, ferry[1].Text, "en", "2026-04-15")
	f.Add(ferry[0].Text, ferry[0].Text, "", "")
	f.Add("14 15 16", "\xff\xfe \"14\" said said", "de", "15 April")
	f.Add("", "Corran said Corran said “Corran”.", "en", "20")
	f.Fuzz(func(t *testing.T, a, b, lang, published string) {
		x, y := article("a", published, a), article("b", "2026-04-15", b)
		x.Lang = lang
		verbatim(t, compared(t, x, y))
	})
}

func BenchmarkCompare(b *testing.B) {
	var docs []*news.Document
	for i := range ferry {
		docs = append(docs, reader.Read(&ferry[i]))
	}
	c := comparer(b)
	for b.Loop() {
		c.Compare(docs, nil)
	}
}
