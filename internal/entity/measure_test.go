package entity

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// shared is the folder of data sets beside the repository; tests that measure on them
// are skipped where it is absent.
const shared = "../../../shared"

func english(t testing.TB) (*text.Language, *syntax.Model) {
	t.Helper()
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.Load("en")
	if err != nil {
		t.Logf("shallow path: %v", err)
	}
	if os.Getenv("SHALLOW") != "" {
		m = nil
	}
	return l, m
}

func readText(s string, l *text.Language, m *syntax.Model, r *Reader) *news.Document {
	doc := &news.Document{Article: &news.Article{Text: s}, Lang: l.Code}
	doc.Blocks = text.Blocks(s, l)
	doc.Sentences = text.Sentences(s, doc.Blocks, l)
	for i := range doc.Sentences {
		if m != nil {
			m.Parse(s, &doc.Sentences[i])
		}
	}
	doc.Entities, doc.Mentions = r.Read(doc)
	return doc
}

type goldQuote struct {
	Article    string
	Span       string
	Speaker    string
	Occurrence int
}

// goldCase is what a case says of its articles' quotations.
type goldCase struct {
	Articles []struct{ ID, File string }
	Quotes   []goldQuote
	docs     map[string]*news.Document
}

func readCases(t *testing.T) []goldCase {
	t.Helper()
	if testing.Short() {
		t.Skip("reads whole cases")
	}
	files, _ := filepath.Glob(filepath.Join(shared, "cases/dev/*/case.json"))
	if len(files) == 0 {
		t.Skip("no cases beside the repository")
	}
	l, m := english(t)
	r := New(l, m)
	var out []goldCase
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		c := goldCase{docs: map[string]*news.Document{}}
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		for _, a := range c.Articles {
			s, err := os.ReadFile(filepath.Join(filepath.Dir(f), a.File))
			if err != nil {
				t.Fatal(err)
			}
			c.docs[a.ID] = readText(string(s), l, m, r)
		}
		out = append(out, c)
	}
	return out
}

// TestSpeakers measures whether each named speaker of the annotated cases is found as
// an entity of that name, and of a kind that speaks.
func TestSpeakers(t *testing.T) {
	named, found, kind := 0, 0, 0
	for _, c := range readCases(t) {
		for id, speakers := range speakersOf(c) {
			for _, s := range speakers {
				named++
				e := entityNamed(c.docs[id], s)
				if e == nil {
					t.Logf("missing: %s: %s", id, s)
					continue
				}
				found++
				if e.Kind == news.Person || e.Kind == news.Org {
					kind++
				} else {
					t.Logf("kind: %s: %s is %s", id, s, e.Kind)
				}
			}
		}
	}
	t.Logf("speakers: %d, found by their fullest name %d, of a kind that speaks %d", named, found, kind)
	if found*100 < named*85 || kind*100 < found*90 {
		t.Errorf("too few speakers found")
	}
}

// speakersOf are the speakers of a case that bear a name, by article.
func speakersOf(c goldCase) map[string][]string {
	out := map[string][]string{}
	for _, q := range c.Quotes {
		words := strings.Fields(q.Speaker)
		capitals := 0
		for _, w := range words {
			if c, _ := shape(w); c {
				capitals++
			}
		}
		if capitals == len(words) && (len(words) > 1) && !slices.Contains(out[q.Article], q.Speaker) {
			out[q.Article] = append(out[q.Article], q.Speaker)
		}
	}
	return out
}

// entityNamed is the entity whose name is that of a speaker, titles apart.
func entityNamed(doc *news.Document, speaker string) *news.Entity {
	want := linkParts(speaker)
	for i := range doc.Entities {
		e := &doc.Entities[i]
		got := linkParts(e.Name)
		if len(got) > 0 && (slices.Equal(got, want) || len(want) > 1 && e.Kind == news.Person && samePerson(got, want) && len(got) > 1 ||
			len(got) > 0 && got[len(got)-1] == want[len(want)-1] && len(got) == 1 && onlyTitles(want)) {
			return e
		}
	}
	return nil
}

func onlyTitles(parts []string) bool {
	return len(parts) == 2 && slices.Contains([]string{"captain", "doctor", "mr", "mrs"}, parts[0])
}

