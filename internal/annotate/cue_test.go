package annotate

import (
	"testing"

	"synoptic/internal/news"
)

// TestCues holds that a word is part of a cue if one of the cues holds all of it.
func TestCues(t *testing.T) {
	c := CuesOf(&news.Document{Quotes: []news.Quote{
		{Cue: news.Span{Start: 40, End: 44}, Said: news.Span{Start: 30, End: 44}},
		{Cue: news.Span{Start: 5, End: 9}, Said: news.Span{Start: 5, End: 9}},
		{Cue: news.Span{Start: 46, End: 50}}, // said in no place of its own
	}})
	for at, want := range map[news.Span]bool{
		{Start: 5, End: 9}:   true,
		{Start: 6, End: 8}:   true,
		{Start: 4, End: 9}:   false,
		{Start: 10, End: 12}: false,
		{Start: 31, End: 35}: true,
		{Start: 41, End: 44}: true,
		{Start: 41, End: 47}: false,
		{Start: 46, End: 50}: true,
		{Start: 60, End: 62}: false,
	} {
		if got := c.Has(at); got != want {
			t.Errorf("%v is part of a cue: %v", at, got)
		}
	}
	if CuesOf(&news.Document{}).Has(news.Span{Start: 0, End: 3}) {
		t.Error("a document without quotations has a cue")
	}
}
