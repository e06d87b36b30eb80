package main

import (
	"cmp"
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"synoptic/internal/alert"
	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

// alerts tells those who watch what happens in the stories, while the program runs.
type alerts struct {
	follower *alert.Follower
	courier  *alert.Courier
	log      *slog.Logger
	problems map[string]string // by story: why it cannot be looked at
	failed   []string          // stories that the look under way could not look at
}

// Times of telling.
const (
	lookEvery   = 2 * time.Second
	gather      = 30 * time.Second // a report comes first, then what comparing it shows: both in one message
	webhookTime = 10 * time.Second
)

// newAlerts readies telling beside a watcher; site is what links in messages begin with.
func newAlerts(s *store.Store, c *config, site string, beside *watcher) (*alerts, error) {
	senders := map[news.Way]alert.Sender{}
	links := alert.Links(site)
	client := fetch.New(fetch.Options{AllowPrivate: c.Webhooks.AllowPrivate, Timeout: webhookTime})
	senders[news.ByWebhook] = &alert.Webhooks{Post: client.Post, Links: links}
	if c.Mail.Server != "" {
		mails, err := newMails(c, links)
		if err != nil {
			return nil, err
		}
		senders[news.ByMail] = mails
	}
	log := beside.log
	a := &alerts{follower: newFollower(s, beside.comparer), log: log, problems: map[string]string{}}
	a.follower.Gather = cmp.Or(c.Alerts.Gather, gather)
	a.follower.Problem = a.problem
	a.courier = &alert.Courier{Store: s, Senders: senders, Quiet: c.Quiet.hours(), Done: a.sent}
	return a, nil
}

func newMails(c *config, links alert.Links) (*alert.Mails, error) {
	password, err := c.Mail.password()
	if err != nil {
		return nil, err
	}
	return alert.NewMails(alert.MailServer{Address: c.Mail.Server, Security: c.Mail.Security, User: c.Mail.User, Password: password, From: c.Mail.From}, links)
}

// newFollower looks at what changed in a store. The comparer is asked for when the first
// revision is to be read.
func newFollower(s *store.Store, comparer func() (*pipeline.Comparer, error)) *alert.Follower {
	return &alert.Follower{Store: s, Changes: func(revisions []news.Revision) []news.Change {
		c, err := comparer()
		if err != nil {
			return nil
		}
		return c.Changes(revisions)
	}}
}

// look looks at what changed. A problem that is over is forgotten, so that it is logged if it
// comes again.
func (a *alerts) look(ctx context.Context) error {
	a.failed = a.failed[:0]
	_, err := a.follower.Look(ctx)
	if err == nil { // every story was come to
		maps.DeleteFunc(a.problems, func(story, _ string) bool { return !slices.Contains(a.failed, story) })
	}
	return err
}

// problem logs why a story cannot be looked at, once, for it is tried again at every look.
func (a *alerts) problem(story string, err error) {
	if a.problems[story] != err.Error() {
		a.problems[story] = err.Error()
		a.log.Error("look for alerts", "story", story, "error", err)
	}
	a.failed = append(a.failed, story)
}

// sent logs what became of a message.
func (a *alerts) sent(d news.Delivery, err error) {
	if err != nil {
		a.log.Warn("alerts not sent", "watch", d.Watch, "way", d.Way, "alerts", d.Count, "tries", d.Tries, "error", err)
		return
	}
	a.log.Info("alerts sent", "watch", d.Watch, "way", d.Way, "alerts", d.Count)
}

// start tells beside whatever else the program does, until ctx ends or end is called, which
// waits for what is under way.
func (a *alerts) start(ctx context.Context) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { a.again(ctx, "look for alerts", a.look) })
	running.Go(func() { a.again(ctx, "send alerts", a.courier.Deliver) })
	return func() {
		stop()
		running.Wait()
	}
}

// again does something now and then until ctx ends. What fails is logged and tried again.
func (a *alerts) again(ctx context.Context, what string, do func(context.Context) error) {
	for ctx.Err() == nil {
		wait := lookEvery
		if err := do(ctx); err != nil && ctx.Err() == nil {
			a.log.Error(what, "error", err)
			wait = retryAfter
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}
