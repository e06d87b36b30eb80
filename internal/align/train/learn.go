package main

import (
	"math"
	"math/rand/v2"

	"synoptic/internal/align"
)

// How the networks are learned: small, many, and held back.
const (
	networks = 5
	hidden   = 8
	epochs   = 6
	batch    = 64
	rate     = 0.005
	decay    = 0.02 // L2
	positive = 3.0  // weight of a pair that tells the same
)

const size = len(align.FeatureNames)

// example is one pair, features normalised.
type example struct {
	x    align.Features
	same bool
}

// learn makes a model from the pairs of all the cases given.
func learn(all []prepared, seed uint64) *align.Model {
	var examples []example
	for i := range all {
		all[i].field.Each(func(k int, x *align.Features) {
			examples = append(examples, example{*x, all[i].labels[k]})
		})
	}
	m := &align.Model{Features: align.FeatureNames[:]}
	m.Mean, m.Scale = normalise(examples)
	for n := range networks {
		m.Networks = append(m.Networks, fit(examples, rand.New(rand.NewPCG(seed, uint64(n)))))
	}
	return m
}

// normalise brings every feature to mean 0 and deviation 1, in place.
func normalise(examples []example) (mean, scale []float64) {
	mean, scale = make([]float64, size), make([]float64, size)
	n := float64(len(examples))
	for i := range size {
		for k := range examples {
			mean[i] += examples[k].x[i] / n
		}
		for k := range examples {
			d := examples[k].x[i] - mean[i]
			scale[i] += d * d / n
		}
		scale[i] = 1 / math.Max(math.Sqrt(scale[i]), 1e-3)
		for k := range examples {
			examples[k].x[i] = (examples[k].x[i] - mean[i]) * scale[i]
		}
	}
	return mean, scale
}

// fit learns one network by Adam over shuffled batches.
func fit(examples []example, r *rand.Rand) align.Network {
	t := newTrainer(r)
	order := r.Perm(len(examples))
	for epoch := range epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		step := rate * (1 - float64(epoch)/epochs)
		for at := 0; at < len(order); at += batch {
			for _, k := range order[at:min(at+batch, len(order))] {
				t.accumulate(&examples[k])
			}
			t.update(step)
		}
	}
	return t.network()
}

// trainer holds the parameters of one network flat: bias, linear, then for each hidden
// unit its bias, out weight and row.
type trainer struct {
	w, grad, first, second []float64
	steps                  int
}

const perHidden = 2 + size

func newTrainer(r *rand.Rand) *trainer {
	n := 1 + size + hidden*perHidden
	t := &trainer{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), 0}
	for i := 1 + size; i < n; i++ {
		t.w[i] = r.NormFloat64() / math.Sqrt(float64(size))
	}
	return t
}

// accumulate adds the gradient of the log loss of one example.
func (t *trainer) accumulate(e *example) {
	sum := t.w[0]
	for i := range size {
		sum += t.w[1+i] * e.x[i]
	}
	var act [hidden]float64
	for h := range hidden {
		row := t.w[1+size+h*perHidden:]
		a := row[0]
		for i := range size {
			a += row[2+i] * e.x[i]
		}
		act[h] = math.Tanh(a)
		sum += row[1] * act[h]
	}
	p := 1 / (1 + math.Exp(-sum))
	d := p
	if e.same {
		d = positive * (p - 1)
	}
	t.grad[0] += d
	for i := range size {
		t.grad[1+i] += d * e.x[i]
	}
	for h := range hidden {
		at := 1 + size + h*perHidden
		back := d * t.w[at+1] * (1 - act[h]*act[h])
		t.grad[at] += back
		t.grad[at+1] += d * act[h]
		for i := range size {
			t.grad[at+2+i] += back * e.x[i]
		}
	}
}

// update takes one step of Adam (Kingma & Ba 2015) and clears the gradient.
func (t *trainer) update(rate float64) {
	t.steps++
	b1, b2 := 1-math.Pow(.9, float64(t.steps)), 1-math.Pow(.999, float64(t.steps))
	for i := range t.w {
		g := t.grad[i]/batch + decay*t.w[i]
		t.first[i] = .9*t.first[i] + .1*g
		t.second[i] = .999*t.second[i] + .001*g*g
		t.w[i] -= rate * (t.first[i] / b1) / (math.Sqrt(t.second[i]/b2) + 1e-8)
		t.grad[i] = 0
	}
}

func (t *trainer) network() align.Network {
	n := align.Network{Bias: round(t.w[0]), Linear: rounded(t.w[1 : 1+size])}
	for h := range hidden {
		row := t.w[1+size+h*perHidden:]
		n.HiddenBias = append(n.HiddenBias, round(row[0]))
		n.Out = append(n.Out, round(row[1]))
		n.Hidden = append(n.Hidden, rounded(row[2:2+size]))
	}
	return n
}

// round keeps the file small; four digits are more than the data can tell.
func round(x float64) float64 { return math.Round(1e4*x) / 1e4 }

func rounded(xs []float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = round(x)
	}
	return out
}
