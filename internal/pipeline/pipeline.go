// Package pipeline is the road of an article, on every core: articles in, documents out;
// a stream in, the stories of a store out.
//
// Read keeps order: each thing that comes gets a numbered place in a bounded queue before
// it is read, and places are emptied in order, whatever the number of workers. Parallelism
// lives here and nowhere else.
//
// An Ingester reads what comes, puts it into stories and writes it, a batch a transaction
// (ingest.go, place.go); family.go follows who copied whom within a story; Curate does what
// a person wants; Recluster places all anew; a Comparer keeps comparisons up. The store
// they need is stated as small interfaces.
//
// Limits: one Ingester for a database at a time; a copy is found within its story only.
package pipeline

import (
	"iter"
	"sync"

	"synoptic/internal/extract"
	"synoptic/internal/news"
)

// result is the place of one thing in the queue.
type result[T any] struct {
	read T
	err  error
}

// Read reads everything that comes, such as articles, by read, with that many workers, and
// yields what it made of it, such as documents, in the same order. Errors that come in are
// yielded in their place. When the caller stops early, Read ends what it has begun and
// takes no more.
func Read[In, Out any](coming iter.Seq2[In, error], read func(*In) Out, workers int) iter.Seq2[Out, error] {
	workers = max(1, workers)
	return func(yield func(Out, error) bool) {
		queue := make(chan chan result[Out], 2*workers)
		stop := make(chan struct{})
		var done sync.WaitGroup
		done.Go(func() {
			defer close(queue)
			feed(coming, read, workers, queue, stop)
		})
		defer func() { // whatever ends the caller's loop
			close(stop)
			for range queue { // let the feeder end
			}
			done.Wait()
		}()
		for place := range queue {
			r := <-place
			if !yield(r.read, r.err) {
				return
			}
		}
	}
}

// feed takes a place in the queue for everything that comes and has it read, no more than
// workers at a time.
func feed[In, Out any](coming iter.Seq2[In, error], read func(*In) Out, workers int, queue chan<- chan result[Out], stop <-chan struct{}) {
	free := make(chan struct{}, workers)
	var running sync.WaitGroup
	defer running.Wait()
	for a, err := range coming {
		place := make(chan result[Out], 1)
		select {
		case queue <- place:
		case <-stop:
			return
		}
		if err != nil {
			place <- result[Out]{err: err}
			continue
		}
		free <- struct{}{}
		running.Go(func() {
			place <- result[Out]{read: read(&a)}
			<-free
		})
	}
}

// Articles is extract.Articles with that many workers.
func Articles(captures iter.Seq2[news.Capture, error], workers int) iter.Seq2[news.Article, error] {
	type extracted struct {
		article news.Article
		err     error
	}
	read := func(c *news.Capture) (x extracted) {
		x.article, x.err = extract.Article(*c)
		return x
	}
	return func(yield func(news.Article, error) bool) {
		ids := extract.IDs{}
		for x, err := range Read(captures, read, workers) {
			if err == nil {
				err = x.err
			}
			if err == nil {
				x.article.ID = ids.Unique(x.article.ID)
			}
			if !yield(x.article, err) {
				return
			}
		}
	}
}
