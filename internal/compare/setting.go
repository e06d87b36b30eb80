package compare

import (
	"math"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/lexicon"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// setting is what surrounds a value in its account.
type setting struct {
	doc      int
	span     news.Span
	refs     []align.Ref // the statements it stands in
	clause   []heard     // words of content of these, the value's own left out
	sentence []heard     // the same of the sentence
	acts     []heard     // what the value hangs on, nearest first
	subject  int         // linked entity its statement is about, -1 if none
	place    float64     // in the account, 0 first … 1 last
}

// heard is a word of content: what it means, whom it names, how much it tells.
type heard struct {
	lemma  string
	entity int // linked, -1 if it names nobody
	weight float64
	vector *lexicon.Packed // nil if none

	concepts lexicon.Concepts
}

// maxActs is how many words above a value are looked at: "bombs" and "dropped".
const maxActs = 2

// setting looks around a place of an account.
func (a *accounts) setting(doc int, span news.Span) setting {
	d := a.docs[doc]
	out := setting{doc: doc, span: span, refs: a.around(doc, span), subject: a.subjectAt(doc, span)}
	out.place = float64(span.Start) / float64(max(1, len(d.Article.Text)))
	if len(out.refs) == 0 {
		return out
	}
	s := a.sentence(out.refs[0])
	for i := range s.Tokens {
		if span.Overlap(s.Tokens[i].Span) > 0 || !telling(&s.Tokens[i]) {
			continue
		}
		w := a.heard(doc, &s.Tokens[i])
		out.sentence = append(out.sentence, w)
		if a.owns(out.refs, i) {
			out.clause = append(out.clause, w)
		}
	}
	out.acts = a.acts(doc, s, span)
	return out
}

// owns reports whether one of the statements has token i as its own.
func (a *accounts) owns(refs []align.Ref, i int) bool {
	return slices.ContainsFunc(refs, func(r align.Ref) bool { return slices.Contains(a.statement(r).Own, i) })
}

// acts lists what the words of a place hang on, from the outside.
func (a *accounts) acts(doc int, s *news.Sentence, span news.Span) []heard {
	var out []heard
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if span.Overlap(t.Span) == 0 || t.Head < 0 || span.Overlap(s.Tokens[t.Head].Span) > 0 {
			continue
		}
		for k := t.Head; k >= 0 && len(out) < maxActs; k = s.Tokens[k].Head {
			if telling(&s.Tokens[k]) {
				out = append(out, a.heard(doc, &s.Tokens[k]))
			}
		}
		break
	}
	return out
}

// heard weighs a word: rare ones tell more, those that all of these accounts repeat less.
func (a *accounts) heard(doc int, t *news.Token) heard {
	h := a.meaning(t.Lemma)
	h.weight = a.rarity(t)
	n := len(a.said.words[t.Lemma])
	if e, ok := a.said.named[doc][t.Start]; ok {
		h.entity, n = e, max(n, len(a.said.entities[e]))
	}
	h.weight *= max(0, 1-math.Log(float64(n)+1)/math.Log(float64(max(len(a.said.account), 40))+1))
	return h
}

// meaning looks a word up, once.
func (a *accounts) meaning(lemma string) heard {
	h, ok := a.said.meanings[lemma]
	if !ok {
		h = a.lookUp(text.Fold(lemma))
		a.said.meanings[lemma] = h
	}
	return h
}

// lookUp looks up what a folded word means.
func (a *accounts) lookUp(lemma string) heard {
	h := heard{lemma: lemma, entity: -1}
	if a.lexicon != nil {
		h.concepts, h.vector = a.lexicon.Find(lemma), a.lexicon.Packed(lemma)
	}
	return h
}

// minClose is how near in meaning words must be for one to stand for the other.
const minClose = 0.4

// close is how near two words are: 1 the same word or name.
func (a *accounts) close(x, y *heard) float64 {
	switch {
	case x.entity >= 0 && x.entity == y.entity, x.lemma == y.lemma:
		return 1
	case x.entity >= 0 && y.entity >= 0, a.lexicon == nil:
		return 0
	}
	c := a.lexicon.Close(x.concepts, y.concepts)
	if x.vector != nil && y.vector != nil {
		c = max(c, x.vector.Near(y.vector, minClose))
	}
	if c < minClose {
		return 0
	}
	return c
}

// common is the share of both lists' weight that the other has too: each word counts by
// the nearest of the other list.
func (a *accounts) common(xs, ys []heard) float64 {
	found, all := 0.0, 2.0
	nearY := make([]float64, len(ys))
	for i := range xs {
		nearX := 0.0
		for k := range ys {
			c := a.close(&xs[i], &ys[k])
			nearX, nearY[k] = max(nearX, c), max(nearY[k], c)
		}
		found += nearX * xs[i].weight
		all += xs[i].weight
	}
	for k := range ys {
		found += nearY[k] * ys[k].weight
		all += ys[k].weight
	}
	return found / all
}

// nearest is how near any of xs comes to any of ys.
func (a *accounts) nearest(xs, ys []heard) float64 {
	best := 0.0
	for i := range xs {
		for k := range ys {
			best = max(best, a.close(&xs[i], &ys[k]))
		}
	}
	return best
}
