// Package network holds small neural networks: several of them that judge the same
// features, each a linear part and one hidden layer.
//
// In: features of a thing. Out: how likely it is so, as log odds or probability. How: the
// mean of several networks that saw the same examples in another order is steadier than
// any one of them. The weights are made by programs of the repository (compare/train) and
// embedded by the packages that use them. Limits: features must be those of training, in
// their order.
package network

import (
	"encoding/json"
	"fmt"
	"math"
)

// Network is bias + linear·x + Σ out[h]·tanh(hidden[h]·x + bias[h]).
type Network struct {
	Bias       float64     `json:"bias"`
	Linear     []float64   `json:"linear"`
	Hidden     [][]float64 `json:"hidden"`
	HiddenBias []float64   `json:"hidden_bias"`
	Out        []float64   `json:"out"`
}

// Raw is the network's answer to normalised features, as log odds.
func (n *Network) Raw(x []float64) float64 {
	sum := n.Bias
	for i, w := range n.Linear {
		sum += w * x[i]
	}
	for h, row := range n.Hidden {
		a := n.HiddenBias[h]
		for i, w := range row {
			a += w * x[i]
		}
		sum += n.Out[h] * math.Tanh(a)
	}
	return sum
}

// Ensemble is several networks for the same features.
type Ensemble struct {
	Source   string    `json:"source"`  // what they were learned from
	Figures  string    `json:"figures"` // what they reached, cross-validated
	Features []string  `json:"features"`
	Mean     []float64 `json:"mean"`  // of each feature in training
	Scale    []float64 `json:"scale"` // one over its standard deviation
	Networks []Network `json:"networks"`
}

// Read reads weights into an ensemble, or what embeds one, and refuses those that were
// made for other features.
func Read(weights []byte, features []string, into any, e *Ensemble) error {
	if err := json.Unmarshal(weights, into); err != nil {
		return fmt.Errorf("read weights: %w", err)
	}
	if len(e.Mean) != len(features) || len(e.Scale) != len(features) {
		return fmt.Errorf("read weights: made for %d features, not %d", len(e.Mean), len(features))
	}
	return nil
}

// Normal brings features to the mean and scale of training, in place.
func (e *Ensemble) Normal(x []float64) {
	for i := range x {
		x[i] = (x[i] - e.Mean[i]) * e.Scale[i]
	}
}

// Odds is the mean of the networks' log odds for normalised features.
func (e *Ensemble) Odds(x []float64) float64 {
	sum := 0.0
	for i := range e.Networks {
		sum += e.Networks[i].Raw(x)
	}
	return sum / float64(max(1, len(e.Networks)))
}

// Probability is the mean of the networks' probabilities for normalised features.
func (e *Ensemble) Probability(x []float64) float64 {
	sum := 0.0
	for i := range e.Networks {
		sum += Sigmoid(e.Networks[i].Raw(x))
	}
	return sum / float64(max(1, len(e.Networks)))
}

// Sigmoid is the probability of log odds.
func Sigmoid(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }
