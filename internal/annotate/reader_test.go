package annotate

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// check holds what is true of every document: spans in the text and whole, statements in
// their sentences, words in order, evidence verbatim.
func check(t *testing.T, d *news.Document) {
	t.Helper()
	inside := func(what string, s news.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > len(d.Article.Text) {
			t.Fatalf("%s %+v lies outside a text of %d bytes", what, s, len(d.Article.Text))
		}
	}
	for _, b := range d.Blocks {
		inside("block", b.Span)
	}
	for i, s := range d.Sentences {
		inside("sentence", s.Span)
		for _, w := range s.Tokens {
			if !s.Contains(w.Span) || w.Head >= len(s.Tokens) {
				t.Fatalf("word %+v is outside sentence %d, %+v", w, i, s.Span)
			}
		}
	}
	for _, m := range d.Mentions {
		if inside("mention", m.Span); m.Entity < 0 || m.Entity >= len(d.Entities) {
			t.Fatalf("mention %+v of %d entities", m, len(d.Entities))
		}
	}
	for _, q := range d.Quotes {
		inside("quote", q.Span)
		inside("speaker", q.Said)
		inside("cue", q.Cue)
	}
	for _, q := range d.Quantities {
		inside("quantity", q.Span)
	}
	for _, x := range d.Dates {
		inside("date", x.Span)
	}
	for _, c := range d.Citations {
		inside("citation", c.Span)
	}
	checkStatements(t, d)
	checkShown(t, d)
}

func checkStatements(t *testing.T, d *news.Document) {
	t.Helper()
	for _, st := range d.Statements {
		s := &d.Sentences[st.Sentence]
		if st.Empty() || !s.Contains(st.Span) || st.Head >= len(s.Tokens) || st.Subject >= len(s.Tokens) || st.Quote >= len(d.Quotes) {
			t.Fatalf("statement %+v does not fit its sentence %+v", st, s.Span)
		}
		if len(st.Own) == 0 || !slices.IsSorted(st.Own) || st.Own[0] < 0 || st.Own[len(st.Own)-1] >= len(s.Tokens) {
			t.Fatalf("statement has words %v of %d", st.Own, len(s.Tokens))
		}
		for _, i := range st.Own {
			if !st.Contains(s.Tokens[i].Span) {
				t.Fatalf("word %d is outside its statement %+v", i, st.Span)
			}
		}
		if st.Polarity == "" || st.Modality == "" {
			t.Fatalf("statement %+v has no polarity or modality", st)
		}
	}
}

// checkShown holds that what is printed has no nil list and its evidence verbatim.
func checkShown(t *testing.T, d *news.Document) {
	t.Helper()
	shown := Show(d)
	var evidence []news.Evidence
	for _, x := range shown.Quotes {
		evidence = append(evidence, x.Evidence)
	}
	for _, x := range shown.Quantities {
		evidence = append(evidence, x.Evidence)
	}
	for _, x := range shown.Dates {
		evidence = append(evidence, x.Evidence)
	}
	for _, x := range shown.Citations {
		evidence = append(evidence, x.Evidence)
	}
	for _, x := range shown.Statements {
		evidence = append(evidence, x.Evidence)
	}
	for _, x := range shown.Names {
		evidence = append(evidence, x.Evidence)
	}
	for _, e := range evidence {
		if e.Text != d.Article.Text[e.Start:e.End] || e.Article != d.Article.ID {
			t.Fatalf("evidence %+v is not verbatim", e)
		}
	}
	if raw, err := json.Marshal(shown); err != nil || strings.Contains(string(raw), `":null`) && shown.Authors != nil {
		t.Fatalf("shown as %s, %v", raw, err)
	}
}

// accounts are texts of several languages; the last have no data at all.
var accounts = map[string]string{
	"en": "PORT CALLOW, 14 April 2026 (Tidewater) - A ferry hit a wall on Tuesday, hurting at least 14 people.\n\n\"We had eleven minutes of warning,\" said Ines Corran. The harbour was closed.",
	"de": "Die Fähre „Annis“ rammte am 14. April 2026 die Mole. 14 Menschen wurden verletzt, sagte Ines Corran. „Wir hatten elf Minuten“, so Corran.",
	"fr": "Le ferry a heurté le mur le 14 avril 2026. « Nous avions onze minutes », a déclaré Ines Corran. Quatorze personnes ont été blessées.",
	"uk": "Пором зіткнувся з молом 14 квітня 2026 року. «У нас було одинадцять хвилин», — сказала Інес Корран.",
	"zh": "渡轮星期二撞上防波堤，14人受伤。“我们有十一分钟。”科兰说。",
	"ar": "اصطدمت العبارة بالجدار يوم الثلاثاء. قالت كوران: \"كان لدينا 11 دقيقة\".",
	"fi": "Lautta törmäsi aallonmurtajaan tiistaina. Neljätoista ihmistä loukkaantui, sanoi Ines Corran.",
}

