package novelty

import (
	_ "embed"
	"fmt"

	"synoptic/internal/network"
)

//go:embed weights.json
var learned []byte

// Model turns the features of a word into the log odds that no other account tells what it
// is part of.
type Model struct {
	network.Ensemble
	Threshold float64 `json:"threshold"` // log odds above which a word speaks for being shown
	Change    float64 `json:"change"`    // what a run of words must be worth to be shown
}

// DefaultModel is the model that ships with the program.
func DefaultModel() (*Model, error) {
	var m Model
	if err := network.Read(learned, Names(), &m, &m.Ensemble); err != nil {
		return nil, fmt.Errorf("load novelty: %w", err)
	}
	return &m, nil
}
