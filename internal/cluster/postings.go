package cluster

// postings lists, under each term, the latest members that have it, in order of arrival.
type postings struct {
	most  int // members listed under a term
	lists map[uint32][]int32
	since int // members that have left since the last sweep
}

func newPostings(most int) *postings { return &postings{most: most, lists: map[uint32][]int32{}} }

func (p *postings) add(term uint32, at int32) {
	list := p.lists[term]
	if len(list) == 2*p.most {
		list = append(list[:0], list[p.most:]...)
	}
	p.lists[term] = append(list, at)
}

// latest are the latest members under a term, from first on.
func (p *postings) latest(term uint32, first int32) []int32 {
	list := p.lists[term]
	list = list[max(0, len(list)-p.most):]
	for len(list) > 0 && list[0] < first {
		list = list[1:]
	}
	return list
}

// sweepEvery is after how many members that have left the terms without any are
// forgotten.
const sweepEvery = 1 << 13

// drop forgets some of the members before first.
func (p *postings) drop(n int, first int32) {
	if p.since += n; p.since < sweepEvery {
		return
	}
	p.since = 0
	for term, list := range p.lists {
		if list[len(list)-1] < first {
			delete(p.lists, term)
		}
	}
}
