package cluster

import (
	"math"
	"slices"
)

// joinFeatures is the number of features of two groups.
const joinFeatures = 12

// JoinFeatureNames names them in the order of Model.Join.
var JoinFeatureNames = [joinFeatures]string{
	"mean link", "best link", "quorum", "density", "density above mean link", "no density",
	"smaller size", "larger size", "within days", "within weeks", "undated", "bias",
}

// enough is the size above which a group is large: what is learned from small stories
// must not keep a great one apart.
const enough = 3

// group is some members with what their links add up to.
type group struct {
	members []int32
	within  float64 // sum over pairs inside of how alike they are
	days    float64 // sum over dated members
	oldest  float64
	newest  float64
	dated   int
}

// apart is the days between two groups, NaN if they are not known.
func (g *group) apart(h *group) float64 {
	if g.dated == 0 || h.dated == 0 {
		return math.NaN()
	}
	return max(0, g.oldest-h.newest, h.oldest-g.newest)
}

// pairs is the number of pairs inside.
func (g *group) pairs() float64 {
	n := float64(len(g.members))
	return n * (n - 1) / 2
}

// cross is how alike the members of two groups are, added up.
type cross struct {
	sum, best, good float64
	barred          bool // vetoed, or told apart
	home            bool // some are in one language
}

func (o *Online) newGroup(members []int32) group {
	g := group{members: members}
	for n, i := range members {
		for _, j := range members[:n] {
			g.within += o.alike(i, j)
		}
		if m := o.member(i); m.dated {
			g = g.spanning(group{days: m.day, oldest: m.day, newest: m.day, dated: 1})
		}
	}
	return g
}

// spanning is the group with the times of another taken in.
func (g group) spanning(h group) group {
	if g.dated == 0 {
		g.oldest, g.newest = h.oldest, h.newest
	} else if h.dated > 0 {
		g.oldest, g.newest = min(g.oldest, h.oldest), max(g.newest, h.newest)
	}
	g.days += h.days
	g.dated += h.dated
	return g
}

func (o *Online) cross(a, b *group) cross {
	x := cross{best: -maxLink}
	for _, i := range a.members {
		for _, j := range b.members {
			x.add(o.alike(i, j))
			x.home = x.home || !foreign(o.member(i), o.member(j))
			x.barred = x.barred || instalments(o.member(i).title, o.member(j).title)
		}
	}
	return x
}

func (x *cross) add(alike float64) {
	x.sum += alike
	x.best = max(x.best, alike)
	if alike > 0 {
		x.good++
	}
}

// union is the cross of a group with two others taken as one.
func (x cross) union(y cross) cross {
	return cross{x.sum + y.sum, max(x.best, y.best), x.good + y.good, x.barred || y.barred, x.home || y.home}
}

func merged(a, b *group, x cross) group {
	g := a.spanning(*b)
	g.members = slices.Concat(a.members, b.members)
	g.within = a.within + b.within + x.sum
	return g
}

// compare says how two groups lie to each other. Density is how alike the members of
// each are among themselves: two look-alike events are far apart for how dense they are.
func (m *Model) compare(a, b *group, c cross) (x [joinFeatures]float64) {
	n, late := float64(len(a.members)*len(b.members)), m.late(a.apart(b))
	x[0], x[1], x[2] = clamped(c.sum/n+late), clamped(c.best+late), c.good/n
	if pairs := a.pairs() + b.pairs(); pairs > 0 {
		x[3] = (a.within + b.within) / pairs
		x[4] = x[3] - x[0]
	} else {
		x[5] = 1
	}
	small, large := len(a.members), len(b.members)
	small, large = min(small, large, enough), min(max(small, large), enough)
	x[6], x[7] = math.Log(float64(small)), math.Log(float64(large))
	if a.dated > 0 && b.dated > 0 {
		gap := a.apart(b)
		x[8], x[9] = gauss(gap, days), gauss(gap, weeks)
	} else {
		x[10] = 1
	}
	x[11] = 1
	return x
}

// joins is the log-odds that two groups are one story: no quorum, no join.
func (m *Model) joins(a, b *group, c cross) float64 {
	x := m.compare(a, b, c)
	if c.barred || x[2] < joinQuorum {
		return math.Inf(-1)
	}
	if !c.home { // how alike reports in one language are says nothing of others
		return x[0] + abroadJoin
	}
	z := 0.0
	for i, w := range m.Join {
		z += w * x[i]
	}
	return z
}
