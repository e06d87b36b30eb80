package compare

import (
	"strings"
	"testing"

	"synoptic/internal/align"
	"synoptic/internal/news"
	"synoptic/internal/novelty"
)

// TestPieces holds how runs of words are rounded off: in the text, the words of each run
// stand in square brackets.
func TestPieces(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a whole clause", "The [mayor opened the old hall].", "The mayor opened the old hall"},
		{"a clause of which most was found", "People with [tickets for the ferry have every right to know today].", "People with tickets for the ferry have every right to know today"},
		{"a clause without the beginning of its subject", "People who board a [ferry have a right to know that its rudder works].", "People who board a ferry have a right to know that its rudder works"},
		{"a part of a clause with what joins it", "Divers pulled two men and a dog from the cold [water] on Friday.", "from the cold water"},
		{"two runs of one clause", "The [mayor opened] the old [hall in the square].", "The mayor opened the old hall in the square"},
		{"a quotation as a whole", `Ms. Quince called the [long crossing "a bad dream" of twelve hours].`, `the long crossing "a bad dream" of twelve hours`},
		{"an end of a quotation", `"We were lucky and nobody [died," she told the whole council] of the town on Friday.`, `and nobody died|she told the whole council`},
	} {
		plain := strings.NewReplacer("[", "", "]", "").Replace(c.text)
		d := reader.Read(&news.Article{ID: "a", Lang: "en", Text: plain})
		var got []string
		for _, p := range pieces(d, runsIn(c.text, &d.Sentences[0])) {
			got = append(got, strings.Trim(p.span(&d.Sentences[0]).Of(plain), `",. `))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

// runsIn are the runs of tokens in square brackets.
func runsIn(marked string, s *news.Sentence) []novelty.Run {
	var out []novelty.Run
	at := 0 // in the text without brackets
	for _, part := range strings.SplitAfter(marked, "]") {
		before, inside, ok := strings.Cut(part, "[")
		at += len(before)
		if !ok {
			continue
		}
		inside = strings.TrimSuffix(inside, "]")
		first, last := within(s, news.Span{Start: at, End: at + len(inside)})
		out = append(out, novelty.Run{First: first, Last: last})
		at += len(inside)
	}
	return out
}

// TestWithMark holds that no piece shows one quotation mark of two, where the other stands
// beside it.
func TestWithMark(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"[We were lucky," she said].`, `"We were lucky," she said`},
		{`The mayor called the [crossing “a bad dream].”`, `crossing “a bad dream.”`},
		{`The mayor called it ["a bad dream" of twelve hours].`, `"a bad dream" of twelve hours`},
		{`"[We were lucky]," she said.`, `We were lucky`},
		{`The [mayor opened the old hall].`, `mayor opened the old hall`},
	} {
		plain := strings.NewReplacer("[", "", "]", "").Replace(c.text)
		d := reader.Read(&news.Article{ID: "a", Lang: "en", Text: plain})
		s := &d.Sentences[0]
		run := runsIn(c.text, s)[0]
		if got := (piece{run.First, run.Last}).withMark(s).span(s).Of(plain); got != c.want {
			t.Errorf("%s: %q, not %q", c.text, got, c.want)
		}
	}
}

// TestShownMarks holds that a telling is shown with both its quotation marks, and that the rules
// go on with the one they know.
func TestShownMarks(t *testing.T) {
	said := article("a", "2026-04-15", `"We were lucky," she said.`)
	d := reader.Read(&said)
	a := &accounts{docs: []*news.Document{d}}
	known := evidence(d, news.Span{Start: 1, End: len(said.Text) - 1})
	points := []point{{news.Point{Tellings: []news.Telling{{Evidence: known}}}, []align.Ref{{}}}}
	if got := a.shown(points)[0].Tellings[0].Text; got != `"We were lucky," she said` {
		t.Errorf("shown as %q", got)
	}
	if got := points[0].Tellings[0].Evidence; got != known {
		t.Errorf("the rules go on with %q", got.Text)
	}
}
