package quantity

import (
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// check holds the properties of every reading: spans in the text, not empty, the number
// within the amount, in order.
func check(t *testing.T, doc *news.Document, r *Reader) {
	t.Helper()
	last, n := 0, len(doc.Article.Text)
	for _, q := range r.Read(doc) {
		if q.Empty() || q.Start < 0 || q.End > n || !q.Contains(q.Number) || q.Number.Empty() {
			t.Fatalf("bad span %+v in a text of %d bytes", q, n)
		}
		if q.Number.Start < last {
			t.Fatalf("%+v is out of order", q)
		}
		if last = q.Number.Start; q.Value != q.Value || q.Unit == "" || q.Bound == "" {
			t.Fatalf("incomplete amount %+v", q)
		}
	}
	last = 0
	for _, d := range r.Dates(doc) {
		if d.Empty() || d.Start < last || d.End > n || len(d.Value) < 4 {
			t.Fatalf("bad date %+v in a text of %d bytes", d, n)
		}
		last = d.End
	}
	for _, h := range r.Hours(doc) {
		if h.Empty() || h.Start < 0 || h.End > n || h.From > h.To {
			t.Fatalf("bad time of day %+v in a text of %d bytes", h, n)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"At least 12 people died on Friday, 3 May 2010, in a 6.1-magnitude quake.",
		"$1.5Bln, 10-20 years, 1,000,000.5 km; half a million of them, 3-2, 24/7, 1.2.3.4",
		"a a a million hundred and a half dozen of of of", "20, 000\n\n000 between and or to - 5", "\xff£\ufffd\ufffd\ufffd5m",
		"31 February 2001, 0000-00-00, 99.99.9999, on the 31st, last last next week ago", strings.Repeat("1 ", 50) + strings.Repeat("(", 50),
	} {
		f.Add(s, "2010-05-05")
	}
	r := english(f)
	neutral := New(text.Neutral("xx"))
	f.Fuzz(func(t *testing.T, s, published string) {
		doc := parse(t, &news.Article{Text: s, Published: published})
		check(t, doc, r)
		check(t, doc, neutral)
	})
}

// TestLong reads long input of one kind in linear time.
func TestLong(t *testing.T) {
	r := english(t)
	for _, s := range []string{"1", "1,", "1.", "one ", "million ", "a ", "- ", "10-", "and 5 ", "of ", "2 or ", "$", "May ", "the 1st ", "Big ", "one thousand ", "one thousand and "} {
		text := strings.Repeat(s, 5000)
		doc := &news.Document{Article: &news.Article{Text: text}, Sentences: []news.Sentence{{Span: news.Span{End: len(text)}}}}
		check(t, doc, r)
	}
}

func BenchmarkRead(b *testing.B) {
	s := strings.Repeat("At least 12 people died on Friday when a 6.1-magnitude quake struck some 75 kilometres west of the port, officials said. "+
		"The agency said it would need $1.5 billion, over 80 percent of its budget, to rebuild 1,600 houses within two years. "+
		"Nobody had expected the harbour wall to give way under the weight of the crowd that had come for the festival. ", 10)
	doc := parse(b, &news.Article{Text: s, Published: "2010-05-05"})
	r := english(b)
	b.ReportAllocs()
	for b.Loop() {
		r.Read(doc)
		r.Dates(doc)
	}
}
