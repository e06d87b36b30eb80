package align

import "slices"

// minNear is the cosine from which two words count as near, minLike that from which
// one may stand for the other.
const (
	minNear = 0.35
	minLike = 0.5
)

// meanings compares by word vectors.
func (m *measurer) meanings(f *Features, x, y *unit) {
	f[fMeaning], f[fContext] = float64(x.meaning.Dot(&y.meaning)), float64(x.context.Dot(&y.context))
	m.nearest(x.terms, y.terms)
	f[fNear] = (covered(x.terms, m.nearX) + covered(y.terms, m.nearY)) / (x.total + y.total + 2)
	f[fHeadMeaning], f[fSubjectMeaning] = m.cosine(x.head, y.head, -2), m.cosine(x.subject, y.subject, -2)
	foundX, bestX := m.edges(x, y)
	foundY, bestY := m.edges(y, x)
	f[fEdges], f[fEdge] = (foundX+foundY)/(x.edgeTotal+y.edgeTotal+2), max(bestX, bestY)/entityCap
	leftX, leftY := m.left(x.terms, m.nearX, y.terms), m.left(y.terms, m.nearY, x.terms)
	f[fLeftLess], f[fLeftMore] = min(leftX, leftY)/entityCap, max(leftX, leftY)/entityCap
}

// edges is the weight of x's edges, each by how close the nearest of y's is at both
// ends, and the best of them.
func (m *measurer) edges(x, y *unit) (found, best float64) {
	for _, e := range x.edges {
		near := 0.0
		m.relate(e.dependent)
		for _, o := range y.edges {
			if c := max(m.cosine(e.dependent, o.dependent, minLike), m.related[o.dependent]); c > near {
				near = max(near, min(c, m.likeness(e.head, o.head)))
			}
		}
		m.part(e.dependent)
		found += near * e.weight
		best = max(best, near*e.weight)
	}
	return found, best
}

// likeness is the closeness of two terms by meaning or by company.
func (m *measurer) likeness(a, b int32) float64 {
	if a == b {
		return 1
	}
	return max(m.cosine(a, b, minLike), m.close(a, b))
}

// nearest fills nearX and nearY.
func (m *measurer) nearest(xs, ys []weighted) {
	m.nearX, m.nearY = m.nearX[:0], m.nearY[:0]
	for range ys {
		m.nearY = append(m.nearY, 0)
	}
	for _, x := range xs {
		best := 0.0
		for k, y := range ys {
			c := m.cosine(x.term, y.term, minNear)
			best, m.nearY[k] = max(best, c), max(m.nearY[k], c)
		}
		m.nearX = append(m.nearX, best)
	}
}

// left is the weight of the rarest of xs' terms that ys have nothing like; near is how near
// they come by their vectors.
func (m *measurer) left(xs []weighted, near []float64, ys []weighted) float64 {
	most := 0.0
	for i, x := range xs {
		if x.weight <= most || near[i] >= minLike {
			continue
		}
		m.relate(x.term)
		if !slices.ContainsFunc(ys, func(y weighted) bool { return m.related[y.term] > 0 }) {
			most = x.weight
		}
		m.part(x.term)
	}
	return most
}

// covered is the weight of terms, each by how near the other unit comes to it.
func covered(terms []weighted, near []float64) float64 {
	sum := 0.0
	for i, t := range terms {
		if near[i] >= minNear {
			sum += near[i] * t.weight
		}
	}
	return sum
}

// cosine is that of two terms' vectors, 0 if it is below the least; 1 for the same term, 0
// without vectors.
func (m *measurer) cosine(a, b int32, least float64) float64 {
	if a < 0 || b < 0 {
		return 0
	}
	if a == b {
		return 1
	}
	x, y := m.vocabulary.terms[a].vector, m.vocabulary.terms[b].vector
	if x == nil || y == nil {
		return 0
	}
	return x.Near(y, least)
}
