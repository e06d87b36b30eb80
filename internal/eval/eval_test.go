package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// at is the place of words in a text, as a mark.
func at(article, text, words string) Mark {
	start := strings.Index(text, words)
	return Mark{Article: article, Words: words, Place: news.Span{Start: start, End: start + len(words)}}
}

const (
	textA = "The ferry hit the wall. Fourteen were hurt. Bakers gave bread."
	textB = "A ferry struck the wall. Nineteen were hurt. A choir sang."
)

// event is a case of two accounts: two points, a difference, one statement of one account.
func event() *Case {
	return &Case{Name: "ferry", Articles: []news.Article{{ID: "a", Text: textA}, {ID: "b", Text: textB}},
		Points: []GoldPoint{
			{ID: "p1", Tellings: []Mark{at("a", textA, "The ferry hit the wall"), at("b", textB, "A ferry struck the wall")}},
			{ID: "p2", Tellings: []Mark{at("a", textA, "Fourteen were hurt"), at("b", textB, "Nineteen were hurt")}},
		},
		Differences: []GoldDifference{{Point: "p2", Kind: news.NumberDiffers, Verdict: news.Conflict, A: at("a", textA, "Fourteen"), B: at("b", textB, "Nineteen")}},
		Only:        []Mark{at("a", textA, "Bakers gave bread")},
	}
}

// shown turns marks into a comparison's tellings.
func shown(marks ...Mark) news.Point {
	var p news.Point
	for _, m := range marks {
		p.Tellings = append(p.Tellings, news.Telling{Evidence: news.Evidence{Article: m.Article, Span: m.Place}})
	}
	return p
}

// perfect is the comparison the case asks for.
func perfect() *news.Comparison {
	c := event()
	out := &news.Comparison{}
	for _, p := range c.Points {
		out.Points = append(out.Points, shown(p.Tellings...))
	}
	out.Points = append(out.Points, shown(c.Only...))
	d := c.Differences[0]
	out.Differences = []news.Difference{{Verdict: news.Conflict, Values: []news.Variant{
		{Evidence: news.Evidence{Article: "b", Span: d.B.Place}, Value: "19"}, {Evidence: news.Evidence{Article: "a", Span: d.A.Place}, Value: "14"}}}}
	return out
}

func TestPerfect(t *testing.T) {
	s := Of(event(), perfect())
	for name, c := range map[string]Count{"points": s.Points, "differences": s.Differences, "verdicts": s.Verdicts, "conflicts": s.Conflicts, "exclusives": s.Exclusives} {
		if c.F1() != 1 {
			t.Errorf("%s of a perfect comparison: %v", name, c)
		}
	}
}

func TestNothingFound(t *testing.T) {
	s := Of(event(), &news.Comparison{})
	if s.Points != (Count{0, 2, 0, 0}) || s.Differences != (Count{0, 1, 0, 0}) || s.Exclusives != (Count{0, 1, 0, 0}) || s.Points.F1() != 0 {
		t.Errorf("an empty comparison scores\n%v", s)
	}
}

func TestFlaws(t *testing.T) {
	wrong := perfect()
	wrong.Differences[0].Verdict = news.Compatible
	if s := Of(event(), wrong); s.Differences.F1() != 1 || s.Verdicts.F1() != 0 {
		t.Errorf("a wrong verdict scores\n%v", s)
	}
	split := perfect() // a shared point shown as told by each alone
	p := split.Points[0]
	split.Points[0] = news.Point{Tellings: p.Tellings[:1]}
	split.Points = append(split.Points, news.Point{Tellings: p.Tellings[1:]})
	if s := Of(event(), split); s.Points != (Count{1, 2, 1, 1}) || s.Exclusives != (Count{1, 1, 1, 3}) {
		t.Errorf("a split point scores\n%v", s)
	}
	twice := perfect() // one gold point found two times counts once
	twice.Points = append(twice.Points, twice.Points[0])
	if s := Of(event(), twice); s.Points != (Count{2, 2, 2, 3}) {
		t.Errorf("a point found twice scores %v", s.Points)
	}
}

func TestOver(t *testing.T) {
	for _, c := range []struct {
		a, b news.Span
		want bool
	}{
		{news.Span{Start: 0, End: 10}, news.Span{Start: 5, End: 15}, true},
		{news.Span{Start: 0, End: 10}, news.Span{Start: 6, End: 16}, false},
		{news.Span{Start: 0, End: 100}, news.Span{Start: 98, End: 102}, true},
		{news.Span{}, news.Span{}, false},
	} {
		if Over(c.a, c.b) != c.want || Over(c.b, c.a) != c.want {
			t.Errorf("Over(%v, %v) is not %v", c.a, c.b, c.want)
		}
	}
}

func TestNth(t *testing.T) {
	for _, c := range []struct {
		words   string
		n, want int
	}{{"aa", 1, 0}, {"aa", 2, 1}, {"aa", 3, -1}, {"b", 1, 3}, {"c", 1, -1}} {
		if got := nth("aaab", c.words, c.n); got != c.want {
			t.Errorf("place %d of %q is %d, not %d", c.n, c.words, got, c.want)
		}
	}
}

func TestLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ferry")
	write := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const opening = `{"articles":[{"id":"a","source":"Courier","file":"a.txt","lang":"en"}],"points":[{"id":"p1","tellings":[{"article":"a","span":`
	write("a.txt", textA)
	write("case.json", opening+`"were hurt"}]}]}`)
	cases, err := Cases(filepath.Dir(dir))
	if err != nil || len(cases) != 1 || cases[0].Name != "ferry" || cases[0].Points[0].Tellings[0].Place.Of(textA) != "were hurt" {
		t.Errorf("cases %+v, %v", cases, err)
	}
	for _, bad := range []string{"{", opening + `"not there"}]}]}`, `{"articles":[{"id":"a","file":"missing.txt"}]}`} {
		write("case.json", bad)
		if _, err := Cases(filepath.Dir(dir)); err == nil {
			t.Errorf("a case of %s was taken", bad)
		}
	}
	if cases, err := Cases(filepath.Join(dir, "nowhere")); err != nil || len(cases) != 0 {
		t.Errorf("cases of no folder: %v, %v", cases, err)
	}
}
