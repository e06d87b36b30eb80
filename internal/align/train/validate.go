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

// parts is in how many parts cases and events are held out in turn: with ten cases, each
// by itself.
const parts = 10

// outside are the cases and events that do not stand in a part.
func (l lessons) outside(part int) []prepared {
	var out []prepared
	for _, list := range [][]prepared{l.cases, l.events} {
		for i := range list {
			if i%parts != part {
				out = append(out, list[i])
			}
		}
	}
	return out
}

// validate scores every case and event by a model learned from other parts. At which
// threshold a case is judged is decided by the other cases too; returned is the one best
// for all of them, and the scores of the cases.
func validate(l lessons, seed uint64) (float64, report) {
	models := make([]*align.Model, parts)
	for part := range parts {
		models[part] = learn(l.outside(part), seed)
	}
	scores := make([][]eval.Score, len(thresholds)) // by threshold and case
	for n, t := range thresholds {
		scores[n] = judge(models, l.cases, t)
		fmt.Printf("threshold %.2f: %s\n", t, report{total: sum(scores[n])}.short())
		if len(l.events) > 0 {
			events := sum(judge(models, l.events, t))
			fmt.Printf("       events: points %v, exclusives %v\n", events.Points, events.Exclusives)
		}
	}
	var r report
	for i := range l.cases {
		r.add(l.cases[i].name, scores[best(scores, i)][i])
	}
	return thresholds[best(scores, -1)], r
}

// judge scores each of a list by the model that has not seen it.
func judge(models []*align.Model, list []prepared, threshold float64) []eval.Score {
	out := make([]eval.Score, len(list))
	for i := range list {
		m := *models[i%parts]
		m.Threshold, m.Again = threshold, threshold+stricter
		out[i] = eval.Of(list[i].gold, compare.With(&m).Compare(list[i].docs, nil))
	}
	return out
}

func sum(scores []eval.Score) (total eval.Score) {
	for _, s := range scores {
		total.Add(s)
	}
	return total
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
