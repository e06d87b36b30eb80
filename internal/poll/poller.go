package poll

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
)

// Store is what the poller needs of a database.
type Store interface {
	// DueFeeds and DuePages are those to be asked by a time, the earliest first; at most
	// perHost of each host, none of the hosts left out.
	DueFeeds(ctx context.Context, by time.Time, leftOut []string, perHost, limit int) ([]news.Feed, error)
	DuePages(ctx context.Context, by time.Time, leftOut []string, perHost, limit int) ([]news.Page, error)
	// NextDue is when the next feed and the next page become due after a time; zero if none will.
	NextDue(ctx context.Context, after time.Time) (feed, page time.Time, err error)
	// Pages are those of the addresses that are known.
	Pages(ctx context.Context, urls []string) (map[string]news.Page, error)
	// WriteFetched writes all of it or nothing. Pages that are known stay as they are when
	// they are found again. A feed that was removed meanwhile stays removed.
	WriteFetched(ctx context.Context, a *news.Fetched) error
}

// Bounds of what is in memory.
const (
	loadHost  = 16    // tasks of one kind loaded for one host at a time
	loadAll   = 2_000 // and in all
	flushRows = 200
	flushSize = 8 << 20 // bytes of captures
	flushTime = 500 * time.Millisecond
	beat      = 10 * time.Second // what is due is looked for no more often
	giveUp    = 5 * time.Second
)

// Poller asks what is due. One goroutine at a time may run it.
type Poller struct {
	store              Store
	client             *fetch.Client
	o                  Options
	hosts              *hosts
	flying             int
	slowly             int     // requests to slow hosts among them
	blocked            []*host // slow hosts that must wait for others of their kind
	more               bool    // a host has nothing queued any more, though the store has
	results            chan result
	batch              news.Fetched
	size               int       // bytes of captures in batch
	since              time.Time // of the oldest thing in batch
	load               time.Time // when to look into the store next: for feeds, for pages
	feedsDue, pagesDue time.Time
	Done               Summary
}

// Summary counts what was done since the poller was made.
type Summary struct {
	Requests  int64 // answered or not
	Unchanged int64 // answers that said so
	Feeds     int64 // that were asked
	Found     int64 // new articles listed
	Captures  int64
	Gone      int64 // articles found deleted
	Failed    int64 // requests without a useful answer
	Left      int64 // hosts with something due that Once did not wait for
}

// New makes a poller that asks with a client which follows no redirects.
func New(store Store, client *fetch.Client, o Options) *Poller {
	return &Poller{store: store, client: client, o: o.filled(), hosts: newHosts(), results: make(chan result)}
}

// Run asks what is due until ctx ends, then writes what has come within five seconds.
func (p *Poller) Run(ctx context.Context) error { return p.run(ctx, false) }

// Once asks what is due now and the new articles found by it, and returns when all is done
// but what hosts have that want to be left alone for longer than a minute: it stays due.
func (p *Poller) Once(ctx context.Context) error { return p.run(ctx, true) }

func (p *Poller) run(ctx context.Context, once bool) error {
	requests, cancel := context.WithCancel(ctx)
	defer p.land()
	defer cancel()
	p.reload(time.Time{})
	for ctx.Err() == nil {
		loaded, err := p.refill(ctx)
		if err != nil {
			return p.leave(err)
		}
		p.start(requests)
		switch idle := p.flying == 0 && !p.soon(onceWaits); {
		case once && idle && (loaded || len(p.hosts.queued) >= loadAll):
			p.Done.Left = int64(len(p.hosts.ready))
			return p.leave(nil)
		case once && idle: // is there more?
			err = p.flush(ctx)
			p.reload(time.Time{})
		default:
			err = p.wait(ctx)
		}
		if err != nil {
			return p.leave(err)
		}
	}
	return p.leave(ctx.Err())
}

// onceWaits is for how long Once waits for a host.
const onceWaits = time.Minute

// soon reports whether a host with work may be asked within a time.
func (p *Poller) soon(within time.Duration) bool {
	return len(p.hosts.ready) > 0 && !p.hosts.ready[0].free.After(p.o.Clock.Now().Add(within))
}

// leave writes what has come so far, whatever ends the run.
func (p *Poller) leave(reason error) error {
	ctx, cancel := context.WithTimeout(context.Background(), giveUp)
	defer cancel()
	if err := p.flush(ctx); err != nil && reason == nil {
		return err
	}
	if errors.Is(reason, context.Canceled) {
		return nil
	}
	return reason
}

// land waits for the requests that were called off.
func (p *Poller) land() {
	for ; p.flying > 0; p.flying-- {
		<-p.results
	}
	p.slowly, p.blocked = 0, nil
	p.hosts.clear()
}

