package quote

import (
	_ "embed"
	"sync"
)

//go:embed attribution.weights
var raw []byte

// learned gives the embedded weights, decoded once.
var learned = sync.OnceValue(func() *weights {
	w, err := readWeights(raw)
	if err != nil {
		return &weights{table: make([]byte, 1<<bits)}
	}
	return w
})
