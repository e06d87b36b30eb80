package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// press is a site with a feed of articles, all of which change when the test says so. It
// answers conditionally, as sites do.
type press struct {
	name    string
	url     string
	version atomic.Int64 // of the articles, from 1 on
	changed atomic.Int64 // when they got it, in nanoseconds
}

// pressArticles is how many articles a press has.
const pressArticles = 20

func newPress(t *testing.T, name string) *press {
	p := &press{name: name}
	p.change()
	site := httptest.NewServer(p)
	t.Cleanup(site.Close)
	p.url = site.URL
	return p
}

func (p *press) change() {
	p.changed.Store(time.Now().UnixNano())
	p.version.Add(1)
}

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	version, n := p.version.Load(), 0
	tag := fmt.Sprintf(`"%d"`, version)
	_, err := fmt.Sscanf(r.URL.Path, "/report/%d", &n)
	switch {
	case err != nil && r.URL.Path != "/feed":
		http.NotFound(w, r)
		return
	case r.Header.Get("If-None-Match") == tag:
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", tag)
	if err != nil {
		p.feed(w)
		return
	}
	fmt.Fprintf(w, "<html><head><title>%s</title></head><body><article><h1>%[1]s</h1><p>%s</p></article></body></html>",
		p.title(n), strings.ReplaceAll(p.text(n, version), "\n\n", "</p><p>"))
}

func (p *press) feed(w io.Writer) {
	fmt.Fprintf(w, `<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title>`, p.name)
	for n := range pressArticles {
		fmt.Fprintf(w, "<entry><title>%s</title><link href='/report/%d'/><updated>%s</updated></entry>",
			p.title(n), n, time.Unix(0, p.changed.Load()).UTC().Format(time.RFC3339Nano))
	}
	io.WriteString(w, "</feed>")
}

func (p *press) title(n int) string {
	return invented(rand.New(rand.NewPCG(uint64(len(p.name)), uint64(n))), 6)
}

// text is what an article tells in a version.
func (p *press) text(n int, version int64) string {
	rng := rand.New(rand.NewPCG(uint64(n), uint64(len(p.name))))
	return invented(rng, 40) + "\n\n" + fmt.Sprintf("This is version %d of what the %s reported.", version, p.name) + "\n\n" + invented(rng, 30)
}

// TestKilledPoll kills a real poller of real servers again and again at random moments
// (SIGKILL: no handler, no clean-up) while the articles change in between, and starts it
// anew. Whatever bytes it had kept when it was killed are a revision in the end, no text is
// there twice, and the first text of an article stays the first.
func TestKilledPoll(t *testing.T) {
	presses := []*press{newPress(t, "Gazette"), newPress(t, "Harbour Times"), newPress(t, "Island Messenger")}
	folder := t.TempDir()
	took := elapsed(t, func() { pollAll(t, newPolled(t, filepath.Join(folder, "whole.db"), presses)) })
	db := newPolled(t, filepath.Join(folder, "killed.db"), presses)
	seen := &kept{first: map[string]string{}, captures: map[string]string{}}
	rng := rand.New(rand.NewPCG(5, uint64(*kills)))
	for range *kills {
		kill(t, time.Duration(rng.Int64N(int64(took))), child(t.Context(), pollArgs(db)...))
		sound(t, db)
		seen.look(t, db)
		for _, p := range presses {
			p.change()
		}
	}
	pollAll(t, db)
	sound(t, db)
	seen.look(t, db)
	seen.check(t, db, presses)
}

func elapsed(t *testing.T, do func()) time.Duration {
	t.Helper()
	began := time.Now()
	do()
	return time.Since(began)
}

// newPolled is a database with the feeds of the presses.
func newPolled(t *testing.T, db string, presses []*press) string {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, p := range presses {
		if _, err := s.AddFeed(t.Context(), news.Feed{URL: p.url + "/feed", Kind: news.FeedItems, Added: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func pollArgs(db string) []string {
	return []string{"poll", "--all", "--allow-private", "--pause", "5ms", "--db", db}
}

// pollAll polls to the end.
func pollAll(t *testing.T, db string) {
	t.Helper()
	if out, err := child(t.Context(), pollArgs(db)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// kept is what was in a database when its poller was killed.
type kept struct {
	first    map[string]string // first text of each article, by id
	captures map[string]string // address of every capture that waited, and the version in it
}

// look notes what is there, and holds that no first text has become another.
func (k *kept) look(t *testing.T, db string) {
	t.Helper()
	s := opened(t, db)
	defer s.Close()
	waiting, err := s.Unread(t.Context(), 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range waiting {
		k.captures[c.Hash] = c.URL + " " + versionIn(string(c.Bytes))
	}
	for _, texts := range revisions(t, s) {
		first := texts[0]
		if before, known := k.first[first.ID]; known && before != first.Text {
			t.Errorf("the first text of %s was %q and is %q", first.ID, before, first.Text)
		}
		k.first[first.ID] = first.Text
	}
}

// check holds that everything is there that must be, once.
func (k *kept) check(t *testing.T, db string, presses []*press) {
	t.Helper()
	s := opened(t, db)
	defer s.Close()
	all := revisions(t, s)
	if len(all) != len(presses)*pressArticles {
		t.Errorf("%d articles, not %d", len(all), len(presses)*pressArticles)
	}
	told := map[string]bool{}
	for at, texts := range all {
		for i, r := range texts {
			told[r.URL+" "+versionIn(r.Text)] = true
			if i > 0 && !later(texts[i-1].Text, r.Text) {
				t.Errorf("%s: revision %d tells %q after %q", at, r.Number, r.Text, texts[i-1].Text)
			}
		}
	}
	for _, p := range presses {
		for n := range pressArticles {
			at := fmt.Sprintf("%s/report/%d", p.url, n)
			if texts := all[at]; len(texts) == 0 || texts[len(texts)-1].Text != p.text(n, p.version.Load()) {
				t.Errorf("%s is not told as it is now: %+v", at, texts)
			}
		}
	}
	for hash, capture := range k.captures {
		if !told[capture] {
			t.Errorf("capture %s is lost: %s", hash, capture)
		}
	}
	if waiting, err := s.Unread(t.Context(), 1); err != nil || len(waiting) > 0 {
		t.Errorf("waiting: %v, %v", waiting, err)
	}
	if problems, err := s.Problems(t.Context(), store.ProblemFilter{}); err != nil || len(problems) > 0 {
		t.Errorf("problems: %v, %v", problems, err)
	}
}

func opened(t *testing.T, db string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// revisions are the texts of every article, by its address.
func revisions(t *testing.T, s *store.Store) map[string][]news.Revision {
	t.Helper()
	all := map[string][]news.Revision{}
	for _, a := range articles(t, s) {
		texts, err := s.Revisions(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		all[a.URL] = texts
	}
	return all
}

// versionIn is the version that a text says it is.
func versionIn(text string) string {
	_, after, _ := strings.Cut(text, "This is version ")
	version, _, _ := strings.Cut(after, " ")
	return version
}

// later reports whether a text is of a later version than another.
func later(before, after string) bool {
	var a, b int
	fmt.Sscan(versionIn(before), &a)
	fmt.Sscan(versionIn(after), &b)
	return a > 0 && b > a
}
