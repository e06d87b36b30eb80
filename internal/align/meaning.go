package align

import (
	"cmp"
	"math"
	"slices"

	"synoptic/internal/network"
)

// Vectors are the embeddings of the statements, by document and statement, each of
// length 1; nil where no embedding model is used.
type Vectors [][][]float32

// How an embedding model has its say beside the learned weights. Models differ in how
// near unrelated texts lie, so similarity counts by how far it stands out among all
// pairs of the comparison, in standard deviations.
const (
	meaningGain  = 0.8 // log odds for each deviation
	meaningFloor = -1.0
	meaningCap   = 3.0
	meaningNear  = 3 // statements of each account that become candidates by meaning alone
)

// nearest lists the pairs of units that are candidates by meaning.
func nearest(units []unit, vectors Vectors) [][2]int {
	var out [][2]int
	if vectors == nil {
		return nil
	}
	for i := range units {
		byAccount := map[int][]int{}
		for j := range units {
			if units[j].doc != units[i].doc {
				byAccount[units[j].doc] = append(byAccount[units[j].doc], j)
			}
		}
		for doc := range len(vectors) {
			list := byAccount[doc]
			slices.SortFunc(list, func(a, b int) int {
				return cmp.Or(cmp.Compare(cosine(vectors, &units[i], &units[b]), cosine(vectors, &units[i], &units[a])), cmp.Compare(a, b))
			})
			for _, j := range list[:min(meaningNear, len(list))] {
				out = append(out, [2]int{min(i, j), max(i, j)})
			}
		}
	}
	return out
}

func cosine(v Vectors, a, b *unit) float64 {
	x, y := v[a.doc][a.statement], v[b.doc][b.statement]
	sum := 0.0
	for i := range min(len(x), len(y)) {
		sum += float64(x[i]) * float64(y[i])
	}
	return sum
}

// mean shifts the score of every pair by how far its similarity stands out.
func (f *Field) mean() {
	if f.vectors == nil || len(f.Pairs) < 2 {
		return
	}
	similar := make([]float64, len(f.Pairs))
	sum, squares := 0.0, 0.0
	for i := range f.Pairs {
		similar[i] = cosine(f.vectors, &f.units[f.Pairs[i].a], &f.units[f.Pairs[i].b])
		sum, squares = sum+similar[i], squares+similar[i]*similar[i]
	}
	n := float64(len(similar))
	middle := sum / n
	deviation := math.Sqrt(max(squares/n-middle*middle, 1e-12))
	for i := range f.Pairs {
		out := min(max((similar[i]-middle)/deviation, meaningFloor), meaningCap)
		f.Pairs[i].Score = network.Sigmoid(logit(f.Pairs[i].Score) + meaningGain*out)
	}
}

func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}
