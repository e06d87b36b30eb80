package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"synoptic/internal/news"
)

func render(t testing.TB, form string, c *news.Comparison) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := forms[form](&out, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestJSONEvidence reads the JSON without the types it was written from: every object
// with article, start, end and text is verbatim, and no array is null.
func TestJSONEvidence(t *testing.T) {
	c := newFixture(t)
	var v any
	if err := json.Unmarshal(render(t, "comparison.json", c), &v); err != nil {
		t.Fatal(err)
	}
	texts := textsOf(c)
	found := 0
	walk(v, func(o map[string]any) {
		id, ok := o["article"].(string)
		text, is := o["text"].(string)
		if !ok || !is {
			return
		}
		start, end := int(o["start"].(float64)), int(o["end"].(float64))
		if found++; texts[id][start:end] != text {
			t.Errorf("%s[%d:%d] is %q, not %q", id, start, end, texts[id][start:end], text)
		}
	})
	if found < 50 {
		t.Errorf("only %d pieces of evidence in the JSON", found)
	}
}

// walk calls f for every object in v.
func walk(v any, f func(map[string]any)) {
	switch x := v.(type) {
	case map[string]any:
		f(x)
		for _, e := range x {
			walk(e, f)
		}
	case []any:
		for _, e := range x {
			walk(e, f)
		}
	}
}

func textsOf(c *news.Comparison) map[string]string {
	texts := map[string]string{}
	for _, a := range c.Articles {
		texts[a.ID] = a.Text
	}
	return texts
}

func TestJSONHasNoNull(t *testing.T) {
	empty := &news.Comparison{Articles: []news.Article{{ID: "a"}}, Points: []news.Point{{}}, Differences: []news.Difference{{}},
		Voices: []news.Voice{{Counts: []news.VoiceCount{{}}}}, Utterances: []news.Utterance{{}}, Reuse: []news.Reuse{{}},
		Wording: []news.Wording{{Terms: []news.WordingTerm{{}}}}, Origins: [][]string{nil}}
	for _, c := range []*news.Comparison{{}, empty} {
		if out := render(t, "comparison.json", c); bytes.Contains(out, []byte("null")) {
			t.Errorf("null in %s", out)
		}
	}
}

// TestJSONKeepsOffsetZero checks a speaker who stands at the very start of a text.
func TestJSONKeepsOffsetZero(t *testing.T) {
	out := string(render(t, "comparison.json", newFixture(t)))
	if !strings.Contains(out, `"speaker_start":0,"speaker_end":4`) {
		t.Error("the speaker at offset 0 is lost")
	}
	if n := strings.Count(out, `"speaker_start"`); n != 1 {
		t.Errorf("%d places of speakers, want 1", n)
	}
}

func TestCSVEvidence(t *testing.T) {
	c := newFixture(t)
	lines, err := csv.NewReader(bytes.NewReader(render(t, "comparison.csv", c))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range lines[0] {
		column[name] = i
	}
	texts := textsOf(c)
	found := 0
	for _, line := range lines[1:] {
		for _, cell := range line {
			if _, err := strconv.ParseFloat(cell, 64); err != nil && len(cell) > 1 && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a spreadsheet would evaluate %q", cell)
			}
		}
		if line[column["start"]] == "" {
			continue
		}
		start, _ := strconv.Atoi(line[column["start"]])
		end, _ := strconv.Atoi(line[column["end"]])
		want := texts[line[column["article"]]][start:end]
		if got := strings.TrimPrefix(line[column["text"]], "'"); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
		found++
	}
	if found < 50 {
		t.Errorf("only %d pieces of evidence in the CSV", found)
	}
}

func TestNoFormula(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "=": "=", "loan": "loan", "=1+1": "'=1+1", "+49 30": "'+49 30", "-5": "-5", "-5 degrees": "'-5 degrees",
		"@cmd": "'@cmd", "\t=1": "'\t=1", "'tis": "''tis", "＝1+1": "'＝1+1", "1e9": "1e9",
	} {
		if got := noFormula(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}

// TestHTMLEvidence checks that the text of every column is the account's text, byte for
// byte, and that the segments of a finding there are its evidence.
func TestHTMLEvidence(t *testing.T) {
	c := newFixture(t)
	doc, err := html.Parse(bytes.NewReader(render(t, "comparison.html", c)))
	if err != nil {
		t.Fatal(err)
	}
	columns := elements(doc, func(n *html.Node) bool { return attr(n, "class") == "words" })
	if len(columns) != len(c.Articles) {
		t.Fatalf("%d columns for %d accounts", len(columns), len(c.Articles))
	}
	for i, column := range columns {
		if got := content(column); got != c.Articles[i].Text {
			t.Errorf("column %d is %q, want %q", i, got, c.Articles[i].Text)
		}
	}
	for _, d := range arrange(c).Differences {
		for _, v := range evidenceOf(d) {
			i := slices.IndexFunc(c.Articles, func(a news.Article) bool { return a.ID == v.Article })
			var lit strings.Builder
			for _, s := range elements(columns[i], func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "data-f")), d.Anchor) }) {
				lit.WriteString(content(s))
			}
			if lit.String() != v.Text {
				t.Errorf("%s lights up %q in column %d, want %q", d.Anchor, lit.String(), i, v.Text)
			}
		}
	}
}

