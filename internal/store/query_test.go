package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"synoptic/internal/news"
)

func TestQuerySyntax(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"a b", `("a" AND "b")`},
		{"a AND b OR c", `(("a" AND "b") OR "c")`},
		{"a (b OR c)", `("a" AND ("b" OR "c"))`},
		{"a -b", `(("a") NOT "b")`},
		{"a b -c -d", `((("a" AND "b") NOT "c") NOT "d")`},
		{"-a -b", `((("¦") NOT "a") NOT "b")`},
		{"NOT NOT a", `("¦" NOT ("¦" NOT "a"))`},
		{`"a b" c`, `("a b" AND "c")`},
		{`“a b” „c d“ «e f»`, `("a b" AND "c d" AND "e f")`},
		{`"a b`, `"a b"`},
		{"wi-fi", `"wi fi"`},
		{"elect*", `"elect" *`},
		{`"new elect"*`, `"new elect" *`},
		{"title:dam", `"t¦dam"`},
		{`SOURCE:"BBC News"`, `"o¦bbc o¦news"`},
		{"lang:DE", `"l¦de"`},
		{"other:dam", `"other dam"`},
		{"and or not", `("and" AND "or" AND "not")`},
		{"!!! a", `"a"`},
		{"() a", `"a"`},
		{"Ærø Łódź Straße", `("aero" AND "lodz" AND "strasse")`},
		{"東京都", `"東京 京都"`},
		{"東", `"東" *`},
		{"東 x", `("東" * AND "x")`},
		{"東京2020", `"東京 京 2020"`},
		{"since:2024", `"¦"`},
	} {
		q, err := parseQuery(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		if got := q.root.fts5(); got != c.want {
			t.Errorf("%s: %s, want %s", c.query, got, c.want)
		}
	}
}

func TestQueryMistakes(t *testing.T) {
	for _, c := range []struct{ query, why string }{
		{"", "no word to look for"},
		{"?!", "no word to look for"},
		{"(a", "without a closing one"},
		{"a)", "without an opening one"},
		{"a OR", "nothing follows OR"},
		{"OR a", "words are missing before OR"},
		{"a AND OR b", "words are missing before OR"},
		{"since:tomorrow a", "since:tomorrow is no day"},
		{"-since:2024 a", "cannot be negated"},
		{"(since:2024 OR a)", "outside OR"},
		{"(since:2024 a)", "outside parentheses"},
		{"since:2024 OR a", "since: and until: bound the whole search"},
		{"ab*", "too short a beginning"},
		{"title:(a b)", "write title: before each word"},
		{strings.Repeat("(", 50) + "a", "nested more than"},
		{strings.Repeat("a ", 100), "more than 64 words"},
		{strings.Repeat("a", 5000), "longer than"},
	} {
		_, err := parseQuery(c.query)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || !strings.Contains(err.Error(), c.why) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40s: %v, want %s", c.query, err, c.why)
		}
	}
}

// TestSearchAgrees compares what both databases find with what the words say.
func TestSearchAgrees(t *testing.T) { both(t, testSearchAgrees) }

func testSearchAgrees(t *testing.T, s *Store) {
	rng := rand.New(rand.NewPCG(3, 4))
	vocabulary := strings.Fields("a b c abc abcd Élan élancé 東京 京都 東京都 Wi-Fi 7")
	text := func(n int) string {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = vocabulary[rng.IntN(len(vocabulary))]
		}
		return strings.Join(parts, " ")
	}
	b, articles := Batch{}, map[string]news.Article{}
	for i := range 40 {
		r := article(fmt.Sprintf("x%02d", i), []string{"a", "b c"}[rng.IntN(2)], text(1+rng.IntN(3)), text(rng.IntN(9)))
		articles[r.ID] = r.Article
		b.Revisions = append(b.Revisions, r)
	}
	write(t, s, b)
	for range 300 {
		query := randomQuery(rng, text, 3)
		q, err := parseQuery(query)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var want []string
		for _, id := range sorted(articles) {
			if a := articles[id]; q.root.holds(entryOf(&a, nil)) {
				want = append(want, id)
			}
		}
		if got := allHits(t, s, query); !slices.Equal(got, want) {
			t.Errorf("%s: found %v, want %v", query, got, want)
		}
	}
}

// randomQuery is a search of random words, nested at most so deep.
func randomQuery(rng *rand.Rand, text func(int) string, deep int) string {
	if deep == 0 || rng.IntN(3) == 0 {
		return []string{"", "", "title:", "source:", "-"}[rng.IntN(5)] + []string{
			`"` + text(2) + `"`, text(1), "abc*", "Éla*", "東京*", "東"}[rng.IntN(6)]
	}
	join := []string{" ", " AND ", " OR ", " NOT "}[rng.IntN(4)]
	return "(" + randomQuery(rng, text, deep-1) + join + randomQuery(rng, text, deep-1) + ")"
}

