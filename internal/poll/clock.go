package poll

import "time"

// Clock tells the time and wakes the poller.
type Clock interface {
	Now() time.Time
	// Alarm gives a channel that tells when the time has come. Idle says that nothing is
	// under way: a simulated clock may then go straight to that time.
	Alarm(at time.Time, idle bool) (rings <-chan time.Time, stop func())
}

// Wall is the clock on the wall.
type Wall struct{}

// Now is the present time.
func (Wall) Now() time.Time { return time.Now() }

// Alarm rings at a time.
func (Wall) Alarm(at time.Time, _ bool) (<-chan time.Time, func()) {
	timer := time.NewTimer(time.Until(at))
	return timer.C, func() { timer.Stop() }
}
