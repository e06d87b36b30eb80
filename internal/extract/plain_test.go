package extract

import (
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

const story = "The harbour of Port Wells was closed on Tuesday after a crane fell into the water, the port authority said.\n\n" +
	"Nobody was hurt, but two ferries had to turn back, according to the harbour master.\n"

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       news.Article
	}{
		{"agency", "Crane falls into harbour\n\nPORT WELLS (Reuters) - " + story,
			news.Article{Title: "Crane falls into harbour", Place: "PORT WELLS", Agency: "Reuters"}},
		{"region, day and agency", "PORT WELLS, Maine, May 5 (UPI) — " + story,
			news.Article{Place: "PORT WELLS, Maine", Agency: "UPI"}},
		{"place alone", "WELLS ― " + story, news.Article{Place: "WELLS"}},
		{"two hyphens", "PORT WELLS, N.H. -- " + story, news.Article{Place: "PORT WELLS, N.H."}},
		{"agency first", "Kyodo News Agency, Port Wells, May 5 (Reporter Ken Abe) " + story,
			news.Article{Place: "Port Wells", Agency: "Kyodo News Agency", Authors: []string{"Ken Abe"}}},
		{"between slashes", "PORT WELLS, May 5. /TASS/. " + story, news.Article{Place: "PORT WELLS", Agency: "TASS"}},
		{"colon", "PORT WELLS, May 5 (IANS): " + story, news.Article{Place: "PORT WELLS", Agency: "IANS"}},
		{"full day", "PORT WELLS, May 5, 2010 (AP) - " + story,
			news.Article{Place: "PORT WELLS", Agency: "AP", Published: "2010-05-05"}},
		{"small letters", "Port Wells (AFP) – " + story, news.Article{Place: "Port Wells", Agency: "AFP"}},
		{"byline", "Crane Falls Into Harbour\n\nBy ADA BYRON and Al Khwarizmi, Associated Press\n\n" + story,
			news.Article{Title: "Crane Falls Into Harbour", Authors: []string{"ADA BYRON", "Al Khwarizmi"}, Agency: "Associated Press"}},
		{"role", "Crane falls into harbour\nAda Byron, science correspondent\n\n" + story,
			news.Article{Title: "Crane falls into harbour", Authors: []string{"Ada Byron"}}},
		{"day line", "Crane falls into harbour\n\n7:00pm, Wednesday 05 May 2010\n\n" + story,
			news.Article{Title: "Crane falls into harbour", Published: "2010-05-05"}},
		{"updated", "Crane falls into harbour\n\nPosted May 5, 2010\n\nUpdated 3:45 pm, Thu 6 May 2010\n\n" + story,
			news.Article{Title: "Crane falls into harbour", Published: "2010-05-05", Updated: "2010-05-06"}},
		{"updated only", "Crane falls into harbour\n\nUpdated 3:45 pm, Thu 6 May 2010\n\n" + story,
			news.Article{Title: "Crane falls into harbour", Published: "2010-05-06", Updated: "2010-05-06"}},
		{"no year", "Crane falls into harbour\n\nUpdated Thursday, May 6\n\n" + story,
			news.Article{Title: "Crane falls into harbour"}},
		{"numbers, uncertain", "Crane falls into harbour\n\nPosted 05/06/2010 3:45 PM\n\n" + story,
			news.Article{Title: "Crane falls into harbour"}},
		{"numbers, certain", "Crane falls into harbour\n\nPosted 05/16/2010 3:45 PM\n\n" + story,
			news.Article{Title: "Crane falls into harbour", Published: "2010-05-16"}},
		{"closing credit", story + "\n(Reporting by Ada Byron in Port Wells; Editing by Al Khwarizmi)",
			news.Article{Authors: []string{"Ada Byron"}}},
		{"signature", strings.TrimSpace(story) + " (AFP)", news.Article{Agency: "AFP"}},
		{"a dateline goes before a signature", "PORT WELLS (Reuters) - " + strings.TrimSpace(story) + " (AFP)", news.Article{Place: "PORT WELLS", Agency: "Reuters"}},
		{"nothing", story, news.Article{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := text.Load("en")
			if err != nil {
				t.Fatal(err)
			}
			got := news.Article{Text: c.text}
			Plain(&got, l)
			c.want.Text, c.want.Lang = c.text, "en"
			for _, f := range []struct{ field, got, want string }{
				{"title", got.Title, c.want.Title},
				{"place", got.Place, c.want.Place},
				{"agency", got.Agency, c.want.Agency},
				{"published", got.Published, c.want.Published},
				{"updated", got.Updated, c.want.Updated},
				{"language", got.Lang, c.want.Lang},
				{"authors", strings.Join(got.Authors, "|"), strings.Join(c.want.Authors, "|")},
			} {
				if f.got != f.want {
					t.Errorf("%s is %q, want %q", f.field, f.got, f.want)
				}
			}
		})
	}
}

// TestPlainKeeps holds that fields that came in are not overwritten.
func TestPlainKeeps(t *testing.T) {
	l, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	a := news.Article{Text: "Crane falls\n\nPORT WELLS, May 5, 2010 (AP) - " + story, Title: "T", Place: "P", Agency: "A", Published: "2011-01-01", Lang: "fr"}
	head := Plain(&a, l)
	if a.Title != "T" || a.Place != "P" || a.Agency != "A" || a.Published != "2011-01-01" || a.Lang != "fr" {
		t.Errorf("fields were overwritten: %+v", a)
	}
	if got := head.Agency.Of(a.Text); got != "AP" {
		t.Errorf("agency span is %q", got)
	}
	if got := head.Dateline.Of(a.Text); got != "PORT WELLS, May 5, 2010 (AP) -" {
		t.Errorf("dateline span is %q", got)
	}
}

// FuzzPlain holds that what a text says about itself stands in it, and that the text is
// not touched.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{
		"", "By\n\n" + story, "By A B, C\n" + story, "OSLO, May 5 (AP) —", "Updated 31 February 2010\n\n" + story,
		"(Reporting by", "Crane falls\n\nPosted 5/5/2010\n\n" + story + "\n\n(Reporting by ; Editing by)", "\xff\n\n\xfe",
	} {
		f.Add(s)
	}
	l, err := text.Load("en")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := news.Article{Text: s}
		h := Plain(&a, l)
		if a.Text != s {
			t.Fatal("the text was changed")
		}
		for _, span := range []news.Span{h.Title, h.Dateline, h.Place, h.Agency, h.Day, h.Byline} {
			if span.Start < 0 || span.End < span.Start || span.End > len(s) {
				t.Fatalf("span %v of %d bytes", span, len(s))
			}
		}
		if a.Place != h.Place.Of(s) {
			t.Fatalf("place is %q, its span %q", a.Place, h.Place.Of(s))
		}
	})
}
