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
	within  float64 // sum of links over pairs inside
	days    float64 // sum over dated members
	dated   int
}

// pairs is the number of pairs inside.
func (g *group) pairs() float64 {
	n := float64(len(g.members))
	return n * (n - 1) / 2
}

// cross is what the links between two groups add up to.
type cross struct {
	sum, best, good float64
	barred          bool // vetoed, or told apart
}

func (c *Stories) newGroup(members []int32) group {
	g := group{members: members}
	for n, i := range members {
		for _, j := range members[:n] {
			g.within += c.link(i, j)
		}
		if m := c.members[i]; m.Dated {
			g.days += m.Day
			g.dated++
		}
	}
	return g
}

func (c *Stories) cross(a, b *group) cross {
	x := cross{best: -maxLink}
	for _, i := range a.members {
		for _, j := range b.members {
			x.add(c.link(i, j))
			x.barred = x.barred || instalments(c.members[i].Image, c.members[j].Image)
		}
	}
	return x
}

func (x *cross) add(link float64) {
	x.sum += link
	x.best = max(x.best, link)
	if link > 0 {
		x.good++
	}
}

// union is the cross of a group with two others taken as one.
func (x cross) union(y cross) cross {
	return cross{x.sum + y.sum, max(x.best, y.best), x.good + y.good, x.barred || y.barred}
}

func merged(a, b *group, x cross) group {
	return group{
		members: slices.Concat(a.members, b.members),
		within:  a.within + b.within + x.sum,
		days:    a.days + b.days,
		dated:   a.dated + b.dated,
	}
}

// compare says how two groups lie to each other. Density is how alike the members of
// each are among themselves: two look-alike events are far apart for how dense they are.
func compare(a, b *group, c cross) (x [joinFeatures]float64) {
	n := float64(len(a.members) * len(b.members))
	x[0], x[1], x[2] = c.sum/n, c.best, c.good/n
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
		gap := a.days/float64(a.dated) - b.days/float64(b.dated)
		x[8], x[9] = gauss(gap, days), gauss(gap, weeks)
	} else {
		x[10] = 1
	}
	x[11] = 1
	return x
}

// joins is the log-odds that two groups are one story: no quorum, no join.
func (m *Model) joins(a, b *group, c cross) float64 {
	x := compare(a, b, c)
	if c.barred || x[2] < joinQuorum {
		return math.Inf(-1)
	}
	z := 0.0
	for i, w := range m.Join {
		z += w * x[i]
	}
	return z
}

// agglomeration joins single members, the surest pair of groups first.
type agglomeration struct {
	groups  []group // without members: joined to another
	crosses [][]cross
}

func (c *Stories) agglomeration(members []int32) *agglomeration {
	a := &agglomeration{}
	for _, m := range members {
		a.groups = append(a.groups, c.newGroup([]int32{m}))
	}
	for i := range a.groups {
		a.crosses = append(a.crosses, make([]cross, len(members)))
		for j := range i {
			a.crosses[i][j] = c.cross(&a.groups[i], &a.groups[j])
		}
	}
	return a
}

func (a *agglomeration) between(i, j int) *cross { return &a.crosses[max(i, j)][min(i, j)] }

// best is the pair of groups that score puts highest, if any is above least.
func (a *agglomeration) best(least float64, score func(i, j int) float64) (bi, bj int, ok bool) {
	for i := range a.groups {
		for j := range i {
			if len(a.groups[i].members) == 0 || len(a.groups[j].members) == 0 {
				continue
			}
			if s := score(i, j); s > least {
				least, bi, bj, ok = s, j, i, true
			}
		}
	}
	return bi, bj, ok
}

// join adds group j to group i.
func (a *agglomeration) join(i, j int) {
	a.groups[i] = merged(&a.groups[i], &a.groups[j], *a.between(i, j))
	a.groups[j].members = nil
	for k := range a.groups {
		if k != i && k != j {
			*a.between(i, k) = a.between(i, k).union(*a.between(j, k))
		}
	}
}

// largest is how many members are looked at when a story is taken apart; the others
// follow the one they are nearest to.
const largest = 48

// regroup takes members apart and joins again what belongs together.
func (c *Stories) regroup(members []int32) [][]int32 {
	some := members
	if len(some) > largest {
		some = make([]int32, largest)
		for i := range some {
			some[i] = members[i*(len(members)-1)/(largest-1)]
		}
	}
	a := c.agglomeration(some)
	for {
		i, j, ok := a.best(0, func(i, j int) float64 {
			return c.model.joins(&a.groups[i], &a.groups[j], *a.between(i, j))
		})
		if !ok {
			break
		}
		a.join(i, j)
	}
	var groups [][]int32
	for _, g := range a.groups {
		if len(g.members) > 0 {
			groups = append(groups, g.members)
		}
	}
	if len(some) < len(members) {
		c.follow(groups, members)
	}
	return groups
}

// follow adds to each group the members nearest to one of its own.
func (c *Stories) follow(groups [][]int32, members []int32) {
	sampled := slices.Concat(groups...)
	for _, at := range members {
		if slices.Contains(sampled, at) {
			continue
		}
		best, bestLink := 0, math.Inf(-1)
		for g, own := range groups {
			for _, other := range own[:min(len(own), sampleSize)] {
				if l := c.link(at, other); l > bestLink {
					best, bestLink = g, l
				}
			}
		}
		groups[best] = append(groups[best], at)
	}
}
