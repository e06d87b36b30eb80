package quote

import (
	"fmt"
	"slices"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// shown writes a quotation as "speaker as written | words", with a star for one in marks.
func shown(s string, q *news.Quote) string {
	star := ""
	if q.Direct {
		star = "*"
	}
	return fmt.Sprintf("%s | %s%s", q.Said.Of(s), star, q.Of(s))
}

func TestReadWhatWasSaid(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"that clause", "The mayor said that the bridge was safe.",
			[]string{"The mayor | that the bridge was safe"}},
		{"bare clause", "Mr Hale said the engines had failed.",
			[]string{"Mr Hale | the engines had failed"}},
		{"clause before", "The engines had failed, the company said.",
			[]string{"the company | The engines had failed"}},
		{"clause before, turned round", "Two people were missing, said Mara Quinn, a doctor at the port.",
			[]string{"Mara Quinn | Two people were missing"}},
		{"marks, verb behind", "“We heard a noise,” said Mara Quinn, a teacher.",
			[]string{"Mara Quinn | *We heard a noise,"}},
		{"marks, verb before", "Mara Quinn told reporters: “We heard a noise.”",
			[]string{"Mara Quinn | *We heard a noise."}},
		{"split", "“We heard a noise,” Ms Quinn said, “and then it went dark.”",
			[]string{"Ms Quinn | *We heard a noise,", "Ms Quinn | *and then it went dark."}},
		{"goes on in the paragraph", "“We heard a noise,” Ms Quinn said. “Then it went dark.”",
			[]string{"Ms Quinn | *We heard a noise,", "Ms Quinn | *Then it went dark."}},
		{"over paragraphs", "“We heard a noise,” Ms Quinn said. “It was loud.\n\n“Then it went dark.”",
			[]string{"Ms Quinn | *We heard a noise,", "Ms Quinn | *It was loud.", " | *Then it went dark."}},
		{"a fragment stays in its clause", "The minister said the plan was “a grave mistake”.",
			[]string{"The minister | the plan was “a grave mistake”"}},
		{"according to, behind", "Eleven people were hurt, according to the coastguard.",
			[]string{"the coastguard | Eleven people were hurt"}},
		{"according to, before", "According to the coastguard, eleven people were hurt.",
			[]string{"the coastguard | eleven people were hurt"}},
		{"according to, after a possessive", "The talks have lasted over six hours, according to Belarus' Merrow broadcaster.",
			[]string{"Belarus' Merrow broadcaster | The talks have lasted over six hours"}},
		{"according to which", "The council published a report, according to which the bridge was unsafe, and left.",
			[]string{"The council | the bridge was unsafe"}},
		{"according to which, with marks inside", "The council published a report, according to which the “safe” bridge had failed, and left.",
			[]string{"The council | the “safe” bridge had failed"}},
		{"quoted as saying", "The harbour was closed, the mayor was quoted by Reuters as saying.",
			[]string{"the mayor | The harbour was closed"}},
		{"denied", "The minister denied that the ship was overdue.",
			[]string{"The minister | that the ship was overdue"}},
		{"a title is no quotation", "The band played “Blue Harbour” on the pier.", nil},
		{"nobody says anything", "The ferry struck the pier on Tuesday morning.", nil},
	}
	l, m := english(t)
	reader := New(l)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, q := range reader.Read(parsed(tt.text, l, m)) {
				if q.Manner == news.Said {
					got = append(got, shown(tt.text, &q))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q:\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestReadManner(t *testing.T) {
	tests := []struct {
		text string
		want news.Manner
	}{
		{"The mayor said that the bridge was safe.", news.Said},
		{"The mayor believes that the bridge is safe.", news.Thought},
		{"The mayor hopes that the bridge will open.", news.Meant},
	}
	l, m := english(t)
	reader := New(l)
	for _, tt := range tests {
		found := reader.Read(parsed(tt.text, l, m))
		if len(found) != 1 || found[0].Manner != tt.want {
			t.Errorf("%q: got %+v, want one that is %s", tt.text, found, tt.want)
		}
	}
}

// TestReadNames tells the speaker by the entities the document holds.
func TestReadNames(t *testing.T) {
	const s = "Tom Hale, the coastguard's spokesman, spoke on Tuesday.\n\n“Nobody was hurt,” he said."
	l, m := english(t)
	doc := parsed(s, l, m)
	doc.Entities = []news.Entity{{ID: 7, Name: "Tom Hale", Kind: news.Person}}
	doc.Mentions = []news.Mention{{Span: news.Span{Start: 0, End: 8}, Entity: 7, Form: "name"}}
	he := len(s) - len("he said.")
	doc.Mentions = append(doc.Mentions, news.Mention{Span: news.Span{Start: he, End: he + 2}, Entity: 7, Form: "pronoun"})
	found := New(l).Read(doc)
	if len(found) != 1 || found[0].Speaker != "Tom Hale" || found[0].Entity != 7 || found[0].Said.Of(s) != "he" {
		t.Errorf("got %+v, want one quotation of Tom Hale", found)
	}
}

// TestReadWithoutTrees reads marks in any language and listed cues in those with data.
func TestReadWithoutTrees(t *testing.T) {
	tests := []struct {
		code, text string
		want       []string
	}{
		{"en", "“We heard a loud noise,” said Mara Quinn.", []string{"Mara Quinn | *We heard a loud noise,"}},
		{"en", "Mara Quinn said the engines had failed.", []string{"Mara Quinn | the engines had failed"}},
		{"xx", "„Wir haben einen lauten Knall gehört“, sagte Mara Quinn.", []string{" | *Wir haben einen lauten Knall gehört"}},
	}
	for _, tt := range tests {
		l, err := text.Load(tt.code)
		if err != nil {
			l = text.Neutral(tt.code)
		}
		var got []string
		for _, q := range New(l).Read(parsed(tt.text, l, nil)) {
			got = append(got, shown(tt.text, &q))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s %q:\n got %q\nwant %q", tt.code, tt.text, got, tt.want)
		}
	}
}

func TestCitations(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"The ship was overdue, Reuters reported.", []string{"Reuters"}},
		{"“It was loud,” she told the Jakarta Post.", []string{"Jakarta Post"}},
		{"The mayor was quoted by AFP as saying the bridge was safe.", []string{"AFP"}},
		{"According to Kommersant, the loan was agreed in May. Kommersant said it was secret.", []string{"Kommersant"}},
		{"He said so in an interview with Le Monde.", []string{"Le Monde"}},
		{"The Port Ellis Courier reported that the ship was overdue.", []string{"Port Ellis Courier"}},
		{"Russian media reported that the ship was overdue.", []string{"Russian media"}},
		{"The quake was shallow, the US Geological Survey said.", []string{"US Geological Survey"}},
		{"The talks have lasted over six hours, according to Belarus' Merrow broadcaster.", []string{"Belarus' Merrow broadcaster"}},
		{"She reads the Guardian on the train.", nil},
		{"Three hours passed in no time, he said.", nil},
	}
	l, m := english(t)
	reader := New(l)
	for _, tt := range tests {
		doc := parsed(tt.text, l, m)
		doc.Quotes = reader.Read(doc)
		var got []string
		for _, c := range reader.Citations(doc) {
			got = append(got, c.Of(tt.text))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
