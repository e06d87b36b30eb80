package perceptron

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"synoptic/internal/syntax/flat"
)

// FewClasses is the number of classes a Few can tell apart.
const FewClasses = 3

// FewScores is the score of each of few classes.
type FewScores [FewClasses]int32

// FewScorer is a Scorer of few classes.
type FewScorer interface {
	Score(features []uint64, scores *FewScores)
}

// Few is a trained model of few classes: a weight for each stands in the feature's slot
// itself. Slots of 6 bytes: the upper 24 bits of the feature's hash, little-endian, then
// three signed weights; all zero if free.
type Few struct{ slots }

// Bytes of a slot, and bits of its key.
const (
	fewSize    = 6
	fewKeyBits = 24
)

// OpenFew reads a table from the bytes FewTrainer.Pack wrote, without copying them.
func OpenFew(data []byte) (*Few, error) {
	n := uint64(len(data)) / fewSize
	if n == 0 || n*fewSize != uint64(len(data)) || n > math.MaxUint32 {
		return nil, ErrCorrupt
	}
	ahead(data)
	t := &Few{slots{size: fewSize, keyBits: fewKeyBits}}
	t.open(data)
	return t, nil
}

// Score implements FewScorer.
func (t *Few) Score(features []uint64, scores *FewScores) {
	var found [batch]uint64
	var a, b, c int32
	for len(features) > 0 {
		n := min(batch, len(features))
		for _, slot := range t.find(&found, features[:n]) {
			a += int32(int8(slot >> fewKeyBits))
			b += int32(int8(slot >> (fewKeyBits + 8)))
			c += int32(int8(slot >> (fewKeyBits + 16)))
		}
		features = features[n:]
	}
	scores[0] += a
	scores[1] += b
	scores[2] += c
}

// FewTrainer learns the weights of a Few by the averaged perceptron.
type FewTrainer struct {
	step   int64
	slots  []fewSlot // open addressing; key 0 is free
	totals [][FewClasses]int64
	used   int
	closed bool // no feature is added
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
		if at < 0 {
			continue
		}
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

// place is the slot of a feature, taken if it has none; -1 if none may be added.
func (t *FewTrainer) place(feature uint64) int {
	at := t.find(feature)
	if t.slots[at].key != 0 {
		return at
	}
	if t.closed {
		return -1
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

// Prune drops all features but those Pack would keep, whose weights become those Pack
// would give them, and takes no new ones: learning goes on in the table as it were, in
// smaller steps, and Pack is to be called with a scale of 1 after it.
func (t *FewTrainer) Prune(scale float64, least, most int) {
	kept := t.strongest(scale, least, most)
	*t = *NewFewTrainer()
	for _, k := range kept {
		s := &t.slots[t.place(k.feature)]
		s.updates = math.MaxUint16
		for class := range FewClasses {
			s.weights[class] = int16(int8(k.bytes >> (8 * class)))
		}
	}
	t.closed = true
}

// average is the mean of a weight over all steps.
func (t *FewTrainer) average(at, class int) float64 {
	return float64(t.slots[at].weights[class]) - float64(t.totals[at][class])/float64(max(t.step, 1))
}

// Pack gives the averaged weights in the form OpenFew reads; scale, least and most are
// those of Trainer.Pack.
func (t *FewTrainer) Pack(scale float64, least, most int) []byte {
	return layoutFew(t.strongest(scale, least, most))
}

// strongest lists the features of most weight.
func (t *FewTrainer) strongest(scale float64, least, most int) []fewWeights {
	var packed []fewWeights
	for at, s := range t.slots {
		if s.key == 0 || int(s.updates) < least {
			continue
		}
		p := fewWeights{feature: s.key}
		for class := range FewClasses {
			q := quantised(t.average(at, class) * scale)
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
	return packed[:min(most, len(packed))]
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
	slots := uint64(len(packed))*10/7 + 1
	data := make([]byte, slots*fewSize)
	for _, p := range packed {
		at := flat.Place(p.feature, slots)
		for data[at*fewSize] != 0 {
			at = flat.Next(at, slots)
		}
		whole := binary.LittleEndian.AppendUint64(nil, uint64(keyOf(p.feature, fewKeyBits))|p.bytes<<fewKeyBits)
		copy(data[at*fewSize:], whole[:fewSize])
	}
	return data
}