// TestPronouns measures "he said": whether the pronoun beside a quotation stands for the
// speaker whom the case names.
func TestPronouns(t *testing.T) {
	total, right := 0, 0
	for _, c := range readCases(t) {
		for _, q := range c.Quotes {
			doc := c.docs[q.Article]
			for _, m := range pronounsBeside(doc, q) {
				total++
				name := ""
				if m.Entity >= 0 {
					name = doc.Entities[m.Entity].Name
				}
				if got, want := linkParts(name), linkParts(q.Speaker); len(got) > 0 && got[len(got)-1] == want[len(want)-1] {
					right++
				} else {
					t.Logf("%s: %q is %q, not %q", q.Article, doc.Article.Text[max(0, m.Start-60):min(len(doc.Article.Text), m.End+30)], name, q.Speaker)
				}
			}
		}
	}
	t.Logf("pronouns beside quotations: %d, right %d", total, right)
	if right*100 < total*75 {
		t.Errorf("too few pronouns resolved")
	}
}

// pronounsBeside are the pronouns that are subject of a verb of saying in the sentence
// of a quotation, outside of it; Entity is -1 where it was not resolved.
func pronounsBeside(doc *news.Document, q goldQuote) []news.Mention {
	at := -1
	for n := max(1, q.Occurrence); n > 0; n-- {
		at += 1 + strings.Index(doc.Article.Text[at+1:], q.Span)
	}
	span := news.Span{Start: at, End: at + len(q.Span)}
	var out []news.Mention
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		if s.Overlap(span) == 0 {
			continue
		}
		for k := range s.Tokens {
			tok := &s.Tokens[k]
			if (tok.Norm == "he" || tok.Norm == "she") && tok.Overlap(span) == 0 && k+1 < len(s.Tokens) &&
				slices.Contains([]string{"said", "says", "told", "added", "stated", "claimed", "tweeted", "wrote"}, s.Tokens[k+1].Norm) {
				out = append(out, mentionAt(doc, tok.Span))
			}
		}
	}
	return out
}

func mentionAt(doc *news.Document, s news.Span) news.Mention {
	for _, m := range doc.Mentions {
		if m.Span == s {
			return m
		}
	}
	return news.Mention{Span: s, Entity: -1}
}

// TestNames measures names found against two annotated sets. A name model that learned
// from the first has seen its answers: what the rules do alone is measured without it.
func TestNames(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 150 documents")
	}
	for _, set := range []struct {
		file  string
		kinds map[string]news.EntityKind
		floor float64 // of F1 untyped
	}{
		{"datasets/names/wikigold/CONLL-format/data/wikigold.conll.txt",
			map[string]news.EntityKind{"PER": news.Person, "ORG": news.Org, "LOC": news.Place, "MISC": news.Misc}, .77},
		{"datasets/names/re3d/CONLL-format/data/test/re3d-test.conll",
			map[string]news.EntityKind{"Person": news.Person, "Organisation": news.Org, "Location": news.Place}, .30}, // annotates pronouns and common nouns, too
	} {
		docs := readConll(t, filepath.Join(shared, set.file), set.kinds)
		l, m := english(t)
		r := New(l, m)
		typed, untyped, gold, found := 0, 0, 0, 0
		per := map[string]int{}
		for _, d := range docs {
			doc := readText(d.text, l, m, r)
			got := namesIn(doc)
			gold += len(d.names)
			for s, k := range got {
				if _, other := set.kinds["MISC"]; !other && k == news.Misc {
					continue
				}
				found++
				if want, ok := d.names[s]; ok {
					untyped++
					if want == k {
						typed++
					} else {
						per[fmt.Sprintf("kind %s for %s", k, want)]++
						if os.Getenv("ERRORS") != "" {
							fmt.Printf("KIND %s not %s: %q\n", k, want, d.text[s.Start:s.End])
						}
					}
				} else if os.Getenv("ERRORS") != "" {
					fmt.Printf("EXTRA %s %q in %q\n", k, d.text[s.Start:s.End], d.text[max(0, s.Start-30):min(len(d.text), s.End+30)])
				}
			}
			for s, k := range d.names {
				if _, ok := got[s]; !ok && os.Getenv("ERRORS") != "" {
					fmt.Printf("MISSED %s %q in %q\n", k, d.text[s.Start:s.End], d.text[max(0, s.Start-30):min(len(d.text), s.End+30)])
				}
			}
		}
		f := func(hit int) float64 { return 2 * float64(hit) / float64(gold+found) }
		t.Logf("%s: %d documents, F1 typed %.3f, untyped %.3f (gold %d, found %d) %v", filepath.Base(set.file), len(docs), f(typed), f(untyped), gold, found, per)
		if f(untyped) < set.floor {
			t.Errorf("names got worse")
		}
	}
}

