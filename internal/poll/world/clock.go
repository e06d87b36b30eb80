package world

import (
	"sync"
	"time"
)

// Clock is a simulated clock. It goes straight to the time of an alarm when nothing is
// under way, and stands still otherwise.
type Clock struct {
	mu   sync.Mutex
	now  time.Time
	end  time.Time
	over func()
}

// NewClock makes a clock that calls over when it would pass the end.
func NewClock(start, end time.Time, over func()) *Clock {
	return &Clock{now: start, end: end, over: over}
}

// Now is the simulated present.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Alarm goes to a time, if nothing is under way.
func (c *Clock) Alarm(at time.Time, idle bool) (<-chan time.Time, func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !idle {
		return nil, func() {}
	}
	if at.After(c.end) {
		c.over()
		return nil, func() {}
	}
	if at.After(c.now) {
		c.now = at
	}
	rings := make(chan time.Time, 1)
	rings <- c.now
	return rings, func() {}
}
