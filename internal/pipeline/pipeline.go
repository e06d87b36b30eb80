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
type result struct {
	doc *news.Document
	err error
}

// Read reads every article by read, with that many workers, and yields the documents in
// the order of the articles. Errors that come in are yielded in their place.
func Read(articles iter.Seq2[news.Article, error], read func(*news.Article) *news.Document, workers int) iter.Seq2[*news.Document, error] {
	return func(yield func(*news.Document, error) bool) {
		queue := make(chan chan result, 2*workers)
		stop := make(chan struct{})
		var done sync.WaitGroup
		done.Go(func() {
			defer close(queue)
			feed(articles, read, workers, queue, stop)
		})
		for place := range queue {
			r := <-place
			if !yield(r.doc, r.err) {
				break
			}
		}
		close(stop)
		for range queue { // let the feeder end
		}
		done.Wait()
	}
}

// feed takes a place in the queue for every article and has it read, no more than
// workers at a time.
func feed(articles iter.Seq2[news.Article, error], read func(*news.Article) *news.Document, workers int, queue chan<- chan result, stop <-chan struct{}) {
	free := make(chan struct{}, workers)
	var running sync.WaitGroup
	defer running.Wait()
	for a, err := range articles {
		place := make(chan result, 1)
		select {
		case queue <- place:
		case <-stop:
			return
		}
		if err != nil {
			place <- result{err: err}
			continue
		}
		free <- struct{}{}
		running.Go(func() {
			place <- result{doc: read(&a)}
			<-free
		})
	}
}
