package world

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Options say how large a world is.
type Options struct {
	Hosts, Feeds, Pages int
	Start               time.Time
	Span                time.Duration // over which articles appear
	Seed                uint64
	Now                 func() time.Time
}

// World is an invented press. It is safe for concurrent use.
type World struct {
	o     Options
	feeds []feed
	pages []Page

	mu     sync.Mutex
	ledger Ledger
	hosts  []visits
}

// feed is one list of articles.
type feed struct {
	host  int
	pages []int // in the order they appear
}

// Page is an article as it really goes.
type Page struct {
	Feed     int
	Appears  time.Time
	Changes  []time.Time // each makes a new version; the first version is 1
	Vanishes time.Time   // zero: never
	Served   []Serving
}

// Serving is one answer with the article's text, or that it is gone.
type Serving struct {
	At      time.Time
	Version int // 0: gone
}

// Ledger counts what was asked.
type Ledger struct {
	Requests      int64
	Feeds         int64 // requests for feeds
	NotModified   int64 // answers that nothing changed
	Unconditional int64 // requests without the validator the last answer had
	Robots        int64
	AtOnce        int           // greatest number of requests to one host at a time
	LeastPause    time.Duration // least time between two requests to one host
}

// visits is what a host remembers of its visitors.
type visits struct {
	now   int
	last  time.Time
	given map[string]bool // paths that were answered with a validator
}

// New invents a world.
func New(o Options) *World {
	w := &World{o: o, feeds: make([]feed, o.Feeds), hosts: make([]visits, o.Hosts)}
	w.ledger.LeastPause = time.Hour
	random := rand.New(rand.NewPCG(o.Seed, 1))
	for i := range w.feeds {
		w.feeds[i].host = i % o.Hosts
	}
	for range o.Pages {
		w.pages = append(w.pages, w.newPage(random))
	}
	slices.SortStableFunc(w.pages, func(a, b Page) int { return a.Appears.Compare(b.Appears) })
	for i, p := range w.pages {
		w.feeds[p.Feed].pages = append(w.feeds[p.Feed].pages, i)
	}
	for i := range w.hosts {
		w.hosts[i].given = map[string]bool{}
	}
	return w
}

// newPage invents an article. A few feeds have most of them, as a few outlets do.
func (w *World) newPage(random *rand.Rand) Page {
	share := random.Float64()
	p := Page{Feed: int(share * share * float64(w.o.Feeds)), Appears: w.o.Start.Add(time.Duration(random.Float64() * float64(w.o.Span)))}
	if random.Float64() < 0.2 {
		within := 24 * time.Hour
		if random.Float64() > 0.81 {
			within = 7 * 24 * time.Hour
		}
		for range 1 + random.IntN(2) {
			p.Changes = append(p.Changes, p.Appears.Add(time.Duration(random.Float64()*float64(within))))
		}
		slices.SortFunc(p.Changes, time.Time.Compare)
	}
	if random.Float64() < 0.015 {
		p.Vanishes = p.Appears.Add(time.Duration((0.05 + random.Float64()) * float64(24*time.Hour)))
	}
	return p
}

// version is that of an article at a time: 0 before it appears and when it has vanished.
func (p *Page) version(now time.Time) int {
	if now.Before(p.Appears) || !p.Vanishes.IsZero() && !now.Before(p.Vanishes) {
		return 0
	}
	return 1 + p.changes(now)
}

func (p *Page) changes(now time.Time) int {
	n := 0
	for _, c := range p.Changes {
		if !c.After(now) {
			n++
		}
	}
	return n
}

// Pages are the articles with what was served of them.
func (w *World) Pages() []Page {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.pages)
}

// Ledger is what was asked so far.
func (w *World) Ledger() Ledger {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ledger
}

// FeedURLs are the addresses of all feeds.
func (w *World) FeedURLs() []string {
	var list []string
	for i, f := range w.feeds {
		list = append(list, fmt.Sprintf("http://%s/feed/%d", hostName(f.host), i))
	}
	return list
}

// PageURL is the address of an article.
func (w *World) PageURL(i int) string {
	return fmt.Sprintf("http://%s/story/%d", hostName(w.feeds[w.pages[i].Feed].host), i)
}

func hostName(host int) string { return fmt.Sprintf("outlet-%d.example", host) }
