package quote

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// bits is the logarithm of the number of weights: features are hashed to it.
const bits = 17

// The three questions the learned part answers.
const (
	attributes = iota // does this word attribute these words to somebody?
	introduces        // is this the verb of this quotation in marks?
	quotes            // are these marks, with no verb near, a quotation at all?
	speaks            // is this the speaker of what this word attributes?
	questions
)

// weights is a logistic regression over hashed features for each question, in eight
// bits: a score above the threshold is a yes.
type weights struct {
	scale     float32
	threshold [questions]float32
	table     []byte // signed
}

// errWeights says that a weights file is damaged.
var errWeights = errors.New("not a weights file")

// readWeights reads what bytes of encode hold.
func readWeights(raw []byte) (*weights, error) {
	const head = 4 * (1 + questions)
	if len(raw) != head+1<<bits {
		return nil, fmt.Errorf("read weights of %d bytes: %w", len(raw), errWeights)
	}
	w := &weights{scale: float(raw)}
	for q := range w.threshold {
		w.threshold[q] = float(raw[4+4*q:])
	}
	w.table = raw[head:]
	return w, nil
}

// encode gives the weights as bytes, the same for the same weights.
func (w *weights) encode() []byte {
	raw := binary.LittleEndian.AppendUint32(nil, math.Float32bits(w.scale))
	for _, t := range w.threshold {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(t))
	}
	return append(raw, w.table...)
}

func float(raw []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(raw)) }

// score is the log odds of a yes, over the threshold: positive is a yes.
func (w *weights) score(question int, v vector) float32 {
	sum := 0
	for _, f := range v {
		sum += int(int8(w.table[f]))
	}
	return float32(sum)*w.scale - w.threshold[question]
}

// vector is the hashed features of one case.
type vector []uint32

// add adds one feature made of parts.
func (v *vector) add(parts ...string) {
	h := uint32(2166136261)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ '|') * 16777619
	}
	h ^= h >> 15
	h *= 2246822519
	*v = append(*v, (h^h>>13)>>(32-bits))
}
