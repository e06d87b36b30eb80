package cluster

// postings lists, under each term, the latest members that have it, in order of arrival.
// A list has a number, which stands as long as a member that is listed there is active, or
// was not yet listed: what is looked up once need not be again.
type postings struct {
	most    int // members listed under a term
	numbers map[uint32]int32
	lists   [][]int32
	free    []int32 // numbers of lists that no term has
	since   int     // members that have left since the last sweep
}

func newPostings(most int) *postings { return &postings{most: most, numbers: map[uint32]int32{}} }

// list is the number of a term's list.
func (p *postings) list(term uint32) int32 {
	number, known := p.numbers[term]
	if known {
		return number
	}
	if last := len(p.free) - 1; last >= 0 {
		number, p.free = p.free[last], p.free[:last]
	} else {
		number = int32(len(p.lists))
		p.lists = append(p.lists, nil)
	}
	p.numbers[term] = number
	return number
}

func (p *postings) add(number, at int32) {
	list := p.lists[number]
	if len(list) == 2*p.most {
		list = append(list[:0], list[p.most:]...)
	}
	p.lists[number] = append(list, at)
}

// latest are the latest members of a list, from first on.
func (p *postings) latest(number, first int32) []int32 {
	list := p.lists[number]
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
	for term, number := range p.numbers {
		if list := p.lists[number]; len(list) > 0 && list[len(list)-1] < first {
			delete(p.numbers, term)
			p.lists[number] = nil
			p.free = append(p.free, number)
		}
	}
}