// holds says by going through the words of an article whether a search finds it.
func (n *node) holds(entry []string) bool {
	switch n.op {
	case notNode:
		return !n.kids[0].holds(entry)
	case andNode:
		return !slices.ContainsFunc(n.kids, func(kid *node) bool { return !kid.holds(entry) })
	case orNode:
		return slices.ContainsFunc(n.kids, func(kid *node) bool { return kid.holds(entry) })
	}
	for i := range len(entry) - len(n.words) + 1 {
		last := i + len(n.words) - 1
		same := slices.Equal(entry[i:last], n.words[:len(n.words)-1])
		word := n.words[len(n.words)-1]
		if same && (entry[last] == word || n.prefix && strings.HasPrefix(entry[last], word)) {
			return true
		}
	}
	return false
}

// allHits are the articles that a search finds, in order of their ids; the pages must have
// each once.
func allHits(t *testing.T, s *Store, query string) []string {
	t.Helper()
	found := map[string]bool{}
	for q := (Query{Text: query, Limit: 7}); ; {
		hits, next, err := s.Search(t.Context(), q)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		for _, h := range hits {
			if found[h.Article] {
				t.Errorf("%s: %s stands on two pages", query, h.Article)
			}
			found[h.Article] = true
		}
		if q.After = next; next == "" {
			return sorted(found)
		}
	}
}

// TestPagesStay holds that hits stand on one page only and in order, while articles come in
// between the pages.
func TestPagesStay(t *testing.T) { both(t, testPagesStay) }

func testPagesStay(t *testing.T, s *Store) {
	var b Batch
	for i := range 2*ranked + 50 {
		r := article(fmt.Sprint("old", i), "x", "River", strings.Repeat("river ", 1+i%7)+strings.Repeat("bank ", i%50))
		r.Published = fmt.Sprintf("2024-03-%02dT00:00:00Z", 1+i%28)
		b.Revisions = append(b.Revisions, r)
	}
	write(t, s, b)
	for _, newest := range []bool{false, true} {
		seen, q := map[string]bool{}, Query{Text: "river", Newest: newest, Limit: 30}
		for page := 0; page == 0 || q.After != ""; page++ {
			hits, next, err := s.Search(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range hits {
				if seen[h.Article] {
					t.Errorf("newest %t: %s stands on two pages", newest, h.Article)
				}
				seen[h.Article] = true
			}
			q.After = next
			r := article(fmt.Sprint("new", newest, page), "x", "River", "river")
			r.Published = fmt.Sprintf("2024-03-%02dT00:00:00Z", 1+page*5%28)
			write(t, s, Batch{Revisions: []news.Revision{r}})
		}
		for _, r := range b.Revisions {
			if !seen[r.ID] {
				t.Errorf("newest %t: %s stands on no page", newest, r.ID)
			}
		}
	}
}

func FuzzQuery(f *testing.F) {
	s := open(f, filepath.Join(f.TempDir(), "fuzz.db"))
	r := article("a1", "north.example", "River rises in Elbmark", "The river rose – “by two metres”, said Anna Sø.\n東京都は雨です。")
	if err := s.Write(f.Context(), &Batch{Revisions: []news.Revision{r}}); err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"river", `"two metres" -x`, "title:river OR (a AND NOT b*)", "東京 since:2024-01", "lang:en speaker:s source:north until:2024", `((("`, "a:b\x00\xff'", "river* *"} {
		f.Add(seed, "")
	}
	f.Add("river", cursor{Older: true, Doc: 1 << 40}.String())
	f.Add("river", cursor{Low: 1, High: 1 << 40, Doc: 5, Score: 1}.String())
	f.Fuzz(func(t *testing.T, text, after string) {
		hits, _, err := s.Search(t.Context(), Query{Text: text, After: after})
		var syntax *SyntaxError
		if err != nil && !errors.As(err, &syntax) && !errors.Is(err, ErrCursor) {
			t.Fatalf("%q: %v", text, err)
		}
		for _, h := range hits {
			if h.Snippet.Of(r.Text) != h.Text || slices.ContainsFunc(h.Marks, func(m news.Span) bool { return !h.Snippet.Contains(m) }) {
				t.Errorf("%q: snippet %v %q, marks %v", text, h.Snippet, h.Text, h.Marks)
			}
		}
		if q, err := parseQuery(text); err == nil {
			q.root.tsquery()
		}
	})
}

func FuzzWords(f *testing.F) {
	for _, seed := range []string{"The river rose.", "東京都は雨です。ﾃｽﾄ", "Élan naïve İstanbul ǅ ﬁ", "กรุงเทพ 서울에서", "a\xffb\x00c'd\\e\"f", "é́́́", "ー"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := word{start: -1}
		words(text, func(w word) bool {
			if w.start <= last.start || w.end < last.end || w.end > len(text) || !utf8.ValidString(text[w.start:w.end]) {
				t.Errorf("%q: word %+v after %+v", text, w, last)
			}
			if w.form == "" || len(w.form) > 2*maxWord || strings.ContainsFunc(w.form, func(r rune) bool { return !inWord(r) }) {
				t.Errorf("%q: form %q", text, w.form)
			}
			last = w
			return true
		})
	})
}
