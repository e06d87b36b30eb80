package alert

import (
	"context"
	"errors"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// broken is a database that fails to read some stories, and counts what it is asked.
type broken struct {
	*store.Store
	failing map[string]bool // the stories
	asked   map[string]int  // how often the revisions of an article are read
}

func (b *broken) Members(ctx context.Context, story string) ([]news.Member, error) {
	if b.failing[story] {
		return nil, errors.New("the disk is slow to come back")
	}
	return b.Store.Members(ctx, story)
}

func (b *broken) Revisions(ctx context.Context, article string) ([]news.Revision, error) {
	b.asked[article]++
	return b.Store.Revisions(ctx, article)
}

// TestFailingStore holds that a story that cannot be read is looked at again by the next
// look, though it did not change since, and that it holds up no other.
func TestFailingStore(t *testing.T) {
	d := newDesk(t)
	w := d.watch(news.Watch{Query: "callow"})
	d.report("a1", "s1", "Tidewater", first)
	d.report("b1", "s2", "Callow Courier", "The fair of Callow opens on Friday, the mayor said.")
	b := &broken{Store: d.db, failing: map[string]bool{"s1": true}, asked: map[string]int{}}
	var failed []string
	f := d.follower()
	f.Store, f.Problem = b, func(story string, _ error) { failed = append(failed, story) }
	for look, want := range []int{1, 0} { // the other story is told, once
		if n, err := f.Look(t.Context()); err != nil || n != want {
			t.Errorf("look %d: %d alerts, want %d, %v", look+1, n, want, err)
		}
	}
	if len(failed) != 2 || failed[0] != "s1" {
		t.Errorf("told of %q, want s1 at each look", failed)
	}
	b.failing = nil
	if got := d.look(w); len(got) != 2 || got[1] != "story: Tidewater reports" {
		t.Errorf("when it can be read: told %q", got)
	}
	if left, err := d.db.Stirred(t.Context(), 0, 10); err != nil || len(left) > 0 {
		t.Errorf("stories still noted as changed: %v, %v", left, err)
	}
}

// TestChangesAreFoundOnce holds that what a revision changed is found once for all who watch.
func TestChangesAreFoundOnce(t *testing.T) {
	d := newDesk(t)
	d.report("a1", "s1", "Tidewater", first)
	watches := []news.Watch{d.watch(news.Watch{Query: "callow"}), d.watch(news.Watch{Story: "s1"})}
	d.report("a1", "s1", "Tidewater", edited)
	b := &broken{Store: d.db, asked: map[string]int{}}
	f := d.follower()
	f.Store = b
	if _, err := f.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	if b.asked["a1"] != 1 {
		t.Errorf("its revisions were read %d times", b.asked["a1"])
	}
	for _, w := range watches {
		if got := d.look(w); len(got) != 1 || got[0] != "edit: Tidewater reports" {
			t.Errorf("watch %s was told %q", w.Name, got)
		}
	}
}
