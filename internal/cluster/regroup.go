package cluster

import (
	"math"
	"slices"
)

// agglomeration joins single members, the surest pair of groups first.
type agglomeration struct {
	groups  []group // without members: joined to another
	crosses [][]cross
}

func (o *Online) agglomeration(members []int32) *agglomeration {
	a := &agglomeration{}
	for _, m := range members {
		a.groups = append(a.groups, o.newGroup([]int32{m}))
	}
	for i := range a.groups {
		a.crosses = append(a.crosses, make([]cross, len(members)))
		for j := range i {
			a.crosses[i][j] = o.cross(&a.groups[i], &a.groups[j])
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

// regroup takes members apart and joins again what belongs together. Those in other
// languages than most follow.
func (o *Online) regroup(members []int32) [][]int32 {
	most := o.compatriots(members)
	some := sample(most, largest)
	a := o.agglomeration(some)
	for {
		i, j, ok := a.best(0, func(i, j int) float64 {
			return o.model.joins(&a.groups[i], &a.groups[j], *a.between(i, j))
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
		o.followers(groups, members)
	}
	return groups
}

// followers adds to each group the members nearest to one of its own.
func (o *Online) followers(groups [][]int32, members []int32) {
	sampled := slices.Concat(groups...)
	for _, at := range members {
		if slices.Contains(sampled, at) {
			continue
		}
		best, bestLink := 0, math.Inf(-1)
		for g, own := range groups {
			for _, other := range own[:min(len(own), sampleSize)] {
				if l := o.link(at, other); l > bestLink {
					best, bestLink = g, l
				}
			}
		}
		groups[best] = append(groups[best], at)
	}
}
