package arcs

import "synoptic/internal/syntax/perceptron"

// Parser reads trees off tagged sentences.
type Parser struct {
	Moves     perceptron.FewScorer
	Labels    perceptron.Scorer
	Relations int   // how many there are
	Root      uint8 // the one of the root
}

// Desk is room to parse one sentence in, used again for the next. The tree found is in
// its State.
type Desk struct {
	State
	features []uint64
	scores   perceptron.Scores
	few      perceptron.FewScores
	siblings []int
}

// Parse makes the best move after the best move until each word has its governor.
func (p *Parser) Parse(d *Desk, in *Input) {
	d.Reset(len(in.parts))
	for !d.Done() {
		m := p.Move(d, in)
		rel := uint8(0)
		if m != Shift {
			rel = p.Label(d, in, m)
		}
		d.Do(m, rel)
	}
}

// Move is the best move.
func (p *Parser) Move(d *Desk, in *Input) Move {
	d.few = perceptron.FewScores{}
	d.features = d.Features(d.features[:0], in)
	p.Moves.Score(d.features, &d.few)
	best := Moves
	for m := range Moves {
		if d.Valid(m) && (best == Moves || d.few[m] > d.few[best]) {
			best = m
		}
	}
	return best
}

// Label is the best relation for the arc a move draws.
func (p *Parser) Label(d *Desk, in *Input, m Move) uint8 {
	dependent, governor := d.Arc(m)
	if governor == none {
		return p.Root
	}
	d.scores = perceptron.Scores{}
	d.features = d.LabelFeatures(d.features[:0], in, dependent, governor)
	p.Labels.Score(d.features, &d.scores)
	return uint8(d.scores.Best(p.Relations))
}