// namesIn are the names of a document; an adjective of nationality counts as such.
func namesIn(doc *news.Document) map[news.Span]news.EntityKind {
	out := map[news.Span]news.EntityKind{}
	for _, m := range doc.Mentions {
		words := m.Of(doc.Article.Text)
		capital, _ := shape(words)
		switch {
		case m.Form == formName:
			out[m.Span] = doc.Entities[m.Entity].Kind
		case m.Form == formDescription && capital && !strings.Contains(words, " "):
			out[m.Span] = news.Misc
		}
	}
	return out
}

type conllDoc struct {
	text  string
	names map[news.Span]news.EntityKind
}

// readConll reads documents of lines "word tag"; a word's name goes on as long as its
// tag's kind does.
func readConll(t *testing.T, path string, kinds map[string]news.EntityKind) []conllDoc {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Skip("no data set beside the repository")
	}
	defer file.Close()
	var docs []conllDoc
	var b strings.Builder
	names := map[news.Span]news.EntityKind{}
	open := news.Span{Start: -1}
	kind := ""
	flush := func() {
		if open.Start >= 0 && kinds[kind] != "" {
			names[open] = kinds[kind]
		}
		open, kind = news.Span{Start: -1}, ""
	}
	end := func() {
		flush()
		if b.Len() > 0 {
			docs = append(docs, conllDoc{b.String(), names})
		}
		b.Reset()
		names = map[news.Span]news.EntityKind{}
	}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		word, tag, ok := strings.Cut(strings.TrimSpace(lines.Text()), "\t")
		if !ok {
			word, tag, ok = strings.Cut(strings.TrimSpace(lines.Text()), " ")
		}
		switch {
		case !ok:
			flush()
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
				b.WriteString("\n")
			}
			continue
		case word == "-DOCSTART-":
			end()
			continue
		}
		place, k, _ := strings.Cut(tag, "-")
		if k != kind || place == "B" {
			flush()
		}
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") && !strings.ContainsAny(word[:1], ".,;:)!?'") && !strings.HasSuffix(b.String(), "(") && word != "n't" {
			b.WriteString(" ")
		}
		if k != "" {
			if kind == "" {
				open.Start = b.Len()
			}
			kind, open.End = k, b.Len()+len(word)
		}
		b.WriteString(word)
	}
	end()
	return docs
}

// TestLinkedSpeakers measures linking on the speakers of the cases: one named in
// several accounts must be one, two different ones must not.
func TestLinkedSpeakers(t *testing.T) {
	pairs, joined, wrong := 0, 0, 0
	for _, c := range readCases(t) {
		var docs []*news.Document
		at := map[string]int{}
		for _, a := range c.Articles {
			at[a.ID] = len(docs)
			docs = append(docs, c.docs[a.ID])
		}
		table := Index(docs, Link(docs))
		by := map[string][]int{} // linked ids by the last word of the speaker's name
		for id, speakers := range speakersOf(c) {
			for _, s := range speakers {
				if e := entityNamed(c.docs[id], s); e != nil {
					parts := linkParts(s)
					last := parts[len(parts)-1]
					by[last] = append(by[last], table[at[id]][e.ID])
				}
			}
		}
		of := map[int]string{}
		for s, ids := range by {
			for i, n := range ids {
				if other, ok := of[n]; ok && other != s {
					wrong++
					t.Logf("joined: %s, %s", s, other)
				}
				of[n] = s
				if i > 0 {
					pairs++
					if n == ids[0] {
						joined++
					} else {
						t.Logf("apart: %s", s)
					}
				}
			}
		}
	}
	t.Logf("speakers in several accounts: %d pairs, joined %d, wrongly joined %d", pairs, joined, wrong)
	if joined*100 < pairs*90 || wrong > 0 {
		t.Errorf("linking got worse")
	}
}
