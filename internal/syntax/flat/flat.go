// Package flat keeps a map from hashes to numbers in the bytes of a file, ready to be
// asked as they lie.
package flat

import (
	"encoding/binary"
	"errors"
	"slices"
)

// ErrCorrupt says that bytes are no map.
var ErrCorrupt = errors.New("map is corrupt")

// slotSize is the bytes of one slot: upper half of the hash, then the value.
const slotSize = 8

// Map maps hashes to numbers above zero. A power of two of slots, little-endian, all
// zero where free. The zero Map is empty.
type Map struct {
	slots []byte
	mask  uint64
}

// Open reads a map from the bytes Pack wrote, without copying them.
func Open(data []byte) (Map, error) {
	n := uint64(len(data)) / slotSize
	if n == 0 || n&(n-1) != 0 || n*slotSize != uint64(len(data)) {
		return Map{}, ErrCorrupt
	}
	return Map{slots: data, mask: n - 1}, nil
}

// Get is the value of a hash, 0 if the map does not have it.
func (m Map) Get(hash uint64) uint32 {
	if m.mask == 0 {
		return 0
	}
	key := fingerprint(hash)
	for at := hash & m.mask; ; at = (at + 1) & m.mask {
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
	slots := 2
	for slots*3 < len(values)*4 {
		slots *= 2
	}
	data := make([]byte, slots*slotSize)
	hashes := make([]uint64, 0, len(values))
	for hash := range values {
		hashes = append(hashes, hash)
	}
	slices.Sort(hashes)
	for _, hash := range hashes {
		at := hash & uint64(slots-1)
		for binary.LittleEndian.Uint64(data[at*slotSize:]) != 0 {
			at = (at + 1) & uint64(slots-1)
		}
		binary.LittleEndian.PutUint64(data[at*slotSize:], uint64(fingerprint(hash))|uint64(values[hash])<<32)
	}
	return data
}

// fingerprint is the part of a hash kept in its slot, never zero.
func fingerprint(hash uint64) uint32 { return uint32(hash>>32) | 1 }
