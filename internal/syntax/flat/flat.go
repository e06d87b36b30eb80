// Package flat keeps a map from hashes to numbers in the bytes of a file, ready to be
// asked as they lie.
package flat

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// ErrCorrupt says that bytes are no map.
var ErrCorrupt = errors.New("map is corrupt")

// slotSize is the bytes of one slot: upper half of the hash, then the value.
const slotSize = 8

// Map maps hashes to numbers above zero. Slots are little-endian, all zero where free;
// a hash stands in the first free one from its place on. The zero Map is empty.
type Map struct {
	slots []byte
	n     uint64
}

// Open reads a map from the bytes Pack wrote, without copying them.
func Open(data []byte) (Map, error) {
	n := uint64(len(data)) / slotSize
	if n == 0 || n*slotSize != uint64(len(data)) || n > math.MaxUint32 {
		return Map{}, ErrCorrupt
	}
	return Map{slots: data, n: n}, nil
}

// Get is the value of a hash, 0 if the map does not have it.
func (m Map) Get(hash uint64) uint32 {
	if m.n == 0 {
		return 0
	}
	key := fingerprint(hash)
	for at := Place(hash, m.n); ; at = Next(at, m.n) {
		slot := binary.LittleEndian.Uint64(m.slots[at*slotSize:])
		if slot == 0 {
			return 0
		}
		if uint32(slot) == key {
			return uint32(slot >> 32)
		}
	}
}

// Pack gives a map in the form Open reads.
func Pack(values map[uint64]uint32) []byte {
	slots := uint64(len(values))*4/3 + 1
	data := make([]byte, slots*slotSize)
	hashes := make([]uint64, 0, len(values))
	for hash := range values {
		hashes = append(hashes, hash)
	}
	slices.Sort(hashes)
	for _, hash := range hashes {
		at := Place(hash, slots)
		for binary.LittleEndian.Uint64(data[at*slotSize:]) != 0 {
			at = Next(at, slots)
		}
		binary.LittleEndian.PutUint64(data[at*slotSize:], uint64(fingerprint(hash))|uint64(values[hash])<<32)
	}
	return data
}

// Place is the slot among n, under 1<<32, where the search for a hash starts: its lower
// half, scaled.
func Place(hash, n uint64) uint64 {
	return hash & math.MaxUint32 * n >> 32
}

// Next is the slot after one, the first after the last.
func Next(at, n uint64) uint64 {
	if at++; at == n {
		return 0
	}
	return at
}

// fingerprint is the part of a hash kept in its slot: its upper half, never zero.
func fingerprint(hash uint64) uint32 { return uint32(hash>>32) | 1 }
