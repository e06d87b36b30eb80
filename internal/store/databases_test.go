package store

import (
	"os"
	"path/filepath"
	"testing"

	pg "synoptic/internal/postgres"
)

// server is the PostgreSQL that the tests run on.
var server pg.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

// both runs a test on an empty database of each kind.
func both(t *testing.T, test func(t *testing.T, s *Store)) {
	databases(t, func(t *testing.T, dsn string) { test(t, open(t, dsn)) })
}

// databases runs a test with the address of a new database of each kind.
func databases(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "a b?#%.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, server.Database(t)) })
}

// open is a database, closed when the test ends.
func open(t testing.TB, dsn string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dsn, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
