package perceptron

import (
	"encoding/binary"

	"synoptic/internal/syntax/flat"
)

// slots are places by the hashes of features, as Few and Table have them.
type slots struct {
	raw     []byte
	n       uint64
	size    uint64 // bytes of a slot: 6 or 8
	keyBits uint   // bits of the key, the first ones of a slot
	filter  filter
}

// open takes bytes of whole slots.
func (s *slots) open(raw []byte) {
	s.raw, s.n = raw, uint64(len(raw))/s.size
	if s.size == slotSize {
		for ; len(raw) >= slotSize; raw = raw[slotSize:] {
			s.filter.note(binary.LittleEndian.Uint32(raw), 32)
		}
		return
	}
	for ; len(raw) >= fewSize; raw = raw[fewSize:] {
		s.filter.note(uint32(binary.LittleEndian.Uint16(raw))|uint32(raw[2])<<16, fewKeyBits)
	}
}

// at is the slot at a place.
func (s *slots) at(at uint64) uint64 {
	if s.size == slotSize {
		return binary.LittleEndian.Uint64(s.raw[at*slotSize:])
	}
	raw := s.raw[at*fewSize : (at+1)*fewSize]
	return uint64(binary.LittleEndian.Uint32(raw)) | uint64(binary.LittleEndian.Uint16(raw[4:]))<<32
}

// key is the key of a slot.
func (s *slots) key(slot uint64) uint32 { return uint32(slot & (1<<s.keyBits - 1)) }

// keyOf is the part of a feature's hash kept in its slot: its first bits, never zero.
func keyOf(feature uint64, bits uint) uint32 { return uint32(feature>>(64-bits)) | 1 }

// find copies to found the slots of those of at most batch features that the table has.
// First it looks into the first place of each, all at once, then it goes on where another
// feature's slot stands there.
func (s *slots) find(found *[batch]uint64, features []uint64) []uint64 {
	var kept [batch]uint64
	known := s.filter.known(&kept, features)
	for i, feature := range known {
		found[i] = s.at(flat.Place(feature, s.n))
	}
	n := 0
	for i, feature := range known {
		slot, key := found[i], keyOf(feature, s.keyBits)
		if slot != 0 && s.key(slot) != key {
			slot = s.further(feature, key)
		}
		found[n] = slot
		if slot != 0 {
			n++
		}
	}
	return found[:n]
}

// further is the slot of a feature whose place another one has, 0 if there is none.
func (s *slots) further(feature uint64, key uint32) uint64 {
	at := flat.Next(flat.Place(feature, s.n), s.n)
	slot := s.at(at)
	for slot != 0 && s.key(slot) != key {
		at = flat.Next(at, s.n)
		slot = s.at(at)
	}
	return slot
}
