package arcs

import "synoptic/internal/syntax/perceptron"

// Parse makes the best move after the best move until each word has its governor. The
// result is in the state; f is room to work in, returned for the next call.
func Parse(scorer perceptron.Scorer, s *State, in *Input, relations int, f []uint64) []uint64 {
	s.Reset(len(in.Words))
	for !s.Done() {
		var scores perceptron.Scores
		f = s.Features(f[:0], in)
		scorer.Score(f, &scores)
		s.Do(Split(s.Best(&scores, relations), relations))
	}
	return f
}

// Best is the class of highest score among the valid ones.
func (s *State) Best(scores *perceptron.Scores, relations int) int {
	best := -1
	for m := range moves {
		if !s.Valid(m) {
			continue
		}
		first := Class(m, 0, relations)
		last := first + relations
		if m == Shift {
			last = first + 1
		}
		for class := first; class < last; class++ {
			if best < 0 || scores[class] > scores[best] {
				best = class
			}
		}
	}
	return best
}
