package main

import (
	"math/rand/v2"

	"synoptic/internal/syntax/arcs"
	"synoptic/internal/syntax/perceptron"
)

// How non-projective arcs are learned.
const (
	lowRounds = 10
	lowMargin = 10  // lead of the right answer up to which weights are learned
	lowWeight = 3   // times a word that hangs on a sibling counts, as there are few
	wayLeast  = 2   // non-projective arcs that make a way
	wayShare  = 300 // siblings tried for each of them at most
)

// lowTrainer learns which words hang on a sibling.
type lowTrainer struct {
	*arcs.Lowering
	weights  *perceptron.FewTrainer
	state    arcs.State
	siblings []int
	features []uint64
}

// trainLowering learns the non-projective arcs that projective trees lack: from the
// guesses for sentences and from their right trees made projective.
func trainLowering(trees []tree) (ways, weights []byte) {
	t := &lowTrainer{weights: perceptron.NewFewTrainer()}
	known := t.ways(trees)
	t.Lowering = arcs.NewLowering(t.weights, known)
	lifted := make([][]int, len(trees))
	for k := range trees {
		lifted[k] = arcs.Lift(trees[k].heads)
	}
	random := rand.New(rand.NewPCG(seed, 5))
	for range lowRounds {
		for _, k := range random.Perm(len(trees)) {
			heads, rels := trees[k].input.Guess()
			t.sentence(&trees[k], heads, rels)
			t.sentence(&trees[k], lifted[k], trees[k].rels)
		}
	}
	return arcs.PackWays(known), t.weights.Pack(lowScale, lowLeast, lowMost)
}

// sentence learns from each sibling that each word of a projective tree might hang on.
func (t *lowTrainer) sentence(s *tree, heads []int, rels []uint8) {
	t.state.Draw(heads, rels)
	for word, head := range s.heads {
		t.siblings = t.Siblings(t.siblings[:0], &t.state, &s.input, word)
		for _, sibling := range t.siblings {
			t.features = t.state.LowerFeatures(t.features[:0], &s.input, word, sibling)
			t.learn(sibling == head)
		}
	}
}

// learn updates the weights where the right answer does not lead by the margin.
func (t *lowTrainer) learn(low bool) {
	var scores perceptron.FewScores
	t.weights.Score(t.features, &scores)
	t.weights.Step()
	right, wrong, times := arcs.High, arcs.Low, 1
	if low {
		right, wrong, times = arcs.Low, arcs.High, lowWeight
	}
	if scores[right]-scores[wrong] >= lowMargin {
		return
	}
	for range times {
		t.weights.Update(t.features, right, wrong)
	}
}

// ways lists those that non-projective arcs take from the guesses often enough, each with
// its most frequent relation.
func (t *lowTrainer) ways(trees []tree) map[arcs.Way]uint8 {
	right := map[arcs.Way]map[uint8]int{}
	for k := range trees {
		t.right(&trees[k], right)
	}
	known := map[arcs.Way]uint8{}
	for way, rels := range right {
		known[way] = mostFrequent(rels)
	}
	tried := t.tried(trees, known)
	for way, rels := range right {
		sum := 0
		for _, n := range rels {
			sum += n
		}
		if sum < wayLeast || sum*wayShare < tried[way] {
			delete(known, way)
		}
	}
	return known
}

// right counts, by way and relation, the non-projective arcs of a sentence that lead to a
// sibling in the guess.
func (t *lowTrainer) right(s *tree, counts map[arcs.Way]map[uint8]int) {
	heads, rels := s.input.Guess()
	t.state.Draw(heads, rels)
	for _, word := range arcs.NonProjective(s.heads) {
		sibling := s.heads[word]
		if heads[word] < 0 || heads[sibling] != heads[word] {
			continue
		}
		way := t.state.Way(&s.input, word, sibling)
		if counts[way] == nil {
			counts[way] = map[uint8]int{}
		}
		counts[way][s.rels[word]]++
	}
}

// tried counts the siblings that words of the guesses might hang on, by way.
func (t *lowTrainer) tried(trees []tree, ways map[arcs.Way]uint8) map[arcs.Way]int {
	counts, lowering := map[arcs.Way]int{}, arcs.NewLowering(t.weights, ways)
	for k := range trees {
		in := &trees[k].input
		heads, rels := in.Guess()
		t.state.Draw(heads, rels)
		for word := range heads {
			t.siblings = lowering.Siblings(t.siblings[:0], &t.state, in, word)
			for _, sibling := range t.siblings {
				counts[t.state.Way(in, word, sibling)]++
			}
		}
	}
	return counts
}

// mostFrequent is what is counted most often, the lowest of them when several are.
func mostFrequent(counts map[uint8]int) uint8 {
	best := uint8(0)
	for id, n := range counts {
		if n > counts[best] || n == counts[best] && id < best {
			best = id
		}
	}
	return best
}
