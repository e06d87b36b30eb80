package perceptron

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"synoptic/internal/syntax/flat"
)

// Trainer learns the weights of a Table by the averaged perceptron (Collins 2002).
type Trainer struct {
	step   int64
	slots  []slot   // open addressing; key 0 is free
	totals []totals // beside slots: touched only when a weight changes
	more   [][]cell // cells that have no room in their slot
	used   int
	closed bool // no feature is added
}

// inSlot is the number of weights kept in the slot itself, so that looking up most
// features touches one line of the processor's cache.
const inSlot = 12

// slot holds the weights of one feature.
type slot struct {
	key     uint64
	updates uint16 // stops at its greatest value
	n       uint8  // cells in the slot
	more    int32  // 1 + index of the other cells
	cells   [inSlot]struct {
		class  uint16
		weight int16
	}
}

// totals holds, for each weight of a slot, the sum of its changes times the steps at
// which they were made.
type totals [inSlot]int64

// cell is a weight outside of a slot.
type cell struct {
	class  uint16
	weight int16
	total  int64
}

// NewTrainer starts with no weight at all.
func NewTrainer() *Trainer {
	return &Trainer{slots: make([]slot, 1<<16), totals: make([]totals, 1<<16)}
}

// Score implements Scorer with the weights learned so far, unaveraged.
func (t *Trainer) Score(features []uint64, scores *Scores) {
	for _, feature := range features {
		s := &t.slots[t.find(feature)]
		for _, c := range s.cells[:s.n] {
			scores[uint8(c.class)] += int32(c.weight)
		}
		if s.more > 0 {
			for _, c := range t.more[s.more-1] {
				scores[uint8(c.class)] += int32(c.weight)
			}
		}
	}
}

// Step counts one decision, right or wrong: averages run over decisions.
func (t *Trainer) Step() { t.step++ }

// Update moves the weights of the features towards one class and away from another.
func (t *Trainer) Update(features []uint64, right, wrong int) {
	for _, feature := range features {
		at := t.place(feature)
		if at < 0 {
			continue
		}
		if t.slots[at].updates < math.MaxUint16 {
			t.slots[at].updates++
		}
		t.add(at, uint16(right), 1)
		t.add(at, uint16(wrong), -1)
	}
}

// Add moves the weights of the features for one class.
func (t *Trainer) Add(features []uint64, class int, by int16) {
	for _, feature := range features {
		at := t.place(feature)
		if at < 0 {
			continue
		}
		if t.slots[at].updates < math.MaxUint16 {
			t.slots[at].updates++
		}
		t.add(at, uint16(class), by)
	}
}

// find is the slot of a feature: its own, or the free one where it belongs.
func (t *Trainer) find(feature uint64) int {
	mask := uint64(len(t.slots) - 1)
	at := feature & mask
	for t.slots[at].key != 0 && t.slots[at].key != feature {
		at = (at + 1) & mask
	}
	return int(at)
}

