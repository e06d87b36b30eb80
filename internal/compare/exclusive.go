package compare

import (
	"synoptic/internal/align"
	"synoptic/internal/annotate"
	"synoptic/internal/news"
)

// minTold is how many words of content a part of a sentence must have to be shown as
// told by one account alone.
const minTold = 3

// exclusives makes a point of every part of a sentence that no point of several
// accounts covers: what one account alone tells, in as few pieces as can be.
func (a *accounts) exclusives(shared []point) []point {
	taken := map[string][]news.Span{}
	for i := range shared {
		for _, t := range shared[i].Tellings {
			taken[t.Article] = append(taken[t.Article], t.Span)
		}
	}
	var out []point
	for i, d := range a.docs {
		for _, s := range a.toldSentences(i) {
			for _, run := range freeRuns(d, &d.Sentences[s], taken[d.Article.ID]) {
				out = append(out, a.exclusive(i, run))
			}
		}
		for _, span := range a.details(i, shared) {
			out = append(out, a.exclusive(i, span))
		}
	}
	return out
}

// toldSentences lists the sentences of a document that have a statement.
func (a *accounts) toldSentences(doc int) []int {
	var out []int
	for k := range a.docs[doc].Statements {
		if s := a.docs[doc].Statements[k].Sentence; len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

// freeRuns are the longest parts of a sentence outside the spans taken that say enough.
func freeRuns(d *news.Document, s *news.Sentence, taken []news.Span) []news.Span {
	var out []news.Span
	for first := 0; first < len(s.Tokens); {
		last := first
		for last < len(s.Tokens) && !inAny(s.Tokens[last].Span, taken) {
			last++
		}
		if span, ok := freeOf(d, s.Tokens[first:last], minTold); ok {
			out = append(out, span)
		}
		first = last + 1
	}
	return out
}

// freeOf is the span of the words without marks, joining words and attribution at their
// edges, if at least least of them carry content.
func freeOf(d *news.Document, words []news.Token, least int) (news.Span, bool) {
	bare := func(t *news.Token) bool { return t.Tag == "PUNCT" || t.Rel == "cc" || annotate.InCue(d, t.Span) }
	for len(words) > 0 && bare(&words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && bare(&words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	told := 0
	for i := range words {
		switch words[i].Tag {
		case "NOUN", "VERB", "PROPN", "ADJ", "NUM", "":
			told++
		}
	}
	if told < least {
		return news.Span{}, false
	}
	return news.Span{Start: words[0].Start, End: words[len(words)-1].End}, true
}

func (a *accounts) exclusive(doc int, span news.Span) point {
	d := a.docs[doc]
	p := point{members: a.around(doc, span)}
	e := evidence(d, span)
	p.Gist, p.Sources, p.Origins = e.Text, []string{sourceName(d.Article)}, 1
	p.Tellings = []news.Telling{{Evidence: e}}
	p.Weight = a.weight(align.Group{Members: p.members}, 1, 1)
	return p
}

func several(members []align.Ref) bool {
	for _, m := range members {
		if m.Doc != members[0].Doc {
			return true
		}
	}
	return false
}

func inAny(w news.Span, spans []news.Span) bool {
	for _, s := range spans {
		if s.Overlap(w) > 0 {
			return true
		}
	}
	return false
}
