package reuse

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/sketch"
	"synoptic/internal/text"
)

// saying is a quotation made comparable.
type saying struct {
	news.Quote
	article *news.Article
	doc     int
	speaker string   // key of the speaker, "" if unknown
	words   []uint64 // hashes of the words, without [insertions]
	stems   []uint64 // distinct, the rarest first
	weight  float64  // of all stems
}

// sayings are the quotations of all accounts, with how much each stem weighs.
type sayings struct {
	all    []saying
	weight map[uint64]float64 // of a stem: ln of how rare it is in the accounts
	common float64            // the weight up to which a stem says nothing by itself
	stem   map[uint64]uint64  // of a word's hash
}

// Bounds that keep the cost linear.
const (
	maxWords    = 300 // of a quotation that are compared
	rareStems   = 12  // by which partners are found
	maxPlaces   = 256 // of a stem; more say nothing
	maxPartners = 64  // tried of one quotation
	window      = 20  // words in which a stem is counted once

	commonPart = 0.25 // of the greatest weight a stem can have
)

func newSayings(docs []*news.Document, speakers Speakers) *sayings {
	s := &sayings{weight: map[uint64]float64{}, stem: map[uint64]uint64{}}
	for d, doc := range docs {
		for q, quote := range doc.Quotes {
			said := saying{Quote: quote, article: doc.Article, doc: d, speaker: speakers(d, q)}
			s.read(&said, doc.Lang)
			if len(said.words) > 0 {
				s.all = append(s.all, said)
			}
		}
	}
	s.weigh(docs)
	return s
}

// read fills in the words and stems of a saying.
func (s *sayings) read(said *saying, lang string) {
	words := said.Of(said.article.Text)
	for _, w := range sketch.Words(words) {
		if len(said.words) == maxWords {
			break
		}
		if inBrackets(words, w.Start) {
			continue
		}
		said.words = append(said.words, w.Hash)
		said.stems = append(said.stems, s.stemOf(w, words, lang))
	}
	slices.Sort(said.stems)
	said.stems = slices.Compact(said.stems)
}

func (s *sayings) stemOf(w sketch.Word, words, lang string) uint64 {
	stem, known := s.stem[w.Hash]
	if !known {
		stem = sketch.Hash(text.Stem(lang, text.Fold(w.Of(words))))
		s.stem[w.Hash] = stem
	}
	return stem
}

// inBrackets reports whether a place stands inside an insertion: "President [Ana] Ruiz".
func inBrackets(s string, at int) bool {
	return strings.LastIndexByte(s[:at], '[') > strings.LastIndexByte(s[:at], ']')
}

// weigh gives each stem its weight, and each saying its own with the rarest stems first.
func (s *sayings) weigh(docs []*news.Document) {
	count, windows := s.count(docs)
	s.common = commonPart * math.Log(float64(windows+1))
	for stem, n := range count {
		s.weight[stem] = math.Log(float64(windows+1) / float64(n))
	}
	for i := range s.all {
		said := &s.all[i]
		slices.SortFunc(said.stems, func(x, y uint64) int {
			return cmp.Or(cmp.Compare(s.weight[y], s.weight[x]), cmp.Compare(x, y))
		})
		for _, stem := range said.stems {
			said.weight += s.weight[stem]
		}
	}
}

// count tells in how many windows of the accounts each stem stands, and how many windows
// there are.
func (s *sayings) count(docs []*news.Document) (count map[uint64]int, windows int) {
	count, last := map[uint64]int{}, map[uint64]int{}
	for _, doc := range docs {
		for i, w := range sketch.Words(doc.Article.Text) {
			if i%window == 0 {
				windows++
			}
			stem := s.stemOf(w, doc.Article.Text, doc.Lang)
			if last[stem] != windows {
				last[stem] = windows
				count[stem]++
			}
		}
	}
	return count, windows
}
