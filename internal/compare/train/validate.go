package main

import (
	"fmt"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/compare"
	"synoptic/internal/eval"
	"synoptic/internal/network"
	"synoptic/internal/novelty"
)

// thresholds are the mean scores tried at which groups still join, odds the log odds
// tried above which a word speaks for being told alone.
var (
	thresholds = []float64{.5, .55, .6}
	odds       = []float64{-1.2, -1, -.8, -.6}
)

// stricter is how much higher a pair must score to give a statement a second group;
// from .1 to .2 it makes no difference.
const stricter = 0.15

// change is what a run of words told alone must be worth, in log odds.
const change = 1

// parts is in how many parts cases and events are held out in turn: with ten cases, each
// by itself. Events of one story stand in one part.
const parts = 10

// heldOut are the cases that have no say in when groups join, as what is told alone is judged
// upon these groups: all of them, if there are events.
func (l lessons) heldOut() []int {
	var out []int
	if len(l.events) > 0 {
		for i := range l.cases {
			out = append(out, i)
		}
	}
	return out
}

// outside are the cases and events that do not stand in a part.
func (l lessons) outside(part int) []prepared {
	return slices.DeleteFunc(l.all(), func(p prepared) bool { return p.part == part })
}

// models are what judges the cases and events of each part: learned from the others.
type models struct {
	alignments []*align.Model
	novelties  []*novelty.Model
	places     [][]place // of every case and event, aligned by the models of its part
}

// validate scores every case and event by models learned from other parts. When groups join
// is decided by the events, from which odds a case shows words by the other cases and the
// events; the models returned hold what is best for all.
func validate(l lessons, seed uint64) (*models, float64, float64, report) {
	m := &models{alignments: make([]*align.Model, parts), novelties: make([]*novelty.Model, parts)}
	for part := range parts {
		m.alignments[part] = learnAlignment(l.outside(part), seed)
		m.novelties[part] = silent()
	}
	points := func(s eval.Score) float64 { return s.Points.F1() }
	joins := l.judge(m, thresholds, func(t float64) { m.join(t) }, points)
	join := thresholds[joins.best(l.heldOut()...)]
	m.join(join)
	m.learnNovelties(l, seed)
	exclusives := func(s eval.Score) float64 { return s.Exclusives.F1() }
	shows := l.judge(m, odds, func(t float64) { m.show(t) }, exclusives)
	var r report
	for i := range l.cases {
		r.add(l.cases[i].name, shows.scores[shows.best(i)][i])
	}
	return m, join, odds[shows.best()], r
}

// silent shows nothing as told alone.
func silent() *novelty.Model {
	n := len(novelty.Names())
	return &novelty.Model{Ensemble: network.Ensemble{Mean: make([]float64, n), Scale: make([]float64, n)}, Threshold: 1}
}

// join sets the score at which groups join.
func (m *models) join(threshold float64) {
	for _, a := range m.alignments {
		a.Threshold, a.Again = threshold, threshold+stricter
	}
}

// show sets the log odds above which a word speaks for being told alone.
func (m *models) show(threshold float64) {
	for _, n := range m.novelties {
		n.Threshold = threshold
	}
}

// learnNovelties learns from the places of all other parts.
func (m *models) learnNovelties(l lessons, seed uint64) {
	all := l.all()
	for i := range all {
		m.places = append(m.places, all[i].places(m.alignments[all[i].part]))
	}
	for part := range parts {
		var others [][]place
		for i := range all {
			if all[i].part != part {
				others = append(others, m.places[i])
			}
		}
		m.novelties[part] = learnNovelty(others, seed)
	}
}

// trial is the scores of cases and events at several thresholds.
type trial struct {
	cases  int
	scores [][]eval.Score // by threshold, and case or event
	worth  func(eval.Score) float64
}

// judge scores everything by the models that have not seen it, at every threshold.
func (l lessons) judge(m *models, thresholds []float64, set func(float64), worth func(eval.Score) float64) trial {
	t := trial{cases: len(l.cases), worth: worth}
	all := l.all()
	for _, threshold := range thresholds {
		set(threshold)
		scores := make([]eval.Score, len(all))
		for i := range all {
			out := compare.With(m.alignments[all[i].part], m.novelties[all[i].part]).Compare(all[i].docs, nil)
			scores[i] = eval.Of(all[i].gold, out)
		}
		t.scores = append(t.scores, scores)
		fmt.Printf("threshold %.2f: cases  %s\n                events %s\n", threshold,
			report{total: sum(scores[:t.cases])}.short(), report{total: sum(scores[t.cases:])}.short())
	}
	return t
}

func sum(scores []eval.Score) (total eval.Score) {
	for _, s := range scores {
		total.Add(s)
	}
	return total
}

// best is the number of the threshold that is best in all cases and events but the cases
// held out; the cases count as much as the events, which are many.
func (t trial) best(heldOut ...int) int {
	worth := make([]float64, len(t.scores))
	for n, scores := range t.scores {
		var cases []eval.Score
		for i, s := range scores[:t.cases] {
			if !slices.Contains(heldOut, i) {
				cases = append(cases, s)
			}
		}
		worth[n] = t.worth(sum(cases)) + t.worth(sum(scores[t.cases:]))
	}
	return slices.Index(worth, slices.Max(worth))
}
