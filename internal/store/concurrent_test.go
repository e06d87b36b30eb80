package store

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"synoptic/internal/news"
)

// TestTwoWriters has two programs write to one database, the same articles among them, while
// others read it: every article is there once, nobody fails, and the database is sound.
func TestTwoWriters(t *testing.T) { databases(t, testTwoWriters) }

func testTwoWriters(t *testing.T, dsn string) {
	s, other := open(t, dsn), open(t, dsn)
	ctx, cancel := context.WithCancel(t.Context())
	var readers, writers sync.WaitGroup
	for _, reader := range []*Store{s, other} {
		readers.Go(func() {
			for ctx.Err() == nil {
				if err := readSome(t.Context(), reader); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for w, writer := range []*Store{s, other} {
		writers.Go(func() {
			for i := range 15 {
				b := sharing(w, i)
				if err := writer.Write(t.Context(), &b); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	cancel()
	readers.Wait()
	var n int
	if err := s.row(t.Context(), "SELECT count(*) FROM articles", nil, &n); err != nil || n != 45 {
		t.Errorf("%d articles, want 45; %v", n, err)
	}
	if got := findings(t, s, false); got != "" {
		t.Error(got)
	}
}

// sharing is a batch with an article of the writer's own and one that the other writes too.
func sharing(writer, i int) Batch {
	var b Batch
	for _, id := range []string{fmt.Sprint("own", writer, "-", i), fmt.Sprint("same", i)} {
		b.Revisions = append(b.Revisions, article(id, "outlet", "River", "The river rose "+id))
		b.Placements = append(b.Placements, placement(id, fmt.Sprint("s", i%4)))
		b.Captures = append(b.Captures, news.Kept{Hash: id, Fetched: day})
	}
	return b
}

// readSome reads what pages show.
func readSome(ctx context.Context, s *Store) error {
	stories, _, err := s.Stories(ctx, StoryFilter{})
	if err != nil {
		return err
	}
	for _, story := range stories {
		if _, err := s.Members(ctx, story.ID); err != nil {
			return err
		}
	}
	_, _, err = s.Search(ctx, Query{Text: "river"})
	return err
}

// TestOpenedTogether has several programs open a database that none has made yet.
func TestOpenedTogether(t *testing.T) { databases(t, testOpenedTogether) }

func testOpenedTogether(t *testing.T, dsn string) {
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			s, err := Open(t.Context(), dsn, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			b := Batch{Revisions: []news.Revision{article(fmt.Sprint(i), "outlet", "River", "The river rose.")}}
			if err := s.Write(t.Context(), &b); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
