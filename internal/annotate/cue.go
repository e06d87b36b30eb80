package annotate

import (
	"cmp"
	"slices"
	"sort"

	"synoptic/internal/news"
)

// Cues are the places of the "X said" of a document's quotations.
type Cues struct {
	spans []news.Span // in order of where they begin
	end   []int       // where the last of those up to this one ends
}

// CuesOf collects the cues of a document.
func CuesOf(doc *news.Document) Cues {
	var c Cues
	for i := range doc.Quotes {
		c.spans = append(c.spans, doc.Quotes[i].Cue, doc.Quotes[i].Said)
	}
	slices.SortFunc(c.spans, func(x, y news.Span) int { return cmp.Compare(x.Start, y.Start) })
	last := 0
	for _, s := range c.spans {
		last = max(last, s.End)
		c.end = append(c.end, last)
	}
	return c
}

// Has reports whether a word is part of a cue.
func (c Cues) Has(word news.Span) bool {
	n := sort.Search(len(c.spans), func(i int) bool { return c.spans[i].Start > word.Start })
	return n > 0 && c.end[n-1] >= word.End
}
