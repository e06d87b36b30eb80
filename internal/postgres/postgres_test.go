package postgres

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestSweep holds that the folder of a test binary that is gone is removed, and no other.
func TestSweep(t *testing.T) {
	parent := t.TempDir()
	folders := map[string]bool{} // whether each is there still
	for name, held := range map[string]bool{"running": true, "gone": false} {
		folder, lock, err := newFolder(parent)
		if err != nil {
			t.Fatal(name, err)
		}
		defer lock.Close()
		if !held {
			lock.Close()
		}
		folders[folder] = held
	}
	fresh := filepath.Join(parent, folderName+"fresh") // not locked yet
	foreign := filepath.Join(parent, "data")
	for _, folder := range []string{fresh, foreign} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		folders[folder] = true
	}
	old := time.Now().Add(-2 * making)
	for folder := range folders {
		if folder != fresh {
			if err := os.Chtimes(folder, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	sweep(parent)
	for folder, there := range folders {
		if _, err := os.Stat(folder); (err == nil) != there {
			t.Errorf("%s: there should be %v, %v", folder, there, err)
		}
	}
}

// TestFailedStart holds that a server that does not start leaves nothing behind.
func TestFailedStart(t *testing.T) {
	parent := t.TempDir()
	t.Setenv("TMPDIR", parent)
	programs := t.TempDir()
	t.Setenv("PATH", programs+string(os.PathListSeparator)+os.Getenv("PATH"))
	if err := os.WriteFile(filepath.Join(programs, "initdb"), []byte("#!/bin/sh\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if found, err := exec.LookPath("initdb"); err != nil || filepath.Dir(found) != programs {
		t.Fatalf("initdb is %s, %v", found, err)
	}
	var s Server
	s.begin()
	if s.missing != "" {
		t.Skip(s.missing)
	}
	if s.failed == nil || s.process != nil {
		t.Fatalf("it is said to run: %v", s.process)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
