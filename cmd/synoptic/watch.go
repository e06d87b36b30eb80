package main

import (
	"context"
	"iter"
	"log/slog"
	"sync"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/poll"
	"synoptic/internal/store"
	"synoptic/internal/web"
)

// watcher keeps a database up to date while a program runs: it polls feeds, reads what
// comes, and compares the stories that changed.
type watcher struct {
	store   *store.Store
	client  *fetch.Client
	options poll.Options
	idle    bool         // feeds are left alone: only what is brought is read
	keep    store.Policy // what is removed by and by
	log     *slog.Logger

	mu       sync.Mutex // one reads at a time
	ingester *pipeline.Ingester
	arrived  chan struct{}

	comparing sync.Mutex // one compares at a time
	comparer  func() (*pipeline.Comparer, error)
}

func newWatcher(s *store.Store, client *fetch.Client, o poll.Options, log *slog.Logger) *watcher {
	return &watcher{store: s, client: client, options: o, log: log, arrived: make(chan struct{}, 1),
		comparer: sync.OnceValues(pipeline.NewComparer)}
}

// start watches beside whatever else the program does, until ctx ends or end is called,
// which waits for that.
func (w *watcher) start(ctx context.Context) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { w.run(ctx) })
	return func() {
		stop()
		running.Wait()
	}
}

// run watches until ctx ends. What fails is logged and tried again.
func (w *watcher) run(ctx context.Context) {
	w.options.Arrived = w.knock
	w.options.Notify = func(f news.Feed) { w.log.Warn("feed", "url", f.URL, "title", f.Title, "notice", f.Notice) }
	if n, err := pipeline.Retry(ctx, w.store); err != nil || n > 0 {
		w.log.Info("captures to be read again", "captures", n, "error", err)
	}
	var running sync.WaitGroup
	if !w.idle {
		running.Go(func() { w.again(ctx, "poll", w.poll) })
	}
	running.Go(func() { w.again(ctx, "read", w.read) })
	if w.keep != (store.Policy{}) {
		running.Go(func() { w.again(ctx, "prune", w.prune) })
	}
	running.Wait()
}

// retryAfter is how long to wait after something failed: a full disk, a database that is gone.
const retryAfter = 30 * time.Second

// again does something that only ends by failing, until ctx ends.
func (w *watcher) again(ctx context.Context, what string, do func(context.Context) error) {
	for ctx.Err() == nil {
		if err := do(ctx); err != nil && ctx.Err() == nil {
			w.log.Error(what, "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(retryAfter):
			}
		}
	}
}

func (w *watcher) poll(ctx context.Context) error {
	defer w.client.Close()
	return poll.New(w.store, w.client, w.options).Run(ctx)
}

// knock says that captures wait.
func (w *watcher) knock() {
	select {
	case w.arrived <- struct{}{}:
	default:
	}
}

// read reads what waits, whenever there is something.
func (w *watcher) read(ctx context.Context) error {
	for w.knock(); ; { // something may wait from before
		select {
		case <-ctx.Done():
			return nil
		case <-w.arrived:
		}
		if _, err := w.readWaiting(ctx); err != nil {
			return err
		}
		if err := w.compare(ctx); err != nil && ctx.Err() == nil {
			return err
		}
	}
}

func (w *watcher) readWaiting(ctx context.Context) (pipeline.Summary, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.ready(ctx); err != nil {
		return pipeline.Summary{}, err
	}
	return w.ingester.ReadWaiting(ctx, w.store)
}

// Ingest reads captures that somebody brings. The same capture twice changes nothing.
func (w *watcher) Ingest(ctx context.Context, captures iter.Seq2[news.Capture, error]) (pipeline.Summary, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.ready(ctx); err != nil {
		return pipeline.Summary{}, err
	}
	defer w.knock() // their stories are to be compared
	return w.ingester.Ingest(ctx, pipeline.Items(captures))
}

// push is the web.IngestFunc of the program.
func (w *watcher) push(ctx context.Context, inputs []web.Input) (web.Taken, error) {
	sum, err := w.Ingest(ctx, captures(ctx, inputs, intake.Options{}))
	return web.Taken{New: sum.New, Revised: sum.Revised, Same: sum.Same, Failed: sum.Failed}, err
}

// ready restores the clustering when it is needed first.
func (w *watcher) ready(ctx context.Context) error {
	if w.ingester != nil {
		return nil
	}
	known, err := outlets()
	if err == nil {
		w.ingester, err = pipeline.NewIngester(ctx, w.store, pipeline.Options{Workers: besideReaders(), Batch: writtenBesideReaders, Outlets: known})
	}
	return err
}
