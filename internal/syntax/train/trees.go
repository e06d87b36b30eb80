package main

import (
	"math/rand/v2"

	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/perceptron"
)

// explore is how often, after the first round, the parser's own move is followed though
// it is wrong, so that it learns to go on from mistakes.
const explore = 0.9

// parserTrainer learns moves.
type parserTrainer struct {
	weights   *perceptron.Trainer
	relations int
	random    *rand.Rand
	state     arcs.State
	features  []uint64
}

// trainParser learns trees in so many rounds over the sentences.
func trainParser(all []sentence, relations, rounds int, seed uint64, after func(round int, t *perceptron.Trainer)) *perceptron.Trainer {
	p := &parserTrainer{weights: perceptron.NewTrainer(), relations: relations, random: rand.New(rand.NewPCG(seed, 2))}
	for round := range rounds {
		for _, k := range p.random.Perm(len(all)) {
			if len(all[k].words) <= arcs.MaxWords {
				p.sentence(&all[k], round > 0)
			}
		}
		if after != nil {
			after(round, p.weights)
		}
	}
	return p.weights
}

// sentence parses one sentence, learning from each mistake.
func (p *parserTrainer) sentence(s *sentence, exploring bool) {
	oracle := arcs.Oracle{Heads: s.heads, Rels: s.rels}
	input := arcs.Input{Words: s.words, Tags: s.auto}
	p.state.Reset(len(s.words))
	for !p.state.Done() {
		var scores perceptron.Scores
		p.features = p.state.Features(p.features[:0], &input)
		p.weights.Score(p.features, &scores)
		guess := p.state.Best(&scores, p.relations)
		gold := p.best(&oracle, &scores)
		p.weights.Step()
		if guess != gold {
			p.weights.Update(p.features, gold, guess)
			if !exploring || p.random.Float64() >= explore {
				guess = gold
			}
		}
		p.state.Do(arcs.Split(guess, p.relations))
	}
}

// best is the class of highest score among those that cost least.
func (p *parserTrainer) best(o *arcs.Oracle, scores *perceptron.Scores) int {
	least, best := -1, -1
	for m := arcs.Shift; m <= arcs.Right; m++ {
		if !p.state.Valid(m) {
			continue
		}
		cost := o.Cost(&p.state, m)
		if least >= 0 && cost > least {
			continue
		}
		class := p.class(o, scores, m)
		if least < 0 || cost < least || scores[class] > scores[best] {
			least, best = cost, class
		}
	}
	return best
}

// class is the best class of a move: with the right relation where the arc is right,
// with the one of highest score where no right arc is to be had.
func (p *parserTrainer) class(o *arcs.Oracle, scores *perceptron.Scores, m arcs.Move) int {
	if m == arcs.Shift {
		return arcs.Class(m, 0, p.relations)
	}
	rel, ok := o.Right(&p.state, m)
	if ok {
		return arcs.Class(m, rel, p.relations)
	}
	first := arcs.Class(m, 0, p.relations)
	best := first
	for class := first; class < first+p.relations; class++ {
		if scores[class] > scores[best] {
			best = class
		}
	}
	return best
}
