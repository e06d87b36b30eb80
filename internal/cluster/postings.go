package cluster

// postings lists, under each term, the members that have it, the latest first. Members
// are added in order of arrival and leave in it.
type postings struct {
	head  map[uint32]int32 // number of the latest posting of a term
	list  []posting        // by number, from first on
	first int32
}

type posting struct {
	at     int32 // member
	before int32 // number of the posting of the same term before this one, -1 if none
}

func newPostings() *postings { return &postings{head: map[uint32]int32{}} }

func (p *postings) add(term uint32, at int32) {
	before, known := p.head[term]
	if !known {
		before = -1
	}
	p.head[term] = p.first + int32(len(p.list))
	p.list = append(p.list, posting{at, before})
}

// latest appends the latest members under a term to found, at most n.
func (p *postings) latest(term uint32, n int, found []int32) []int32 {
	number, known := p.head[term]
	for ; known && n > 0 && number >= p.first; n-- {
		entry := p.list[number-p.first]
		found = append(found, entry.at)
		number = entry.before
	}
	return found
}

// drop forgets the members before first.
func (p *postings) drop(first int32) {
	n := 0
	for n < len(p.list) && p.list[n].at < first {
		n++
	}
	p.list = p.list[n:]
	p.first += int32(n)
	if int(p.first) > len(p.list)+leastSweep {
		p.sweep()
	}
}

// leastSweep is how many dropped postings are worth a sweep.
const leastSweep = 1 << 16

// sweep numbers the postings from 0 again and forgets the terms without any.
func (p *postings) sweep() {
	list := make([]posting, len(p.list))
	for i, entry := range p.list {
		list[i] = posting{entry.at, max(-1, entry.before-p.first)}
	}
	head := make(map[uint32]int32, len(p.head))
	for term, number := range p.head {
		if number >= p.first {
			head[term] = number - p.first
		}
	}
	p.list, p.head, p.first = list, head, 0
}
