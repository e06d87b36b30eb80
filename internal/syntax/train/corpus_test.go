package main

import (
	"fmt"
	"slices"
	"testing"

	"synoptic/internal/syntax/conllu"
)

// tagged is a sentence of words with these tags of the treebank's own.
func tagged(fine ...string) conllu.Sentence {
	var s conllu.Sentence
	for i, f := range fine {
		s.Words = append(s.Words, conllu.Word{Form: "x", Tag: "NOUN", Fine: f, Head: i - 1, Rel: "flat"})
	}
	return s
}

func TestNumbered(t *testing.T) {
	var many []conllu.Sentence
	for i := range 300 {
		f := fmt.Sprint("N", i)
		many = append(many, tagged(f, f))
	}
	for _, c := range []struct {
		name string
		gold []conllu.Sentence
		tags []string
	}{
		{"the most frequent first, the rare not", []conllu.Sentence{tagged("A", "B", "B", "C"), tagged("B", "C")}, []string{"NOUN B", "NOUN C"}},
		{"none of its own", []conllu.Sentence{tagged("_", "_")}, []string{"NOUN "}},
		{"too many of its own", many, []string{"NOUN "}},
	} {
		inv := numbered(c.gold)
		if !slices.Equal(inv.tags, c.tags) || !slices.Equal(inv.relations, []string{"flat"}) {
			t.Errorf("%s: tags %q, relations %q", c.name, inv.tags, inv.relations)
		}
	}
}
