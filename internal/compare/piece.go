package compare

import (
	"slices"
	"sort"

	"synoptic/internal/news"
	"synoptic/internal/novelty"
	"synoptic/internal/syntax"
)

// piece is a run of tokens of a sentence: first … last-1.
type piece struct{ first, last int }

// wholeTelling is the share of a telling from which it counts as shown.
const wholeTelling = 0.8

// mostOf is the share of a statement's words of content from which it is shown whole.
const mostOf = 0.85

// pieces rounds runs of words of one sentence off to what can be read: statements of which
// they have most whole, with the little words that hang on them, and cut where a quotation
// begins or ends of which they have a part.
func pieces(d *news.Document, runs []novelty.Run) []piece {
	s := &d.Sentences[runs[0].Sentence]
	var whole []piece
	for _, r := range runs {
		p := piece{r.First, r.Last}.whole(d, r.Sentence).withSubject(s).withLittle(s)
		for n := len(whole) - 1; n >= 0 && p.first <= whole[n].last; n-- {
			p.first, p.last = min(p.first, whole[n].first), max(p.last, whole[n].last)
			whole = whole[:n]
		}
		whole = append(whole, p)
	}
	var out []piece
	for _, p := range whole {
		out = append(out, cutAtQuotes(d, s, p)...)
	}
	return out
}

// whole widens a piece by the statements of a sentence of which it has most.
func (p piece) whole(d *news.Document, sentence int) piece {
	out := p
	first := sort.Search(len(d.Statements), func(k int) bool { return d.Statements[k].Sentence >= sentence })
	for k := first; k < len(d.Statements) && d.Statements[k].Sentence == sentence; k++ {
		if own := d.Statements[k].Own; len(own) > 0 && p.share(&d.Sentences[sentence], own) >= mostOf {
			out = piece{min(out.first, own[0]), max(out.last, own[len(own)-1]+1)}
		}
	}
	return out
}

// share is how much of the words of content among some tokens lies in the piece.
func (p piece) share(s *news.Sentence, tokens []int) float64 {
	in, all := 0, 0
	for _, i := range tokens {
		if s.Tokens[i].Tag != "" && !telling(&s.Tokens[i]) {
			continue
		}
		all++
		if p.has(i) {
			in++
		}
	}
	return float64(in) / float64(max(1, all))
}

func (p piece) has(token int) bool { return p.first <= token && token < p.last }

// span is where the words of a piece stand.
func (p piece) span(s *news.Sentence) news.Span {
	return news.Span{Start: s.Tokens[p.first].Start, End: s.Tokens[p.last-1].End}
}

// shown are the spans of which a piece shows the greater part by far.
func (p piece) shown(s *news.Sentence, spans []news.Span) []news.Span {
	all := p.span(s)
	var out []news.Span
	for _, other := range spans {
		if float64(all.Overlap(other)) >= wholeTelling*float64(other.Len()) {
			out = append(out, other)
		}
	}
	return out
}

// without are the longest pieces of a piece outside the spans.
func (p piece) without(s *news.Sentence, spans []news.Span) []piece {
	var out []piece
	for first := p.first; first < p.last; {
		last := first
		for last < p.last && !inAny(s.Tokens[last].Span, spans) {
			last++
		}
		if last > first {
			out = append(out, piece{first, last})
		}
		first = last + 1
	}
	return out
}

// withSubject widens a piece that begins within the subject of a verb it has to all of that
// subject: "a ferry have a right to know" without the people who board it says nothing.
func (p piece) withSubject(s *news.Sentence) piece {
	k := p.first
	for s.Tokens[k].Head >= 0 && !p.has(s.Tokens[k].Head) {
		k = s.Tokens[k].Head
	}
	if k < p.first && s.Tokens[k].Head >= 0 && syntax.Is(s.Tokens[k].Rel, "nsubj") {
		p.first, _ = syntax.Subtree(s, k)
	}
	return p
}

// withLittle adds the words beside a piece that hang on words in it and without which it
// reads as torn: articles, prepositions, auxiliaries, the rest of a name or noun phrase.
func (p piece) withLittle(s *news.Sentence) piece {
	for p.first > 0 && p.little(s, p.first-1) {
		p.first--
	}
	for p.last < len(s.Tokens) && p.little(s, p.last) {
		p.last++
	}
	return p
}

// withMark adds the quotation mark beside a piece that lacks one: what is quoted in it begins
// where it begins, or ends where it ends.
func (p piece) withMark(s *news.Sentence) piece {
	marks := 0
	for i := p.first; i < p.last; i++ {
		if isMark(s, i) {
			marks++
		}
	}
	switch {
	case marks%2 == 0:
	case isMark(s, p.first-1):
		p.first--
	case isMark(s, p.last):
		p.last++
	case p.last < len(s.Tokens) && s.Tokens[p.last].Tag == "PUNCT" && isMark(s, p.last+1):
		p.last += 2
	}
	return p
}

// isMark reports whether a sentence has a double quotation mark for that token.
func isMark(s *news.Sentence, i int) bool {
	return i >= 0 && i < len(s.Tokens) && s.Tokens[i].Norm == `"`
}

func (p piece) little(s *news.Sentence, i int) bool {
	t := &s.Tokens[i]
	if t.Tag == "" || t.Tag == "PUNCT" || !p.has(t.Head) {
		return false
	}
	return !telling(t) || syntax.Is(t.Rel, "amod", "compound", "flat", "nummod")
}

// cutAtQuotes cuts a piece where a direct quotation begins or ends of which it has a part.
func cutAtQuotes(d *news.Document, s *news.Sentence, p piece) []piece {
	var quotes []news.Span
	for i := range d.Quotes {
		if q := &d.Quotes[i]; q.Direct && q.Overlap(s.Span) > 0 && !p.span(s).Contains(q.Span) {
			quotes = append(quotes, q.Span)
		}
	}
	at := func(token int) int {
		return slices.IndexFunc(quotes, func(q news.Span) bool { return q.Overlap(s.Tokens[token].Span) > 0 })
	}
	out := []piece{{p.first, p.first}}
	for i := p.first; i < p.last; i++ {
		if n := len(out) - 1; i == p.first || at(i) == at(i-1) {
			out[n].last = i + 1
		} else {
			out = append(out, piece{i, i + 1})
		}
	}
	return out
}
