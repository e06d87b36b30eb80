package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"synoptic/internal/syntax/conllu"
	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// sentence is a gold sentence with what training needs of it.
type sentence struct {
	conllu.Sentence
	words []word.Word
	tags  []uint8 // gold
	heads []int
	rels  []uint8
	auto  []uint8 // tags given by a tagger that has not seen the sentence
	fold  int     // part of the data
}

// inventory numbers the tags and relations of a treebank.
type inventory struct {
	tags, relations []string // a tag is "UPOS XPOS"
	tagIDs, relIDs  map[string]uint8
	universal       bool // a tag is "UPOS ": the treebank's own are too many
}

// readTreebank reads a CoNLL-U file.
func readTreebank(path string) ([]conllu.Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	defer f.Close()
	all, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}

// label is a word's tag as one string.
func (inv *inventory) label(w conllu.Word) string {
	if inv.universal || w.Fine == "_" {
		return w.Tag + " "
	}
	return w.Tag + " " + w.Fine
}

// numbered lists the tags and relations of the training part, the most frequent first. A
// treebank with more tags of its own than there can be is learned without them.
func numbered(all []conllu.Sentence) inventory {
	var inv inventory
	if inv.list(all); len(inv.tags) > perceptron.MaxClasses {
		inv.universal = true
		inv.list(all)
	}
	inv.relations = inv.relations[:min(len(inv.relations), perceptron.MaxClasses)]
	inv.tagIDs, inv.relIDs = numbers(inv.tags), numbers(inv.relations)
	return inv
}

// list counts tags and relations.
func (inv *inventory) list(all []conllu.Sentence) {
	tags, relations := map[string]int{}, map[string]int{}
	for _, s := range all {
		for _, w := range s.Words {
			tags[inv.label(w)]++
			relations[w.Rel]++
		}
	}
	inv.tags, inv.relations = ranked(tags, 2), ranked(relations, 2)
}

// ranked lists what is counted at least so many times, the most frequent first.
func ranked(counts map[string]int, least int) []string {
	list := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	return slices.DeleteFunc(list, func(s string) bool { return counts[s] < least })
}

func numbers(list []string) map[string]uint8 {
	ids := map[string]uint8{}
	for i, s := range list {
		ids[s] = uint8(i)
	}
	return ids
}

// prepare describes sentences for training, headlines added. What the inventory lacks
// becomes its first tag or relation.
func (inv *inventory) prepare(gold []conllu.Sentence, classes word.Classes) []sentence {
	all, fold := withHeadlines(gold)
	prepared := make([]sentence, len(all))
	for i, s := range all {
		p := &prepared[i]
		p.Sentence, p.fold = s, fold[i]
		p.words = make([]word.Word, len(s.Words))
		for k, w := range s.Words {
			word.Describe(&p.words[k], w.Form, classes)
			p.tags = append(p.tags, inv.tagIDs[inv.label(w)])
			p.heads = append(p.heads, w.Head)
			p.rels = append(p.rels, inv.relIDs[w.Rel])
		}
		p.auto = p.tags
	}
	return prepared
}
