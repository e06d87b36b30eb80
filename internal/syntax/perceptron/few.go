package perceptron

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"synoptic/internal/syntax/flat"
)

// FewClasses is the number of classes a Few can tell apart.
const FewClasses = 4

// FewScores is the score of each of few classes.
type FewScores [FewClasses]int32

// FewScorer is a Scorer of few classes.
type FewScorer interface {
	Score(features []uint64, scores *FewScores)
}

// Few is a trained model of few classes: a weight for each stands in the feature's slot
// itself. Slots of 8 bytes, little-endian: the upper half of the
// feature's hash, then four signed weights; all zero if free.
type Few struct{ slots }

// OpenFew reads a table from the bytes FewTrainer.Pack wrote, without copying them.
func OpenFew(data []byte) (*Few, error) {
	n := uint64(len(data)) / slotSize
	if n == 0 || n*slotSize != uint64(len(data)) || n > math.MaxUint32 {
		return nil, ErrCorrupt
	}
	t := &Few{}
	t.open(data)
	return t, nil
}

// Score implements FewScorer.
func (t *Few) Score(features []uint64, scores *FewScores) {
	var found [batch]uint64
	var a, b, c, d int32
	for len(features) > 0 {
		n := min(batch, len(features))
		for _, slot := range t.find(&found, features[:n]) {
			a += int32(int8(slot >> 32))
			b += int32(int8(slot >> 40))
			c += int32(int8(slot >> 48))
			d += int32(int8(slot >> 56))
		}
		features = features[n:]
	}
	scores[0] += a
	scores[1] += b
	scores[2] += c
	scores[3] += d
}

// FewTrainer learns the weights of a Few by the averaged perceptron.
type FewTrainer struct {
	step   int64
	slots  []fewSlot // open addressing; key 0 is free
	totals [][FewClasses]int64
	used   int
}

// fewSlot holds the weights of one feature.
type fewSlot struct {
	key     uint64
	weights [FewClasses]int16
	updates uint16 // stops at its greatest value
}

// NewFewTrainer starts with no weight at all.
func NewFewTrainer() *FewTrainer {
	return &FewTrainer{slots: make([]fewSlot, 1<<16), totals: make([][FewClasses]int64, 1<<16)}
}

// Score implements FewScorer with the weights learned so far, unaveraged.
func (t *FewTrainer) Score(features []uint64, scores *FewScores) {
	for _, feature := range features {
		s := &t.slots[t.find(feature)]
		for class, weight := range s.weights {
			scores[class] += int32(weight)
		}
	}
}

// Step counts one decision, right or wrong: averages run over decisions.
func (t *FewTrainer) Step() { t.step++ }

// Update moves the weights of the features towards one class and away from another.
func (t *FewTrainer) Update(features []uint64, right, wrong int) {
	for _, feature := range features {
		at := t.place(feature)
		s, sums := &t.slots[at], &t.totals[at]
		if s.updates < math.MaxUint16 {
			s.updates++
		}
		s.weights[right]++
		s.weights[wrong]--
		sums[right] += t.step
		sums[wrong] -= t.step
	}
}

// find is the slot of a feature: its own, or the free one where it belongs.
func (t *FewTrainer) find(feature uint64) int {
	mask := uint64(len(t.slots) - 1)
	at := feature & mask
	for t.slots[at].key != 0 && t.slots[at].key != feature {
		at = (at + 1) & mask
	}
	return int(at)
}

// place is the slot of a feature, taken if it has none.
func (t *FewTrainer) place(feature uint64) int {
	at := t.find(feature)
	if t.slots[at].key != 0 {
		return at
	}
	if t.used*5 > len(t.slots)*3 {
		t.grow()
		at = t.find(feature)
	}
	t.slots[at].key = feature
	t.used++
	return at
}

// grow doubles the room for features.
func (t *FewTrainer) grow() {
	slots, sums := t.slots, t.totals
	t.slots, t.totals = make([]fewSlot, 2*len(slots)), make([][FewClasses]int64, 2*len(slots))
	for i := range slots {
		if slots[i].key != 0 {
			at := t.find(slots[i].key)
			t.slots[at], t.totals[at] = slots[i], sums[i]
		}
	}
}

// Pack gives the averaged weights in the form OpenFew reads; scale, least and most are
// those of Trainer.Pack.
func (t *FewTrainer) Pack(scale float64, least, most int) []byte {
	var packed []fewWeights
	for at, s := range t.slots {
		if s.key == 0 || int(s.updates) < least {
			continue
		}
		p := fewWeights{feature: s.key}
		for class, weight := range s.weights {
			average := float64(weight) - float64(t.totals[at][class])/float64(max(t.step, 1))
			q := quantised(average * scale)
			p.bytes |= uint64(uint8(q)) << (8 * class)
			p.force += max(int(q), -int(q))
		}
		if p.bytes != 0 {
			packed = append(packed, p)
		}
	}
	slices.SortFunc(packed, func(a, b fewWeights) int {
		return cmp.Or(b.force-a.force, cmp.Compare(a.feature, b.feature))
	})
	return layoutFew(packed[:min(most, len(packed))])
}

// fewWeights is a feature with its weights as they go into a slot.
type fewWeights struct {
	feature, bytes uint64
	force          int // sum of the weights' sizes
}

// quantised is a weight as a byte.
func quantised(weight float64) int8 {
	return int8(max(-127, min(127, math.Round(weight))))
}

// layoutFew writes features with their weights into slots.
func layoutFew(packed []fewWeights) []byte {
	slots := uint64(len(packed))*5/4 + 1
	data := make([]byte, slots*slotSize)
	for _, p := range packed {
		at := flat.Place(p.feature, slots)
		for binary.LittleEndian.Uint64(data[at*slotSize:]) != 0 {
			at = flat.Next(at, slots)
		}
		binary.LittleEndian.PutUint64(data[at*slotSize:], uint64(flat.Fingerprint(p.feature))|p.bytes<<32)
	}
	return data
}
