package perceptron

import (
	"encoding/binary"

	"synoptic/internal/syntax/flat"
)

// slots are places by the hashes of features, as Few and Table have them.
type slots struct {
	raw    []byte
	n      uint64
	filter filter
}

// open takes bytes of whole slots.
func (s *slots) open(raw []byte) {
	s.raw, s.n = raw, uint64(len(raw))/slotSize
	for at := uint64(0); at < s.n; at++ {
		if key := uint32(s.at(at)); key != 0 {
			s.filter.add(key >> (32 - filterBits))
		}
	}
}

func (s *slots) at(at uint64) uint64 { return binary.LittleEndian.Uint64(s.raw[at*slotSize:]) }

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
		slot, key := found[i], flat.Fingerprint(feature)
		for at := flat.Place(feature, s.n); slot != 0 && uint32(slot) != key; slot = s.at(at) {
			at = flat.Next(at, s.n)
		}
		if slot != 0 {
			found[n] = slot
			n++
		}
	}
	return found[:n]
}
