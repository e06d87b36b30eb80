package perceptron

// filterBits is the number of bits of a feature's hash a filter looks at.
const filterBits = 21

// filter tells of most features that a table does not have them, from one bit, before
// the table is searched: most features asked for are in none. It fits into the second
// cache.
type filter [1 << (filterBits - 6)]uint64

// add notes the upper bits of a feature's hash.
func (f *filter) add(upper uint32) { f[upper>>6] |= 1 << (upper & 63) }

// may reports whether the feature may be in the table.
func (f *filter) may(feature uint64) bool {
	upper := feature >> (64 - filterBits)
	return f[upper>>6]>>(upper&63)&1 != 0
}
