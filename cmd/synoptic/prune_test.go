package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// TestServePrunes has a capture of long ago and a setting that keeps captures for 30 days.
func TestServePrunes(t *testing.T) {
	db, settings := filepath.Join(t.TempDir(), "news.db"), filepath.Join(t.TempDir(), "settings.toml")
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	old := news.Kept{Hash: "old", Capture: news.Capture{Name: "page", Bytes: []byte("Long ago.")}, Fetched: time.Now().AddDate(0, -2, 0)}
	fresh := news.Kept{Hash: "new", Capture: news.Capture{Name: "page", Bytes: []byte("Today.")}, Fetched: time.Now()}
	if err := s.Write(t.Context(), &news.Batch{Captures: []news.Kept{old, fresh}}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, []byte("[keep]\ncaptures = 30\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(configVariable, settings)
	startServe(t, "--no-poll", "--db", db)
	await(t, func() bool {
		_, err := s.Capture(t.Context(), "old")
		return errors.Is(err, store.ErrNotFound)
	})
	if _, err := s.Capture(t.Context(), "new"); err != nil {
		t.Error(err)
	}
}
