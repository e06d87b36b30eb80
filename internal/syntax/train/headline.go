package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/syntax/conllu"
)

// One sentence in so many of those short enough is learned a second time as a headline.
const (
	headlineEvery = 6
	headlineWords = 20
)

// headline is a sentence as a headline would write it, in capitals or with capitals on
// its words, without the full stop. Treebanks have few headlines, news has one each.
func headline(s conllu.Sentence, shout bool) conllu.Sentence {
	words := make([]conllu.Word, len(s.Words))
	copy(words, s.Words)
	if last := len(words) - 1; last > 0 && words[last].Form == "." && leaf(words, last) {
		words = words[:last]
	}
	for i := range words {
		w := &words[i]
		switch {
		case shout:
			w.Form = strings.ToUpper(w.Form)
		case i == 0 || len(w.Form) > 3 || w.Tag != "ADP" && w.Tag != "DET" && w.Tag != "CCONJ" && w.Tag != "PART":
			w.Form = capitalised(w.Form)
		}
	}
	s.Words = words
	return s
}

// leaf reports whether nothing hangs on word i.
func leaf(words []conllu.Word, i int) bool {
	for _, w := range words {
		if w.Head == i {
			return false
		}
	}
	return words[i].Head >= 0
}

// capitalised is a form with its first letter a capital.
func capitalised(form string) string {
	r, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[n:]
}

// withHeadlines adds headlines to the sentences of a treebank; fold tells for each one
// which part of the data it stands in, a headline with the sentence it is made of.
func withHeadlines(gold []conllu.Sentence) (all []conllu.Sentence, fold []int) {
	for i, s := range gold {
		all, fold = append(all, s), append(fold, i%folds)
		if n := len(s.Words); i%headlineEvery == 0 && n > 3 && n <= headlineWords {
			all, fold = append(all, headline(s, i%(3*headlineEvery) == 0)), append(fold, i%folds)
		}
	}
	return all, fold
}
