package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"synoptic/internal/news"
)

// fails holds that an error is of a kind and said in one line.
func fails(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v\nwant: %v", err, want)
	}
}

// fileOf is a closed SQLite database with the articles of flood.
func fileOf(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.db")
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	flood(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// large is a batch that needs some megabytes.
func large(prefix string) Batch {
	var b Batch
	for i := range 200 {
		noise := make([]byte, 20_000)
		for j := range noise {
			noise[j] = byte(i * j * j >> 3)
		}
		b.Captures = append(b.Captures, news.Kept{Capture: news.Capture{Bytes: noise}, Hash: fmt.Sprint(prefix, i)})
		b.Revisions = append(b.Revisions, article(fmt.Sprint(prefix, i), "x", "Title", fmt.Sprintf("%x", noise[:5000])))
		b.Placements = append(b.Placements, placement(fmt.Sprint(prefix, i), "s9"))
	}
	return b
}

// sound holds that the articles of flood are there, that none of a batch that failed is, and
// that the check finds nothing.
func sound(t *testing.T, s *Store) {
	t.Helper()
	var n int
	if err := s.row(t.Context(), "SELECT count(*) FROM articles", nil, &n); err != nil || n != 3 {
		t.Errorf("%d articles, %v", n, err)
	}
	if got := findings(t, s, false); got != "" {
		t.Error(got)
	}
}

func TestFull(t *testing.T) {
	s := open(t, fileOf(t))
	if _, err := s.write.Exec("PRAGMA max_page_count = 150"); err != nil {
		t.Fatal(err)
	}
	b := large("b")
	fails(t, s.Write(t.Context(), &b), ErrFull)
	sound(t, s)
	if _, err := s.write.Exec("PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	write(t, s, large("b"))
	if got := findings(t, s, false); got != "" {
		t.Error(got)
	}
}

// TestFullDisk fills a real file system of two megabytes.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	s, err := Open(t.Context(), filepath.Join(disk, "news.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	flood(t, s)
	b := large("b")
	fails(t, s.Write(t.Context(), &b), ErrFull)
	sound(t, s)
	_, err = Open(t.Context(), filepath.Join(disk, "other.db"), Options{})
	fails(t, err, ErrFull)
}

func TestReadOnlyFile(t *testing.T) {
	folder, err := os.MkdirTemp("", "readonly") // as opposed to t.TempDir, others may look into it
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "news.db")
	if err := errors.Join(os.Chmod(folder, 0o755), os.Rename(fileOf(t), path)); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, filepath.Dir(path)} {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(p, info.Mode().Perm()&0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(p, info.Mode().Perm())
	}
	asNobody(t, func() {
		_, err := Open(t.Context(), path, Options{})
		fails(t, err, ErrReadOnly)
		_, err = Open(t.Context(), filepath.Join(filepath.Dir(path), "other.db"), Options{})
		fails(t, err, ErrReadOnly)
	})
}

// asNobody runs f with the rights of nobody over files, if we are root, whom no permission stops.
func asNobody(t *testing.T, f func()) {
	if os.Getuid() == 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(65534); err != nil {
			t.Skip(err)
		}
		defer syscall.Setfsuid(0)
	}
	f()
}

