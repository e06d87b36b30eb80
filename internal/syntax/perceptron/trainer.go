package perceptron

import (
	"encoding/binary"
	"math"
	"slices"
)

// Trainer learns the weights of a Table by the averaged perceptron (Collins 2002).
type Trainer struct {
	step int64
	keys []uint64 // open addressing; 0 is free
	rows []row    // beside keys
	used int
}

// row holds the weights of one feature.
type row struct {
	updates int32
	cells   []cell
}

// cell is the weight of one feature for one class.
type cell struct {
	class  uint8
	weight int32
	stamp  int64 // step at which total was last brought up to date
	total  int64 // sum of the weight over all steps up to stamp
}

// NewTrainer starts with no weight at all.
func NewTrainer() *Trainer {
	return &Trainer{keys: make([]uint64, 1<<16), rows: make([]row, 1<<16)}
}

// Score implements Scorer with the weights learned so far, unaveraged.
func (t *Trainer) Score(features []uint64, scores *Scores) {
	for _, feature := range features {
		at := t.find(feature)
		if t.keys[at] == 0 {
			continue
		}
		for i := range t.rows[at].cells {
			c := &t.rows[at].cells[i]
			scores[c.class] += c.weight
		}
	}
}

// Step counts one decision, right or wrong: averages run over decisions.
func (t *Trainer) Step() { t.step++ }

// Update moves the weights of the features towards one class and away from another.
func (t *Trainer) Update(features []uint64, right, wrong int) {
	for _, feature := range features {
		r := t.row(feature)
		r.updates++
		r.add(uint8(right), 1, t.step)
		r.add(uint8(wrong), -1, t.step)
	}
}

// find is the place of a feature in keys: its own, or the free one where it belongs.
func (t *Trainer) find(feature uint64) int {
	mask := uint64(len(t.keys) - 1)
	at := feature & mask
	for t.keys[at] != 0 && t.keys[at] != feature {
		at = (at + 1) & mask
	}
	return int(at)
}

// row is the row of a feature, made if it has none.
func (t *Trainer) row(feature uint64) *row {
	at := t.find(feature)
	if t.keys[at] == 0 {
		if t.used*3 > len(t.keys)*2 {
			t.grow()
			at = t.find(feature)
		}
		t.keys[at] = feature
		t.used++
	}
	return &t.rows[at]
}

// grow doubles the room for features.
func (t *Trainer) grow() {
	keys, rows := t.keys, t.rows
	t.keys, t.rows = make([]uint64, 2*len(keys)), make([]row, 2*len(rows))
	for i, key := range keys {
		if key != 0 {
			at := t.find(key)
			t.keys[at], t.rows[at] = key, rows[i]
		}
	}
}

// add changes the weight for a class.
func (r *row) add(class uint8, by int32, step int64) {
	for i := range r.cells {
		if c := &r.cells[i]; c.class == class {
			c.total += int64(c.weight) * (step - c.stamp)
			c.weight += by
			c.stamp = step
			return
		}
	}
	r.cells = append(r.cells, cell{class: class, weight: by, stamp: step})
}

// average is the mean weight of the cell over all steps.
func (c *cell) average(step int64) float64 {
	return float64(c.total+int64(c.weight)*(step-c.stamp)) / float64(max(step, 1))
}

// packed is a feature with its weights as they go into a table.
type packed struct {
	feature uint64
	cells   []byte
}

// Pack gives the averaged weights in the form Open reads. Weights are stored in a byte:
// Scale of them make one unit. Features updated fewer than least times are left out, so
// are weights that round to nothing.
func (t *Trainer) Pack(scale float64, least int) []byte {
	var features []packed
	cells := 0
	for at, key := range t.keys {
		if key == 0 || int(t.rows[at].updates) < least {
			continue
		}
		if p := t.pack(at, scale); len(p.cells) > 0 {
			features = append(features, p)
			cells += len(p.cells) / cellSize
		}
	}
	slices.SortFunc(features, func(a, b packed) int {
		if a.feature < b.feature {
			return -1
		}
		return 1
	})
	return layout(features, cells)
}

// pack quantises the row at a place, classes in ascending order.
func (t *Trainer) pack(at int, scale float64) packed {
	p := packed{feature: t.keys[at]}
	cells := t.rows[at].cells
	slices.SortFunc(cells, func(a, b cell) int { return int(a.class) - int(b.class) })
	for i := range cells {
		weight := math.Round(cells[i].average(t.step) * scale)
		if weight = max(-127, min(127, weight)); weight != 0 {
			p.cells = append(p.cells, cells[i].class, byte(int8(weight)))
		}
	}
	return p
}

// layout writes features into slots and cells.
func layout(features []packed, cells int) []byte {
	slots := 1
	for slots*4 < len(features)*5 {
		slots *= 2
	}
	data := make([]byte, headerSize+slots*slotSize, headerSize+slots*slotSize+cells*cellSize)
	binary.LittleEndian.PutUint32(data, uint32(slots))
	binary.LittleEndian.PutUint32(data[4:], uint32(cells))
	place := data[headerSize:]
	next, mask := uint64(0), uint64(slots-1)
	for _, f := range features {
		at := f.feature & mask
		for binary.LittleEndian.Uint64(place[at*slotSize:]) != 0 {
			at = (at + 1) & mask
		}
		n := uint64(len(f.cells) / cellSize)
		slot := uint64(fingerprint(f.feature)) | next<<32 | n<<56
		binary.LittleEndian.PutUint64(place[at*slotSize:], slot)
		next += n
	}
	for _, f := range features {
		data = append(data, f.cells...)
	}
	return data
}
