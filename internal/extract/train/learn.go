package main

import (
	"math"
	"strings"
)

// Settings of the learning: steps of Adam, their size, and the weight of L2.
const (
	steps = 300
	rate  = 0.1
	decay = 3e-4
)

// learn fits the weights to the paragraphs of the pages that count.
func learn(pages []*page, counts func(*page) bool) []float64 {
	var data []example
	total := 0.0
	for _, p := range pages {
		if counts(p) {
			for _, e := range p.examples {
				if e.weight > 0 {
					data = append(data, e)
					total += e.weight
				}
			}
		}
	}
	n := pages[0].width
	a := newAdam(n)
	gradient := make([]float64, n)
	for step := 1; step <= steps; step++ {
		for j := range gradient {
			gradient[j] = decay * a.weights[j] * total
		}
		for _, e := range data {
			d := (1/(1+math.Exp(-e.dot(a.weights))) - e.label) * e.weight
			for k, j := range e.index {
				gradient[j] += d * e.value[k]
			}
		}
		a.step(step, gradient, total)
	}
	return a.weights
}

// adam is the optimiser of Kingma and Ba (2015).
type adam struct{ weights, mean, square []float64 }

func newAdam(n int) *adam {
	return &adam{make([]float64, n), make([]float64, n), make([]float64, n)}
}

func (a *adam) step(step int, gradient []float64, total float64) {
	size := rate
	if step > steps*2/3 {
		size = rate / 3
	}
	first, second := 1-math.Pow(0.9, float64(step)), 1-math.Pow(0.999, float64(step))
	for j, g := range gradient {
		g /= total
		a.mean[j] = 0.9*a.mean[j] + 0.1*g
		a.square[j] = 0.999*a.square[j] + 0.001*g*g
		a.weights[j] -= size * a.mean[j] / first / (math.Sqrt(a.square[j]/second) + 1e-9)
	}
}

// example is a paragraph: its features that are not zero, whether it is news, and how
// much it counts.
type example struct {
	text          string
	lost          bool // it counts whatever it weighs
	index         []int
	value         []float64
	label, weight float64
}

func (e *example) dot(weights []float64) float64 {
	sum := 0.0
	for k, j := range e.index {
		sum += weights[j] * e.value[k]
	}
	return sum
}

// choose joins the paragraphs that weigh more than the threshold, and the lost ones.
func (p *page) choose(weights []float64, threshold float64) string {
	var kept []string
	for i := range p.examples {
		if e := &p.examples[i]; e.lost || e.dot(weights) > threshold {
			kept = append(kept, p.examples[i].text)
		}
	}
	return strings.Join(kept, "\n\n")
}
