package align

import (
	"cmp"
	"container/heap"
	"slices"
)

// link is how strongly two groups belong together: the sum of the scores of their
// cross pairs less the threshold each.
type link struct {
	a, b  int // groups, a < b
	mean  float64
	stamp int // sum of the groups' versions when it was made
}

type linkHeap []link

func (h linkHeap) Len() int { return len(h) }
func (h linkHeap) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(h[j].mean, h[i].mean), cmp.Compare(h[i].a, h[j].a), cmp.Compare(h[i].b, h[j].b)) < 0
}
func (h linkHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *linkHeap) Push(x any)   { *h = append(*h, x.(link)) }
func (h *linkHeap) Pop() any     { old := *h; x := old[len(old)-1]; *h = old[:len(old)-1]; return x }

// clusterer joins units bottom-up by average link: two groups join while the mean score
// of their cross pairs is at or above the threshold. Pairs that are no candidates score
// 0.
type clusterer struct {
	threshold float64
	members   [][]int
	between   []map[int]float64 // by group: sum of scores with another
	version   []int
}

func cluster(units []unit, pairs []Pair, threshold float64) [][]int {
	c := &clusterer{threshold: threshold, members: make([][]int, len(units)),
		between: make([]map[int]float64, len(units)), version: make([]int, len(units))}
	for i := range units {
		c.members[i], c.between[i] = []int{i}, map[int]float64{}
	}
	h := &linkHeap{}
	for _, p := range pairs {
		c.between[p.a][p.b], c.between[p.b][p.a] = p.Score, p.Score
		c.push(h, p.a, p.b)
	}
	for h.Len() > 0 {
		l := heap.Pop(h).(link)
		if c.members[l.a] == nil || c.members[l.b] == nil || l.stamp != c.version[l.a]+c.version[l.b] {
			continue
		}
		c.join(h, l.a, l.b)
	}
	return slices.DeleteFunc(c.members, func(m []int) bool { return m == nil })
}

// push offers the link of two groups if it is strong enough.
func (c *clusterer) push(h *linkHeap, a, b int) {
	a, b = min(a, b), max(a, b)
	if mean := c.mean(a, b); mean >= c.threshold {
		heap.Push(h, link{a, b, mean, c.version[a] + c.version[b]})
	}
}

// mean is the mean score of the cross pairs of two groups.
func (c *clusterer) mean(a, b int) float64 {
	return c.between[a][b] / float64(len(c.members[a])*len(c.members[b]))
}

// join takes group b into a.
func (c *clusterer) join(h *linkHeap, a, b int) {
	c.members[a] = append(c.members[a], c.members[b]...)
	slices.Sort(c.members[a])
	c.members[b] = nil
	c.version[a]++
	delete(c.between[a], b)
	delete(c.between[b], a)
	others := make([]int, 0, len(c.between[b]))
	for o, s := range c.between[b] {
		c.between[a][o] += s
		c.between[o][a] = c.between[a][o]
		delete(c.between[o], b)
		others = append(others, o)
	}
	c.between[b] = nil
	for o := range c.between[a] {
		others = append(others, o)
	}
	slices.Sort(others)
	for _, o := range slices.Compact(others) {
		c.push(h, a, o)
	}
}
