package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"

	"synoptic/internal/syntax"
	"synoptic/internal/syntax/naming"
	"synoptic/internal/syntax/perceptron"
)

// kinds of names, by the labels of corpora.
var kinds = map[string]int{
	"PER": 0, "ORG": 1, "LOC": 2, "MISC": 3,
	"Person": 0, "Organisation": 1, "Location": 2,
}

// kindCount is the number of kinds.
const kindCount = 4

// named is a sentence with its names.
type named struct {
	doc   int
	forms []string
	names []naming.Name
	input naming.Input
}

// readNames reads a file of lines "word label", sentences parted by empty lines and
// documents by -DOCSTART-. Labels are those of CoNLL 2003, with B- or without. Words are
// cut at hyphens, as the treebank does.
func readNames(path string) ([]named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	defer f.Close()
	var all []named
	current, doc, before := named{}, 0, ""
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) >= 2 && fields[0] != "-DOCSTART-" {
			current.add(fields[0], fields[len(fields)-1], before)
			before = fields[len(fields)-1]
			continue
		}
		if len(current.forms) > 0 {
			current.doc = doc
			all = append(all, current)
		}
		current, before = named{}, ""
		if len(fields) > 0 {
			doc++
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read names %s: %w", path, err)
	}
	if len(current.forms) > 0 {
		current.doc = doc
		all = append(all, current)
	}
	return all, nil
}

// add appends a word with its label; before is the label of the word before it.
func (n *named) add(form, label, before string) {
	parts := cutHyphens(form)
	n.forms = append(n.forms, parts...)
	_, kind, _ := strings.Cut(label, "-")
	k, ok := kinds[kind]
	if !ok {
		return
	}
	_, last, _ := strings.Cut(before, "-")
	if l, ok := kinds[last]; ok && l == k && !strings.HasPrefix(label, "B-") {
		n.names[len(n.names)-1].Last = len(n.forms)
		return
	}
	n.names = append(n.names, naming.Name{First: len(n.forms) - len(parts), Last: len(n.forms), Kind: k})
}

// cutHyphens cuts "London-based" in three.
func cutHyphens(form string) []string {
	pieces := strings.Split(form, "-")
	var parts []string
	for i, piece := range pieces {
		if piece == "" {
			return []string{form}
		}
		if i > 0 {
			parts = append(parts, "-")
		}
		parts = append(parts, piece)
	}
	return parts
}

// describe makes the input of the sentences with a model's tags.
func describe(all []named, m *syntax.Model) {
	for i := range all {
		m.Input(&all[i].input, all[i].forms)
	}
}

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

// crossValidate measures names by training on four fifths of the documents and reading
// the last, five times.
func crossValidate(all []named, rounds int) (*found, error) {
	total := &found{}
	for fold := range 5 {
		var rest, held []named
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
	for i := range held {
		total.compare(held[i].names, naming.Names(f.Label(table, &held[i].input, kindCount)))
	}
	return nil
}
