package poll

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"synoptic/internal/feed"
	"synoptic/internal/fetch"
	"synoptic/internal/news"
)

// result is what came of a task.
type result struct {
	task   *task
	host   *host
	slow   bool // it was sent as one to a slow host
	took   time.Duration
	answer *fetch.Answer // nil if none came
	list   *feed.List    // what a feed's answer holds
	err    error         // why there is no answer, or no list
}

// Limits of one answer, in bytes.
const (
	maxFeed = 8 << 20
	maxPage = 4 << 20 // no more is read of a page
)

// sluggish is from when on an answer is slow.
const sluggish = 5 * time.Second

// ask asks for a task and reads what a feed's answer holds. It runs beside the loop and
// touches none of its state.
func ask(ctx context.Context, client *fetch.Client, t *task, h *host, slow bool) result {
	r := result{task: t, host: h, slow: slow}
	began := time.Now()
	r.answer, r.err = client.Get(ctx, request(t))
	r.took = time.Since(began)
	if r.err == nil && r.answer.OK() && t.feed != nil {
		r.list, r.err = readList(t.feed.Kind, r.answer, t.at)
	}
	return r
}

func request(t *task) fetch.Request {
	switch {
	case t.feed != nil:
		r := fetch.Request{URL: t.at.String(), Accept: fetch.AcceptFeed, Limit: maxFeed, ETag: t.feed.ETag, Modified: t.feed.Modified}
		if t.feed.Kind == news.FeedPage {
			r.Accept = fetch.AcceptPage
		}
		return r
	case t.page != nil:
		return fetch.Request{URL: t.at.String(), Limit: maxPage, ETag: t.page.ETag, Modified: t.page.Modified}
	}
	r := fetch.RobotsRequest(t.at)
	r.URL = t.at.String()
	return r
}

func readList(kind news.FeedKind, a *fetch.Answer, at *url.URL) (*feed.List, error) {
	if kind == news.FeedPage {
		return feed.Links(a.Body, a.Header.Get("Content-Type"), at)
	}
	return feed.Parse(a.Body, a.Header.Get("Content-Type"), at)
}

// take notes what a request brought and frees its host.
func (p *Poller) take(ctx context.Context, r result) error {
	now := p.o.Clock.Now()
	p.flying--
	if r.slow {
		p.slowly--
		p.unblock()
	}
	p.Done.Requests++
	if ctx.Err() != nil { // called off: it is still due
		return nil
	}
	p.freeHost(r, now)
	if r.answer != nil && r.answer.Location != "" {
		if p.follow(r) {
			return nil
		}
		r.err = fmt.Errorf("more than %d redirects, or to where nothing is read", maxHops)
	}
	switch {
	case r.task.robots != nil:
		p.takeRobots(r, now)
	case r.task.index != nil:
		return p.takePart(ctx, r, now)
	case r.task.feed != nil:
		return p.takeFeed(ctx, r, now)
	default:
		p.takePage(r, now)
	}
	return nil
}

// Pauses of hosts that do not answer.
const (
	firstPause = 10 * time.Second
	lastPause  = 10 * time.Minute
)

// freeHost decides when the host may be asked again.
func (p *Poller) freeHost(r result, now time.Time) {
	h := r.host
	h.busy = false
	h.slow = r.answer == nil || r.took > sluggish
	pause := p.o.Pause
	if h.robots != nil {
		pause = max(pause, h.robots.Delay)
	}
	var refused *fetch.RefusedError
	switch {
	case errors.As(r.err, &refused): // nobody was asked
		p.Done.Failed++
	case r.answer == nil:
		p.Done.Failed++
		h.errors++
		pause = max(pause, min(lastPause, firstPause<<min(h.errors-1, 6)))
	default:
		h.errors = 0
		pause = max(pause, min(slowest, busyFor(r.answer, now)))
	}
	h.free = now.Add(pause)
	p.hosts.settle(h)
}

// busyFor is how long a server that is overloaded asks to be left alone, 0 if it is not.
func busyFor(a *fetch.Answer, now time.Time) time.Duration {
	if a.Status == http.StatusTooManyRequests || a.Status == http.StatusServiceUnavailable {
		return max(time.Minute, a.RetryAfter(now))
	}
	return 0
}

// maxHops is how many redirects are taken.
const maxHops = 5

// follow queues a task where a redirect points, at the turn of that host.
func (p *Poller) follow(r result) bool {
	to, err := url.Parse(r.answer.Location)
	t := r.task
	if err != nil || t.hops >= maxHops || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" {
		return false
	}
	t.hops++
	t.moving = t.moving && r.answer.Permanent()
	t.at = to
	if t.moving {
		t.home = to
	}
	p.hosts.enqueue(t, true)
	return true
}

// takeRobots notes what a host asks of robots.
func (p *Poller) takeRobots(r result, now time.Time) {
	h := r.task.robots
	h.asking = false
	a := r.answer
	if a != nil && a.Location != "" { // redirects without end: it has none
		a = &fetch.Answer{Status: http.StatusNotFound}
	}
	h.robots, h.silence = fetch.ReadRobots(a, now), errSilence
	if r.err != nil && a == nil {
		h.silence = fmt.Errorf("%w: %w", errSilence, r.err)
	}
	if h.robots.Closed() { // what waits need not wait for its turn
		p.forbidAll(h, now)
	}
	p.hosts.settle(h)
}
