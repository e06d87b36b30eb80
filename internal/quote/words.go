package quote

import (
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// words is what the reader knows of a language, from its data files.
type words struct {
	manner    text.Section // cue -> how it is meant: said, thought, planned
	time      text.Section // nouns that make a phrase one of time
	articles  text.Section // words that only open a noun phrase
	media     text.Section // nouns for a medium
	mastheads text.Section // last words of media's names
	offices   text.Section // last words of the names of offices that inform
	documents text.Section // what is cited for what it says
	issuing   text.Section // verbs by which somebody gives out what is cited
	citing    text.Section // verbs by which a medium passes on
	pieces    text.Section // what a medium publishes
	forms     text.Section // irregular form of a cue -> its dictionary form
	speakers  text.Section // pronouns that speak
	persons   text.Section // pronouns of one person
	addressed text.Section // verbs whose object is who is spoken to
	topics    text.Section // prepositions before what is spoken about
	claims    text.Section // verbs that make a claim of a thing or an act
	that      text.Section // words that open a clause told of
	quoting   text.Section // verbs by which a medium makes another speak
}

// wordsOf gathers the sections of a language.
func wordsOf(l *text.Language) *words {
	return &words{
		manner: l.Section("cues"), time: l.Section("times"), articles: l.Section("articles"),
		media: l.Section("media"), mastheads: l.Section("mastheads"), offices: l.Section("offices"),
		documents: l.Section("documents"), issuing: l.Section("issuing"), citing: l.Section("citing"), pieces: l.Section("pieces"),
		forms: l.Section("cue forms"), speakers: l.Section("speakers"), persons: l.Section("persons"),
		claims: l.Section("claims"), that: l.Section("that"), addressed: l.Section("addressed"), topics: l.Section("topics"), quoting: l.Section("quoting"),
	}
}

// mannerOf is how a cue means what it attributes, by its dictionary form or as it
// stands; not listed, nothing is known.
func (w *words) mannerOf(cue *news.Token) (manner string, listed bool) {
	if manner, listed = w.manner[cue.Lemma]; !listed {
		manner, listed = w.manner[cue.Norm]
	}
	return manner, listed
}
