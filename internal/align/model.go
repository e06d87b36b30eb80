package align

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
)

//go:embed weights.json
var learned []byte

// Model turns features into the probability that two statements tell the same: the
// mean of several small networks, each a linear part and one hidden layer.
type Model struct {
	Source    string    `json:"source"`    // what it was learned from
	Figures   string    `json:"figures"`   // what it reached, cross-validated
	Threshold float64   `json:"threshold"` // mean score at which groups still join
	Again     float64   `json:"again"`     // the same for a statement's second group
	Features  []string  `json:"features"`
	Mean      []float64 `json:"mean"`  // of each feature in training
	Scale     []float64 `json:"scale"` // one over its standard deviation
	Networks  []Network `json:"networks"`
}

// Network is bias + linear·x + Σ out[h]·tanh(hidden[h]·x + bias[h]).
type Network struct {
	Bias       float64     `json:"bias"`
	Linear     []float64   `json:"linear"`
	Hidden     [][]float64 `json:"hidden"`
	HiddenBias []float64   `json:"hidden_bias"`
	Out        []float64   `json:"out"`
}

// DefaultModel is the model that ships with the program.
func DefaultModel() (*Model, error) {
	var m Model
	if err := json.Unmarshal(learned, &m); err != nil {
		return nil, fmt.Errorf("read alignment weights: %w", err)
	}
	if len(m.Mean) != int(featureCount) || len(m.Scale) != int(featureCount) {
		return nil, fmt.Errorf("read alignment weights: made for %d features, not %d", len(m.Mean), int(featureCount))
	}
	return &m, nil
}

// Score is the probability that a pair with these features tells the same.
func (m *Model) Score(f *Features) float64 {
	var x Features
	for i := range f {
		x[i] = (f[i] - m.Mean[i]) * m.Scale[i]
	}
	total := 0.0
	for i := range m.Networks {
		total += sigmoid(m.Networks[i].Raw(&x))
	}
	return total / float64(max(1, len(m.Networks)))
}

// Raw is the network's answer to normalised features, as log odds.
func (n *Network) Raw(x *Features) float64 {
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

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
