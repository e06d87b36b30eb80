package pipeline

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"synoptic/internal/news"
)

var errBroken = errors.New("broken")

// numbered yields n articles, every seventh an error instead; taken counts them.
func numbered(n int, taken *atomic.Int64) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for i := range n {
			taken.Add(1)
			var err error
			if i%7 == 3 {
				err = fmt.Errorf("article %d: %w", i, errBroken)
			}
			if !yield(news.Article{ID: strconv.Itoa(i)}, err) {
				return
			}
		}
	}
}

// slowFirst reads an article; those that come first take longest.
func slowFirst(a *news.Article) string {
	n, _ := strconv.Atoi(a.ID)
	time.Sleep(time.Duration(40-n) * 50 * time.Microsecond)
	return "read " + a.ID
}

func collect(workers int) []string {
	var taken atomic.Int64
	var out []string
	for got, err := range Read(numbered(40, &taken), slowFirst, workers) {
		if err != nil {
			got = err.Error()
		}
		out = append(out, got)
	}
	return out
}

func TestReadKeepsOrderWithAnyNumberOfWorkers(t *testing.T) {
	var want []string
	for i := range 40 {
		if i%7 == 3 {
			want = append(want, fmt.Sprintf("article %d: broken", i))
		} else {
			want = append(want, fmt.Sprintf("read %d", i))
		}
	}
	for _, workers := range []int{-1, 0, 1, 2, 16, 100} {
		if got := collect(workers); !slices.Equal(got, want) {
			t.Errorf("%d workers: %q", workers, got)
		}
	}
}

func TestReadNothing(t *testing.T) {
	var taken atomic.Int64
	for range Read(numbered(0, &taken), slowFirst, 4) {
		t.Error("something came of nothing")
	}
}

// TestReadNoMoreThanWorkers counts how many articles are read at one time.
func TestReadNoMoreThanWorkers(t *testing.T) {
	var now, most, taken atomic.Int64
	read := func(*news.Article) int64 {
		n := now.Add(1)
		for seen := most.Load(); n > seen && !most.CompareAndSwap(seen, n); seen = most.Load() {
		}
		time.Sleep(time.Millisecond)
		return now.Add(-1)
	}
	for range Read(numbered(40, &taken), read, 3) {
	}
	if most.Load() != 3 {
		t.Errorf("%d articles were read at one time, not 3", most.Load())
	}
}

// settled reports whether no more than that many goroutines are left after a moment.
func settled(before int) bool {
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return true
		}
		time.Sleep(time.Millisecond)
	}
	return false
}

func TestStoppedEarly(t *testing.T) {
	before := runtime.NumGoroutine()
	var taken atomic.Int64
	for range Read(numbered(10_000, &taken), slowFirst, 4) {
		break
	}
	if !settled(before) {
		t.Errorf("%d goroutines left of %d", runtime.NumGoroutine(), before)
	}
	if taken.Load() > 100 {
		t.Errorf("%d articles were taken after the caller stopped", taken.Load())
	}
}

func TestCallerPanics(t *testing.T) {
	before := runtime.NumGoroutine()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the caller's panic was lost")
			}
		}()
		var taken atomic.Int64
		for range Read(numbered(10_000, &taken), slowFirst, 4) {
			panic("enough")
		}
	}()
	if !settled(before) {
		t.Errorf("%d goroutines left of %d", runtime.NumGoroutine(), before)
	}
}

// TestSourceEnds stops the source in the middle, as cancelling its context does: what
// was taken is yielded.
func TestSourceEnds(t *testing.T) {
	before := runtime.NumGoroutine()
	var taken atomic.Int64
	cut := func(yield func(news.Article, error) bool) {
		for a, err := range numbered(1000, &taken) {
			if a.ID == "20" || !yield(a, err) {
				return
			}
		}
	}
	n := 0
	for range Read(cut, slowFirst, 4) {
		n++
	}
	if n != 20 || !settled(before) {
		t.Errorf("%d of 20 yielded, %d goroutines of %d", n, runtime.NumGoroutine(), before)
	}
}
