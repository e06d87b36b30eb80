package alert

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/watch"
)

// Deliveries is what sending needs of a store.
type Deliveries interface {
	Watches(ctx context.Context) ([]news.Watch, error)
	DueDeliveries(ctx context.Context, now time.Time, limit int) ([]news.Delivery, error)
	SettleDelivery(ctx context.Context, d *news.Delivery) error
}

// Sender sends alerts of a watch.
type Sender interface {
	Send(ctx context.Context, w *news.Watch, alerts []news.Alert) error
}

// What a sender answers when it is not to try again.
var (
	ErrRefused = errors.New("it is refused for good")    // who was told wants no more
	ErrPartly  = errors.New("it did not reach everyone") // but the others were told
)

// Courier sends the alerts that are due.
type Courier struct {
	Store   Deliveries
	Senders map[news.Way]Sender              // a way without one waits
	Quiet   news.Quiet                       // for watches without hours of their own
	Now     func() time.Time                 // nil: time.Now
	Done    func(d news.Delivery, err error) // told of every try, by several at a time; nil: nobody is
}

// Limits of sending.
const (
	alertsAtOnce = 5000
	sentAtOnce   = 8 // so that a receiver that does not answer holds up few others
	maxTries     = 16
	firstPause   = 30 * time.Second
	longestPause = 6 * time.Hour
	noWay        = time.Hour // how long to wait where there is no way to send
)

// Deliver sends what is due. An error is the store's; one of a receiver is kept with the
// delivery, which is then tried again.
func (c *Courier) Deliver(ctx context.Context) error {
	due, err := c.Store.DueDeliveries(ctx, c.now(), alertsAtOnce)
	if err != nil || len(due) == 0 {
		return err
	}
	list, err := c.Store.Watches(ctx)
	if err != nil {
		return err
	}
	watches := map[string]*news.Watch{}
	for i := range list {
		watches[list[i].ID] = &list[i]
	}
	failed := make([]error, len(due))
	places := make(chan struct{}, sentAtOnce)
	var running sync.WaitGroup
	for i := range due {
		places <- struct{}{}
		running.Go(func() {
			failed[i] = c.one(ctx, watches[due[i].Watch], &due[i])
			<-places
		})
	}
	running.Wait()
	return errors.Join(failed...)
}

func (c *Courier) now() time.Time {
	if c.Now == nil {
		return time.Now()
	}
	return c.Now()
}

// one sends a delivery, or says when it is to be tried again.
func (c *Courier) one(ctx context.Context, w *news.Watch, d *news.Delivery) error {
	if w == nil || ctx.Err() != nil {
		return nil // it was removed with its watch, or is due still
	}
	end, _ := watch.Rest(c.quiet(w), c.now()) // a zone that this machine does not know holds nothing back
	if !end.IsZero() {
		d.Next = end
		return c.Store.SettleDelivery(ctx, d)
	}
	sender, ok := c.Senders[d.Way]
	if !ok {
		d.Next, d.Reason = c.now().Add(noWay), fmt.Sprintf("no %s is set up here", d.Way)
		return c.Store.SettleDelivery(ctx, d)
	}
	var err error
	sent := slices.Contains(w.Ways(), d.Way)
	if sent {
		err = sender.Send(ctx, w, d.Alerts)
		if ctx.Err() != nil && err != nil {
			return nil // it is due still
		}
	}
	c.settle(d, err)
	if c.Done != nil && sent {
		c.Done(*d, err)
	}
	return c.Store.SettleDelivery(context.WithoutCancel(ctx), d)
}

// quiet are the hours of a watch.
func (c *Courier) quiet(w *news.Watch) news.Quiet {
	if w.Quiet.From == "" && w.Quiet.To == "" {
		return c.Quiet
	}
	return w.Quiet
}

// settle says how a delivery stands after a try.
func (c *Courier) settle(d *news.Delivery, err error) {
	d.Tries++
	switch {
	case err == nil:
		d.Done, d.Next, d.Reason = c.now(), time.Time{}, ""
	case errors.Is(err, ErrPartly):
		d.Done, d.Next, d.Reason = c.now(), time.Time{}, err.Error()
	case d.Tries >= maxTries || errors.Is(err, ErrRefused):
		d.Next, d.Reason = time.Time{}, "given up: "+err.Error()
	default:
		d.Next, d.Reason = c.now().Add(pause(d.Tries)), err.Error()
	}
}

// pause is how long to wait after so many failures.
func pause(tries int) time.Duration {
	wait := firstPause
	for range tries - 1 {
		wait = min(2*wait, longestPause)
	}
	return wait
}
