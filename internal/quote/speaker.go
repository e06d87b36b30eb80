package quote

import (
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// quote turns an attribution into what is shown, with its speaker's fullest name.
func (p *page) quote(a *attribution) news.Quote {
	q := news.Quote{Span: a.words, Entity: -1, Direct: a.run >= 0}
	if a.cue.token >= 0 {
		q.Cue = p.trees[a.cue.sentence].tokens[a.cue.token].Span
	}
	if a.source.token >= 0 {
		p.name(&q, p.trees[a.source.sentence], a.source.token)
	}
	return q
}

// name fills in the speaker that token k of a sentence heads.
func (p *page) name(q *news.Quote, t *tree, k int) {
	q.Said = t.phrase(k)
	q.Speaker = p.describe(q.Said)
	if m := p.mention(t, k); m != nil {
		p.entity(q, m)
	}
}

// entity makes the entity of a mention the speaker.
func (p *page) entity(q *news.Quote, m *news.Mention) {
	q.Entity = m.Entity
	for i := range p.doc.Entities {
		if e := &p.doc.Entities[i]; e.ID == m.Entity && e.Name != "" {
			q.Speaker = e.Name
		}
	}
}

// mention is the mention of the speaker: the one on token k, or that of a person set
// beside it ("a spokesman, John Smith"); nil if none.
func (p *page) mention(t *tree, k int) *news.Mention {
	if m := p.mentionAt(t.tokens[k].Span); m != nil {
		return m
	}
	for _, a := range t.kids[k] {
		if syntax.Is(t.tokens[a].Rel, "appos", "flat") {
			if m := p.mentionAt(t.tokens[a].Span); m != nil {
				return m
			}
		}
	}
	return nil
}

// mentionAt is the mention that holds a span, nil if none.
func (p *page) mentionAt(s news.Span) *news.Mention {
	for i := range p.doc.Mentions {
		if p.doc.Mentions[i].Contains(s) {
			return &p.doc.Mentions[i]
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
