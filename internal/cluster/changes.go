package cluster

import (
	"maps"
	"slices"

	"synoptic/internal/news"
)

// Changes are what became of articles and stories since it was last asked for. Of an
// article that was placed more than once the last placement is told.
type Changes struct {
	Placements []news.Placement
	Redirects  []news.Redirect   // in the order in which stories were joined
	Storylines map[string]string // by story: the running story it belongs to
}

// changes collects what is to be told.
type changes struct {
	members   map[int32]bool // with something to tell
	placed    []news.Placement
	redirects []news.Redirect
	lines     map[string]string
}

func newChanges() changes {
	return changes{members: map[int32]bool{}, lines: map[string]string{}}
}

func (c *changes) touch(at int32) { c.members[at] = true }

// Settle returns what has changed since it was last called: all of it together brings a
// database from the one state to the other.
func (o *Online) Settle() Changes {
	for _, at := range slices.Sorted(maps.Keys(o.news.members)) {
		o.news.tell(o, at)
	}
	told := Changes{o.news.placed, o.news.redirects, o.news.lines}
	o.news = newChanges()
	return told
}

// tell writes down the placements of a member and its copies.
func (c *changes) tell(o *Online, at int32) {
	if !c.members[at] {
		return
	}
	delete(c.members, at)
	m := o.member(at)
	if m.untold != nil {
		c.placed = append(c.placed, *m.untold)
		m.untold = nil
	}
	for i := range m.copies {
		if d := &m.copies[i]; !d.told {
			d.told = true
			c.placed = append(c.placed, o.placementOfCopy(m, d))
		}
	}
}

// decide notes a placement of a member, and that its copies go with it.
func (o *Online) decide(at int32, p news.Placement) {
	m := o.member(at)
	p.Article, p.Story = m.id, m.story.id
	m.untold = &p
	for i := range m.copies {
		m.copies[i].told = false
	}
	o.news.touch(at)
}

// redirect notes that a story is another one now.
func (o *Online) redirect(from, into string) {
	o.news.redirects = append(o.news.redirects, news.Redirect{From: from, Into: into})
	delete(o.news.lines, from)
	o.renameLine(from, into)
}
