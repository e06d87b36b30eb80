package quote

import (
	"sort"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// quote turns an attribution into what is shown, with its speaker's fullest name.
func (p *page) quote(a *attribution) news.Quote {
	q := news.Quote{Span: a.words, Entity: -1, Direct: a.run >= 0, Manner: news.Said}
	if a.cue.token >= 0 {
		q.Cue = p.trees[a.cue.sentence].tokens[a.cue.token].Span
	}
	if a.source.token >= 0 {
		p.name(&q, p.trees[a.source.sentence], a.source.token)
		if a.run >= 0 && p.doc.Sentences[a.source.sentence].Block != p.runs[a.run].block {
			q.Said = news.Span{} // not on the spot
		}
	}
	if !q.Direct || q.Cue.Start <= q.Start && p.label(q.Span) {
		q.Manner = p.manner(a)
	}
	return q
}

// manner is how a cue means its words. Said is what makes a clause; a thing named or an
// act asked for is said only by a cue that makes a claim of it ("accused him of theft",
// "promised to pay"). Of a cue that is not listed nothing is known but that it takes a
// side.
//
// What somebody is quoted to have said that another said is the first one's word, and one
// or two words are a name for a thing, not what was said of it.
func (p *page) manner(a *attribution) news.Manner {
	if p.label(a.words) || a.cue.token < 0 || p.runAt(p.at(a.cue)) >= 0 {
		return news.Meant
	}
	cue := &p.trees[a.cue.sentence].tokens[a.cue.token]
	m, listed := p.words.mannerOf(cue)
	switch {
	case !listed || a.source.token < 0:
		return news.Meant
	case m != string(news.Said) || p.words.claims.Has(cue.Lemma) || p.wordy(a.words):
		return news.Manner(m)
	}
	switch a.shape {
	case "obj", "obl", "nmod", "subject", "relative", "xcomp", "advcl":
		return news.Meant
	}
	return news.Said
}

// label reports whether a span is one or two words that end no sentence.
func (p *page) label(s news.Span) bool {
	words := strings.TrimRight(s.Of(p.doc.Article.Text), ",;”’\"' ")
	return strings.Count(words, " ") < 2 && !strings.HasSuffix(words, ".") && !strings.HasSuffix(words, "!") && !strings.HasSuffix(words, "?")
}

// wordy reports whether a span must be somebody's words by its looks: it holds quotation
// marks or begins with "that".
func (p *page) wordy(s news.Span) bool {
	first, _, _ := strings.Cut(s.Of(p.doc.Article.Text), " ")
	if p.words.that.Has(strings.ToLower(first)) {
		return true
	}
	i := sort.Search(len(p.runs), func(i int) bool { return p.runs[i].outer.End > s.Start })
	return i < len(p.runs) && s.Contains(p.runs[i].Span)
}

// name fills in the speaker that token k of a sentence heads.
func (p *page) name(q *news.Quote, t *tree, k int) {
	q.Said = t.phrase(k)
	k = t.issuer(t.referent(k))
	q.Speaker = p.describe(t.phrase(k))
	m := p.mention(t, k)
	personal := p.words.persons.Has(t.tokens[k].Norm)
	if m != nil && (!personal || p.kind(m) == news.Person) {
		p.entity(q, m)
	} else if personal {
		q.Speaker = "" // nobody the text names; perhaps the last speaker
	}
}

// referent is the noun a relative pronoun stands for, any other token itself.
func (t *tree) referent(k int) int {
	for at := k; t.tokens[at].Head >= 0 && t.tokens[k].Tag == "PRON"; {
		at = t.tokens[at].Head
		if syntax.Is(t.tokens[at].Rel, "acl") {
			return t.antecedent(at, k)
		}
		if isClausal(t.tokens[at].Rel) {
			break
		}
	}
	return k
}

// entity makes the entity of a mention the speaker.
func (p *page) entity(q *news.Quote, m *news.Mention) {
	q.Entity = m.Entity
	if e := p.entities[m.Entity]; e != nil && e.Name != "" {
		q.Speaker = e.Name
	}
}

// mention is the mention of the speaker that token k heads: of a person named in its
// phrase or set beside it ("a spokesman, John Smith"), else the one on the token; nil if
// none.
func (p *page) mention(t *tree, k int) *news.Mention {
	if t.tokens[k].Tag != "PRON" {
		for i := t.hi[k] - 1; i >= t.lo[k]; i-- {
			m := p.mentionAt(t.tokens[i].Span)
			if m != nil && m.Form == "name" && p.kind(m) == news.Person && t.belongs(i, k) {
				return m
			}
		}
	}
	if m := p.mentionAt(t.tokens[k].Span); m != nil && m.Form != "description" {
		return m
	}
	if m := p.apposed(t, k); m != nil {
		return m
	}
	on := p.mentionAt(t.tokens[k].Span)
	if on != nil && p.kind(on) != news.Place {
		return on
	}
	if h := t.tokens[k].Head; h >= 0 && syntax.Is(t.tokens[k].Rel, "appos", "conj") && t.isNominal(h) {
		if m := p.mentionAt(t.tokens[h].Span); m != nil {
			return m
		}
	}
	if m := p.personIn(t, t.lo[k], t.hi[k]); m != nil {
		return m
	}
	return on
}

// personIn is the first mention by name of a person among tokens first … last-1, where
// the tokens are few.
func (p *page) personIn(t *tree, first, last int) *news.Mention {
	for i := first; i < last && last-first < 8; i++ {
		if m := p.mentionAt(t.tokens[i].Span); m != nil && m.Form == "name" && p.kind(m) == news.Person {
			return m
		}
	}
	return nil
}

// apposed is the mention of the person named beside the phrase of token k, with a comma
// between: "an activist, Ann Lee, said", "Ann Lee of Ohio, the activist, said".
func (p *page) apposed(t *tree, k int) *news.Mention {
	if t.tokens[k].Tag == "PRON" {
		return nil
	}
	phrase := t.phrase(k)
	if at := t.tokenAt(phrase.End); at+1 < len(t.tokens) && t.tokens[at].Norm == "," {
		m := p.mentionAt(t.tokens[at+1].Span)
		if m != nil && m.Start == t.tokens[at+1].Start && m.Form == "name" && p.kind(m) == news.Person {
			return m
		}
	}
	at := t.tokenAt(phrase.Start) - 1
	if at < 1 || t.tokens[at].Norm != "," {
		return nil
	}
	first := max(0, t.commaBefore(at)+1)
	if t.acts(first, at) {
		return nil
	}
	return p.personIn(t, first, at)
}

// kind is the kind of the entity of a mention.
func (p *page) kind(m *news.Mention) news.EntityKind {
	if e := p.entities[m.Entity]; e != nil {
		return e.Kind
	}
	return ""
}

// belongs reports whether token i names what token k heads: by title, name or
// apposition, not by a phrase of its own ("a spokesman for John Smith").
func (t *tree) belongs(i, k int) bool {
	for range t.tokens {
		if i == k {
			return true
		}
		if !syntax.Is(t.tokens[i].Rel, "flat", "appos", "compound", "dep", "nmod:unmarked") {
			return false
		}
		if i = t.tokens[i].Head; i < 0 {
			return false
		}
	}
	return false
}

// mentionAt is the mention that holds a span, nil if none.
func (p *page) mentionAt(s news.Span) *news.Mention {
	after := sort.Search(len(p.mentions), func(i int) bool { return p.mentions[i].Start > s.Start })
	for i := after - 1; i >= max(0, after-4); i-- {
		if p.mentions[i].Contains(s) {
			return &p.mentions[i]
		}
	}
	return nil
}

// phrase is the noun phrase token k heads, without what is told of it behind a comma.
func (t *tree) phrase(k int) news.Span {
	first, last := t.lo[k], t.hi[k]
	for _, c := range t.kids[k] {
		switch {
		case c > k && syntax.Is(t.tokens[c].Rel, "acl", "appos", "parataxis", "advcl", "punct", "dep"):
			last = min(last, t.lo[c])
		case c < k && syntax.Is(t.tokens[c].Rel, "case", "punct", "cc", "mark"):
			first = max(first, t.hi[c])
		case c > k && syntax.Is(t.tokens[c].Rel, "case") && t.hi[c] == last:
			last = c
		}
	}
	if t.accords(first) && first+2 <= k { // hangs on whose the noun is
		first += 2
	}
	return t.span(first, max(last, k+1))
}

// describe is a noun phrase as a name for its speaker: without its article.
func (p *page) describe(s news.Span) string {
	words := s.Of(p.doc.Article.Text)
	first, rest, ok := strings.Cut(words, " ")
	if ok && p.words.articles.Has(strings.ToLower(first)) {
		return rest
	}
	return words
}

// carryOn gives "he said" and "she said" without a known person the last speaker.
func (p *page) carryOn(quotes []news.Quote) {
	var last *news.Quote
	for i := range quotes {
		q := &quotes[i]
		if q.Speaker == "" && !q.Said.Empty() {
			if last != nil {
				q.Speaker, q.Entity = last.Speaker, last.Entity
			} else {
				q.Speaker = q.Said.Of(p.doc.Article.Text)
			}
		}
		if q.Speaker != "" && q.Manner == news.Said && !p.words.speakers.Has(strings.ToLower(q.Speaker)) {
			last = q
		}
	}
}
