package report

import (
	"strings"
	"testing"

	"synoptic/internal/news"
)

func TestSegmentsSplitOverlaps(t *testing.T) {
	text := "one two three\n\nfour"
	marks := []mark{
		{news.Span{Start: 4, End: 19}, "told", "p1"}, {news.Span{Start: 8, End: 13}, "differ", "d1"}, {news.Span{Start: 0, End: 10}, "said", "v1"},
	}
	var got []string
	for _, p := range paragraphs(text, marks) {
		for _, s := range p.Segments {
			got = append(got, s.Text+"|"+s.Anchors)
		}
		if p.Gap != "" {
			got = append(got, "¶")
		}
	}
	want := "one |v1; two |v1 p1; th|d1 v1 p1; ree|d1 p1; ¶; four|p1"
	if strings.Join(got, "; ") != strings.ReplaceAll(want, "; two", "; two") {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
}

// FuzzParagraphs checks that no byte of a text is lost or added and that the segments of
// a mark are the mark.
func FuzzParagraphs(f *testing.F) {
	f.Add("one two\n\nthree", 0, 3, 2, 9)
	f.Add("\n\n \n", 0, 4, 1, 2)
	f.Add("渡船\n \nran aground\r\n\r\n", 0, 6, 3, 12)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		marks := []mark{{news.Span{Start: a, End: b}, "told", "p1"}, {news.Span{Start: c, End: d}, "differ", "d1"}}
		var whole strings.Builder
		lit := map[string]string{}
		for _, p := range paragraphs(text, marks) {
			for _, s := range p.Segments {
				if s.Start != whole.Len() {
					t.Fatalf("segment %q says it starts at %d, not %d", s.Text, s.Start, whole.Len())
				}
				whole.WriteString(s.Text)
				for _, anchor := range strings.Fields(s.Anchors) {
					lit[anchor] += s.Text
				}
			}
			whole.WriteString(p.Gap)
		}
		if whole.String() != text {
			t.Fatalf("%q became %q", text, whole.String())
		}
		for _, m := range marks {
			if within(text, m.Span) && squeeze(lit[m.Anchor]) != squeeze(m.Of(text)) {
				t.Fatalf("mark %v of %q became %q", m, text, lit[m.Anchor])
			}
		}
	})
}

// squeeze leaves out white space, which between paragraphs belongs to no segment.
func squeeze(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\t", "", "\r", "").Replace(s)
}

// TestBlank holds that the space between two marks is marked but is no link.
func TestBlank(t *testing.T) {
	marks := []mark{{news.Span{Start: 0, End: 11}, "told", "p1"}, {news.Span{Start: 0, End: 5}, "differ", "d1"}, {news.Span{Start: 6, End: 11}, "differ", "d2"}}
	for _, s := range paragraphs("seven seven", marks)[0].Segments {
		if s.Blank() != (s.Text == " ") {
			t.Errorf("segment %q: blank is %v", s.Text, s.Blank())
		}
	}
}
