package cluster

import "slices"

// Window bounds the articles that new ones are compared with, so that memory does not
// grow with the stream. Stories that fall out of it are finished: they stay as they are.
type Window struct {
	Members int     // articles, copies not counted
	Days    float64 // of the stream's own time
}

// DefaultWindow holds a month of a stream, and of a very fast one the last 65,536
// articles: about half a gigabyte.
var DefaultWindow = Window{Members: 1 << 16, Days: 30}

// active are the members in the window, by order of arrival.
type active struct {
	list  []*member
	first int32 // number of list[0]
}

func (a *active) at(n int32) *member { return a.list[n-a.first] }
func (a *active) next() int32        { return a.first + int32(len(a.list)) }

func (a *active) add(m *member) int32 {
	a.list = append(a.list, m)
	return a.next() - 1
}

// evict takes members out of the window, the one that came first before the others.
func (o *Online) evict() {
	old := o.active.first
	for len(o.active.list) > o.window.Members ||
		len(o.active.list) > 0 && o.active.list[0].clock < o.stream.now-o.window.Days {
		o.evictFirst()
	}
	if n := int(o.active.first - old); n > 0 {
		o.index.drop(n, o.active.first)
		o.copies.drop(o.active.first)
	}
}

func (o *Online) evictFirst() {
	at := o.active.first
	m := o.member(at)
	o.news.tell(o, at)
	delete(o.known, m.id)
	for _, c := range m.copies {
		delete(o.known, c.id)
	}
	if m.terms != nil {
		o.freq.remove(m.terms)
	}
	m.story.lost = true
	o.take(at)
	o.active.list[0] = nil
	o.active.list = o.active.list[1:]
	o.active.first++
}

// take takes a member out of its story. A story without members is no more.
func (o *Online) take(at int32) {
	s := o.member(at).story
	n, _ := slices.BinarySearch(s.members, at)
	o.rebuild(s, slices.Delete(s.members, n, n+1))
	if len(s.members) == 0 {
		delete(o.byID, s.id)
		o.leaveLine(s)
	}
}

// clock tells the time of a stream by its articles: the median of the latest dates, so
// that single wrong dates do not move it.
type clock struct {
	latest []float64
	now    float64 // days since 1970
}

// ticks is how many dates the clock is read from.
const ticks = 31

// read tells the time after an article has come.
func (c *clock) read(im *Image) float64 {
	if !im.Dated {
		return c.now
	}
	if len(c.latest) == ticks {
		c.latest = slices.Delete(c.latest, 0, 1)
	}
	c.latest = append(c.latest, im.Day)
	sorted := slices.Sorted(slices.Values(c.latest))
	c.now = sorted[len(sorted)/2]
	return c.now
}

// A date is taken for wrong when it is farther from the stream than this, in days, and
// than the stream's latest dates are from each other, times strayed.
const (
	astray  = 730
	strayed = 4
)

// plausible reports whether an article of the stream can be of that day.
func (c *clock) plausible(day float64) bool {
	sorted := slices.Sorted(slices.Values(c.latest))
	if len(sorted) < 3 {
		return true
	}
	low, high := sorted[len(sorted)/8], sorted[len(sorted)*7/8]
	return max(low-day, day-high) <= max(astray, strayed*(high-low))
}
