package main

import (
	"math"
	"math/rand/v2"

	"synoptic/internal/network"
)

// schooling is how networks are learned: small, many, and held back.
type schooling struct {
	networks       int // that judge together
	hidden, epochs int
	rate           float64
	decay          float64 // L2
	positive       float64 // weight of an example that is so
}

const batch = 64

// example is something to judge by the features of its parts: its log odds are the mean
// of theirs.
type example struct {
	parts [][]float64
	so    bool
}

// run is a part of the example that is as it is, chosen at random: what holds of a place as
// a whole should hold of what stands in it, and so words learn to speak for their
// surroundings only as far as these reach.
func (e *example) run(r *rand.Rand) example {
	n := len(e.parts)
	if n == 1 {
		return *e
	}
	length := (2*n + 4) / 5
	first := r.IntN(n - length + 1)
	return example{e.parts[first : first+length], e.so}
}

// learn makes an ensemble from examples, whose features it brings to mean 0 and deviation
// 1, in place. A part must not stand in two examples.
func (s schooling) learn(examples []example, features []string, seed uint64) network.Ensemble {
	e := network.Ensemble{Features: features}
	e.Mean, e.Scale = normalise(examples, len(features))
	for n := range s.networks {
		e.Networks = append(e.Networks, s.fit(examples, len(features), rand.New(rand.NewPCG(seed, uint64(n)))))
	}
	return e
}

func normalise(examples []example, size int) (mean, scale []float64) {
	mean, scale = make([]float64, size), make([]float64, size)
	n := 0.0
	for k := range examples {
		n += float64(len(examples[k].parts))
	}
	for i := range size {
		each(examples, func(x []float64) { mean[i] += x[i] / n })
		each(examples, func(x []float64) {
			d := x[i] - mean[i]
			scale[i] += d * d / n
		})
		scale[i] = 1 / math.Max(math.Sqrt(scale[i]), 1e-3)
		each(examples, func(x []float64) { x[i] = (x[i] - mean[i]) * scale[i] })
	}
	return mean, scale
}

func each(examples []example, do func(x []float64)) {
	for k := range examples {
		for _, x := range examples[k].parts {
			do(x)
		}
	}
}

// fit learns one network by Adam over shuffled batches.
func (s schooling) fit(examples []example, size int, r *rand.Rand) network.Network {
	t := newTrainer(s, size, r)
	order := r.Perm(len(examples))
	for epoch := range s.epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		step := s.rate * (1 - float64(epoch)/float64(s.epochs))
		for at := 0; at < len(order); at += batch {
			for _, k := range order[at:min(at+batch, len(order))] {
				t.accumulate(examples[k].run(r))
			}
			t.update(step)
		}
	}
	return t.network()
}

// trainer holds the parameters of one network flat: bias, linear, then for each hidden
// unit its bias, out weight and row.
type trainer struct {
	schooling
	size                   int
	w, grad, first, second []float64
	act                    []float64 // scratch: what the hidden units say of a part
	steps                  int
}

func newTrainer(s schooling, size int, r *rand.Rand) *trainer {
	n := 1 + size + s.hidden*(2+size)
	t := &trainer{s, size, make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, s.hidden), 0}
	for i := 1 + size; i < n; i++ {
		t.w[i] = r.NormFloat64() / math.Sqrt(float64(size))
	}
	return t
}

// odds are the log odds of a part; act is what the hidden units say.
func (t *trainer) odds(x []float64) float64 {
	sum := t.w[0]
	for i, v := range x {
		sum += t.w[1+i] * v
	}
	for h := range t.act {
		row := t.w[1+t.size+h*(2+t.size):]
		a := row[0]
		for i, v := range x {
			a += row[2+i] * v
		}
		t.act[h] = math.Tanh(a)
		sum += row[1] * t.act[h]
	}
	return sum
}

// accumulate adds the gradient of the log loss of one example.
func (t *trainer) accumulate(e example) {
	mean, n := 0.0, float64(len(e.parts))
	for _, x := range e.parts {
		mean += t.odds(x) / n
	}
	p := network.Sigmoid(mean)
	d := p
	if e.so {
		d = t.positive * (p - 1)
	}
	for _, x := range e.parts {
		if len(e.parts) > 1 {
			t.odds(x) // for what the hidden units say of this part
		}
		t.blame(x, d/n)
	}
}

// blame adds the gradient of one part, d that of its log odds.
func (t *trainer) blame(x []float64, d float64) {
	t.grad[0] += d
	for i, v := range x {
		t.grad[1+i] += d * v
	}
	for h, act := range t.act {
		at := 1 + t.size + h*(2+t.size)
		back := d * t.w[at+1] * (1 - act*act)
		t.grad[at] += back
		t.grad[at+1] += d * act
		for i, v := range x {
			t.grad[at+2+i] += back * v
		}
	}
}

// update takes one step of Adam (Kingma & Ba 2015) and clears the gradient.
func (t *trainer) update(rate float64) {
	t.steps++
	b1, b2 := 1-math.Pow(.9, float64(t.steps)), 1-math.Pow(.999, float64(t.steps))
	for i := range t.w {
		g := t.grad[i]/batch + t.decay*t.w[i]
		t.first[i] = .9*t.first[i] + .1*g
		t.second[i] = .999*t.second[i] + .001*g*g
		t.w[i] -= rate * (t.first[i] / b1) / (math.Sqrt(t.second[i]/b2) + 1e-8)
		t.grad[i] = 0
	}
}

func (t *trainer) network() network.Network {
	n := network.Network{Bias: round(t.w[0]), Linear: rounded(t.w[1 : 1+t.size])}
	for h := range t.hidden {
		row := t.w[1+t.size+h*(2+t.size):]
		n.HiddenBias = append(n.HiddenBias, round(row[0]))
		n.Out = append(n.Out, round(row[1]))
		n.Hidden = append(n.Hidden, rounded(row[2:2+t.size]))
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
