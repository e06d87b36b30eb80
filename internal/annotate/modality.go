package annotate

import "synoptic/internal/news"

// polarity is Denied where the clause has a negation of its own.
func (c cutter) polarity(s *news.Sentence, st *news.Statement) news.Polarity {
	for _, i := range st.Own {
		if c.negation.Has(s.Tokens[i].Norm) {
			return news.Denied
		}
	}
	return news.Affirmed
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