func TestReadAnyLanguage(t *testing.T) {
	r := New()
	for code, text := range accounts {
		d := r.Read(&news.Article{ID: code, Text: text, Lang: code})
		check(t, d)
		if len(d.Statements) == 0 {
			t.Errorf("%s: no statement", code)
		}
		if got := len(d.Notes) > 0; got != (code != "en") {
			t.Errorf("%s: notes %q", code, d.Notes)
		}
	}
}

// TestNotesNameWhatIsNotRead holds that a language with some word lists is still named
// as read shallowly.
func TestNotesNameWhatIsNotRead(t *testing.T) {
	r := New()
	for _, code := range []string{"de", "fi"} {
		notes := strings.Join(r.Read(&news.Article{Text: accounts[code], Lang: code}).Notes, "\n")
		for _, want := range []string{code, "no word lists for names, amounts, speech, denials", "no syntax model"} {
			if !strings.Contains(notes, want) {
				t.Errorf("notes %q do not say %q", notes, want)
			}
		}
	}
}

func TestReadFindsTheLanguage(t *testing.T) {
	r := New()
	for given, want := range map[string]string{"": "en", "en-GB": "en", "EN_us": "en", "eng": "en", "de-AT": "de", "und": "en", "no language": "en"} {
		if d := r.Read(&news.Article{Text: accounts["en"], Lang: given}); d.Lang != want {
			t.Errorf("%q read as %q, not %q", given, d.Lang, want)
		}
	}
}

func TestReadLeavesTheArticle(t *testing.T) {
	given := news.Article{ID: "a", Text: accounts["en"]}
	d := New().Read(&given)
	if given.Place != "" || given.Published != "" || d.Article == &given {
		t.Errorf("the article given was changed: %+v", given)
	}
	if d.Article.Published != "2026-04-14" || d.Article.Agency == "" {
		t.Errorf("what the text says of itself was not taken: %+v", d.Article)
	}
}

func TestShow(t *testing.T) {
	shown := Show(New().Read(&news.Article{ID: "a", Text: accounts["en"], Lang: "en"}))
	if len(shown.Quotes) != 1 || shown.Quotes[0].Speaker != "Ines Corran" || !shown.Quotes[0].Direct {
		t.Errorf("quotes %+v", shown.Quotes)
	}
	speakers := 0
	for _, st := range shown.Statements {
		if st.Speaker == "Ines Corran" {
			speakers++
		}
	}
	if speakers != 1 {
		t.Errorf("%d statements are Corran's: %+v", speakers, shown.Statements)
	}
	empty := Show(&news.Document{Article: &news.Article{Authors: []string{}}})
	if raw, err := json.Marshal(empty); err != nil || strings.Contains(string(raw), "null") {
		t.Errorf("an empty document is shown as %s, %v", raw, err)
	}
}

func FuzzRead(f *testing.F) {
	for code, text := range accounts {
		f.Add(text, code)
	}
	for _, s := range []string{"", "\xff\xfe\x00", "\"\"\"\"'''", "He said said said that that.", "...!?!?\n\n\n-- - —", "not not no never nobody?",
		"a\u0301\u200d\ufeff \u2028x", "((((((((", "$1.5bn and and , , and or", "“‘“‘«»”’ he said"} {
		f.Add(s, "en")
		f.Add(s, "x-\xff")
	}
	r := New()
	f.Fuzz(func(t *testing.T, text, code string) {
		check(t, r.Read(&news.Article{ID: "fuzz", Text: text, Lang: code}))
	})
}

func BenchmarkRead(b *testing.B) {
	r := New()
	a := &news.Article{Text: strings.Repeat(accounts["en"]+"\n\n", 10), Lang: "en"}
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		r.Read(a)
	}
}
