package cluster

import (
	"fmt"
	"slices"

	"synoptic/internal/news"
)

// What repair may do, and when.
const (
	joinQuorum = 0.20 // of cross pairs must speak for one event
	lookAgain  = 512  // members after which a story that has not grown is looked at again
	maxPasses  = 4    // over the stories that a repair has changed
	firstGrown = 4    // members at which a story is looked at first, then at each double
)

// joinRivals joins a story with the rivals of an article that has just come to it.
func (o *Online) joinRivals(s *story, ranked []rival) {
	for _, r := range ranked {
		if r.fit[0] < o.model.Alone || r.story == s || !o.mayJoin(s, r.story) {
			continue
		}
		a, b := o.newGroup(s.sample()), o.newGroup(r.story.sample())
		c := o.cross(&a, &b)
		if score := o.model.joins(&a, &b, c); score > 0 {
			s = o.join(s, r.story, kindOf(c), score)
		}
	}
}

// kindOf is how two stories are joined: between languages the link is a weaker one.
func kindOf(c cross) news.PlacementKind {
	if c.home {
		return news.Joined
	}
	return news.Linked
}

// mayJoin reports whether two stories are there and nobody has settled them.
func (o *Online) mayJoin(a, b *story) bool {
	return len(a.members) > 0 && len(b.members) > 0 && !a.pinned && !b.pinned && !o.acts.apart(a.id, b.id)
}

// join puts the members of both stories into the older one.
func (o *Online) join(a, b *story, kind news.PlacementKind, score float64) *story {
	if b.members[0] < a.members[0] {
		a, b = b, a
	}
	why := fmt.Sprintf("Its story, of %s, tells the event of this one, of %s.", reports(len(b.members)), reports(len(a.members)))
	near := o.member(a.members[0]).id
	o.pour(b, a, news.Placement{Kind: kind, Near: near, Score: score, Why: why})
	return a
}

// pour puts all members of one story into another, and leaves a redirect.
func (o *Online) pour(from, into *story, p news.Placement) {
	moved := from.members
	from.members = nil
	delete(o.byID, from.id)
	o.leaveLine(from)
	o.rebuild(into, slices.Concat(into.members, moved))
	into.lost = into.lost || from.lost
	o.acts.inherit(from.id, into.id)
	for _, at := range moved {
		o.decide(at, p)
	}
	o.redirect(from.id, into.id)
}

// lookBack looks again at a story that grows, and at one that has stopped growing: later
// articles may have shown where its members belong. When it does so depends on nothing
// but the articles.
func (o *Online) lookBack(at int32) {
	if s := o.member(at).story; len(s.members) >= firstGrown && len(s.members)&(len(s.members)-1) == 0 {
		o.repairFrom(s)
	}
	if old := at - lookAgain; old >= o.active.first {
		o.lookLast(old)
	}
}

// lookLast looks again at the story of a member if it was the last one to come, and not
// the only one.
func (o *Online) lookLast(at int32) {
	if s := o.member(at).story; len(s.members) > 1 && s.members[len(s.members)-1] == at {
		o.repairFrom(s)
	}
}

// finish looks again at the latest stories: no more articles will come.
func (o *Online) finish() {
	for at := max(o.active.first, o.active.next()-lookAgain); at < o.active.next(); at++ {
		o.lookLast(at)
	}
}

// repairFrom repairs a story and then the stories that this changed.
func (o *Online) repairFrom(s *story) {
	o.repairing, o.changed = true, []*story{s}
	for range maxPasses {
		changed := o.changed
		o.changed = nil
		for _, s := range changed {
			if len(s.members) > 0 {
				o.repair(s)
			}
		}
	}
	o.repairing, o.changed = false, nil
}

// repair moves members of a story to where they fit better, or out, splits it if it tells
// two events, and joins it with others that have come near.
func (o *Online) repair(s *story) {
	members := slices.Clone(sample(s.members, largest))
	ranked := make([][]rival, len(members))
	for i, at := range members {
		ranked[i] = o.rank(at)
		o.move(at, ranked[i])
	}
	if len(s.members) > 1 && !s.pinned {
		o.split(s)
	}
	for i, at := range members {
		o.joinRivals(o.member(at).story, ranked[i])
	}
}

// split leaves a story with its largest part and makes stories of the others. What a
// person has put together stays together.
func (o *Online) split(s *story) {
	parts := o.regroup(s.members)
	if len(parts) == 1 {
		return
	}
	slices.SortStableFunc(parts, func(a, b []int32) int { return len(b) - len(a) })
	parts = o.keepFixed(parts)
	size := len(s.members)
	o.rebuild(s, parts[0])
	for _, part := range parts[1:] {
		slices.Sort(part)
		own := o.foundOf(part[0], s)
		o.rebuild(own, part)
		why := fmt.Sprintf("Its story of %d reports told more than one event: %d of them are of another.", size, len(part))
		g := o.newGroup(sample(part, sampleSize))
		for _, at := range part {
			o.decide(at, news.Placement{Kind: news.SplitOff, Near: o.member(part[0]).id, Score: g.within / max(1, g.pairs()), Why: why})
		}
	}
}

// keepFixed makes one part, the first, of all parts with members that a person has put
// where they are.
func (o *Online) keepFixed(parts [][]int32) [][]int32 {
	var fixed []int32
	free := slices.DeleteFunc(slices.Clone(parts), func(part []int32) bool {
		if !slices.ContainsFunc(part, func(at int32) bool { return o.member(at).fixed }) {
			return false
		}
		fixed = append(fixed, part...)
		return true
	})
	if fixed == nil {
		return parts
	}
	return append([][]int32{fixed}, free...)
}

// move takes a member to the story it fits best, or out of a story it does not fit.
func (o *Online) move(at int32, ranked []rival) {
	m := o.member(at)
	from := m.story
	if m.fixed || from.pinned {
		return
	}
	own, alone := o.model.Alone, len(from.members) == 1
	if !alone {
		x, _ := o.fit(at, from)
		own = x[0]
	}
	if to := o.better(ranked, from, max(own, o.model.Alone)+o.model.Move); to != nil {
		o.moveTo(at, to.story)
		o.explain(at, news.MovedOver, *to, dot(o.model.Accept, to.fit))
		if alone {
			o.redirect(from.id, to.story.id)
		}
	} else if !alone && own < o.model.Alone {
		o.moveTo(at, o.foundOf(at, from))
		o.decide(at, news.Placement{Kind: news.SplitOff, Score: own, Why: "It is too unlike the other reports of its story."})
	}
}

// better is the rival whose members are most like an article on average, if that is more
// than least.
func (o *Online) better(ranked []rival, from *story, least float64) *rival {
	var best *rival
	for i, r := range ranked {
		if r.fit[0] > least && r.story != from && len(r.story.members) > 0 && !r.story.pinned && !o.acts.apart(from.id, r.story.id) {
			best, least = &ranked[i], r.fit[0]
		}
	}
	return best
}

// moveTo takes a member out of its story and puts it into another.
func (o *Online) moveTo(at int32, to *story) {
	o.take(at)
	o.rebuild(to, append(slices.Clone(to.members), at))
}
