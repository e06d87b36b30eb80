package reuse_test

import (
	"strings"
	"testing"
	"time"

	"synoptic/internal/annotate"
	"synoptic/internal/news"
	"synoptic/internal/reuse"
)

const flood = `The river Aune rose over its banks at Holm on Monday night, killing at least five people and driving 120 families from their homes.

"We had no warning at all," said Ines Dahl, who runs the bakery on the quay. "The water came through the door like a lorry."

The county closed three bridges. Repairs will cost 40 million dollars, the governor said.`

// edits writes each edit as old>new, with nothing for what is not there.
func edits(list []news.Edit) string {
	var out []string
	for _, e := range list {
		s := ">"
		if e.Old != nil {
			s = e.Old.Text + s
		}
		if e.New != nil {
			s += e.New.Text
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func revised(t *testing.T, r *annotate.Reader, old, new news.Revision) news.Change {
	t.Helper()
	c := reuse.Revised(old, new, r.Read(&old.Article), r.Read(&new.Article))
	for _, e := range append(c.Numbers, c.Quotes...) {
		for side, text := range map[*news.Evidence]string{e.Old: old.Text, e.New: new.Text} {
			if side != nil && side.Of(text) != side.Text {
				t.Errorf("%q does not stand at %v", side.Text, side.Span)
			}
		}
	}
	return c
}

func TestRevised(t *testing.T) {
	tests := []struct {
		name, text, title string
		numbers, quotes   string
		silent, headline  bool
	}{
		{name: "nothing", text: flood, silent: true},
		{name: "a toll that grows", text: strings.Replace(flood, "at least five people", "at least eleven people", 1), numbers: "five>eleven", silent: true},
		{name: "another bound", text: strings.Replace(flood, "at least five", "five", 1), numbers: "five>five", silent: true},
		{name: "a number gone", text: strings.Replace(flood, " Repairs will cost 40 million dollars, the governor said.", "", 1), numbers: "40 million>", silent: true},
		{name: "a number more", text: flood + "\n\nSome 700 soldiers were sent to help.", numbers: ">700", silent: true},
		{name: "a paragraph moved", text: strings.Join([]string{strings.Split(flood, "\n\n")[0], strings.Split(flood, "\n\n")[2], strings.Split(flood, "\n\n")[1]}, "\n\n"), silent: true},
		{name: "a quotation cut", text: strings.Replace(flood, "no warning at all", "no warning", 1), quotes: "We had no warning at all,>We had no warning,", silent: true},
		{name: "a quotation gone", text: strings.Replace(flood, ` "The water came through the door like a lorry."`, "", 1), quotes: "The water came through the door like a lorry.>", silent: true},
		{name: "announced at the end", text: strings.Replace(flood, "five", "six", 1) + "\n\nCorrection: An earlier version of this article gave a lower toll.", numbers: "five>six"},
		{name: "announced at the head", text: "UPDATED 14:30\n\n" + strings.Replace(flood, "five", "six", 1), numbers: "five>six"},
		{name: "announced in the headline", text: flood, title: "CORRECTED-River floods Holm", headline: true},
		{name: "the word alone is no notice", text: strings.Replace(flood, "The county closed", "The county updated its plans and closed", 1), silent: true},
		{name: "another headline", text: flood, title: "River drowns Holm", headline: true, silent: true},
	}
	r := annotate.New()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			old := news.Revision{Article: news.Article{ID: "a", Title: "River floods Holm", Lang: "en", Text: flood}, Number: 1}
			new := old
			new.Text, new.Number, new.Seen = tt.text, 2, time.Unix(100, 0)
			if tt.title != "" {
				new.Title = tt.title
			}
			c := revised(t, r, old, new)
			if edits(c.Numbers) != tt.numbers || edits(c.Quotes) != tt.quotes {
				t.Errorf("numbers %q, quotes %q", edits(c.Numbers), edits(c.Quotes))
			}
			if c.Silent != tt.silent || c.Headline != tt.headline || c.From != 1 || c.To != 2 {
				t.Errorf("silent %v, headline %v, from %d to %d", c.Silent, c.Headline, c.From, c.To)
			}
		})
	}
}

// A notice that stood there before says nothing of the next change.
func TestRevisedAfterOldNotice(t *testing.T) {
	notice := "\n\nThis article was updated to include the governor's estimate."
	old := news.Revision{Article: news.Article{ID: "a", Lang: "en", Text: flood + notice}, Number: 2}
	new := old
	new.Text, new.Number = strings.Replace(flood, "three bridges", "four bridges", 1)+notice, 3
	if c := revised(t, annotate.New(), old, new); !c.Silent || edits(c.Numbers) != "three>four" {
		t.Errorf("silent %v, numbers %q", c.Silent, edits(c.Numbers))
	}
}

// Long texts that share nothing are compared in bounded time.
func TestRevisedLongTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long texts")
	}
	long := func(word string) string {
		return strings.Repeat(`The `+word+` counted 1,204 sheep. "`+word+` is `+word+`," she said.`+"\n", 4000)
	}
	doc := func(text string) (news.Revision, *news.Document) {
		r := news.Revision{Article: news.Article{ID: "a", Lang: "en", Text: text}}
		return r, &news.Document{Article: &r.Article, Lang: "en"}
	}
	a, da := doc(long("shepherd"))
	b, db := doc(long("farmer"))
	start := time.Now()
	reuse.Revised(a, b, da, db)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}