func TestReadOnlyStore(t *testing.T) {
	s, err := Open(t.Context(), fileOf(t), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sound(t, s)
	fails(t, s.Write(t.Context(), &Batch{}), ErrReadOnly)
	if _, err := s.read.Exec("DELETE FROM articles"); err == nil {
		t.Error("a database opened to read can be written to")
	}
}

func TestLocked(t *testing.T) {
	path := fileOf(t)
	s, err := Open(t.Context(), path, Options{Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other := open(t, path)
	err = other.transact(t.Context(), "hold", func(*tx) error {
		fails(t, s.Write(t.Context(), &Batch{Progress: []news.Progress{{Input: "x"}}}), ErrLocked)
		sound(t, s) // reading goes on
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, Batch{Progress: []news.Progress{{Input: "x"}}})
}

func TestLockedPostgres(t *testing.T) {
	dsn := server.Database(t)
	s, err := Open(t.Context(), dsn, Options{Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other := open(t, dsn)
	err = other.transact(t.Context(), "hold", func(*tx) error {
		fails(t, s.Write(t.Context(), &Batch{}), ErrLocked)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, Batch{})
}

func TestNewer(t *testing.T) {
	for _, dsn := range []string{fileOf(t), ""} {
		if dsn == "" {
			dsn = server.Database(t)
		}
		s := open(t, dsn)
		if _, err := s.write.Exec("INSERT INTO synoptic_steps (version_id, is_applied) VALUES (99999, true)"); err != nil {
			t.Fatal(err)
		}
		for _, readOnly := range []bool{false, true} {
			_, err := Open(t.Context(), dsn, Options{ReadOnly: readOnly})
			fails(t, err, ErrNewer)
		}
	}
}

func TestUnreachable(t *testing.T) {
	_, err := Open(t.Context(), "postgres://me:secret@127.0.0.1:1/news?sslmode=disable", Options{})
	fails(t, err, ErrUnreachable)
	if strings.Contains(fmt.Sprint(err), "secret") {
		t.Errorf("the password is told: %v", err)
	}
	_, err = Open(t.Context(), strings.Replace(server.Database(t), "/postgres?", "/none?", 1), Options{})
	fails(t, err, ErrMissing)
}

// TestServerGoes has the server end the connection in the middle of a batch: nothing of it is
// kept, and the next one finds a new connection.
func TestServerGoes(t *testing.T) {
	dsn := server.Database(t)
	s, other := open(t, dsn), open(t, dsn)
	err := s.transact(t.Context(), "write batch", func(x *tx) error {
		var process int64
		if _, err := x.get("SELECT pg_backend_pid()", nil, &process); err != nil {
			return err
		}
		if _, err := other.write.Exec("SELECT pg_terminate_backend(CAST($1 AS INTEGER))", process); err != nil {
			return err
		}
		return x.progress(&Batch{Progress: []news.Progress{{Input: "lost"}}})
	})
	fails(t, err, ErrUnreachable)
	write(t, s, Batch{Progress: []news.Progress{{Input: "kept", Done: 1}}})
	for input, want := range map[string]int64{"lost": 0, "kept": 1} {
		if p, err := s.Progress(t.Context(), input); err != nil || p.Done != want {
			t.Errorf("%s: %+v, %v", input, p, err)
		}
	}
}

// TestForeign holds that files which are no database of ours are refused and not touched.
func TestForeign(t *testing.T) {
	folder := t.TempDir()
	text, other := filepath.Join(folder, "text"), filepath.Join(folder, "other.db")
	if err := os.WriteFile(text, bytes.Repeat([]byte("This is a text. "), 500), 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE articles (x)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, path := range []string{text, other} {
		before, _ := os.ReadFile(path)
		for _, readOnly := range []bool{false, true} {
			_, err := Open(t.Context(), path, Options{ReadOnly: readOnly})
			fails(t, err, ErrForeign)
		}
		after, _ := os.ReadFile(path)
		if len(before) == 0 || !bytes.Equal(before, after) {
			t.Errorf("%s was changed", path)
		}
	}
	if _, err := Open(t.Context(), filepath.Join(folder, "none"), Options{ReadOnly: true}); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
}

// TestDamaged overwrites parts of a database with noise: whatever is read, nothing panics,
// and what fails says that the file is damaged.
func TestDamaged(t *testing.T) {
	path := fileOf(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := 0
	for at := 0; at < len(whole); at += 3 * 4096 {
		spoiled := bytes.Clone(whole)
		for i := at; i < min(at+3*4096, len(spoiled)); i++ {
			spoiled[i] ^= byte(i*7 + 13)
		}
		if err := os.WriteFile(path, spoiled, 0o644); err != nil {
			t.Fatal(err)
		}
		if use(t, path) != nil {
			damaged++
		}
	}
	if damaged == 0 {
		t.Error("no damage was found")
	}
}

// use opens a damaged database and reads it.
func use(t *testing.T, path string) error {
	s, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err == nil {
		defer s.Close()
		var list []Finding
		list, err = s.Check(t.Context(), false)
		if err == nil && len(list) > 0 {
			return ErrCorrupt
		}
	}
	if err != nil && !errors.Is(err, ErrForeign) { // without its header it is no database
		fails(t, err, ErrCorrupt)
	}
	return err
}

// TestOlder holds that a database of an earlier version is brought up to date, also by who
// only wants to read it.
func TestOlder(t *testing.T) { databases(t, testOlder) }

func testOlder(t *testing.T, dsn string) {
	s := open(t, dsn)
	if _, err := s.write.Exec("DROP TABLE retention"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("DELETE FROM synoptic_steps WHERE version_id = 4"); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), dsn, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if _, err := again.Stale(t.Context(), "v", 1); err != nil {
		t.Error(err)
	}
}
