package main

import (
	"slices"

	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/perceptron"
)

// folds is the number of parts training data are cut in, where each part is read by a
// model trained on the others.
const folds = 4

// treesOf gives the right trees of sentences, with the tags a tagger gave them.
func treesOf(all []sentence) []tree {
	trees := make([]tree, len(all))
	for i := range all {
		trees[i] = tree{heads: all[i].heads, rels: all[i].rels, fold: all[i].fold}
		trees[i].input.Set(all[i].words, all[i].auto)
	}
	return trees
}

// mirrored gives the trees from right to left, each with the guess of a first parser
// that has not seen it, so that the second learns from guesses as bad as those it will
// get.
func mirrored(trees []tree, inv *inventory, rounds int) ([]tree, error) {
	mirrors := make([]tree, 0, len(trees))
	var d arcs.Desk
	for fold := range folds {
		var rest []tree
		for i := range trees {
			if trees[i].fold != fold {
				rest = append(rest, trees[i])
			}
		}
		p := trainParser(rest, inv, rounds, seed)
		p.settle(rest, firstLabels, max(rounds/2, 1))
		first, err := opened(p)
		if err != nil {
			return nil, err
		}
		for i := range trees {
			if trees[i].fold != fold {
				continue
			}
			t := trees[i].mirror()
			first.Parse(&d, &t.input)
			t.input.Turn(&d.State)
			mirrors = append(mirrors, t)
		}
	}
	return mirrors, nil
}

// opened is the parser as it will be read from the model file.
func opened(p *parserTrainer) (arcs.Parser, error) {
	moves, labels := p.packSettled(firstLabels)
	few, err := perceptron.OpenFew(moves)
	if err != nil {
		return arcs.Parser{}, err
	}
	table, err := perceptron.Open(labels)
	if err != nil {
		return arcs.Parser{}, err
	}
	return arcs.Parser{Moves: few, Labels: table, Relations: p.Relations, Root: p.Root}, nil
}

// mirror is the right tree from right to left. Its input is still to be turned.
func (t *tree) mirror() tree {
	m := tree{input: t.input.Clone(), heads: turned(t.heads), rels: slices.Clone(t.rels)}
	slices.Reverse(m.rels)
	return m
}

// turned are the governors of the words from the last to the first.
func turned(heads []int) []int {
	last := len(heads) - 1
	mirror := make([]int, len(heads))
	for i, head := range heads {
		if mirror[last-i] = head; head >= 0 {
			mirror[last-i] = last - head
		}
	}
	return mirror
}
