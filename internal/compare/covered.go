package compare

import (
	"slices"
	"sort"

	"synoptic/internal/lexicon"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// sayings tell which sentences of all accounts say a word, one near to it, or the name of
// an entity. Sentences are numbered through all accounts.
type sayings struct {
	account  []int            // by sentence
	words    map[string][]int // lemma to the sentences that say it
	entities map[int][]int    // linked entity to the sentences that name it
	named    []map[int]int    // by document: start of a word to the linked entity it names
	vectors  []lemmaVector
	near     map[string][]int   // memory of nearTo
	rarities map[string]float64 // memory of rarity
	score    []float64          // scratch, by sentence
	heard    []int              // scratch, by sentence: the last word that counted there
}

// lemmaVector is a word some account says, with its meaning.
type lemmaVector struct {
	lemma  string
	vector lexicon.Vector
}

// listen indexes the sentences of all accounts.
func (a *accounts) listen() {
	a.said = sayings{words: map[string][]int{}, entities: map[int][]int{}, near: map[string][]int{}, rarities: map[string]float64{}}
	for doc, d := range a.docs {
		first := len(a.said.account)
		for i := range d.Sentences {
			a.said.account = append(a.said.account, doc)
			a.hear(&d.Sentences[i], first+i)
		}
		a.said.named = append(a.said.named, a.hearNames(doc, first))
	}
	a.said.score, a.said.heard = make([]float64, len(a.said.account)), make([]int, len(a.said.account))
}

// hear notes the words of one sentence.
func (a *accounts) hear(s *news.Sentence, sentence int) {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if !telling(t) {
			continue
		}
		if a.lexicon != nil && a.said.words[t.Lemma] == nil {
			if v, ok := a.lexicon.Vector(t.Lemma); ok {
				a.said.vectors = append(a.said.vectors, lemmaVector{t.Lemma, v})
			}
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

// covered is the greatest share of the words' weight that one sentence of another account
// has.
func (a *accounts) covered(doc int, s *news.Sentence, first, last int) float64 {
	all, best := 0.0, 0.0
	var touched []int
	for i := first; i < last; i++ {
		t := &s.Tokens[i]
		if !telling(t) {
			continue
		}
		w := a.rarity(t)
		all += w
		for _, sentences := range a.saying(doc, t) {
			for _, k := range sentences {
				if a.said.account[k] == doc || a.said.heard[k] == i+1 {
					continue
				}
				a.said.heard[k] = i + 1
				a.said.score[k] += w
				touched = append(touched, k)
			}
		}
	}
	for _, k := range touched {
		best = max(best, a.said.score[k])
		a.said.score[k], a.said.heard[k] = 0, 0
	}
	if all == 0 {
		return 1
	}
	return best / all
}

// saying lists the sentences that have the word, its entity, or a word near to it.
func (a *accounts) saying(doc int, t *news.Token) [2][]int {
	entity, named := a.said.named[doc][t.Start]
	if named {
		return [2][]int{a.said.words[t.Lemma], a.said.entities[entity]}
	}
	return [2][]int{a.said.words[t.Lemma], a.nearTo(t.Lemma)}
}

// nearTo lists the sentences that say a word near to one in meaning.
func (a *accounts) nearTo(lemma string) []int {
	if a.lexicon == nil {
		return nil
	}
	if out, ok := a.said.near[lemma]; ok {
		return out
	}
	var out []int
	if v, ok := a.lexicon.Vector(lemma); ok {
		for i := range a.said.vectors {
			if o := &a.said.vectors[i]; v.Dot(&o.vector) >= nearWord {
				out = append(out, a.said.words[o.lemma]...)
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	a.said.near[lemma] = out
	return out
}

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
