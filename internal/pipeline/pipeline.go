// Package pipeline is the road of an article: articles in, documents out, on every core.
//
// In: articles as they arrive, with failures among them. Out: documents in the same
// order, whatever the number of workers. How: each article gets a numbered place in a
// bounded queue before it is read, and places are emptied in order. Parallelism lives
// here and nowhere else.
package pipeline

import (
	"iter"
	"sync"

	"synoptic/internal/news"
)

// result is the place of one article in the queue.
type result[T any] struct {
	read T
	err  error
}

// Read reads every article by read, with that many workers, and yields what it made of
// them, such as documents, in the order of the articles. Errors that come in are yielded
// in their place. When the caller stops early, Read ends what it has begun and takes no
// more articles.
func Read[T any](articles iter.Seq2[news.Article, error], read func(*news.Article) T, workers int) iter.Seq2[T, error] {
	workers = max(1, workers)
	return func(yield func(T, error) bool) {
		queue := make(chan chan result[T], 2*workers)
		stop := make(chan struct{})
		var done sync.WaitGroup
		done.Go(func() {
			defer close(queue)
			feed(articles, read, workers, queue, stop)
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

// feed takes a place in the queue for every article and has it read, no more than
// workers at a time.
func feed[T any](articles iter.Seq2[news.Article, error], read func(*news.Article) T, workers int, queue chan<- chan result[T], stop <-chan struct{}) {
	free := make(chan struct{}, workers)
	var running sync.WaitGroup
	defer running.Wait()
	for a, err := range articles {
		place := make(chan result[T], 1)
		select {
		case queue <- place:
		case <-stop:
			return
		}
		if err != nil {
			place <- result[T]{err: err}
			continue
		}
		free <- struct{}{}
		running.Go(func() {
			place <- result[T]{read: read(&a)}
			<-free
		})
	}
}
