package poll

import (
	"container/heap"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
)

// task is something to ask for.
type task struct {
	at     *url.URL // where, now
	home   *url.URL // where it is known to be: the first address, or where it has moved for good
	hops   int      // redirects taken
	moving bool     // all of them were permanent
	feed   *news.Feed
	index  *index // of whose parts this is one, with feed
	page   *news.Page
	robots *host // whose robots.txt it is
}

// index is a sitemap that lists others, while these are asked for.
type index struct {
	waiting, fresh, items int
	hint                  time.Duration
}

// key names what a task is for, so that nothing is queued twice.
func (t *task) key() string {
	switch {
	case t.index != nil:
		return "part " + t.at.String()
	case t.feed != nil:
		return "feed " + strconv.FormatInt(t.feed.ID, 10)
	case t.page != nil:
		return "page " + t.page.URL
	}
	return "robots " + t.robots.name
}

// host is a server with what waits to be asked of it.
type host struct {
	name    string // with the port
	queue   []*task
	busy    bool
	slow    bool // its last answer took long or did not come, or none was asked for yet
	errors  int  // answers in a row that did not come
	free    time.Time
	robots  *fetch.Robots
	silence error // why robots.txt could not be read, if it could not
	asking  bool  // its robots.txt is being asked for
	more    bool  // the store may have more for it that is due
	place   int   // in the heap, -1 if it is not there
}

// hostName is the server an address belongs to.
func hostName(u *url.URL) string { return strings.ToLower(u.Host) }

// ready are the hosts that have work and are not busy, the one that is free first on top.
type ready []*host

func (r ready) Len() int           { return len(r) }
func (r ready) Less(i, j int) bool { return r[i].free.Before(r[j].free) }
func (r ready) Swap(i, j int) {
	r[i], r[j] = r[j], r[i]
	r[i].place, r[j].place = i, j
}

// Push is for package heap.
func (r *ready) Push(x any) {
	h := x.(*host)
	h.place = len(*r)
	*r = append(*r, h)
}

// Pop is for package heap.
func (r *ready) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	last.place = -1
	return last
}

// hosts are all servers that are known at the moment.
type hosts struct {
	byName map[string]*host
	ready  ready
	queued map[string]bool // keys of tasks that wait or are under way
}

// maxIdle is how many hosts without work are remembered, for their pauses and robots.txt.
const maxIdle = 20_000

func newHosts() *hosts { return &hosts{byName: map[string]*host{}, queued: map[string]bool{}} }

func (hs *hosts) of(u *url.URL) *host {
	name := hostName(u)
	h := hs.byName[name]
	if h == nil {
		h = &host{name: name, place: -1, slow: true}
		hs.byName[name] = h
	}
	return h
}

// add queues a task, once, and gives its host.
func (hs *hosts) add(t *task) *host {
	if key := t.key(); !hs.queued[key] {
		hs.queued[key] = true
		hs.enqueue(t, false)
	}
	return hs.of(t.at)
}

// enqueue puts a task to its host, before the others if it is urgent.
func (hs *hosts) enqueue(t *task, urgent bool) {
	h := hs.of(t.at)
	if urgent {
		h.queue = append([]*task{t}, h.queue...)
	} else {
		h.queue = append(h.queue, t)
	}
	hs.settle(h)
}

// settle puts a host where it belongs after something about it changed.
func (hs *hosts) settle(h *host) {
	waits := !h.busy && len(h.queue) > 0 && (!h.asking || h.queue[0].robots != nil)
	switch {
	case waits && h.place < 0:
		heap.Push(&hs.ready, h)
	case waits:
		heap.Fix(&hs.ready, h.place)
	case h.place >= 0:
		heap.Remove(&hs.ready, h.place)
	}
}

// done forgets a task.
func (hs *hosts) done(t *task) { delete(hs.queued, t.key()) }

// full are the names of hosts that have so much to do that nothing more is loaded for them.
func (hs *hosts) full() []string {
	var names []string
	for name, h := range hs.byName {
		if h.more = len(h.queue) >= loadHost; h.more {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// clear drops all tasks, and keeps what is known of the hosts.
func (hs *hosts) clear() {
	hs.ready, hs.queued = nil, map[string]bool{}
	for _, h := range hs.byName {
		h.queue, h.busy, h.asking, h.more, h.place = nil, false, false, false, -1
	}
}

// forget drops hosts that nobody asks any more.
func (hs *hosts) forget(now time.Time) {
	if len(hs.byName) <= maxIdle {
		return
	}
	for name, h := range hs.byName {
		if !h.busy && !h.asking && len(h.queue) == 0 && h.free.Before(now) {
			delete(hs.byName, name)
		}
	}
}
