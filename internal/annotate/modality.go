package annotate

import (
	"synoptic/internal/news"
	"synoptic/internal/syntax"
)

// polarity is Denied where the clause's head word is negated, or its subject or object
// is ("no one", "no damage"); without a tree, where any word of it denies.
func (c cutter) polarity(s *news.Sentence, st *news.Statement) news.Polarity {
	head := c.told(s, st.Head)
	for _, i := range st.Own {
		if c.negation.Has(s.Tokens[i].Norm) && (head < 0 || negates(s, i, head)) {
			return news.Denied
		}
	}
	return news.Affirmed
}

// told is the head of what is told: below the word of saying, where a statement was taken
// together with its attribution.
func (c cutter) told(s *news.Sentence, head int) int {
	for range s.Tokens {
		below := -1
		if head >= 0 && c.cues.Has(s.Tokens[head].Span) {
			below = syntax.Dependent(s, head, "ccomp")
		}
		if below < 0 {
			break
		}
		head = below
	}
	return head
}

// negates reports whether a negation stands with the head of a clause, or with or for
// its subject or object.
func negates(s *news.Sentence, i, head int) bool {
	t := &s.Tokens[i]
	if t.Head == head {
		return true
	}
	return t.Head >= 0 && s.Tokens[t.Head].Head == head && syntax.Is(s.Tokens[t.Head].Rel, "nsubj", "obj")
}

// modality reads how firmly a clause is told from its auxiliaries and adverbs; a
// question is asked, whatever else it has.
func (c cutter) modality(s *news.Sentence, st *news.Statement) news.Modality {
	found := news.Fact
	for _, i := range st.Own {
		t := &s.Tokens[i]
		switch {
		case c.possible.Has(t.Norm):
			found = news.Possible
		case c.planned.Has(t.Norm) && found == news.Fact:
			found = news.Planned
		}
	}
	if n := len(s.Tokens); n > 0 && s.Tokens[n-1].Norm == "?" {
		return news.Asked
	}
	return found
}
