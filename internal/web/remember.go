package web

import "sync"

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
