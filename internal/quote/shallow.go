package quote

import (
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// shallow reads a document without trees: quotations in marks in every language, with
// the name or cue beside them; indirect speech where the language lists its cues.
func (p *page) shallow(code string) []news.Quote {
	cues := p.cueStems(code)
	var list []news.Quote
	for i := range p.trees {
		for k := range p.trees[i].tokens {
			if q, ok := p.shallowCue(code, cues, place{i, k}); ok {
				list = append(list, q)
			}
		}
	}
	last := news.Quote{Entity: -1}
	for r := range p.runs {
		if !p.sentenceLike(r) {
			continue
		}
		q := p.shallowRun(code, cues, r)
		if q.Speaker == "" && p.continues(r) {
			q.Speaker, q.Entity = last.Speaker, last.Entity
		}
		list, last = append(list, q), q
	}
	return ordered(list)
}

// cueStems maps the stem of each verb of saying to itself.
func (p *page) cueStems(code string) map[string]bool {
	stems := map[string]bool{}
	for lemma, manner := range p.words.manner {
		if manner == "said" {
			stems[text.Stem(code, lemma)] = true
		}
	}
	return stems
}

// isCue reports whether token k of a tree is a form of a verb of saying.
func (p *page) isCue(code string, cues map[string]bool, t *tree, k int) bool {
	norm := t.tokens[k].Norm
	if base, ok := p.words.forms[norm]; ok {
		norm = base
	}
	return cues[text.Stem(code, norm)]
}

// sentenceLike reports whether a run is long enough to be a quotation and no title.
func (p *page) sentenceLike(r int) bool {
	n := 0
	for _, c := range p.runs[r].Of(p.doc.Article.Text) {
		if unicode.IsSpace(c) {
			n++
		}
	}
	inner, _ := p.edges(r)
	return n >= 4 || inner != "word" && n >= 1
}

// continues reports whether a run goes on with the one before: over a paragraph or
// inside one.
func (p *page) continues(r int) bool {
	if r == 0 {
		return false
	}
	q := &p.runs[r]
	return q.carried || q.block-p.runs[r-1].block <= 1
}

// shallowRun gives a run with the speaker named in the words beside it.
func (p *page) shallowRun(code string, cues map[string]bool, r int) news.Quote {
	q := news.Quote{Span: p.runs[r].Span, Entity: -1, Direct: true, Manner: news.Said}
	for _, f := range p.frames(r) {
		t := p.trees[f.sentence]
		for k := f.first; k < f.last; k++ {
			if !p.isCue(code, cues, t, k) {
				continue
			}
			if who := p.beside(t, k, f.first, f.last); !who.Empty() {
				q.Cue = t.tokens[k].Span
				p.call(&q, who)
				return q
			}
		}
		if who := p.named(t, f.first, f.last); q.Speaker == "" && f.near == "same" && !who.Empty() {
			p.call(&q, who)
		}
	}
	return q
}

// call names the speaker of a quotation by the words of a span.
func (p *page) call(q *news.Quote, who news.Span) {
	q.Said = who
	q.Speaker = p.describe(who)
	if m := p.mentionAt(who); m != nil {
		p.entity(q, m)
	}
}

// named is the first mention of a name among tokens first … last-1.
func (p *page) named(t *tree, first, last int) news.Span {
	for k := first; k < last; k++ {
		if m := p.mentionAt(t.tokens[k].Span); m != nil && m.Form == "name" {
			return m.Span
		}
	}
	return news.Span{}
}

// beside is the name or pronoun right before or right behind token k.
func (p *page) beside(t *tree, k, first, last int) news.Span {
	for at := k - 1; at >= max(first, k-3); at-- {
		if p.words.speakers.Has(t.tokens[at].Norm) {
			return t.tokens[at].Span
		}
		if t.capital(at) {
			from := at
			for from > first && t.capital(from-1) {
				from--
			}
			return news.Span{Start: t.tokens[from].Start, End: t.tokens[at].End}
		}
	}
	to := k + 1
	for to < last && t.capital(to) {
		to++
	}
	if to > k+1 {
		return news.Span{Start: t.tokens[k+1].Start, End: t.tokens[to-1].End}
	}
	return news.Span{}
}

// shallowCue reads indirect speech at token k: "X said that …", "…, X said".
func (p *page) shallowCue(code string, cues map[string]bool, at place) (news.Quote, bool) {
	t, k := p.trees[at.sentence], at.token
	if p.runAt(t.tokens[k].Start) >= 0 || !p.isCue(code, cues, t, k) {
		return news.Quote{}, false
	}
	who := p.beside(t, k, 0, len(t.tokens))
	if who.Empty() {
		return news.Quote{}, false
	}
	from, to := k+1, len(t.tokens)
	if to-from < 4 || t.mark(k+1) {
		from, to = 0, k
		for to > 0 && t.tokens[to-1].End > who.Start {
			to--
		}
	}
	q := news.Quote{Span: t.trimmed(from, to), Entity: -1, Cue: t.tokens[k].Span, Manner: news.Said}
	if q.Empty() || q.Contains(who) || p.runAt(q.Start) >= 0 || p.runAt(q.End-1) >= 0 && p.runAt(q.Start) < 0 && to-from < 4 {
		return news.Quote{}, false
	}
	p.call(&q, who)
	return q, true
}

// mark reports whether token k is punctuation by its first rune.
func (t *tree) mark(k int) bool {
	r, _ := utf8.DecodeRuneInString(t.text[t.tokens[k].Start:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Sc, r)
}

// trimmed is the span of tokens first … last-1 without punctuation at its ends.
func (t *tree) trimmed(first, last int) news.Span {
	for first < last && t.mark(first) {
		first++
	}
	for first < last && t.mark(last-1) {
		last--
	}
	if first >= last {
		return news.Span{}
	}
	return news.Span{Start: t.tokens[first].Start, End: t.tokens[last-1].End}
}
