package main

import (
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/alert"
	"synoptic/internal/store"
)

// TestProblemsAreLoggedOnce holds that a story that fails at each look is logged once, and once
// more if it fails again after it was well.
func TestProblemsAreLoggedOnce(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "alerts.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var log strings.Builder
	broken := errors.New("the disk is slow")
	a := &alerts{follower: &alert.Follower{Store: s}, log: slog.New(slog.NewTextHandler(&log, nil)),
		problems: map[string]string{}}
	for _, step := range []struct {
		do   func() error
		want int
	}{
		{func() error { a.problem("s1", broken); return nil }, 1},
		{func() error { a.problem("s1", broken); return nil }, 1},
		{func() error { return a.look(t.Context()) }, 1},
		{func() error { a.problem("s1", broken); return nil }, 2},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(log.String(), "the disk is slow"); n != step.want {
			t.Errorf("logged %d times, want %d", n, step.want)
		}
	}
}
