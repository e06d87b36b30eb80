package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/syntax"
)

// A host is a word that may introduce a quotation in marks.
type host struct {
	run int
	place
	frame frame
}

// hosts lists the words that may introduce run r.
func (p *page) hosts(r int) []host {
	var list []host
	for _, f := range p.frames(r) {
		t := p.trees[f.sentence]
		for i := f.first; i < f.last; i++ {
			if t.tokens[i].Tag == "VERB" || t.accords(i) || t.tokens[i].Tag == "NOUN" && f.side == "before" {
				list = append(list, host{r, place{f.sentence, i}, f})
			}
		}
	}
	return list
}

// hostFeatures describes a host to the learned judge.
func (p *page) hostFeatures(v vector, h host) vector {
	t, f := p.trees[h.sentence], &h.frame
	cue := &t.tokens[h.token]
	gap, verbs := p.gap(h)
	who := p.subjectClass(h)
	link := p.link(h)
	inner, outer := p.edges(h.run)
	edge := f.side + " " + inner
	if f.side == "before" {
		edge = f.side + " " + outer
	}
	v.add("h", f.side)
	v.add("h lemma", cue.Tag, cue.Lemma)
	v.add("h lemma side", cue.Lemma, f.side, f.near)
	v.add("h lemma edge", cue.Lemma, edge)
	v.add("h edge", cue.Tag, edge, f.near)
	v.add("h edge gap", edge, gap)
	v.add("h gap", cue.Tag, f.side, gap)
	v.add("h gap verbs", f.side, gap, verbs, f.near)
	v.add("h verbs", f.side, verbs, edge)
	v.add("h link", cue.Tag, link)
	v.add("h link side", link, edge)
	v.add("h who", cue.Tag, who, f.side)
	v.add("h who gap", who, f.side, gap)
	v.add("h fine", cue.Fine, cue.Rel, f.side)
	v.add("h size", f.side, bucket(len(strings.Fields(p.runs[h.run].Of(p.doc.Article.Text)))), inner)
	v.add("h suffix", suffix(cue.Lemma), cue.Tag)
	return v
}

// gap is how many words, and how many verbs, stand between a host and its run.
func (p *page) gap(h host) (words, verbs string) {
	t := p.trees[h.sentence]
	first, last := h.token+1, h.frame.last
	if h.frame.side == "after" {
		first, last = h.frame.first, h.token
	}
	n, m := 0, 0
	for i := first; i < last; i++ {
		if !t.isMark(i) {
			n++
		}
		if t.tokens[i].Tag == "VERB" {
			m++
		}
	}
	return bucket(n), bucket(min(m, 3))
}

// subjectClass says whether a host has a subject, and of what kind.
func (p *page) subjectClass(h host) string {
	c := p.speakerAt(h.place)
	class, _ := c.speakerClass()
	return class
}

// speakerAt is a candidate for the word at a place with only its speaker read.
func (p *page) speakerAt(at place) candidate {
	t := p.trees[at.sentence]
	c := candidate{tree: t, cue: at.token, speaker: -1}
	switch {
	case t.accords(at.token):
		c.readAccording()
	case t.tokens[at.token].Tag == "NOUN":
		c.speaker = c.owner()
	default:
		c.passive = t.child(at.token, "nsubj:pass", "aux:pass") >= 0
		c.speaker = c.subject()
	}
	return c
}

// link says how the tree joins a host and its run.
func (p *page) link(h host) string {
	t, q := p.trees[h.sentence], p.runs[h.run].outer
	if head := t.tokens[h.token].Head; head >= 0 && q.Contains(t.tokens[head].Span) {
		return "below " + t.tokens[h.token].Rel
	}
	for _, k := range t.kids[h.token] {
		if q.Contains(t.tokens[k].Span) {
			return "above " + t.tokens[k].Rel
		}
	}
	for i := range t.tokens {
		if q.Contains(t.tokens[i].Span) && t.under(i, h.token) {
			return "under"
		}
	}
	return "none"
}

// edges are the mark a run ends with inside its quotation marks, and the one before it.
func (p *page) edges(r int) (inner, outer string) {
	text, q := p.doc.Article.Text, &p.runs[r]
	last, _ := utf8.DecodeLastRuneInString(q.Of(text))
	inner, outer = edge(last), "start"
	if q.outer.Start > p.doc.Blocks[q.block].Start {
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:q.outer.Start], " \u00a0"))
		outer = edge(before)
	}
	if !q.closed {
		inner += " open"
	}
	return inner, outer
}

// edge names a rune by its part in punctuation.
func edge(r rune) string {
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return "word"
	case strings.ContainsRune("!?…", r):
		return "!"
	}
	return string(r)
}

// looseFeatures describes a run without a verb near to the learned judge: is it a
// quotation at all, or a title, a nickname, a word held at arm's length? said tells that
// the run before it in the block was one.
func (p *page) looseFeatures(v vector, r int, said bool) vector {
	text, q := p.doc.Article.Text, &p.runs[r]
	inner, outer := p.edges(r)
	size := bucket(len(strings.Fields(q.Of(text))))
	first, _ := utf8.DecodeRuneInString(q.Of(text))
	block := p.doc.Blocks[q.block]
	after := "end"
	if q.outer.End < block.End {
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[q.outer.End:block.End], " "))
		after = edge(next)
	}
	above, rel := p.holder(r)
	v.add("l")
	v.add("l size", size)
	v.add("l size inner", size, inner)
	v.add("l size case", size, yes(unicode.IsUpper(first)))
	v.add("l outer", outer, inner)
	v.add("l after", after, outer)
	v.add("l said", yes(said), yes(q.carried), size)
	v.add("l said outer", yes(said), outer)
	v.add("l above", above)
	v.add("l rel", rel, size)
	return v
}

// holder is the lemma of the word outside the run that its words hang on, and how.
func (p *page) holder(r int) (lemma, rel string) {
	q := p.runs[r].outer
	for i := p.sentenceAt(q.Start); i < len(p.trees) && p.doc.Sentences[i].Start < q.End; i++ {
		t := p.trees[i]
		for k := range t.tokens {
			if !q.Contains(t.tokens[k].Span) || t.isMark(k) {
				continue
			}
			h := t.tokens[k].Head
			if h < 0 {
				return "", "root"
			}
			if !q.Contains(t.tokens[h].Span) && !syntax.Is(t.tokens[k].Rel, "punct", "cc") {
				return t.tokens[h].Lemma, t.tokens[k].Rel
			}
		}
	}
	return "", ""
}
