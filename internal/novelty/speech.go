package novelty

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"synoptic/internal/lexicon"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// How much a word weighs where no lexicon says how rare it is, and what every word
// weighs besides.
const (
	unknownWeight = 4.0
	leastWeight   = 0.1
)

// minNear is the closeness from which a word of another account stands for one.
const minNear = 0.4

// sameStem is how close two words of one stem are.
const sameStem = 0.9

// word is a word of content of some account.
type word struct {
	sentence int // counted through all accounts
	token    int // in its sentence
	term     int
	head     int     // the word of content it hangs on, -1: none
	weight   float64 // how rare it is in the news, in nats
	local    float64 // the same, shared among the places of its account that say it
}

// term is a word as it is looked up: its lemma and the linked entity it names, -1 if none.
type term struct {
	lemma  string
	entity int
}

// echo is a sentence that says a term, or something near to it.
type echo struct {
	sentence int32
	close    float32 // 1: the word itself or the same name
}

// speech is who says what. Sentences are counted through all accounts.
type speech struct {
	docs    []*news.Document
	first   []int // by account: its first sentence
	account []int // by sentence
	words   []word
	all     []int   // 0, 1, 2, …: every word
	from    []int   // by sentence: its first word; one more entry than sentences
	at      [][]int // by sentence and token: its word, -1: none
	terms   []term
	near    [][]nearTerm // by term, itself first
	echoes  [][]echo     // by term, in order of sentence
	count   [][]int      // by term and account: how often it is said
}

// listen collects the words of content of all accounts and where else they are said.
func listen(docs []*news.Document, named []map[int]int, l *text.Language) *speech {
	s := &speech{docs: docs}
	lex, _ := lexicon.Load(l.Code) // nil where none ships
	numbers := map[term]int{}
	for doc, d := range docs {
		s.first = append(s.first, len(s.account))
		for i := range d.Sentences {
			s.hear(doc, &d.Sentences[i], named[doc], numbers, l)
		}
	}
	s.from = append(s.from, len(s.words))
	for w := range s.words {
		s.all = append(s.all, w)
	}
	s.weigh(lex, l.Code)
	s.echo(lex, l.Code)
	return s
}

// hear adds the words of one sentence.
func (s *speech) hear(doc int, sentence *news.Sentence, named map[int]int, numbers map[term]int, l *text.Language) {
	s.from = append(s.from, len(s.words))
	number := len(s.account)
	s.account = append(s.account, doc)
	at := make([]int, len(sentence.Tokens))
	for k := range sentence.Tokens {
		at[k] = -1
		t := &sentence.Tokens[k]
		if !content(t, l) {
			continue
		}
		at[k] = len(s.words)
		s.words = append(s.words, word{sentence: number, token: k, term: s.termOf(t, named, numbers), head: -1})
	}
	s.at = append(s.at, at)
	for i := s.from[number]; i < len(s.words); i++ {
		for k := sentence.Tokens[s.words[i].token].Head; k >= 0 && s.words[i].head < 0; k = sentence.Tokens[k].Head {
			s.words[i].head = at[k]
		}
	}
}

// content reports whether a word carries content.
func content(t *news.Token, l *text.Language) bool {
	switch t.Tag {
	case "NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV":
		return true
	case "":
		return strings.IndexFunc(t.Norm, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 &&
			!l.Section("stopwords").Has(t.Norm)
	}
	return false
}

// termOf is the number of the term a token stands for.
func (s *speech) termOf(t *news.Token, named map[int]int, numbers map[term]int) int {
	key := term{lemma: t.Lemma, entity: -1}
	if key.lemma == "" {
		key.lemma = t.Norm
	}
	if e, ok := named[t.Start]; ok {
		key.entity = e
	}
	n, ok := numbers[key]
	if !ok {
		n = len(s.terms)
		numbers[key] = n
		s.terms = append(s.terms, key)
	}
	return n
}

// weigh sets how often the terms are said and what the words weigh.
func (s *speech) weigh(lex *lexicon.Lexicon, language string) {
	s.count = make([][]int, len(s.terms))
	rarity := make([]float64, len(s.terms))
	for i, t := range s.terms {
		s.count[i] = make([]int, len(s.docs))
		rarity[i] = unknownWeight
		if lex != nil {
			rarity[i] = lex.Rarity(text.Stem(language, t.lemma))
		}
	}
	for i := range s.words {
		s.count[s.words[i].term][s.account[s.words[i].sentence]]++
	}
	for i := range s.words {
		w := &s.words[i]
		w.weight = rarity[w.term] + leastWeight
		w.local = rarity[w.term]/float64(s.count[w.term][s.account[w.sentence]]) + leastWeight
	}
}

// only is by term the account that alone says it, -1 if several do.
func (s *speech) only() []int {
	out := slices.Repeat([]int{-1}, len(s.terms))
	said := func(n int) bool { return n > 0 }
	for i, count := range s.count {
		if first := slices.IndexFunc(count, said); !slices.ContainsFunc(count[first+1:], said) {
			out[i] = first
		}
	}
	return out
}

// echo finds for every term the sentences that say it or something near to it.
func (s *speech) echo(lex *lexicon.Lexicon, language string) {
	said := make([][]int32, len(s.terms))
	for i := range s.words {
		w := &s.words[i]
		if list := said[w.term]; len(list) == 0 || list[len(list)-1] != int32(w.sentence) {
			said[w.term] = append(list, int32(w.sentence))
		}
	}
	s.near = nearTerms(s.terms, s.only(), lex, language)
	s.echoes = make([][]echo, len(s.terms))
	best := make([]float32, len(s.account))
	heard := make([]uint64, len(s.account)/64+1) // a bit for each sentence: common words stand in too many to sort them
	for i := range s.terms {
		many := 0
		for _, n := range s.near[i] {
			many += len(said[n.term])
			for _, sentence := range said[n.term] {
				heard[sentence/64] |= 1 << (sentence % 64)
				best[sentence] = max(best[sentence], n.close)
			}
		}
		s.echoes[i] = make([]echo, 0, min(many, len(s.account)))
		for k, word := range heard {
			for ; word != 0; word &= word - 1 {
				sentence := int32(64*k + bits.TrailingZeros64(word))
				s.echoes[i] = append(s.echoes[i], echo{sentence, best[sentence]})
				best[sentence] = 0
			}
			heard[k] = 0
		}
	}
}

// accountOf is the account a word stands in.
func (s *speech) accountOf(w int) int { return s.account[s.words[w].sentence] }

// tokenOf is the token of a word.
func (s *speech) tokenOf(w int) *news.Token {
	return &s.sentenceOf(s.words[w].sentence).Tokens[s.words[w].token]
}

// sentenceOf is the sentence of a number.
func (s *speech) sentenceOf(n int) *news.Sentence {
	doc := s.account[n]
	return &s.docs[doc].Sentences[n-s.first[doc]]
}

// said is how close a sentence comes to saying a word.
func (s *speech) said(w, sentence int) float64 {
	list := s.echoes[s.words[w].term]
	i, found := slices.BinarySearchFunc(list, sentence, func(e echo, n int) int { return int(e.sentence) - n })
	if !found {
		return 0
	}
	return float64(list[i].close)
}

// close is how near two terms are, 0 where neither may stand for the other.
func (s *speech) close(a, b int) float64 {
	for _, n := range s.near[a] {
		if n.term == int32(b) {
			return float64(n.close)
		}
	}
	return 0
}

// Place is the article a word stands in, by its id, and where.
func (s *speech) Place(w int) (article string, at news.Span) {
	return s.docs[s.accountOf(w)].Article.ID, s.tokenOf(w).Span
}
