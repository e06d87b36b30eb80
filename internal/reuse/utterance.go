package reuse

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// The kinds of an utterance, from the least telling to the most.
const (
	saidIdentically = iota + 1
	saidInOtherWords
	saidCut
	saidAltered
	saidByAnother
)

var saidKinds = [...]string{
	saidIdentically:  "identical",
	saidInOtherWords: "paraphrased",
	saidCut:          "cut",
	saidAltered:      "altered",
	saidByAnother:    "other-speaker",
}

// Speakers names who speaks in quotation q of docs[d]: one key for one person, in
// whatever account, "" if it cannot be told.
type Speakers func(d, q int) string

// Utterances joins the quotations that tell one utterance in different accounts. With
// nil speakers, two names are one speaker where their last words are equal, and a
// description ("the minister") is nobody known.
func Utterances(docs []*news.Document, speakers Speakers) []news.Utterance {
	if speakers == nil {
		speakers = func(d, q int) string { return lastName(docs[d].Quotes[q].Speaker) }
	}
	sayings := newSayings(docs, speakers)
	links := sayings.links()
	return sayings.utterances(links)
}

func lastName(speaker string) string {
	words := strings.Fields(speaker)
	if len(words) == 0 {
		return ""
	}
	last := words[len(words)-1]
	if r, _ := utf8.DecodeRuneInString(last); !unicode.IsUpper(r) {
		return ""
	}
	return text.Fold(last)
}

// link says that two sayings are one utterance.
type link struct {
	p, q  int // indexes of sayings, p < q
	kind  int
	cover float64 // how much of the shorter one the other says, by weight
}

// utterances gathers linked sayings, in the order of the accounts.
func (s *sayings) utterances(links []link) []news.Utterance {
	root := make([]int, len(s.all))
	for i := range root {
		root[i] = i
	}
	kind := make([]int, len(s.all))
	for _, l := range links {
		from, to := max(root[l.p], root[l.q]), min(root[l.p], root[l.q])
		for i := range root {
			if root[i] == from {
				root[i] = to
			}
		}
		kind[to] = max(kind[to], kind[from], l.kind)
	}
	var found []news.Utterance
	for i := range s.all {
		if root[i] == i && kind[i] > 0 {
			found = append(found, s.utterance(root, i, kind[i]))
		}
	}
	return found
}

func (s *sayings) utterance(root []int, group, kind int) news.Utterance {
	var versions []*saying
	for i := range s.all {
		if root[i] == group {
			versions = append(versions, &s.all[i])
		}
	}
	slices.SortStableFunc(versions, func(p, q *saying) int {
		return cmp.Or(cmp.Compare(p.rank(), q.rank()), cmp.Compare(q.Len(), p.Len()),
			cmp.Compare(p.article.ID, q.article.ID), cmp.Compare(p.Start, q.Start))
	})
	if kind == saidCut && wholeInParts(versions) {
		kind = saidIdentically
	}
	u := news.Utterance{Kind: saidKinds[kind]}
	for _, v := range versions {
		u.Versions = append(u.Versions, news.UtteranceShown{
			Evidence: news.Evidence{Article: v.article.ID, Span: v.Span, Text: v.Of(v.article.Text)},
			Speaker:  v.Speaker, Direct: v.Direct,
		})
	}
	first := u.Versions[0].Text
	for i := range u.Versions {
		if v := &u.Versions[i]; v.Direct && v.Text != first {
			v.Diff = Changes(first, v.Text)
		}
	}
	return u
}

// wholeInParts reports whether every account that quotes directly has all the words, in
// one piece or with its "he said" in between.
func wholeInParts(versions []*saying) bool {
	words, most := map[int]int{}, 0
	for _, v := range versions {
		if v.Direct {
			words[v.doc] += len(v.words)
			most = max(most, words[v.doc])
		}
	}
	for _, n := range words {
		if float64(n) < nearlyAll*float64(most) {
			return false
		}
	}
	return true
}

// rank puts direct quotations before reported ones.
func (s *saying) rank() int {
	if s.Direct {
		return 0
	}
	return 1
}
