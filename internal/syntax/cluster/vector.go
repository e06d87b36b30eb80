package cluster

import (
	"math"
	"math/rand/v2"
)

// Sort divides vectors of one length into classes of neighbours, twice: into so many
// groups, each of them into so many classes (k-means by angle, Dhillon and Modha 2001).
// It returns the class of each vector, group × classes + class, and scales the vectors to
// length 1. The same seed gives the same classes.
func Sort(vectors [][]float32, groups, classes, rounds int, seed uint64) []int {
	for _, v := range vectors {
		normalise(v)
	}
	random := rand.New(rand.NewPCG(seed, 4))
	group := means(vectors, groups, rounds, random)
	result := make([]int, len(vectors))
	for g := range groups {
		var members []int
		var part [][]float32
		for i, of := range group {
			if of == g {
				members, part = append(members, i), append(part, vectors[i])
			}
		}
		for k, class := range means(part, classes, rounds, random) {
			result[members[k]] = g*classes + class
		}
	}
	return result
}

// means assigns each vector to the nearest of k means, and moves the means to the middle
// of their vectors, in turn.
func means(vectors [][]float32, k, rounds int, random *rand.Rand) []int {
	nearest := make([]int, len(vectors))
	if len(vectors) == 0 {
		return nearest
	}
	centres := make([][]float32, k)
	for c := range centres {
		centres[c] = vectors[random.IntN(len(vectors))]
	}
	for range rounds {
		for i, v := range vectors {
			nearest[i] = closest(v, centres)
		}
		centres = middles(vectors, nearest, centres)
	}
	return nearest
}

// closest is the index of the centre at the smallest angle.
func closest(v []float32, centres [][]float32) int {
	best, most := 0, float32(math.Inf(-1))
	for c, centre := range centres {
		if d := dot(v, centre); d > most {
			best, most = c, d
		}
	}
	return best
}

// middles is the mean direction of the vectors of each centre; a centre without vectors
// stays.
func middles(vectors [][]float32, nearest []int, old [][]float32) [][]float32 {
	centres := make([][]float32, len(old))
	for i, v := range vectors {
		c := nearest[i]
		if centres[c] == nil {
			centres[c] = make([]float32, len(v))
		}
		for d, x := range v {
			centres[c][d] += x
		}
	}
	for c := range centres {
		if centres[c] == nil {
			centres[c] = old[c]
			continue
		}
		normalise(centres[c])
	}
	return centres
}

func dot(a, b []float32) float32 {
	sum := float32(0)
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// normalise scales a vector to length 1.
func normalise(v []float32) {
	if length := float32(math.Sqrt(float64(dot(v, v)))); length > 0 {
		for i := range v {
			v[i] /= length
		}
	}
}
