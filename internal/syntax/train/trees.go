package main

import (
	"math/rand/v2"

	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/perceptron"
)

// explore is how often, after the first round, the parser's own move is followed though
// it is wrong, so that it learns to go on from mistakes.
const explore = 0.9

// tree is a tagged sentence with its right tree, as the parser reads it.
type tree struct {
	input arcs.Input
	heads []int
	rels  []uint8
	fold  int // part of the data
}

// parserTrainer learns moves and relations.
type parserTrainer struct {
	arcs.Parser
	moves  *perceptron.FewTrainer
	labels *perceptron.Trainer
	random *rand.Rand
	desk   arcs.Desk

	features []uint64
}

// trainParser learns trees in so many rounds over the sentences.
func trainParser(all []tree, inv *inventory, rounds int, seed uint64) *parserTrainer {
	p := &parserTrainer{
		moves: perceptron.NewFewTrainer(), labels: perceptron.NewTrainer(),
		random: rand.New(rand.NewPCG(seed, 2)),
	}
	p.Parser = arcs.Parser{Moves: p.moves, Labels: p.labels, Relations: len(inv.relations), Root: inv.relIDs["root"]}
	for round := range rounds {
		p.round(all, round > 0)
	}
	return p
}

// round reads all sentences once.
func (p *parserTrainer) round(all []tree, exploring bool) {
	for _, k := range p.random.Perm(len(all)) {
		if len(all[k].heads) <= arcs.MaxWords {
			p.sentence(&all[k], exploring)
		}
	}
}

// settle drops the features there is no room for and lets the others take over what they
// knew, in some more rounds.
func (p *parserTrainer) settle(all []tree, labelMost, rounds int) {
	p.moves.Prune(moveScale, moveLeast, moveMost)
	p.labels.Prune(labelScale, labelLeast, labelMost)
	for range rounds {
		p.round(all, true)
	}
}

// packSettled gives the weights after settle.
func (p *parserTrainer) packSettled(labelMost int) (moves, labels []byte) {
	return p.moves.Pack(1, 1, moveMost), p.labels.Pack(1, 1, labelMost)
}

// pack gives the weights of moves and relations, the latter for so many features.
func (p *parserTrainer) pack(labelMost int) (moves, labels []byte) {
	return p.moves.Pack(moveScale, moveLeast, moveMost), p.labels.Pack(labelScale, labelLeast, labelMost)
}

// sentence parses one sentence, learning from each mistake.
func (p *parserTrainer) sentence(t *tree, exploring bool) {
	oracle := arcs.Oracle{Heads: t.heads}
	d := &p.desk
	d.Reset(len(t.heads))
	for !d.Done() {
		m := p.move(d, &oracle, t, exploring)
		rel := uint8(0)
		if m != arcs.Shift {
			rel = p.label(d, t, m)
		}
		d.Do(m, rel)
	}
}

// move chooses a move and learns from it: where it is wrong, or right by too little.
func (p *parserTrainer) move(d *arcs.Desk, o *arcs.Oracle, t *tree, exploring bool) arcs.Move {
	var scores perceptron.FewScores
	p.features = d.Features(p.features[:0], &t.input)
	p.moves.Score(p.features, &scores)
	right, wrong := sides(d, o, &scores)
	p.moves.Step()
	if wrong == arcs.Moves {
		return right
	}
	if lead := scores[right] - scores[wrong]; lead < margin {
		p.moves.Update(p.features, int(right), int(wrong))
		if lead < 0 && exploring && p.random.Float64() < explore {
			return wrong
		}
	}
	return right
}

// sides gives the best of the moves that cost least, and the best of those that cost
// more, arcs.Moves if none does.
func sides(d *arcs.Desk, o *arcs.Oracle, scores *perceptron.FewScores) (right, wrong arcs.Move) {
	least := -1
	var costs [arcs.Moves]int
	for m := range arcs.Moves {
		if !d.Valid(m) {
			continue
		}
		if costs[m] = o.Cost(&d.State, m); least < 0 || costs[m] < least {
			least = costs[m]
		}
	}
	right, wrong = arcs.Moves, arcs.Moves
	for m := range arcs.Moves {
		side := &wrong
		if costs[m] == least {
			side = &right
		}
		if d.Valid(m) && (*side == arcs.Moves || scores[m] > scores[*side]) {
			*side = m
		}
	}
	return right, wrong
}

// label chooses the relation of the arc a move draws; where the arc is right, it learns
// from it.
func (p *parserTrainer) label(d *arcs.Desk, t *tree, m arcs.Move) uint8 {
	dependent, governor := d.Arc(m)
	if governor < 0 {
		return p.Root
	}
	var scores perceptron.Scores
	p.features = d.LabelFeatures(p.features[:0], &t.input, dependent, governor)
	p.labels.Score(p.features, &scores)
	guess := scores.Best(p.Relations)
	if t.heads[dependent] == governor {
		p.labels.Step()
		learn(p.labels, p.features, &scores, p.Relations, int(t.rels[dependent]))
	}
	return uint8(guess)
}
