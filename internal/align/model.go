package align

import (
	_ "embed"
	"fmt"

	"synoptic/internal/network"
)

//go:embed weights.json
var learned []byte

// Model turns features into the probability that two statements tell the same.
type Model struct {
	network.Ensemble
	Threshold float64 `json:"threshold"` // mean score at which groups still join
	Again     float64 `json:"again"`     // the same for a statement's second group
}

// DefaultModel is the model that ships with the program.
func DefaultModel() (*Model, error) {
	var m Model
	if err := network.Read(learned, FeatureNames[:], &m, &m.Ensemble); err != nil {
		return nil, fmt.Errorf("load alignment: %w", err)
	}
	return &m, nil
}

// Score is the probability that a pair with these features tells the same.
func (m *Model) Score(f *Features) float64 {
	x := *f
	m.Normal(x[:])
	return m.Probability(x[:])
}
