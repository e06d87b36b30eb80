package cluster

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

// Model is what was learned: weights in the order of FeatureNames, StoryFeatureNames
// and JoinFeatureNames, and the thresholds of repair, in log-odds.
type Model struct {
	Pair   [pairFeatures]float64  `json:"pair"`
	Rank   [storyFeatures]float64 `json:"rank"`
	Accept [storyFeatures]float64 `json:"accept"`
	Join   [joinFeatures]float64  `json:"join"`
	Move   float64                `json:"move"`  // by how much a member must fit better elsewhere
	Alone  float64                `json:"alone"` // a member whose mean link is less leaves its story
}

// Weights is the form of the file of weights: the model with where it comes from.
type Weights struct {
	Source  string            `json:"source"`  // what it was learned from
	Figures map[string]string `json:"figures"` // cross-validated, by file
	Model   Model             `json:"model"`
}

//go:embed weights.json
var weights []byte

// Learned is the model that ships with the program.
var Learned = sync.OnceValue(func() *Model {
	var w Weights
	if err := json.Unmarshal(weights, &w); err != nil {
		panic(fmt.Sprintf("read embedded weights: %v", err)) // a test reads them
	}
	return &w.Model
})

func dot(w, x [storyFeatures]float64) (z float64) {
	for i := range w {
		z += w[i] * x[i]
	}
	return z
}
