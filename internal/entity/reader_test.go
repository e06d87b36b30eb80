package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// shown lists what a text is found to speak of: each entity with its kind and its
// mentions in order.
func shown(doc *news.Document) string {
	var b strings.Builder
	for _, e := range doc.Entities {
		fmt.Fprintf(&b, "%s (%s):", e.Name, e.Kind)
		for _, m := range doc.Mentions {
			if m.Entity == e.ID {
				fmt.Fprintf(&b, " %s", strings.ReplaceAll(m.Of(doc.Article.Text), " ", "_"))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func englishReader(t testing.TB) (*text.Language, *Reader) {
	t.Helper()
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return l, New(l, nil)
}

// The table holds for the shallow path; each text is followed by lines that the list
// of entities must have.
var readings = []struct{ name, text, want string }{
	{"title and family name", "President Ilse Brandt met reporters in Vienna. Brandt said she was tired.",
		"Ilse Brandt (person): Ilse_Brandt Brandt she\nVienna (place): Vienna"},
	{"bracketed family name", "\"Marko Ivanovich [Petrenko] is our friend\", the envoy said. Petrenko was not there.",
		"Marko Ivanovich [Petrenko] (person): Marko_Ivanovich_[Petrenko] Petrenko"},
	{"role before a name", "Harbor board spokeswoman Dana Weller spoke first. The spokeswoman said the pier was safe.",
		"Dana Weller (person): Harbor_board_spokeswoman Dana_Weller The_spokeswoman"},
	{"role behind a name", "Omar Haddad, a hospital director, said he would stay. The director then left.",
		"Omar Haddad (person): Omar_Haddad hospital_director he The_director"},
	{"office by country", "French President Luc Marin flew to Rome to see Italian President Carla Monti. The Italian president smiled.",
		"Carla Monti (person): Carla_Monti The_Italian_president"},
	{"acronym", "The International Harbour Bureau (IHB) issued a warning. The IHB gave no date.",
		"International Harbour Bureau (organisation): International_Harbour_Bureau IHB IHB"},
	{"words of a department in another order", "The Department of Fisheries closed. A Fisheries Department notice said so.",
		"Department of Fisheries (organisation): Department_of_Fisheries Fisheries_Department"},
	{"ship", "INS Tarang left port at dawn. The warship turned south.",
		"INS Tarang (other): INS_Tarang The_warship"},
	{"nationality", "Peru closed the border. The Peruvian army moved in.",
		"Peru (place): Peru Peruvian"},
	{"names of one state", "The United States agreed. The U.S. delegation went home.",
		"United States (place): United_States U.S."},
	{"two persons of one family name", "Anna Keller and Peter Keller argued. Mr. Keller said he was right. Ms. Keller said she was.",
		"Anna Keller (person): Anna_Keller Keller she\nPeter Keller (person): Peter_Keller Keller he"},
	{"speaker inside his words", "\"He is wrong about the harbour,\" Tom Bright said of Paul Stone.",
		"Tom Bright (person): Tom_Bright\nPaul Stone (person): Paul_Stone"},
	{"headline", "Brandt Opens New Harbor With Old Friends\n\nIlse Brandt opened the harbor on Monday.",
		"Ilse Brandt (person): Brandt Ilse_Brandt"},
	{"joined by a hyphen", "The Russia-Norway border was quiet.",
		"Russia (place): Russia\nNorway (place): Norway"},
	{"somebody without a name", "A port authority spokesman refused to comment. He gave no reason.",
		"port authority spokesman (person): A_port_authority_spokesman He"},
	{"small words in names", "Maria de la Cruz and Ahmed al-Rashid spoke.",
		"Maria de la Cruz (person): Maria_de_la_Cruz\nAhmed al-Rashid (person): Ahmed_al-Rashid"},
	{"a month that is a name", "In May Clara May resigned. Mrs. May said she was tired.",
		"Clara May (person): Clara_May May she"},
	{"a capital of the sentence alone", "Panicked residents fled. Yesterday the sea rose.", ""},
}

func TestRead(t *testing.T) {
	l, r := englishReader(t)
	for _, c := range readings {
		doc := readText(c.text, l, nil, r)
		got := shown(doc)
		for line := range strings.Lines(c.want) {
			if line = strings.TrimSpace(line); !slices.Contains(strings.Split(got, "\n"), line) {
				t.Errorf("%s: no %q in\n%s", c.name, line, got)
			}
		}
		if c.want == "" && got != "" {
			t.Errorf("%s: found\n%s", c.name, got)
		}
	}
}

// checkDocument checks what must hold for every text: spans in range, in order and
// whole; ids consecutive, in order of first mention; names verbatim.
func checkDocument(t *testing.T, doc *news.Document) {
	t.Helper()
	s := doc.Article.Text
	next, last := 0, 0
	for _, m := range doc.Mentions {
		if m.Start < 0 || m.End > len(s) || m.Empty() || m.Start < last {
			t.Fatalf("mention %v of %d bytes, after %d", m, len(s), last)
		}
		last = m.Start
		if utf8.ValidString(s) && !utf8.ValidString(m.Of(s)) {
			t.Fatalf("mention %q cuts a letter", m.Of(s))
		}
		if m.Entity > next || m.Entity < 0 || m.Entity >= len(doc.Entities) {
			t.Fatalf("entity %d, expected at most %d", m.Entity, next)
		}
		if m.Entity == next {
			next++
		}
		if m.Form != formName && m.Form != formDescription && m.Form != formPronoun {
			t.Fatalf("form %q", m.Form)
		}
	}
	if next != len(doc.Entities) {
		t.Fatalf("%d of %d entities are mentioned", next, len(doc.Entities))
	}
	for i, e := range doc.Entities {
		if e.ID != i || e.Name == "" || !strings.Contains(s, e.Name) {
			t.Fatalf("entity %d: %+v", i, e)
		}
		for _, r := range e.Roles {
			if !strings.Contains(s, r) {
				t.Fatalf("role %q is not in the text", r)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range readings {
		f.Add(c.text)
	}
	f.Add("")
	f.Add("\xff\xfe President \x80[A] [B [C D] \u200bX")
	f.Add(strings.Repeat("President of the ", 200))
	f.Add(strings.Repeat("Al-", 200))
	f.Add("ПРЕЗИДЕНТ Александр Иванов сказал: «Да».\n\n日本の首相 İstanbul ǅ")
	l, r := englishReader(f)
	f.Fuzz(func(t *testing.T, s string) {
		doc := readText(s, l, nil, r)
		checkDocument(t, doc)
		Link([]*news.Document{doc, doc})
	})
}

// A language without data is read by capitals alone.
func TestNeutral(t *testing.T) {
	l := text.Neutral("xx")
	doc := readText("Kol vremni Ana Petrova al Sofia venda. Mi Petrova nol.", l, nil, New(l, nil))
	checkDocument(t, doc)
	if got := shown(doc); !strings.Contains(got, "Ana_Petrova Petrova") {
		t.Errorf("found\n%s", got)
	}
}

// Time must grow with the length of the text, not faster: neither many mentions of few
// nor many different names may cost more than their number.
func TestLong(t *testing.T) {
	l, r := englishReader(t)
	var many strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&many, "Minister Xan%d Yor%d of Peru said he met the senator. ", i, i)
	}
	for _, s := range []string{
		strings.Repeat("The committee in Lima heard that Ana Ruiz, a doctor, and the Ruiz Clinic knew. ", 1500),
		strings.Repeat("Ana Ruiz met Bo Ruiz. Ruiz said he was the doctor. ", 2000),
		many.String(),
		strings.ReplaceAll(many.String(), ".", ","),
	} {
		start := time.Now()
		doc := readText(s, l, nil, r)
		checkDocument(t, doc)
		Link([]*news.Document{doc, doc})
		if spent := time.Since(start); spent > 10*time.Second {
			t.Errorf("%d bytes took %v", len(s), spent)
		} else {
			t.Logf("%d bytes: %v, %d entities, %d mentions", len(s), spent, len(doc.Entities), len(doc.Mentions))
		}
	}
}

func BenchmarkRead(b *testing.B) {
	l, r := englishReader(b)
	article := strings.Repeat("President Ilse Brandt told reporters in Vienna that the International Harbour Bureau (IHB) had not answered.\n\n"+
		"\"We wait for them,\" she said, adding that Omar Haddad, a hospital director, had called the bureau twice.\n\n", 17)
	doc := readText(article, l, nil, r)
	words := 0
	for i := range doc.Sentences {
		words += len(doc.Sentences[i].Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		r.Read(doc)
	}
	b.ReportMetric(float64(words), "words")
}

func BenchmarkNew(b *testing.B) {
	l, _ := englishReader(b)
	for b.Loop() {
		New(l, nil)
	}
}
