package compare

import (
	"sort"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// sayings tell which sentences of all accounts say a word or the name of an entity. Sentences are
// numbered through all accounts.
type sayings struct {
	account  []int              // by sentence
	words    map[string][]int   // lemma to the sentences that say it
	entities map[int][]int      // linked entity to the sentences that name it
	named    []map[int]int      // by document: start of a word to the linked entity it names
	rarities map[string]float64 // memory of rarity
	meanings map[string]heard   // memory of meaning
}

// listen indexes the sentences of all accounts.
func (a *accounts) listen() {
	a.said = sayings{words: map[string][]int{}, entities: map[int][]int{}, rarities: map[string]float64{},
		meanings: map[string]heard{}}
	for doc, d := range a.docs {
		first := len(a.said.account)
		for i := range d.Sentences {
			a.said.account = append(a.said.account, doc)
			a.hear(&d.Sentences[i], first+i)
		}
		a.said.named = append(a.said.named, a.hearNames(doc, first))
	}
}

// hear notes the words of one sentence.
func (a *accounts) hear(s *news.Sentence, sentence int) {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if !telling(t) {
			continue
		}
		a.said.words[t.Lemma] = appendNew(a.said.words[t.Lemma], sentence)
	}
}

// hearNames notes the entities that the sentences of a document name, the first of which
// has the number given, and returns what each word of the document names.
func (a *accounts) hearNames(doc, first int) map[int]int {
	d, names := a.docs[doc], map[int]int{}
	for k := range d.Mentions {
		m := &d.Mentions[k]
		entity := a.links.Entity[doc][m.Entity]
		i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].End > m.Start })
		if i == len(d.Sentences) || !d.Sentences[i].Contains(m.Span) {
			continue
		}
		a.said.entities[entity] = appendNew(a.said.entities[entity], first+i)
		for _, t := range d.Sentences[i].Tokens {
			if _, taken := names[t.Start]; !taken && m.Contains(t.Span) {
				names[t.Start] = entity
			}
		}
	}
	return names
}

// appendNew adds the number of a sentence unless it is the last of the list.
func appendNew(list []int, sentence int) []int {
	if n := len(list); n > 0 && list[n-1] == sentence {
		return list
	}
	return append(list, sentence)
}

// rarity is how rare a word is in the news, in nats; 1 where no lexicon says.
func (a *accounts) rarity(t *news.Token) float64 {
	if a.lexicon == nil {
		return 1
	}
	r, ok := a.said.rarities[t.Lemma]
	if !ok {
		r = a.lexicon.Rarity(text.Stem(a.docs[0].Lang, t.Lemma))
		a.said.rarities[t.Lemma] = r
	}
	return r
}

// telling reports whether a word carries content.
func telling(t *news.Token) bool {
	switch t.Tag {
	case "NOUN", "VERB", "PROPN", "ADJ", "NUM":
		return true
	}
	return false
}
