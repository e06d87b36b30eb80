package compare

import "testing"

// comparer is the one that ships.
func comparer(t testing.TB) *Comparer {
	t.Helper()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}
