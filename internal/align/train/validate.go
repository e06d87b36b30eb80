package main

import (
	"fmt"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/compare"
	"synoptic/internal/eval"
)

// thresholds are the mean scores tried at which groups still join.
var thresholds = []float64{.4, .45, .5, .55}

// stricter is how much higher a pair must score to give a statement a second group;
// from .1 to .2 it makes no difference.
const stricter = 0.15

// validate scores every case by a model learned from the others. At which threshold a
// case is judged is decided by the other cases too; returned is the one best for all.
func validate(all []prepared, seed uint64) (float64, report) {
	models := make([]*align.Model, len(all))
	for i := range all {
		models[i] = learn(all, i, seed)
	}
	scores := make([][]eval.Score, len(thresholds)) // by threshold and case
	for n, t := range thresholds {
		var total eval.Score
		for i := range all {
			models[i].Threshold, models[i].Again = t, t+stricter
			s := eval.Of(all[i].gold, compare.With(models[i]).Compare(all[i].docs, nil))
			scores[n] = append(scores[n], s)
			total.Add(s)
		}
		fmt.Printf("threshold %.2f: %s\n", t, report{total: total}.short())
	}
	var r report
	for i := range all {
		r.add(all[i].name, scores[best(scores, i)][i])
	}
	return thresholds[best(scores, -1)], r
}

// best is the number of the threshold that is best, by the sum of the F1 of points and
// exclusives, in all cases but the one held out (-1: none).
func best(scores [][]eval.Score, heldOut int) int {
	worth := make([]float64, len(scores))
	for n := range scores {
		var total eval.Score
		for i, s := range scores[n] {
			if i != heldOut {
				total.Add(s)
			}
		}
		worth[n] = total.Points.F1() + total.Exclusives.F1()
	}
	return slices.Index(worth, slices.Max(worth))
}