func evidenceOf(d difference) (out []news.Evidence) {
	for _, g := range d.Groups {
		out = append(out, g.Evidence...)
	}
	return out
}

// TestHTMLLinks checks that every link inside the page has its place.
func TestHTMLLinks(t *testing.T) {
	doc, err := html.Parse(bytes.NewReader(render(t, "comparison.html", newFixture(t))))
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	for _, n := range elements(doc, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		if places[attr(n, "id")] {
			t.Errorf("two elements are called %s", attr(n, "id"))
		}
		places[attr(n, "id")] = true
	}
	links := 0
	for _, n := range elements(doc, func(n *html.Node) bool { return strings.HasPrefix(attr(n, "href"), "#") }) {
		if links++; !places[attr(n, "href")[1:]] {
			t.Errorf("%s leads nowhere", attr(n, "href"))
		}
	}
	if links < 50 {
		t.Errorf("only %d links", links)
	}
}

// TestHTMLIsSafe puts hostile words into every field that comes from outside.
func TestHTMLIsSafe(t *testing.T) {
	for _, hostile := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`,
		`javascript:alert(1)`, `</style><script>alert(1)</script>`, `{{.Policy}}`, `data:text/html,<script>alert(1)</script>`} {
		c := hostileComparison(hostile)
		doc, err := html.Parse(bytes.NewReader(render(t, "comparison.html", c)))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(elements(doc, func(n *html.Node) bool { return n.Data == "script" })); n != 1 {
			t.Errorf("%s: %d scripts, want the page's own", hostile, n)
		}
		for _, n := range elements(doc, func(n *html.Node) bool { return true }) {
			checkElement(t, hostile, n)
		}
	}
}

func checkElement(t *testing.T, hostile string, n *html.Node) {
	t.Helper()
	if slices.Contains([]string{"img", "iframe", "object", "embed", "form", "base"}, n.Data) {
		t.Errorf("%s: the page has the element %s", hostile, n.Data)
	}
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
			t.Errorf("%s: the page has the attribute %s=%q", hostile, a.Key, a.Val)
		}
		if a.Key == "href" && !strings.HasPrefix(a.Val, "#") && a.Val != "data:," {
			t.Errorf("%s: the page links %q", hostile, a.Val)
		}
	}
}

func hostileComparison(x string) *news.Comparison {
	e := news.Evidence{Article: x, Span: news.Span{Start: 0, End: len(x)}, Text: x}
	return &news.Comparison{
		Articles:    []news.Article{{ID: x, Source: x, URL: x, Title: x, Published: x, Lang: x, Text: x, Agency: x, Place: x, Incomplete: x}, {ID: "b", Text: x}},
		Points:      []news.Point{{ID: x, Gist: x, Sources: []string{x}, Tellings: []news.Telling{{Evidence: e}}}},
		Differences: []news.Difference{{Point: x, Kind: news.DifferenceKind(x), Verdict: news.Verdict(x), Why: x, Values: []news.Variant{{Evidence: e, Value: x}}}},
		Citations:   []news.CitationShown{{Evidence: e, Source: x}},
		Voices:      []news.Voice{{Speaker: x, Counts: []news.VoiceCount{{Article: x, Evidence: []news.Evidence{e}}}}},
		Utterances:  []news.Utterance{{Kind: x, Versions: []news.UtteranceShown{{Evidence: e, Speaker: x, Diff: []news.DiffPart{{Op: "-", Text: x}, {Op: "+", Text: x}}}}}},
		Reuse:       []news.Reuse{{From: x, To: "b", Kind: x, Why: x}},
		Wording:     []news.Wording{{About: x, Kind: x, Terms: []news.WordingTerm{{Term: x, Counts: map[string]int{x: 2}, Evidence: []news.Evidence{e}}}}},
		Notes:       []string{x},
	}
}

// TestOutOfRange gives every form spans that are in no text: no panic, no evidence.
func TestOutOfRange(t *testing.T) {
	for _, span := range []news.Span{{Start: -5, End: 3}, {Start: 2, End: 900}, {Start: 5, End: 1}, {Start: 1, End: 2}} {
		c := hostileComparison("渡船ran aground")
		e := news.Evidence{Article: c.Articles[0].ID, Span: span, Text: "x"}
		c.Points[0].Tellings[0].Evidence = e
		c.Differences[0].Values = append(c.Differences[0].Values, news.Variant{Evidence: e}, news.Variant{Evidence: news.Evidence{Article: "nobody"}})
		c.Reuse = append(c.Reuse, news.Reuse{From: "nobody", To: "b"})
		c.Utterances = append(c.Utterances, news.Utterance{}, news.Utterance{Versions: []news.UtteranceShown{{}}})
		for form := range forms {
			render(t, form, c)
		}
	}
	for form := range forms {
		render(t, form, &news.Comparison{})
	}
}

// TestMany writes sixteen accounts of three hundred points.
func TestMany(t *testing.T) {
	c := manyAccounts(16, 300)
	for form := range forms {
		out := render(t, form, c)
		if len(out) > 8<<20 {
			t.Errorf("%s has %d bytes", form, len(out))
		}
	}
	if n := bytes.Count(render(t, "text-80.txt", c), []byte("\n")); n > screen {
		t.Errorf("the terminal page has %d lines, want one screen of %d", n, screen)
	}
}

func manyAccounts(accounts, points int) *news.Comparison {
	c := &news.Comparison{}
	for a := range accounts {
		c.Articles = append(c.Articles, news.Article{ID: fmt.Sprint("a", a), Source: fmt.Sprint("Outlet ", a)})
	}
	for p := range points {
		point := news.Point{ID: fmt.Sprint("p", p+1)}
		d := news.Difference{Point: point.ID, Kind: news.NumberDiffers, Verdict: verdictOrder[p%3], Why: "They are not equal."}
		for a := range accounts {
			if (p+a)%(1+p%7) != 0 {
				continue
			}
			text := &c.Articles[a].Text
			words := fmt.Sprintf("Thing %d happened to %d people.", p, a)
			e := news.Evidence{Article: c.Articles[a].ID, Span: news.Span{Start: len(*text), End: len(*text) + len(words)}, Text: words}
			*text += words + "\n\n"
			point.Tellings = append(point.Tellings, news.Telling{Evidence: e})
			point.Gist = words
			d.Values = append(d.Values, news.Variant{Evidence: e, Value: fmt.Sprint(a, " people")})
		}
		c.Points = append(c.Points, point)
		c.Differences = append(c.Differences, d)
	}
	return c
}

// elements are the elements under n that want accepts, in the order of the page.
func elements(n *html.Node, want func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && want(d) {
			out = append(out, d)
		}
	}
	return out
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