// place is the slot of a feature, taken if it has none; -1 if none may be added.
func (t *Trainer) place(feature uint64) int {
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
func (t *Trainer) grow() {
	slots, sums := t.slots, t.totals
	t.slots, t.totals = make([]slot, 2*len(slots)), make([]totals, 2*len(slots))
	for i := range slots {
		if slots[i].key != 0 {
			at := t.find(slots[i].key)
			t.slots[at], t.totals[at] = slots[i], sums[i]
		}
	}
}

// add changes the weight of a slot for a class.
func (t *Trainer) add(at int, class uint16, by int16) {
	s := &t.slots[at]
	for i := range s.cells[:s.n] {
		if s.cells[i].class == class {
			s.cells[i].weight += by
			t.totals[at][i] += int64(by) * t.step
			return
		}
	}
	if s.n < inSlot {
		s.cells[s.n].class, s.cells[s.n].weight = class, by
		t.totals[at][s.n] = int64(by) * t.step
		s.n++
		return
	}
	t.addMore(s, class, by)
}

// addMore changes a weight that has no room in its slot.
func (t *Trainer) addMore(s *slot, class uint16, by int16) {
	if s.more == 0 {
		t.more = append(t.more, nil)
		s.more = int32(len(t.more))
	}
	cells := t.more[s.more-1]
	for i := range cells {
		if cells[i].class == class {
			cells[i].weight += by
			cells[i].total += int64(by) * t.step
			return
		}
	}
	t.more[s.more-1] = append(cells, cell{class, by, int64(by) * t.step})
}

// cells lists all weights of a slot, classes in ascending order.
func (t *Trainer) cells(at int) []cell {
	s := &t.slots[at]
	var all []cell
	for i, c := range s.cells[:s.n] {
		all = append(all, cell{c.class, c.weight, t.totals[at][i]})
	}
	if s.more > 0 {
		all = append(all, t.more[s.more-1]...)
	}
	slices.SortFunc(all, func(a, b cell) int { return int(a.class) - int(b.class) })
	return all
}

// average is the mean of the weight over all steps.
func (c *cell) average(step int64) float64 {
	return float64(c.weight) - float64(c.total)/float64(max(step, 1))
}

// packed is a feature with its weights as they go into a table.
type packed struct {
	feature uint64
	cells   []byte
	force   int // greatest size of a weight
}

// Pack gives the averaged weights in the form Open reads. Weights are stored in a byte:
// scale of them make one unit. Features updated fewer than least times are left out, so
// are weights that round to nothing; of the others those of most weight are kept, most
// of them.
func (t *Trainer) Pack(scale float64, least, most int) []byte {
	return layout(t.strongest(scale, least, most))
}

// Prune drops all features but those Pack would keep, whose weights become those Pack
// would give them, and takes no new ones: learning goes on in the table as it were, in
// smaller steps, and Pack is to be called with a scale of 1 after it.
func (t *Trainer) Prune(scale float64, least, most int) {
	kept := t.strongest(scale, least, most)
	*t = *NewTrainer()
	for _, k := range kept {
		at := t.place(k.feature)
		t.slots[at].updates = math.MaxUint16
		for i := 0; i < len(k.cells); i += cellSize {
			t.add(at, uint16(k.cells[i]), int16(int8(k.cells[i+1])))
		}
	}
	t.closed = true
}

// strongest lists the features of most weight.
func (t *Trainer) strongest(scale float64, least, most int) []packed {
	var features []packed
	for at := range t.slots {
		if t.slots[at].key == 0 || int(t.slots[at].updates) < least {
			continue
		}
		if p := t.pack(at, scale); len(p.cells) > 0 {
			features = append(features, p)
		}
	}
	slices.SortFunc(features, func(a, b packed) int {
		return cmp.Or(b.force-a.force, cmp.Compare(a.feature, b.feature))
	})
	return features[:min(most, len(features))]
}

// pack quantises the weights of a slot.
func (t *Trainer) pack(at int, scale float64) packed {
	p := packed{feature: t.slots[at].key}
	for _, c := range t.cells(at) {
		if weight := quantised(c.average(t.step) * scale); weight != 0 {
			p.cells = append(p.cells, byte(c.class), byte(weight))
			p.force = max(p.force, int(weight), -int(weight))
		}
	}
	return p
}

// layout writes features into slots and cells.
func layout(features []packed) []byte {
	slots, cells := uint64(len(features))*5/4+1, 0
	for _, f := range features {
		cells += len(f.cells) / cellSize
	}
	data := make([]byte, headerSize+slots*slotSize)
	binary.LittleEndian.PutUint32(data, uint32(slots))
	binary.LittleEndian.PutUint32(data[4:], uint32(cells))
	place := data[headerSize:]
	next := uint64(0)
	for _, f := range features {
		at := flat.Place(f.feature, slots)
		for binary.LittleEndian.Uint64(place[at*slotSize:]) != 0 {
			at = flat.Next(at, slots)
		}
		n := uint64(len(f.cells) / cellSize)
		slot := uint64(keyOf(f.feature, 32)) | next<<32 | n<<56
		binary.LittleEndian.PutUint64(place[at*slotSize:], slot)
		next += n
	}
	for _, f := range features {
		data = append(data, f.cells...)
	}
	return data
}