// refill loads what has become due, if it is time to look, and reports whether it did.
func (p *Poller) refill(ctx context.Context) (bool, error) {
	now := p.o.Clock.Now()
	if now.Before(p.load) || len(p.hosts.queued) >= loadAll {
		return false, nil
	}
	leftOut := p.hosts.full()
	if !now.Before(p.feedsDue) {
		feeds, err := p.store.DueFeeds(ctx, now, leftOut, loadHost, loadAll)
		if err != nil {
			return false, fmt.Errorf("load feeds that are due: %w", err)
		}
		for i := range feeds {
			p.add(feeds[i].URL, &task{feed: &feeds[i]})
		}
	}
	if !now.Before(p.pagesDue) {
		pages, err := p.store.DuePages(ctx, now, leftOut, loadHost, loadAll)
		if err != nil {
			return false, fmt.Errorf("load pages that are due: %w", err)
		}
		for i := range pages {
			p.add(pages[i].At, &task{page: &pages[i]})
		}
	}
	p.hosts.forget(now)
	return true, p.planLoad(ctx, now)
}

// planLoad decides when to look into the store next. What is due already is queued, but
// where a host has too much of it.
func (p *Poller) planLoad(ctx context.Context, now time.Time) error {
	feed, page, err := p.store.NextDue(ctx, now)
	if err != nil {
		return fmt.Errorf("read what is due next: %w", err)
	}
	p.load = now.Add(p.o.Glance)
	p.feedsDue, p.pagesDue = p.load, p.load
	p.dueBy(&p.feedsDue, feed, now)
	p.dueBy(&p.pagesDue, page, now)
	if len(p.hosts.queued) >= loadAll {
		p.reload(now.Add(beat))
	}
	return nil
}

// reload has all that is due loaded again at a time.
func (p *Poller) reload(at time.Time) { p.load, p.feedsDue, p.pagesDue = at, at, at }

// dueBy sees to it that the store is looked at soon after a feed is due, or a page: due is
// when it is looked at for these. The zero time is never.
func (p *Poller) dueBy(due *time.Time, next, now time.Time) {
	if next.IsZero() {
		return
	}
	next = later(next, now.Add(beat))
	*due = sooner(*due, next)
	p.load = sooner(p.load, next)
}

func sooner(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (p *Poller) add(address string, t *task) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" { // cannot be: addresses are parsed before they are stored
		return
	}
	t.at, t.home, t.moving = u, u, true
	h := p.hosts.add(t)
	h.more = h.more || len(h.queue) >= loadHost
}

// start sends out what may be sent now.
func (p *Poller) start(ctx context.Context) {
	now := p.o.Clock.Now()
	for p.flying < p.o.Requests && len(p.hosts.ready) > 0 && !p.hosts.ready[0].free.After(now) {
		h := p.hosts.ready[0]
		if h.slow && p.slowly >= max(1, p.o.Requests/2) {
			p.blocked = append(p.blocked, heap.Pop(&p.hosts.ready).(*host))
			continue
		}
		p.send(ctx, h, now)
	}
}

// unblock lets slow hosts try their turn again.
func (p *Poller) unblock() {
	for _, h := range p.blocked {
		p.hosts.settle(h)
	}
	p.blocked = nil
}

// send takes the first task of a host, or asks its robots.txt before.
func (p *Poller) send(ctx context.Context, h *host, now time.Time) {
	t := h.queue[0]
	if p.o.Robots && t.robots == nil && !h.asking && (h.robots == nil || !now.Before(h.robots.Until)) {
		u, _ := url.Parse(fetch.RobotsRequest(t.at).URL)
		t = &task{at: u, home: u, robots: h}
		h.asking = true
	} else {
		h.queue = h.queue[1:]
	}
	if h.more && len(h.queue) == 0 {
		h.more, p.more = false, true
	}
	if t.robots == nil && h.robots != nil && !h.robots.Allow(t.at) {
		p.forbidden(t, h, now)
		p.hosts.settle(h)
		return
	}
	h.busy = true
	p.hosts.settle(h)
	p.flying++
	if h.slow {
		p.slowly++
	}
	slow := h.slow
	go func() { p.results <- ask(ctx, p.client, t, h, slow) }()
}

// wait takes the results that come, or waits for the next thing to do.
func (p *Poller) wait(ctx context.Context) error {
	now := p.o.Clock.Now()
	idle := p.flying == 0
	if idle || p.more || p.full(now) {
		if err := p.flush(ctx); err != nil {
			return err
		}
		if p.more {
			p.more = false
			p.reload(now)
			return nil
		}
		if idle && !now.Before(p.load) {
			return nil
		}
	}
	rings, stop := p.o.Clock.Alarm(p.nextTime(now), idle)
	defer stop()
	select {
	case <-ctx.Done():
	case <-rings:
	case r := <-p.results:
		return p.take(ctx, r)
	}
	return nil
}

// nextTime is when there is something to do, if no result comes before.
func (p *Poller) nextTime(now time.Time) time.Time {
	next := p.load
	if len(p.hosts.ready) > 0 && p.flying < p.o.Requests {
		if free := p.hosts.ready[0].free; free.Before(next) {
			next = free
		}
	}
	if p.rows() > 0 && p.since.Add(flushTime).Before(next) {
		next = p.since.Add(flushTime)
	}
	if next.Before(now) { // there is more than may be started: a result will come
		next = now.Add(flushTime)
	}
	return next
}
