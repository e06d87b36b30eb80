package align

import "math"

// fewTold is the number of statements from which an account tells which of its words are
// rare: in a short note every word stands once.
const fewTold = 24

// census says in how many statements of each account a term stands. What each account
// says once is an anchor: two statements that share it seldom tell of different things,
// while the words of the whole event are in every other statement.
type census struct {
	statements []float64   // by account: how many it has
	told       [][]float64 // by account and term: how many tell the term, of fewTold at least
}

// newCensus counts the terms of all units and sets the pull of each.
func newCensus(units []unit, v *vocabulary, accounts int) *census {
	c := &census{make([]float64, accounts), make([][]float64, accounts)}
	for i := range c.told {
		c.told[i] = make([]float64, len(v.terms))
	}
	for i := range units {
		c.statements[units[i].doc]++
	}
	for i := range units {
		doc := units[i].doc
		for _, t := range units[i].told {
			c.told[doc][t] += max(1, fewTold/c.statements[doc])
		}
	}
	for i := range units {
		units[i].pull = c.pull(v, &units[i])
	}
	return c
}

// pull is the weight of a unit's terms, each shared among the statements of its account
// that tell it.
func (c *census) pull(v *vocabulary, u *unit) float64 {
	sum := 0.0
	for _, t := range u.told {
		sum += v.terms[t].weight / c.told[u.doc][t]
	}
	return sum
}

// anchors fills the features that say how rare it is, in these accounts, to share what
// the pair shares.
func (m *measurer) anchors(f *Features, x, y *unit) {
	inX, inY := m.census.told[x.doc], m.census.told[y.doc]
	all := max(m.census.statements[x.doc], fewTold) * max(m.census.statements[y.doc], fewTold)
	sum, best, once, weight, surprise := 0.0, 0.0, 0.0, 0.0, 0.0
	common(x.told, y.told, func(t int32) {
		w, pairs := m.vocabulary.terms[t].weight, inX[t]*inY[t]
		sum += w / math.Sqrt(pairs)
		best = max(best, w/math.Sqrt(pairs))
		if pairs == 1 {
			once, weight = once+1, weight+w
		}
		surprise += math.Log(all / pairs)
	})
	pullX, pullY := x.pull+1, y.pull+1
	f[fAnchors], f[fAnchor] = sum/anchorScale, best/entityCap
	f[fOnce], f[fOnceWeight] = once, weight/anchorScale
	f[fSurprise] = math.Log1p(surprise)
	f[fAnchorsLess], f[fAnchorsMore] = sum/max(pullX, pullY), sum/min(pullX, pullY)
}

// anchorScale brings sums of weights to about 0…3.
const anchorScale = 8.0

// common calls do with every term of two ordered lists that both have.
func common(xs, ys []int32, do func(t int32)) {
	for i, j := 0, 0; i < len(xs) && j < len(ys); {
		switch {
		case xs[i] < ys[j]:
			i++
		case xs[i] > ys[j]:
			j++
		default:
			do(xs[i])
			i, j = i+1, j+1
		}
	}
}
