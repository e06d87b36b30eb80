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
			for _, run := range a.freeRuns(i, &d.Sentences[s], taken[d.Article.ID]) {
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
func (a *accounts) freeRuns(doc int, s *news.Sentence, taken []news.Span) []news.Span {
	var out []news.Span
	for first := 0; first < len(s.Tokens); {
		last := first
		for last < len(s.Tokens) && !inAny(s.Tokens[last].Span, taken) {
			last++
		}
		if span, ok := a.freeOf(doc, s.Tokens[first:last], minTold); ok {
			out = append(out, span)
		}
		first = last + 1
	}
	return out
}

// freeOf is the span of the words without what no part of a sentence begins or ends with,
// if at least least of them carry content that no other account answers.
func (a *accounts) freeOf(doc int, words []news.Token, least int) (news.Span, bool) {
	for len(words) > 0 && a.dangling(doc, &words[0], true) {
		words = words[1:]
	}
	for len(words) > 0 && a.dangling(doc, &words[len(words)-1], false) {
		words = words[:len(words)-1]
	}
	told := 0
	for i := range words {
		if a.tellsAlone(doc, &words[i]) {
			told++
		}
	}
	if told < least {
		return news.Span{}, false
	}
	return news.Span{Start: words[0].Start, End: words[len(words)-1].End}, true
}

// dangling reports whether a word at the edge of a part of a sentence is a mark, joins it to
// what is left out, or says who said it.
func (a *accounts) dangling(doc int, t *news.Token, leading bool) bool {
	return annotate.Edge(t, leading) || t.Rel == "fixed" || annotate.InCue(a.docs[doc], t.Span)
}

// tellsAlone reports whether a word carries content that is no verb of saying and no part of
// an amount that another account answers, with the same or another.
func (a *accounts) tellsAlone(doc int, t *news.Token) bool {
	if !telling(t) && t.Tag != "" || inAny(t.Span, a.answered[doc]) {
		return false
	}
	return t.Tag != "VERB" || a.language.Section("cues")[t.Lemma] != string(news.Said)
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
