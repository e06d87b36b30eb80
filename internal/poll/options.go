package poll

import (
	"time"

	"synoptic/internal/news"
)

// Options say how the poller behaves. A zero field takes the default.
type Options struct {
	Requests int             // at a time, in all; 256
	Pause    time.Duration   // between two requests to one host; 1 s
	Least    time.Duration   // between two times a feed is asked; 5 min
	Most     time.Duration   // the same, of a feed that works and is alive; 2 h
	Again    []time.Duration // after its first listing a page is looked at again; 15 min, 1 h, 3 h, 8 h, 24 h, 7 days
	Glance   time.Duration   // after which the store is looked at though nothing is due, for others may have changed it; 1 min
	Oldest   time.Duration   // articles dated longer ago are noted, not fetched; 7 days
	Robots   bool            // ask robots.txt, and do as it says; the zero Options do not
	Seed     uint64          // of the jitter
	Clock    Clock           // Wall
	Notify   func(news.Feed) // told of each feed whose Notice changes; may be nil
	Arrived  func()          // told when captures were written; may be nil
}

// Defaults are the options of a program that watches the open internet.
func Defaults() Options { return Options{Robots: true}.filled() }

func (o Options) filled() Options {
	fill(&o.Requests, 256)
	fill(&o.Pause, time.Second)
	fill(&o.Least, 5*time.Minute)
	fill(&o.Most, 2*time.Hour)
	fill(&o.Glance, time.Minute)
	fill(&o.Oldest, 7*24*time.Hour)
	if o.Again == nil {
		o.Again = []time.Duration{15 * time.Minute, time.Hour, 3 * time.Hour, 8 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour}
	}
	if o.Clock == nil {
		o.Clock = Wall{}
	}
	if o.Notify == nil {
		o.Notify = func(news.Feed) {}
	}
	if o.Arrived == nil {
		o.Arrived = func() {}
	}
	return o
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
