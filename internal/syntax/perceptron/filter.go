package perceptron

// filterBits is the number of bits of a feature's hash a filter looks at.
const filterBits = 21

// filter tells of most features that a table does not have them, from one bit, before
// the table is searched: most features asked for are in none. It fits into the second
// cache.
type filter [1 << (filterBits - 6)]uint64

// note adds the key of a slot, of so many bits: the upper ones of a feature's hash. That of
// a free slot is 0 and adds nothing; it does not branch on that, for one in three is free.
func (f *filter) note(key uint32, bits uint) {
	upper := key >> (bits - filterBits)
	taken := uint64(key & 1) // a key is odd
	f[upper>>6] |= taken << (upper & 63)
}

// batch is how many features are looked up together.
const batch = 128

// known copies to kept those of at most batch features that may be in the table. It does
// not branch on the answers, so that the processor waits for many of them at once.
func (f *filter) known(kept *[batch]uint64, features []uint64) []uint64 {
	n := 0
	for _, feature := range features {
		upper := feature >> (64 - filterBits)
		kept[n&(batch-1)] = feature
		n += int(f[upper>>6] >> (upper & 63) & 1)
	}
	return kept[:n]
}
