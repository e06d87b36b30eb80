package compare

import (
	"synoptic/internal/align"
	"synoptic/internal/annotate"
	"synoptic/internal/news"
	"synoptic/internal/novelty"
)

// minTold is how many words of content a part of a sentence must have to be shown as
// told by one account alone.
const minTold = 2

// wholeTelling is the share of a telling from which it counts as shown.
const wholeTelling = 0.8

// exclusives makes a point of every run of words that one account alone tells, without the
// tellings of shared points that it would show whole: nothing is told both by one alone and
// by several.
func (a *accounts) exclusives(alone []novelty.Run, shared []point) []point {
	tellings := map[string][]news.Span{}
	for i := range shared {
		for _, t := range shared[i].Tellings {
			tellings[t.Article] = append(tellings[t.Article], t.Span)
		}
	}
	var out []point
	for len(alone) > 0 {
		n := ofOneSentence(alone)
		doc, sentence := alone[0].Doc, alone[0].Sentence
		d := a.docs[doc]
		for _, p := range a.pieces(alone[:n]) {
			words := d.Sentences[sentence].Tokens[p.first:p.last]
			out = a.addExclusives(out, doc, without(words, shownBy(words, tellings[d.Article.ID])))
		}
		alone = alone[n:]
	}
	return out
}

// ofOneSentence is how many runs, from the first, are of one sentence.
func ofOneSentence(runs []novelty.Run) int {
	n := 1
	for n < len(runs) && runs[n].Doc == runs[0].Doc && runs[n].Sentence == runs[0].Sentence {
		n++
	}
	return n
}

// addExclusives adds a point of every part of a sentence that says enough; a byline states
// nothing.
func (a *accounts) addExclusives(out []point, doc int, parts [][]news.Token) []point {
	for _, part := range parts {
		if span, ok := a.freeOf(doc, part, minTold); ok && len(a.around(doc, span)) > 0 {
			out = append(out, a.exclusive(doc, span))
		}
	}
	return out
}

// shownBy are the spans of which the words show the greater part by far.
func shownBy(words []news.Token, spans []news.Span) []news.Span {
	all := news.Span{Start: words[0].Start, End: words[len(words)-1].End}
	var out []news.Span
	for _, s := range spans {
		if float64(all.Overlap(s)) >= wholeTelling*float64(s.Len()) {
			out = append(out, s)
		}
	}
	return out
}

// without are the longest runs of the words outside the spans.
func without(words []news.Token, spans []news.Span) [][]news.Token {
	var out [][]news.Token
	for first := 0; first < len(words); {
		last := first
		for last < len(words) && !inAny(words[last].Span, spans) {
			last++
		}
		if last > first {
			out = append(out, words[first:last])
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
