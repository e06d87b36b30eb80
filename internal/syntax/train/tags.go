package main

import (
	"math"
	"math/rand/v2"

	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/tagger"
	"synoptic/internal/syntax/word"
)

// trainTagger learns tags in so many rounds over the sentences.
func trainTagger(all []sentence, classes, rounds int, seed uint64) *perceptron.Trainer {
	t := perceptron.NewTrainer()
	random := rand.New(rand.NewPCG(seed, 1))
	var f []uint64
	for range rounds {
		for _, k := range random.Perm(len(all)) {
			f = tagRound(t, &all[k], classes, f)
		}
	}
	return t
}

// tagRound tags one sentence, learning from each mistake; the tags before a word are
// those given, right or wrong.
func tagRound(t *perceptron.Trainer, s *sentence, classes int, f []uint64) []uint64 {
	style := word.StyleOf(s.words)
	before, before2 := uint64(tagger.Start), uint64(tagger.Start)
	for i := range s.words {
		var scores perceptron.Scores
		f = tagger.Features(f[:0], s.words, i, before, before2, style)
		t.Score(f, &scores)
		guess := scores.Best(classes)
		t.Step()
		learn(t, f, &scores, classes, int(s.tags[i]))
		before, before2 = uint64(guess), before
	}
	return f
}

// learn updates the weights where the right class does not lead by the margin.
func learn(t *perceptron.Trainer, f []uint64, scores *perceptron.Scores, classes, right int) {
	lead := scores[right]
	scores[right] = math.MinInt32
	wrong := scores.Best(classes)
	if lead-scores[wrong] < margin {
		t.Update(f, right, wrong)
	}
}

// jackknife fills auto of each sentence with the tags of a tagger trained on the others,
// so that the parser learns from tags as bad as those it will get.
func jackknife(all []sentence, classes, rounds int, seed uint64) error {
	for fold := range folds {
		var rest []sentence
		for i := range all {
			if all[i].fold != fold {
				rest = append(rest, all[i])
			}
		}
		table, err := perceptron.Open(trainTagger(rest, classes, rounds, seed).Pack(tagScale, tagLeast, tagMost))
		if err != nil {
			return err
		}
		for i := range all {
			if all[i].fold == fold {
				autotag(table, &all[i], classes)
			}
		}
	}
	return nil
}

// autotag fills auto of a sentence.
func autotag(table perceptron.Scorer, s *sentence, classes int) {
	s.auto = make([]uint8, len(s.words))
	var d tagger.Desk
	d.Tag(table, classes, s.words, s.auto)
}
