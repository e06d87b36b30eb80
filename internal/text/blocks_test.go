package text

import (
	"strings"
	"testing"
)

const paragraph = "The harbour of Port Wells was closed on Tuesday after a crane fell into the water, the port authority said."

// kinds shows the blocks of a text, one a line: kind, colon, words.
func kinds(s string, l *Language) string {
	var lines []string
	for _, b := range Blocks(s, l) {
		words := b.Of(s)
		if words == paragraph {
			words = "…"
		}
		lines = append(lines, string(b.Kind)+": "+words)
	}
	return strings.Join(lines, "\n")
}

func TestBlocks(t *testing.T) {
	l := loadEnglish(t)
	p := "\n\n" + paragraph
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"one line", "Crane falls into harbour", []string{"body: Crane falls into harbour"}},
		{"one paragraph", paragraph, []string{"body: …"}},
		{"headline", "Crane falls into harbour" + p, []string{"headline: Crane falls into harbour", "body: …"}},
		{"headline in title case", "Crane Falls Into Harbour at Port Wells." + p, []string{"headline: Crane Falls Into Harbour at Port Wells.", "body: …"}},
		{"headline twice", "Crane falls" + "\n\nCrane falls" + p, []string{"headline: Crane falls", "headline: Crane falls", "body: …"}},
		{"deck", "Crane falls into harbour\nTwo ferries turn back after accident" + p, []string{"headline: Crane falls into harbour", "headline: Two ferries turn back after accident", "body: …"}},
		{"headline with a stop before a dateline", "Crane falls into harbour." + "\n\nOSLO (AP) — It rained.", []string{"headline: Crane falls into harbour.", "dateline: OSLO (AP) —", "body: It rained."}},
		{"image and photo credit", "https://img.example.org/a_1.jpg\n© Acme / Ada Byron\n\nCrane falls" + p, []string{"other: https://img.example.org/a_1.jpg", "credit: © Acme / Ada Byron", "headline: Crane falls", "body: …"}},
		{"caption", "Crane falls\n\nThe crane in the harbour on Tuesday. Ada Byron/Acme via Getty Images" + p, []string{"headline: Crane falls", "credit: The crane in the harbour on Tuesday. Ada Byron/Acme via Getty Images", "body: …"}},
		{"byline", "Crane falls\nBy Ada Byron and Al Khwarizmi" + p, []string{"headline: Crane falls", "byline: By Ada Byron and Al Khwarizmi", "body: …"}},
		{"byline with a role and its field", "Crane falls\nBy Ada Byron, shipping correspondent" + p, []string{"headline: Crane falls", "byline: By Ada Byron, shipping correspondent", "body: …"}},
		{"byline with role", "Crane falls\nAda Byron, senior harbour correspondent" + p, []string{"headline: Crane falls", "headline: Ada Byron, senior harbour correspondent", "body: …"}},
		{"byline with known role", "Crane falls\nAda Byron, senior science correspondent" + p, []string{"headline: Crane falls", "byline: Ada Byron, senior science correspondent", "body: …"}},
		{"day", "Crane falls\n\nUpdated 3:45 pm, Thu 6 May 2010" + p, []string{"headline: Crane falls", "dateline: Updated 3:45 pm, Thu 6 May 2010", "body: …"}},
		{"heading", paragraph + "\n\nWhat the crane did" + p, []string{"body: …", "heading: What the crane did", "body: …"}},
		{"no heading before a list", paragraph + "\n\nThe crane said:" + p, []string{"body: …", "body: The crane said:", "body: …"}},
		{"question", paragraph + "\n\nWhy did it fall?" + p, []string{"body: …", "body: Why did it fall?", "body: …"}},
		{"closing credit", paragraph + "\n\n(Reporting by Ada Byron; Editing by Al Khwarizmi)", []string{"body: …", "credit: (Reporting by Ada Byron; Editing by Al Khwarizmi)"}},
		{"contributor", paragraph + "\n\nAl Khwarizmi contributed to this report.", []string{"body: …", "credit: Al Khwarizmi contributed to this report."}},
		{"signature", paragraph + "\n\n(AP)", []string{"body: …", "credit: (AP)"}},
		{"signature after the last sentence", paragraph + "\n\nIt sank. (AP)", []string{"body: …", "body: It sank.", "credit: (AP)"}},
		{"signature with a label", paragraph + " (Source: ANI)", []string{"body: …", "credit: (Source: ANI)"}},
		{"signature after a dash", paragraph + " – Reuters", []string{"body: …", "credit: – Reuters"}},
		{"link", paragraph + "\n\nRead more: Cranes of the world" + p, []string{"body: …", "other: Read more: Cranes of the world", "body: …"}},
		{"copyright", paragraph + "\n\nCopyright 2010 Acme News. All rights reserved.", []string{"body: …", "other: Copyright 2010 Acme News. All rights reserved."}},
		{"prose that opens like furniture", "Read more books, the mayor of Port Wells told the pupils of the town at the opening of a library on Tuesday, and you will see more of the world than any harbour has to show." + p,
			[]string{"body: Read more books, the mayor of Port Wells told the pupils of the town at the opening of a library on Tuesday, and you will see more of the world than any harbour has to show.", "body: …"}},
		{"lines for paragraphs", paragraph + "\n" + paragraph, []string{"body: …", "body: …"}},
		{"a sentence over a line break", "The crane fell into\nthe water.\n\nIt sank.", []string{"body: The crane fell into\nthe water.", "body: It sank."}},
		{"carriage returns", "It fell.\r\n\r\nIt sank.\rIt rose.", []string{"body: It fell.", "body: It sank.", "body: It rose."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := kinds(c.text, l); got != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", got, strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestWrapped holds that lines broken at a width are one paragraph.
func TestWrapped(t *testing.T) {
	s := "The harbour of Port Wells was closed on Tuesday after a crane fell\n" +
		"into the water, the port authority said. Nobody was hurt, but two\n" +
		"ferries had to turn back. The Harbour Master said that Acme Inc.\n" +
		"Cranes Ltd. would pay.\n" +
		"The crane was built in 1950. It will be lifted out of the water on\n" +
		"Friday.\n"
	got := Blocks(s, loadEnglish(t))
	if len(got) != 2 || !strings.HasPrefix(got[1].Of(s), "The crane was built") {
		t.Errorf("wrapped text has blocks\n%s", kinds(s, loadEnglish(t)))
	}
}

func TestReadDateline(t *testing.T) {
	l := loadEnglish(t)
	for _, c := range []struct{ text, whole, place, agency, day, author string }{
		{"OSLO (Reuters) - It rained.", "OSLO (Reuters) -", "OSLO", "Reuters", "", ""},
		{"NEW YORK, May 5 (AP) — It rained.", "NEW YORK, May 5 (AP) —", "NEW YORK", "AP", "May 5", ""},
		{"RENO, Nev. -- It rained.", "RENO, Nev. --", "RENO, Nev.", "", "", ""},
		{"ST. LOUIS ― It rained.", "ST. LOUIS ―", "ST. LOUIS", "", "", ""},
		{"OSLO/BERGEN (Reuters) - It rained.", "OSLO/BERGEN (Reuters) -", "OSLO/BERGEN", "Reuters", "", ""},
		{"OSLO, May 5. /TASS/. It rained.", "OSLO, May 5. /TASS/.", "OSLO", "TASS", "May 5.", ""},
		{"Oslo, 5 May 2010 (BelTA) – It rained.", "Oslo, 5 May 2010 (BelTA) –", "Oslo", "BelTA", "5 May 2010", ""},
		{"Oslo (CNN) It rained.", "Oslo (CNN)", "Oslo", "CNN", "", ""},
		{"(CNN) -- It rained.", "(CNN) --", "", "CNN", "", ""},
		{"May 5 (Reuters) - It rained.", "May 5 (Reuters) -", "", "Reuters", "May 5", ""},
		{"OSLO, May 5 (Xinhua) -- It rained.", "OSLO, May 5 (Xinhua) --", "OSLO", "Xinhua", "May 5", ""},
		{"Kyodo News Agency, Oslo, May 5 (Reporter Ken Abe) It rained.", "Kyodo News Agency, Oslo, May 5 (Reporter Ken Abe)", "Oslo", "Kyodo News Agency", "May 5", "Ken Abe"},
		{"OSLO: It rained.", "", "", "", "", ""},
		{"MAYOR: It rained.", "", "", "", "", ""},
		{"UPDATE — It rained.", "", "", "", "", ""},
		{"Ada Byron (R-Texas) is leaving.", "", "", "", "", ""},
		{"Ada Byron - a mathematician - left.", "", "", "", "", ""},
		{"NATO (North Atlantic Treaty Organization) met.", "", "", "", "", ""},
		{"Monday — It rained.", "", "", "", "", ""},
		{"It rained.", "", "", "", "", ""},
	} {
		blocks := Blocks(c.text, Neutral(""))
		d, ok := ReadDateline(c.text, blocks[0].Span, l)
		if ok != (c.whole != "") {
			t.Errorf("%q: dateline is %v", c.text, ok)
			continue
		}
		for _, part := range []struct{ got, want string }{
			{d.Of(c.text), c.whole}, {d.Place.Of(c.text), c.place}, {d.Agency.Of(c.text), c.agency},
			{d.Day.Of(c.text), c.day}, {d.Author.Of(c.text), c.author},
		} {
			if part.got != part.want {
				t.Errorf("%q: got %q, want %q", c.text, part.got, part.want)
			}
		}
	}
}

func TestReadSignature(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", paragraph + " (AP)", "AP"},
		{"en", paragraph + "\n\n(Reuters)", "Reuters"},
		{"en", paragraph + "\n\nAFP", "AFP"},
		{"en", paragraph + "\n\n– Xinhua", "Xinhua"},
		{"en", paragraph + " — Reuters", "Reuters"},
		{"en", paragraph + " [Press Trust of India]", "Press Trust of India"},
		{"en", paragraph + "\n\nSource: Associated Press", "Associated Press"},
		{"en", paragraph + " (Source: ANI)", "ANI"},
		{"en", paragraph + "\n\nCopyright 2026 The Associated Press. All rights reserved.", "The Associated Press"},
		{"en", paragraph + "\n\n© 2026 AFP", "AFP"},
		{"en", paragraph + " (AP)\n\nRead more: Cranes of the world\n\nadvertisement", "AP"},
		{"en", paragraph + " /TASS/", "TASS"},
		{"de", "Der Kran ist am Dienstag in den Hafen gefallen, teilte die Behörde mit. (dpa)", "dpa"},
		{"fr", "La grue est tombée dans le port mardi, a annoncé la préfecture. (AFP)", "AFP"},
		{"ru", "Кран упал в воду во вторник, сообщили в порту. (ТАСС)", "ТАСС"},

		{"en", paragraph, ""},
		{"en", "AP", ""},
		{"en", "(AP)", ""},
		{"en", paragraph + " The mayor spoke to Reuters", ""},
		{"en", paragraph + " He told the agency (AP)", ""},
		{"en", paragraph + " The picture is by AFP.", ""},
		{"en", paragraph + "\n\nReuters contributed to this report.", ""},
		{"en", paragraph + " (AFP/Reuters)", ""},
		{"en", paragraph + "\n\nCopyright 2026 Acme News", ""},
		{"en", paragraph + " (AP)\n\n" + paragraph, ""},
		{"en", paragraph + " (the port authority)", ""},
	} {
		l, err := Load(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := ReadSignature(c.text, Blocks(c.text, l), l).Of(c.text); got != c.want {
			t.Errorf("%q: signed by %q, want %q", c.text, got, c.want)
		}
	}
}

func BenchmarkReadSignature(b *testing.B) {
	l, err := Load("en")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("The harbour was closed on Tuesday evening, the coast guard said.\n\n", 12) + "Ada Moll, a passenger, said she heard a bang"
	blocks := Blocks(text, l)
	for b.Loop() {
		ReadSignature(text, blocks, l)
	}
}
