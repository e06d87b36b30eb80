package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/cluster"
)

// The weights of the L2 term. The joins have few and very like examples: a handful of
// topics decides them.
const (
	penalty     = 1
	joinPenalty = 5
)

// Thresholds of repair, in log-odds, from a sweep over the folds: a move of 0.2 or an
// alone of -4 costs less than half a point, a move of 1.5 or an alone of -1.5 one or two
// points of recall.
const (
	move  = 0.5
	alone = -2.5
)

// learn fits a model to the articles that known allows.
func (s *dataset) learn(known func(int) bool) *cluster.Model {
	m := &cluster.Model{Move: move, Alone: alone}
	s.learnPairs(m, known)
	s.learnStories(m, known)
	s.learnJoins(m, known)
	return m
}

func (s *dataset) learnPairs(m *cluster.Model, known func(int) bool) {
	var examples []example
	for _, l := range s.pairs {
		if known(l.A) && known(l.B) {
			examples = append(examples, example{l.X[:], count(l.Same)})
		}
	}
	copy(m.Pair[:], logistic(examples, len(m.Pair), penalty))
}

// learnStories fits the rank weights to right stories against wrong ones, and the accept
// weights to whether the best ranked story is the right one.
func (s *dataset) learnStories(m *cluster.Model, known func(int) bool) {
	lessons := cluster.StoryLessons(s.fresh(), s.gold, m)
	var ranks []example
	for _, l := range lessons {
		if l.Right < 0 || !known(l.Article) {
			continue
		}
		for n, rival := range l.Rivals {
			if n != l.Right {
				ranks = append(ranks,
					example{difference(l.Rivals[l.Right][:], rival[:]), 1},
					example{difference(rival[:], l.Rivals[l.Right][:]), 0})
			}
		}
	}
	copy(m.Rank[:], logistic(ranks, len(m.Rank), penalty))

	var accepts []example
	for _, l := range lessons {
		if len(l.Rivals) == 0 || !known(l.Article) {
			continue
		}
		best := 0
		for n := range l.Rivals {
			if product(m.Rank[:], l.Rivals[n][:]) > product(m.Rank[:], l.Rivals[best][:]) {
				best = n
			}
		}
		accepts = append(accepts, example{l.Rivals[best][:], count(best == l.Right)})
	}
	copy(m.Accept[:], logistic(accepts, len(m.Accept), penalty))
}

// learnJoins fits the join weights to the groups that come up when stories are taken
// apart. Nothing joins while the lessons are made.
func (s *dataset) learnJoins(m *cluster.Model, known func(int) bool) {
	m.Join[len(m.Join)-1] = -100
	var examples []example
	for _, l := range cluster.JoinLessons(s.fresh(), s.gold, m) {
		if known(l.A) && known(l.B) {
			examples = append(examples, example{l.X[:], count(l.Same)})
		}
	}
	copy(m.Join[:], logistic(examples, len(m.Join), joinPenalty))
}

func difference(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range d {
		d[i] = a[i] - b[i]
	}
	return d
}

func product(a, b []float64) (z float64) {
	for i := range a {
		z += a[i] * b[i]
	}
	return z
}

// crossValidate runs the stream once for each fold, with a model that saw no story of
// it, and scores each article in the run of its own fold: by file and all together.
func (s *dataset) crossValidate() (names []string, byName map[string]string) {
	runs := make([][]string, folds)
	for k := range folds {
		m := s.learn(func(i int) bool { return s.fold[i] != k })
		runs[k] = cluster.Cluster(s.fresh(), m)
	}
	found := func(i int) []string { return runs[s.fold[i]] }
	byName = map[string]string{}
	for _, f := range append(s.files, "") {
		name := strings.TrimSuffix(filepath.Base(f), ".jsonl")
		prefix := name + ".jsonl#"
		if f == "" {
			name, prefix = "all", ""
		}
		names = append(names, name)
		byName[name] = score(s.gold, found, func(i int) bool { return strings.HasPrefix(s.gold[i], prefix) }).String()
	}
	return names, byName
}

// write writes the weights with their figures.
func write(name, source string, m *cluster.Model, byName map[string]string) error {
	raw, err := json.MarshalIndent(cluster.Weights{Source: source, Figures: byName, Model: *m}, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, append(raw, '\n'), 0o644); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}
