package compare

import (
	"testing"

	"synoptic/internal/news"
)

// TestRepeats holds that a point is shown once: not again with a part of its tellings.
func TestRepeats(t *testing.T) {
	telling := func(article string, start, end int) news.Telling {
		return news.Telling{Evidence: news.Evidence{Article: article, Span: news.Span{Start: start, End: end}}}
	}
	shown := []point{{Point: news.Point{Tellings: []news.Telling{telling("a", 0, 40), telling("b", 10, 50), telling("c", 0, 20)}}}}
	for _, c := range []struct {
		name     string
		tellings []news.Telling
		want     bool
	}{
		{"the same", []news.Telling{telling("a", 0, 40), telling("b", 10, 50)}, true},
		{"parts", []news.Telling{telling("a", 5, 20), telling("c", 0, 20)}, true},
		{"another telling of one account", []news.Telling{telling("a", 5, 20), telling("c", 30, 50)}, false},
		{"a longer telling", []news.Telling{telling("a", 0, 60), telling("b", 10, 50)}, false},
		{"another account", []news.Telling{telling("a", 0, 40), telling("d", 10, 50)}, false},
	} {
		if got := repeats(c.tellings, shown); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
