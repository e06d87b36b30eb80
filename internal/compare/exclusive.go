package compare

import (
	"synoptic/internal/align"
	"synoptic/internal/annotate"
	"synoptic/internal/news"
	"synoptic/internal/novelty"
	"synoptic/internal/syntax"
)

// minTold is how many words of content a part of a sentence must have to be shown as
// told by one account alone.
const minTold = 2

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
		doc := alone[0].Doc
		d := a.docs[doc]
		s := &d.Sentences[alone[0].Sentence]
		for _, p := range pieces(d, alone[:n]) {
			out = a.addExclusives(out, doc, s, p.without(s, p.shown(s, tellings[d.Article.ID])))
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

// addExclusives adds a point of every piece of a sentence that says enough; a byline states
// nothing.
func (a *accounts) addExclusives(out []point, doc int, s *news.Sentence, pieces []piece) []point {
	for _, p := range pieces {
		if span, ok := a.freeOf(doc, s, p); ok && len(a.around(doc, span)) > 0 {
			out = append(out, a.exclusive(doc, span))
		}
	}
	return out
}

// freeOf is the span of a piece without what no part of a sentence begins or ends with, if at
// least minTold of its words carry content that no other account answers and not all of them
// name who says something.
func (a *accounts) freeOf(doc int, s *news.Sentence, p piece) (news.Span, bool) {
	for p.first < p.last && a.dangling(doc, &s.Tokens[p.first], true) {
		p.first++
	}
	for p.first < p.last && a.dangling(doc, &s.Tokens[p.last-1], false) {
		p.last--
	}
	told, bare := 0, true
	for i := p.first; i < p.last; i++ {
		if a.tellsAlone(doc, &s.Tokens[i]) {
			told++
			bare = bare && a.says(s, i)
		}
	}
	if told < minTold || bare {
		return news.Span{}, false
	}
	return p.span(s), true
}

// dangling reports whether a word at the edge of a part of a sentence is a mark, joins it to
// what is left out, or says who said it.
func (a *accounts) dangling(doc int, t *news.Token, leading bool) bool {
	return annotate.Edge(t, leading) || t.Rel == "fixed" || a.cues[doc].Has(t.Span)
}

// tellsAlone reports whether a word carries content that is no verb of saying and no part of
// an amount that another account answers, with the same or another.
func (a *accounts) tellsAlone(doc int, t *news.Token) bool {
	if !telling(t) && t.Tag != "" || inAny(t.Span, a.answered[doc]) {
		return false
	}
	return !a.saying(t)
}

// says reports whether a word names who says something. What is told of the speaker besides
// is no part of that.
func (a *accounts) says(s *news.Sentence, i int) bool {
	for s.Tokens[i].Head >= 0 && !syntax.Is(s.Tokens[i].Rel, "nsubj", "acl", "appos") {
		i = s.Tokens[i].Head
	}
	t := &s.Tokens[i]
	return syntax.Is(t.Rel, "nsubj") && t.Head >= 0 && a.saying(&s.Tokens[t.Head])
}

// saying reports whether a word is a verb of saying.
func (a *accounts) saying(t *news.Token) bool {
	return t.Tag == "VERB" && a.language.Section("cues")[t.Lemma] == string(news.Said)
}

func (a *accounts) exclusive(doc int, span news.Span) point {
	d := a.docs[doc]
	p := point{members: a.around(doc, span)}
	p.Gist, p.Sources, p.Origins = a.withMark(p.members[0], span).Text, []string{sourceName(d.Article)}, 1
	p.Tellings = []news.Telling{{Evidence: evidence(d, span)}}
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
