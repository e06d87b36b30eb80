package perceptron

import "math/bits"

const (
	prime1 = 0x9E3779B97F4A7C15
	prime2 = 0xD6E8FEB86659FD93
)

// Mix joins two hashes into one.
func Mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a^prime1, b^prime2)
	return high ^ low
}

// Hash of a sequence of parts: the same parts in the same order give the same hash.
func Hash2(a, b uint64) uint64 { return Mix(a, b) }

// Hash3 is Hash2 of three parts.
func Hash3(a, b, c uint64) uint64 { return Mix(Mix(a, b), c) }

// Hash4 is Hash2 of four parts.
func Hash4(a, b, c, d uint64) uint64 { return Mix(Mix(a, b), Mix(c, d)) }

// Best is the class of highest score among the first n, the lowest of them when several
// share it.
func (s *Scores) Best(n int) int {
	best := 0
	for class, score := range s[:n] {
		if score > s[best] {
			best = class
		}
	}
	return best
}
