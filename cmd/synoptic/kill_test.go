package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// kills is at how many moments the tests kill a program: an ingest into each kind of database,
// a poller, a server that sends alerts.
//
//	go test ./cmd/synoptic -run Killed -kills 50 -v
var kills = flag.Int("kills", 2, "at how many random moments the tests kill each program")

// TestKilledIngest kills a real ingest again and again at random moments (SIGKILL: no
// handler, no clean-up) and starts it anew. In the end nothing is lost and nothing is there
// twice: the database holds what one run from beginning to end makes.
func TestKilledIngest(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		folder := t.TempDir()
		killedIngest(t, func(name string) string { return filepath.Join(folder, name+".db") })
	})
	t.Run("postgres", func(t *testing.T) { killedIngest(t, func(string) string { return server.Database(t) }) })
}

func killedIngest(t *testing.T, database func(name string) string) {
	whole := database("whole")
	input := filepath.Join(t.TempDir(), "stream.jsonl")
	writeStream(t, input, streamed)
	ingest := func(db string) *exec.Cmd { return child(t.Context(), "ingest", "--no-compare", "--db", db, input) }
	began := time.Now()
	if out, err := ingest(whole).CombinedOutput(); err != nil {
		t.Fatalf("uninterrupted run: %v: %s", err, out)
	}
	took := time.Since(began)
	want := contents(t, whole)
	seed := uint64(began.UnixNano())
	rng := rand.New(rand.NewPCG(seed, 2))
	db, rounds, moments := database("killed"), 1, []string{}
	for len(moments) < *kills {
		after := time.Duration(rng.Int64N(int64(took)))
		if !kill(t, after, ingest(db)) {
			sound(t, db)
			moments = append(moments, after.Round(time.Millisecond).String())
			continue
		}
		same(t, want, db)
		rounds++
		db = database(fmt.Sprint("killed", rounds))
	}
	if out, err := ingest(db).CombinedOutput(); err != nil {
		t.Fatalf("last run: %v: %s", err, out)
	}
	same(t, want, db)
	t.Logf("killed %d times in %d ingests of %v (seed %d), after %s", len(moments), rounds, took.Round(time.Millisecond), seed, strings.Join(moments, ", "))
}

// same holds that a database has the contents wanted.
func same(t *testing.T, want []string, db string) {
	t.Helper()
	if diff := cmp.Diff(want, contents(t, db)); diff != "" {
		t.Fatal(diff)
	}
}

// streamed is how many reports are ingested: more than two batches.
const streamed = 1100

// TestInterruptedIngest ends an ingest by Ctrl-C: it says so, with status 1, and the same
// command goes on from there.
func TestInterruptedIngest(t *testing.T) {
	folder := t.TempDir()
	input, db := filepath.Join(folder, "stream.jsonl"), filepath.Join(folder, "ended.db")
	reports := 2 * streamed // some are left to be interrupted, however busy the machine is
	writeStream(t, input, reports)
	cmd := child(t.Context(), "ingest", "--no-compare", "--db", db, input)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	await(t, func() bool { return articlesIn(t, db) > 0 })
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait() // its status tells
	if status := cmd.ProcessState.ExitCode(); status != exitPartial || !strings.HasPrefix(said.String(), "synoptic: interrupted: ") {
		t.Fatalf("status %d: %s", status, said.String())
	}
	sound(t, db)
	rest := runOn(t, db, "ingest", "--no-compare", input)
	if rest.status != exitOK || strings.HasPrefix(rest.out, count(reports, "article")) {
		t.Errorf("it did not go on: %+v", rest)
	}
	sound(t, db)
}

// articlesIn is how many articles a database has, 0 if it is not there yet.
func articlesIn(t *testing.T, db string) int {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{ReadOnly: true})
	if err != nil {
		return 0
	}
	defer s.Close()
	sums, err := s.Sums(t.Context())
	if err != nil {
		return 0
	}
	return sums.Articles
}

// child is the program as a process of its own.
func child(ctx context.Context, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Args[0] = "synoptic" // what TestMain runs the program by
	return cmd
}

// kill starts the program and kills it after a while; it reports whether it had ended by
// itself.
func kill(t *testing.T, after time.Duration, cmd *exec.Cmd) bool {
	t.Helper()
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	if err != nil && cmd.ProcessState.Exited() {
		t.Fatalf("it ended by itself: %v: %s", err, out.String())
	}
	return err == nil
}

// sound holds that nothing is wrong with a database, whenever the writing was ended.
func sound(t *testing.T, db string) {
	t.Helper()
	if _, err := os.Stat(db); err != nil && !strings.Contains(db, "://") { // killed before there was one
		return
	}
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	found, err := s.Check(t.Context(), false)
	if err != nil || len(found) > 0 {
		t.Fatalf("%v, %v", found, err)
	}
}

// contents are all that is in a database, a line for each thing, without the times it was
// seen.
func contents(t *testing.T, db string) []string {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var lines []string
	add := func(v any) {
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line))
	}
	for f := (store.StoryFilter{Limit: 1000}); ; {
		stories, next, err := s.Stories(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, story := range stories {
			add(story)
			members, err := s.Members(t.Context(), story.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range members {
				m.First, m.Seen = time.Time{}, time.Time{}
				add(m)
			}
			copies, err := s.Copies(t.Context(), story.ID)
			if err != nil {
				t.Fatal(err)
			}
			add(copies)
		}
		if f.After = next; next == "" {
			return lines
		}
	}
}

// writeStream writes a stream of so many invented reports: events with several reports, some
// copied, some rewritten later.
func writeStream(t *testing.T, path string, n int) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rng := rand.New(rand.NewPCG(1, 2))
	out := json.NewEncoder(file)
	var written []news.Article
	for i := range n {
		a := news.Article{ID: fmt.Sprint("a", i), Source: fmt.Sprint("Outlet ", rng.IntN(12)), Lang: "en",
			Published: time.Date(2026, 1, 1, 0, i*7, 0, 0, time.UTC).Format(time.RFC3339)}
		event := rand.New(rand.NewPCG(uint64(i/40), uint64(rng.IntN(8))))
		a.Title, a.Text = invented(event, 7), invented(event, 40)+"\n\n"+invented(rng, 30)
		switch {
		case i > 0 && i%10 == 3: // a copy
			a.Text = written[i-1].Text + " " + invented(rng, 8)
		case i > 20 && i%25 == 4: // a new text of an earlier one
			a = written[i-15]
			a.Text += "\n\n" + invented(rng, 12)
		}
		written = append(written, a)
		if err := out.Encode(a); err != nil {
			t.Fatal(err)
		}
	}
}

// invented is a sentence of so many words that mean nothing.
func invented(rng *rand.Rand, words int) string {
	syllables := []string{"ka", "ro", "mi", "tel", "un", "sor", "ba", "dei", "lo", "fen", "gra", "pu"}
	var s strings.Builder
	for i := range words {
		word := ""
		for range 2 + rng.IntN(2) {
			word += syllables[rng.IntN(len(syllables))]
		}
		if i%6 == 0 {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		s.WriteString(word + " ")
	}
	return strings.TrimSpace(s.String()) + "."
}
