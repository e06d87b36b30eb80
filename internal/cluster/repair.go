package cluster

import "slices"

// What repair may do.
const (
	joinQuorum  = 0.20 // of cross pairs must speak for one event
	maxPasses   = 4    // over the stories touched
	repairEvery = 4096 // articles
)

// joinRivals joins a story with the rivals of an article that has just come to it.
func (c *Stories) joinRivals(s int32, rivals []rival) {
	for _, r := range rivals {
		if r.story == s || r.fit[0] < c.model.Alone {
			continue
		}
		if len(c.stories[r.story].members) == 0 || len(c.stories[s].members) == 0 {
			continue
		}
		a, b := c.newGroup(c.stories[s].sample()), c.newGroup(c.stories[r.story].sample())
		if c.model.joins(&a, &b, c.cross(&a, &b)) > 0 {
			s = c.join(s, r.story)
		}
	}
}

// join puts the members of both stories into the older one.
func (c *Stories) join(a, b int32) int32 {
	keep, gone := min(a, b), max(a, b)
	members := slices.Concat(c.stories[keep].members, c.stories[gone].members)
	c.stories[gone].members = nil
	c.rebuild(c.stories[keep], members)
	for _, at := range members {
		c.members[at].story = keep
	}
	return keep
}

// Repair looks again at every story that changed since the last time: members move to
// where they fit better, or out; stories that have come near to each other join.
func (c *Stories) Repair() {
	for range maxPasses {
		var touched []int32
		for s, story := range c.stories {
			if story.touched && len(story.members) > 0 {
				touched = append(touched, int32(s))
			}
			story.touched = false
		}
		if len(touched) == 0 {
			return
		}
		for _, s := range touched {
			c.repair(s)
		}
	}
}

func (c *Stories) repair(s int32) {
	members := slices.Clone(c.stories[s].members)
	rivals := make([][]rival, len(members))
	for i, at := range members {
		rivals[i] = c.rank(at)
		c.move(at, rivals[i])
	}
	if len(c.stories[s].members) > 1 {
		c.split(s)
	}
	for i, at := range members {
		c.joinRivals(c.members[at].story, rivals[i])
	}
}

// split leaves a story with its largest part and makes stories of the others.
func (c *Stories) split(s int32) {
	parts := c.regroup(c.stories[s].members)
	if len(parts) == 1 {
		return
	}
	slices.SortStableFunc(parts, func(a, b []int32) int { return len(b) - len(a) })
	for n, part := range parts {
		own := s
		if n > 0 {
			own = int32(len(c.stories))
			c.stories = append(c.stories, &story{})
		}
		c.rebuild(c.stories[own], part)
		for _, at := range part {
			c.members[at].story = own
		}
	}
}

// move takes a member to the story it fits best, or out of a story it does not fit.
func (c *Stories) move(at int32, rivals []rival) {
	from := c.members[at].story
	alone := len(c.stories[from].members) == 1
	own := c.model.Alone
	if !alone {
		own = c.fit(at, c.stories[from])[0]
	}
	to, mean := int32(-1), max(own, c.model.Alone)+c.model.Move
	for _, r := range rivals {
		if r.fit[0] > mean {
			to, mean = r.story, r.fit[0]
		}
	}
	if to < 0 && !alone && own < c.model.Alone {
		to = c.found()
	}
	if to < 0 {
		return
	}
	left := slices.DeleteFunc(slices.Clone(c.stories[from].members), func(m int32) bool { return m == at })
	c.rebuild(c.stories[from], left)
	c.rebuild(c.stories[to], append(slices.Clone(c.stories[to].members), at))
	c.members[at].story = to
}
