package main

import (
	"bytes"
	"context"
	"database/sql"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// everyCommand are the commands that open a database, with what else they need.
var everyCommand = [][]string{
	{"ingest", "../../examples/archive/rewritten.jsonl"}, {"stories"}, {"story", "s"}, {"search", "river"}, {"export"}, {"check"}, {"check", "--repair"},
	{"serve", "--listen", "localhost:0", "--no-poll", "--log", "none"},
}

// writers are those of them that write, whatever they are asked.
var writers = []string{"ingest", "serve"}

// ended is how a command ended.
type ended struct {
	status int
	out    string
	errOut string
}

// runOn runs a command on a database, as a process of its own.
func runOn(t *testing.T, db string, args ...string) ended {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := child(ctx, append(slices.Clone(args), "--db", db)...)
	var out, errOut strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errOut
	cmd.Run() // its status tells
	return ended{cmd.ProcessState.ExitCode(), out.String(), errOut.String()}
}

// refuses holds that a command ends with nothing done and one line that says why.
func refuses(t *testing.T, db, why string, args ...string) {
	t.Helper()
	e := runOn(t, db, args...)
	if e.status != exitNothing || !strings.Contains(e.errOut, why) || !strings.HasPrefix(e.errOut, "synoptic: ") || strings.Count(e.errOut, "\n") != 1 {
		t.Errorf("%s: status %d: %s; want %d, %q in one line", strings.Join(args, " "), e.status, e.errOut, exitNothing, why)
	}
}

// archive is a database of the example.
func archive(t *testing.T, folder string) string {
	t.Helper()
	db := filepath.Join(folder, "news.db")
	if e := runOn(t, db, "ingest", "--no-compare", "../../examples/archive/may.jsonl"); e.status != exitOK {
		t.Fatal(e)
	}
	return db
}

// TestFaultyFiles runs every command on databases that it cannot use: it says so and leaves
// them alone.
func TestFaultyFiles(t *testing.T) {
	whole, err := os.ReadFile(archive(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, why string
		spoil     func(db string)
	}{
		{"newer", "newer version", func(db string) {
			change(t, db, "INSERT INTO synoptic_steps (version_id, is_applied) VALUES (99999, 1)")
		}},
		{"truncated", "damaged", func(db string) { os.Truncate(db, 20_000) }},
		{"noise", "damaged", func(db string) { os.WriteFile(db, noisy(whole), 0o644) }},
		{"another's", "no database of synoptic", func(db string) { change(t, db, "PRAGMA application_id = 7") }},
		{"a text", "no database of synoptic", func(db string) { os.WriteFile(db, bytes.Repeat([]byte("A text. "), 1000), 0o644) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			db := filepath.Join(t.TempDir(), "news.db")
			if err := os.WriteFile(db, whole, 0o644); err != nil {
				t.Fatal(err)
			}
			c.spoil(db)
			before, err := os.ReadFile(db)
			if err != nil {
				t.Fatal(err)
			}
			for _, command := range everyCommand {
				refuses(t, db, c.why, command...)
			}
			if after, err := os.ReadFile(db); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed, %v", err)
			}
		})
	}
}

// noisy is a file of which only the first page is left.
func noisy(whole []byte) []byte {
	b := slices.Clone(whole)
	for i := 4096; i < len(b); i++ {
		b[i] ^= byte(i*7 + 13)
	}
	return b
}

// change runs a statement on a SQLite file as another program would.
func change(t *testing.T, db, statement string) {
	t.Helper()
	other, err := sql.Open("sqlite", db)
	if err == nil {
		_, err = other.Exec(statement)
		other.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestLockedFile holds a lock as another program would: what only reads goes on, what writes
// waits, and says in the end what it waited for. Nothing is lost.
func TestLockedFile(t *testing.T) {
	t.Parallel()
	db := archive(t, t.TempDir())
	other, err := sql.Open("sqlite", db)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	conn, err := other.Conn(t.Context())
	if err == nil {
		_, err = conn.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"stories"}, {"search", "market"}, {"check"}} {
		if e := runOn(t, db, command...); e.status != exitOK {
			t.Errorf("%s: %+v", command[0], e)
		}
	}
	refuses(t, db, "another program is writing", everyCommand[0]...)
	if _, err := conn.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if e := runOn(t, db, everyCommand[0]...); e.status != exitOK {
		t.Errorf("afterwards: %+v", e)
	}
}

// disk is a file system in memory of so many megabytes. The test is skipped where none can be
// mounted.
func disk(t *testing.T, size string) (folder string, again func(options string)) {
	t.Helper()
	folder = t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(folder, syscall.MNT_DETACH) })
	return folder, func(options string) {
		t.Helper()
		flags := uintptr(syscall.MS_REMOUNT)
		if options == "ro" {
			flags |= syscall.MS_RDONLY
			options = ""
		}
		if err := syscall.Mount("tmpfs", folder, "tmpfs", flags, options); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFullDisk fills a real file system by an ingest: it says so and ends, all that was
// written before is there and can be read, and with more room the same command goes on.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	folder, again := disk(t, "4m")
	input := filepath.Join(t.TempDir(), "stream.jsonl")
	writeStream(t, input, streamed)
	db, whole := filepath.Join(folder, "news.db"), filepath.Join(t.TempDir(), "whole.db")
	ingest := []string{"ingest", "--no-compare", input}
	refuses(t, db, "the disk is full", ingest...)
	for _, command := range [][]string{{"stories"}, {"search", "karo*"}, {"check"}} {
		if e := runOn(t, db, command...); e.status != exitOK || e.out == "" && command[0] != "search" {
			t.Errorf("%s: %+v", command[0], e)
		}
	}
	refuses(t, db, "the disk is full", ingest...)
	again("size=64m")
	for _, to := range []string{db, whole} {
		if e := runOn(t, to, ingest...); e.status != exitOK {
			t.Fatal(e)
		}
	}
	sound(t, db)
	same(t, contents(t, whole), db)
}

// TestServeFullDisk brings articles to a running server until its disk is full: it says so,
// shows what it has, and takes more when there is room again.
func TestServeFullDisk(t *testing.T) {
	folder, again := disk(t, "3m")
	site := startServe(t, "--no-poll", "--db", filepath.Join(folder, "news.db"))
	rng := rand.New(rand.NewPCG(3, 2))
	bring := func() (int, string) {
		articles := make([]map[string]string, 60)
		for i := range articles {
			articles[i] = map[string]string{"source": "Harbour Times", "text": invented(rng, 600)}
		}
		return postJSON(t, site+"/api/v1/articles", map[string]any{"articles": articles})
	}
	status, said := http.StatusOK, ""
	for range 100 {
		if status, said = bring(); status != http.StatusOK {
			break
		}
	}
	if status != http.StatusServiceUnavailable || !strings.Contains(said, "the disk is full") {
		t.Fatalf("status %d: %s", status, said)
	}
	answer, err := http.Get(site + "/api/v1/stories")
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("what is there is not shown: %v, %v", answer, err)
	}
	answer.Body.Close()
	again("size=64m")
	if status, said := bring(); status != http.StatusOK || !strings.Contains(said, `"new":60`) {
		t.Errorf("with room again: status %d: %s", status, said)
	}
	sound(t, filepath.Join(folder, "news.db"))
}

// TestReadOnlyDisk has a database on a file system that cannot be written to: what only reads
// works, what writes says why it cannot.
func TestReadOnlyDisk(t *testing.T) {
	t.Parallel()
	folder, again := disk(t, "16m")
	db := archive(t, folder)
	again("ro")
	for _, command := range everyCommand {
		if slices.Contains(writers, command[0]) || slices.Contains(command, "--repair") {
			refuses(t, db, "cannot be written to", command...)
		}
	}
	for _, command := range [][]string{{"stories"}, {"search", "market"}, {"check"}, {"export"}, {"story", storyOn(t, db)}} {
		if e := runOn(t, db, command...); e.status != exitOK || e.out == "" {
			t.Errorf("%s: %+v", command[0], e)
		}
	}
}

// storyOn is the id of a story of a database.
func storyOn(t *testing.T, db string) string {
	t.Helper()
	id, _, _ := strings.Cut(runOn(t, db, "stories", "--limit", "1").out, " ")
	return id
}
