package main

import (
	"strings"
	"testing"

	"synoptic/internal/syntax/conllu"
)

// treeOf makes a sentence of words.
func treeOf(items ...conllu.Word) conllu.Sentence { return conllu.Sentence{Words: items} }

func node(form, tag string, head int) conllu.Word {
	return conllu.Word{Form: form, Tag: tag, Head: head}
}

func forms(s conllu.Sentence) string {
	var list []string
	for _, w := range s.Words {
		list = append(list, w.Form)
	}
	return strings.Join(list, " ")
}

func TestHeadline(t *testing.T) {
	full := treeOf(node("storms", "NOUN", 1), node("hit", "VERB", -1), node("the", "DET", 3),
		node("coast", "NOUN", 1), node("of", "ADP", 5), node("élan", "PROPN", 3), node(".", "PUNCT", 1))
	for _, c := range []struct {
		shout bool
		want  string
	}{
		{false, "Storms Hit the Coast of Élan"},
		{true, "STORMS HIT THE COAST OF ÉLAN"},
	} {
		if got := forms(headline(full, c.shout)); got != c.want {
			t.Errorf("headline(shout %v) = %q, want %q", c.shout, got, c.want)
		}
	}
	if got := forms(full); got != "storms hit the coast of élan ." {
		t.Errorf("the sentence has become %q", got)
	}
}

// A full stop that something hangs on cannot be left out.
func TestHeadlineKeepsTheTree(t *testing.T) {
	odd := treeOf(node("no", "INTJ", 1), node(".", "PUNCT", -1))
	if got := forms(headline(odd, false)); got != "No ." {
		t.Errorf("headline = %q", got)
	}
}

// A headline must not teach what the part of the data it is held out with is tested on.
func TestHeadlinesStayInTheirFold(t *testing.T) {
	var gold []conllu.Sentence
	for i := range 60 {
		form := strings.Repeat("x", i+1)
		gold = append(gold, treeOf(node(form, "NOUN", 1), node("is", "VERB", -1), node("here", "ADV", 1), node("now", "ADV", 1)))
	}
	all, fold := withHeadlines(gold)
	if want := 70; len(all) != want {
		t.Fatalf("%d sentences, want %d", len(all), want)
	}
	folds := map[string]int{}
	for i, s := range all {
		name := strings.ToLower(s.Words[0].Form)
		if of, seen := folds[name]; seen && of != fold[i] {
			t.Errorf("%q stands in folds %d and %d", name, of, fold[i])
		}
		folds[name] = fold[i]
	}
}
