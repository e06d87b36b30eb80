package main

import (
	"fmt"
	"log"
	"math/rand/v2"
	"slices"

	"synoptic/internal/syntax/naming"
	"synoptic/internal/syntax/perceptron"
)

// trainNames learns names in so many rounds.
func trainNames(all []named, rounds int) *perceptron.Trainer {
	t := perceptron.NewTrainer()
	random := rand.New(rand.NewPCG(seed, 3))
	var f naming.Finder
	for range rounds {
		for _, k := range random.Perm(len(all)) {
			n := &all[k]
			t.Step()
			f.Right, f.Margin = naming.Labels(n.names, len(n.forms)), nameMargin
			learnNames(t, n, f.Label(t, &n.input, kindCount))
		}
	}
	return t
}

// learnNames moves the weights from a wrong labelling to the right one.
func learnNames(t *perceptron.Trainer, n *named, guess []uint8) {
	gold := naming.Labels(n.names, len(n.forms))
	var f []uint64
	beforeGold, beforeGuess := uint8(naming.Outside), uint8(naming.Outside)
	for i := range gold {
		if gold[i] != guess[i] {
			f = naming.Features(f[:0], &n.input, i)
			t.Update(f, int(gold[i]), int(guess[i]))
		}
		if gold[i] != guess[i] || beforeGold != beforeGuess {
			t.Add([]uint64{naming.Transition(int(beforeGold))}, int(gold[i]), 1)
			t.Add([]uint64{naming.Transition(int(beforeGuess))}, int(guess[i]), -1)
		}
		beforeGold, beforeGuess = gold[i], guess[i]
	}
}

// found counts names: in the gold standard, found, right with their kind, right in place.
type found struct{ gold, guessed, typed, untyped int }

// compare adds a sentence's counts.
func (c *found) compare(gold, guess []naming.Name) {
	c.gold += len(gold)
	c.guessed += len(guess)
	for _, g := range guess {
		for _, n := range gold {
			if n.First == g.First && n.Last == g.Last {
				c.untyped++
				c.typed += count(n.Kind == g.Kind)
			}
		}
	}
}

// f1 of names with their kind and without.
func (c *found) f1() (typed, untyped float64) {
	sum := float64(max(c.gold+c.guessed, 1))
	return 2 * float64(c.typed) / sum, 2 * float64(c.untyped) / sum
}

func (c *found) String() string {
	typed, untyped := c.f1()
	return fmt.Sprintf("typed F1 %.4f, untyped F1 %.4f (%d names)", typed, untyped, c.gold)
}

// crossValidate measures names by training on four fifths of the documents, with more
// text beside them, and reading the last, five times.
func crossValidate(all, more []named, rounds int) (*found, error) {
	total := &found{}
	for fold := range 5 {
		rest, held := slices.Clone(more), []named(nil)
		for _, n := range all {
			if n.doc%5 == fold {
				held = append(held, n)
			} else {
				rest = append(rest, n)
			}
		}
		if err := measureNames(total, trainNames(rest, rounds), held); err != nil {
			return nil, err
		}
		log.Printf("names, fold %d: %v", fold, total)
	}
	return total, nil
}

// measureNames adds what trained weights find in sentences they have not seen.
func measureNames(total *found, t *perceptron.Trainer, held []named) error {
	table, err := perceptron.Open(t.Pack(nameScale, nameLeast, nameMost))
	if err != nil {
		return fmt.Errorf("open names: %w", err)
	}
	var f naming.Finder
	for len(held) > 0 {
		n := 1
		for n < len(held) && held[n].doc == held[0].doc {
			n++
		}
		total.document(&f, table, held[:n])
		held = held[n:]
	}
	return nil
}

// document adds what is found in the sentences of one document.
func (c *found) document(f *naming.Finder, scorer perceptron.Scorer, sentences []named) {
	var doc naming.Document
	for i := range sentences {
		doc.Add(f, scorer, &sentences[i].input, kindCount)
	}
	for i, names := range doc.Names() {
		c.compare(sentences[i].names, names)
	}
}
