package web

import (
	"sync"
	"time"
)

// remembered keeps what was made of things that do not change, a bounded number of them.
type remembered[K comparable, V any] struct {
	mu   sync.Mutex
	most int
	kept map[K]V
}

func newRemembered[K comparable, V any](most int) *remembered[K, V] {
	return &remembered[K, V]{most: most, kept: map[K]V{}}
}

// get is the value of key, made by make if it is not kept. When there are too many, one
// after another is dropped, whichever comes.
func (r *remembered[K, V]) get(key K, make func() (V, error)) (V, error) {
	r.mu.Lock()
	v, ok := r.kept[key]
	r.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := make()
	if err != nil {
		return v, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for old := range r.kept {
		if len(r.kept) < r.most {
			break
		}
		delete(r.kept, old)
	}
	r.kept[key] = v
	return v, nil
}

// lately keeps what was made of things that change, for a while: many readers who ask the
// same at one time have it made once.
type lately[K comparable, V any] struct {
	answers *remembered[K, *answered[V]]
	while   time.Duration         // it is shown without a look at what changed
	longest time.Duration         // it is shown though nothing is known to have changed
	changes func() (number int64) // of what is known to have changed
}

// answered is what was made, and when.
type answered[V any] struct {
	mu      sync.Mutex // held while it is made
	value   V
	made    time.Time
	changes int64
}

// get is the value of key, made by make if none was made lately.
func (l *lately[K, V]) get(key K, make func() (V, error)) (V, error) {
	a, _ := l.answers.get(key, func() (*answered[V], error) { return &answered[V]{}, nil })
	a.mu.Lock()
	defer a.mu.Unlock()
	changes := l.changes()
	if age := time.Since(a.made); age < l.while || age < l.longest && changes == a.changes {
		return a.value, nil
	}
	v, err := make()
	if err == nil {
		a.value, a.made, a.changes = v, time.Now(), changes
	}
	return v, err
}

// forget has everything made anew.
func (l *lately[K, V]) forget() {
	l.answers.mu.Lock()
	defer l.answers.mu.Unlock()
	clear(l.answers.kept)
}
