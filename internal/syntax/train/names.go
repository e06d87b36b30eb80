package main

import (
	"bufio"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/syntax"
	"synoptic/internal/syntax/naming"
	"synoptic/internal/syntax/perceptron"
)

// kinds of names, by the labels of corpora.
var kinds = map[string]int{
	"PER": 0, "ORG": 1, "LOC": 2, "MISC": 3,
	"Person": 0, "Organization": 1, "Location": 2, "Facility": 2, "NORP": 3, "Misc": 3, "Product": 3,
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

// readNames reads a text with its names marked: a file, or a folder of which each file is
// a document. Documents are numbered from first.
func readNames(path string, first int) ([]named, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	if !info.IsDir() {
		return readNamesFile(path, first)
	}
	files, err := os.ReadDir(path) // sorted by name
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	var all []named
	for i, file := range files {
		part, err := readNamesFile(filepath.Join(path, file.Name()), first+i)
		if err != nil {
			return nil, err
		}
		all = append(all, part...)
	}
	return all, nil
}

// readNamesFile reads lines "word label", sentences or paragraphs parted by empty lines
// and documents by -DOCSTART-. Labels are those of CoNLL 2003, with B- or without. Words
// are cut at hyphens, as the treebank does.
func readNamesFile(path string, doc int) ([]named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	defer f.Close()
	r := nameReader{doc: doc}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) >= 2 && fields[0] != "-DOCSTART-" {
			r.word(fields[0], fields[len(fields)-1])
			continue
		}
		r.flush()
		r.doc += count(len(fields) > 1)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read names %s: %w", path, err)
	}
	r.flush()
	return r.all, nil
}

// nameReader gathers sentences with names.
type nameReader struct {
	all     []named
	current named
	before  string // label of the word before
	doc     int
	over    bool // the sentence has its full stop
}

// word takes the next word. A new sentence starts after a full stop and the marks that
// close it.
func (r *nameReader) word(form, label string) {
	if r.over && !strings.ContainsAny(form[:1], "\"')]”’") {
		r.flush()
	}
	r.current.add(form, label, r.before)
	r.before, r.over = label, r.over || form == "." || form == "!" || form == "?"
}

// flush ends the sentence.
func (r *nameReader) flush() {
	if len(r.current.forms) > 0 {
		r.current.doc = r.doc
		r.all = append(r.all, r.current)
	}
	r.current, r.before, r.over = named{}, "", false
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
func trainNames(all []*named, rounds int) *perceptron.Trainer {
	t := perceptron.NewTrainer()
	random := rand.New(rand.NewPCG(seed, 3))
	var f naming.Finder
	for range rounds {
		for _, k := range random.Perm(len(all)) {
			n := all[k]
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

// lesson is what is learned from: the further texts once, the measured ones several times
// but for one fold of their documents, -1 for none.
func lesson(measured, further []named, fold int) []*named {
	var all []*named
	for i := range further {
		all = append(all, &further[i])
	}
	for i := range measured {
		if n := &measured[i]; n.doc%nameFolds != fold {
			for range repeats {
				all = append(all, n)
			}
		}
	}
	return all
}

// crossValidate measures names on each fold of the documents by training on the others
// and the further texts.
func crossValidate(measured, further []named, rounds int) (*found, error) {
	total := &found{}
	for fold := range nameFolds {
		t := trainNames(lesson(measured, further, fold), rounds)
		if err := measureNames(total, t, measured, fold); err != nil {
			return nil, err
		}
		log.Printf("names, folds up to %d: %v", fold, total)
	}
	return total, nil
}

// measureNames adds what trained weights find in the fold they have not seen.
func measureNames(total *found, t *perceptron.Trainer, measured []named, fold int) error {
	table, err := perceptron.Open(t.Pack(nameScale, nameLeast, nameMost))
	if err != nil {
		return fmt.Errorf("open names: %w", err)
	}
	var f naming.Finder
	for i := range measured {
		if n := &measured[i]; n.doc%nameFolds == fold {
			total.compare(n.names, naming.Names(f.Label(table, &n.input, kindCount)))
		}
	}
	return nil
}
