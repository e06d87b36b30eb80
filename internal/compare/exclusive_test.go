package compare

import (
	"strings"
	"testing"

	"synoptic/internal/annotate"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// TestFreeOf holds what is left of a part of a sentence that is shown as told by one
// account alone: without what hangs over at its ends, and nothing where too little is left
// that no other account answers.
func TestFreeOf(t *testing.T) {
	english, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, part, answered, want string }{
		{"a whole sentence", "Volunteers swept the yard behind the hall.", "Volunteers swept the yard behind the hall.", "", "Volunteers swept the yard behind the hall"},
		{"without that", "He believes that the old hall had no insurance.", "that the old hall had no insurance.", "", "the old hall had no insurance"},
		{"without and", "The roof fell and volunteers swept the whole yard.", "and volunteers swept the whole yard.", "", "volunteers swept the whole yard"},
		{"without the end of another part", "Volunteers swept the yard, according to the mayor.", "Volunteers swept the yard, according to", "", "Volunteers swept the yard"},
		{"who said it", "Six were kept at the clinic overnight, two of them with broken bones, a hospital spokeswoman said.", "a hospital spokeswoman said", "", ""},
		{"an amount", "A fire ran through the hall, leaving 19 people without shelter.", "leaving 19 people", "", "leaving 19 people"},
		{"an amount that another account answers", "A fire ran through the hall, leaving 19 people without shelter.", "leaving 19 people", "19 people", ""},
		{"more than such an amount", "A fire ran through the hall, leaving 19 people without shelter or food.", "leaving 19 people without shelter or food", "19 people", "leaving 19 people without shelter or food"},
	} {
		d := reader.Read(&news.Article{ID: "a", Lang: "en", Text: c.text})
		d.Quotes = nil // as where who said it was not found
		a := &accounts{docs: []*news.Document{d}, language: english, answered: make([][]news.Span, 1), cues: []annotate.Cues{annotate.CuesOf(d)}}
		if c.answered != "" {
			a.answered[0] = []news.Span{placeOf(c.text, c.answered)}
		}
		s := &d.Sentences[0]
		first, last := within(s, placeOf(c.text, c.part))
		got, _ := a.freeOf(0, s, piece{first, last})
		if got.Of(c.text) != c.want {
			t.Errorf("%s: %q, not %q", c.name, got.Of(c.text), c.want)
		}
	}
}

func placeOf(text, words string) news.Span {
	at := strings.Index(text, words)
	return news.Span{Start: at, End: at + len(words)}
}
