package main

import (
	"fmt"
	"regexp"
)

// size is the length of the benchmark's shingles, in words.
const size = 4

var word = regexp.MustCompile(`[\p{L}\p{N}_]+`)

func tokens(s string) []string { return word.FindAllString(s, -1) }

func shingles(s string) map[[size]string]int { return shinglesOf(tokens(s)) }

// shinglesOf counts the runs of four words; a shorter text is one run.
func shinglesOf(words []string) map[[size]string]int {
	counts := map[[size]string]int{}
	for i := 0; i < max(1, len(words)-size+1) && len(words) > 0; i++ {
		var s [size]string
		copy(s[:], words[i:])
		counts[s]++
	}
	return counts
}

// overlap is what two texts share, and what only the found or only the true one has, as
// shares of all shingles.
type overlap struct{ both, found, missed float64 }

func compare(truth, found string) overlap {
	t, f := shingles(truth), shingles(found)
	var o overlap
	for s, n := range t {
		o.both += float64(min(n, f[s]))
		o.missed += float64(max(0, n-f[s]))
	}
	for s, n := range f {
		o.found += float64(max(0, n-t[s]))
	}
	return o
}

// score is the mean over pages, as the benchmark counts it.
type score struct{ precision, recall float64 }

func (s score) f1() float64 { return 2 * s.precision * s.recall / (s.precision + s.recall) }

func (s score) String() string {
	return fmt.Sprintf("precision %.4f, recall %.4f, F1 %.4f", s.precision, s.recall, s.f1())
}

func summarise(all []overlap) score {
	var s score
	found, known := 0, 0
	for _, o := range all {
		if o.both+o.found > 0 {
			s.precision += o.both / (o.both + o.found)
			found++
		}
		if o.both+o.missed > 0 {
			s.recall += o.both / (o.both + o.missed)
			known++
		}
	}
	s.precision /= float64(max(found, 1))
	s.recall /= float64(max(known, 1))
	return s
}
