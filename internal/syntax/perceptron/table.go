package perceptron

import (
	"encoding/binary"
	"errors"
)

// MaxClasses is the number of classes a model can tell apart.
const MaxClasses = 255

// Scores is the score of each class.
type Scores [MaxClasses + 1]int32

// Scorer adds to each class's score the weights that a set of features gives it.
type Scorer interface {
	Score(features []uint64, scores *Scores)
}

// ErrCorrupt says that bytes are no table of weights.
var ErrCorrupt = errors.New("weights are corrupt")

// Table is a trained model: for each feature that matters, a weight for each class that
// it speaks for or against. It is used as it lies in the bytes of the model file.
//
// Layout, little-endian: the number of slots and of cells, 4 bytes
// each; the slots, 8 bytes each: the upper half of the feature's hash, the index of its
// first cell (24 bits) and the number of its cells (8 bits), all zero if the slot is
// free; the cells, 2 bytes each: class and signed weight.
type Table struct {
	slots
	cells []byte
}

const (
	headerSize = 8
	slotSize   = 8
	cellSize   = 2
	maxCells   = 1 << 24
)

// Open reads a table from the bytes Pack wrote, without copying them.
func Open(data []byte) (*Table, error) {
	if len(data) < headerSize {
		return nil, ErrCorrupt
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	cells := uint64(binary.LittleEndian.Uint32(data[4:]))
	if n == 0 || uint64(len(data)) != headerSize+n*slotSize+cells*cellSize {
		return nil, ErrCorrupt
	}
	ahead(data)
	body := data[headerSize:]
	t := &Table{slots: slots{size: slotSize, keyBits: 32}, cells: body[n*slotSize:]}
	t.open(body[:n*slotSize])
	return t, nil
}

// Score implements Scorer.
func (t *Table) Score(features []uint64, scores *Scores) {
	var found [batch]uint64
	var classes [batch]uint8
	for len(features) > 0 {
		n := min(batch, len(features))
		slots := t.find(&found, features[:n])
		t.classes(&classes, slots)
		for i, slot := range slots {
			cells := t.cellsOf(slot)
			scores[classes[i]] += int32(int8(cells[1]))
			for i := cellSize; i+1 < len(cells); i += cellSize {
				scores[cells[i]] += int32(int8(cells[i+1]))
			}
		}
		features = features[n:]
	}
}

// cellsOf is the cells of a slot.
func (t *Table) cellsOf(slot uint64) []byte {
	first := slot >> 32 & (maxCells - 1) * cellSize
	return t.cells[first : first+slot>>56*cellSize]
}

// classes reads the class of the first cell of each slot. None of these look-ups waits for
// another, so the cells are in the processor's first cache when they are added up.
func (t *Table) classes(classes *[batch]uint8, slots []uint64) {
	for i, slot := range slots {
		classes[i&(batch-1)] = t.cells[slot>>32&(maxCells-1)*cellSize]
	}
}
