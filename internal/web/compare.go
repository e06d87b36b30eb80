package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"time"

	"synoptic/internal/news"
)

// Input is one thing to compare: an address to fetch, or bytes that came with the request.
type Input struct {
	Name  string // what to call it
	URL   string // address to fetch, "" if Bytes are given
	Bytes []byte
}

// CompareFunc reads inputs and lays the accounts in them side by side. Inputs that cannot
// be read are returned as failures beside what the others gave; the comparison is nil if
// they gave no two accounts.
type CompareFunc func(ctx context.Context, inputs []Input) (*news.Comparison, []news.Failure, error)

// ErrTooMany says that inputs hold more accounts than can be compared.
var ErrTooMany = errors.New("too many accounts for one comparison")

// maxWait is how long a comparison may wait for its turn.
const maxWait = 20 * time.Second

// maxInputs is how many inputs a request may name.
const maxInputs = 16

// compared is what a comparison of inputs gives.
type compared struct {
	*news.Comparison
	Failures []news.Failure
}

// newPlaces has one place for every core but one, so that pages are still answered while
// comparisons run.
func newPlaces() chan struct{} { return make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)) }

// compare is the view behind the compare box, the API and the tool.
func (s *Server) compare(ctx context.Context, inputs []Input) (compared, error) {
	switch {
	case len(inputs) < 2:
		return compared{}, &fault{http.StatusUnprocessableEntity, "Two accounts are needed", "Give two or more texts, files or addresses about one event."}
	case len(inputs) > maxInputs:
		return compared{}, tooMany(len(inputs))
	}
	leave, err := s.enter(ctx)
	if err != nil {
		return compared{}, err
	}
	defer leave()
	begin := time.Now()
	c, failures, err := s.options.Compare(ctx, inputs)
	s.metrics.compared.Observe(time.Since(begin).Seconds())
	switch {
	case errors.Is(err, ErrTooMany):
		return compared{}, &fault{http.StatusUnprocessableEntity, "Too many accounts", err.Error()}
	case err != nil:
		return compared{}, fmt.Errorf("compare: %w", err)
	case c == nil:
		return compared{}, unreadable(failures)
	}
	return compared{c, failures}, nil
}

// enter waits for a place and returns how to leave it.
func (s *Server) enter(ctx context.Context) (leave func(), err error) {
	wait := time.NewTimer(maxWait)
	defer wait.Stop()
	select {
	case s.busy <- struct{}{}:
		return func() { <-s.busy }, nil
	case <-wait.C:
		return nil, &fault{http.StatusServiceUnavailable, "Busy", "Other comparisons are running. Try again in a moment."}
	case <-ctx.Done():
		return nil, &fault{http.StatusServiceUnavailable, "Gone", "The request ended before its turn came."}
	}
}

func tooMany(n int) error {
	return &fault{http.StatusUnprocessableEntity, "Too many accounts",
		fmt.Sprintf("%d inputs: a comparison takes at most %d of one event.", n, maxInputs)}
}

// unreadable says why fewer than two accounts could be read.
func unreadable(failures []news.Failure) error {
	var why []string
	for _, f := range failures {
		why = append(why, f.Error())
	}
	if len(why) == 0 {
		why = []string{"The inputs hold one account only."}
	}
	return &fault{http.StatusUnprocessableEntity, "Not two readable accounts", strings.Join(why, "\n")}
}
