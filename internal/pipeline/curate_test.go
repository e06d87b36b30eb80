package pipeline_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

func curate(t *testing.T, s *store.Store, c news.Curation) news.Curation {
	t.Helper()
	c.By, c.At = "Ada", noon()
	c, err := pipeline.Curate(t.Context(), s, c)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// together reports whether all of the articles are in one story.
func together(t *testing.T, s *store.Store, ids ...string) bool {
	t.Helper()
	for _, id := range ids[1:] {
		if storyOf(t, s, id) != storyOf(t, s, ids[0]) {
			return false
		}
	}
	return true
}

// TestActsOutliveEverything does every act, then ingests more and places all anew.
func TestActsOutliveEverything(t *testing.T) { both(t, testActsOutliveEverything) }

func testActsOutliveEverything(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	ingest(t, s, 0, stream)
	museum, found := storyOf(t, s, "courier-0530"), storyOf(t, s, "tw-0531")
	if museum == found {
		t.Skip("the clustering has put both halves together: nothing to merge")
	}
	curate(t, s, news.Curation{Kind: news.Merge, Story: museum, Target: found})
	split := curate(t, s, news.Curation{Kind: news.Split, Story: storyOf(t, s, "tw-0501"), Articles: []string{"merrow-0501", "hafen-0501"}})
	curate(t, s, news.Curation{Kind: news.Move, Articles: []string{"courier-0571"}, Target: storyOf(t, s, "standard-0570")})
	curate(t, s, news.Curation{Kind: news.Pin, Story: storyOf(t, s, "tw-0520")})
	holds := func(when string) {
		t.Helper()
		if !together(t, s, "courier-0530", "merrow-0530", "tw-0531", "ledger-0531") {
			t.Errorf("%s: the stories joined by hand are apart", when)
		}
		if story, err := s.Story(t.Context(), museum); err != nil || story.ID != storyOf(t, s, "tw-0531") || story.Reports != 4 {
			t.Errorf("%s: the old id leads to %+v, %v", when, story, err)
		}
		if storyOf(t, s, "merrow-0501") != split.Target || storyOf(t, s, "hafen-0501") != split.Target || storyOf(t, s, "tw-0501") == split.Target {
			t.Errorf("%s: the story split by hand is together", when)
		}
		if !together(t, s, "courier-0571", "standard-0570") {
			t.Errorf("%s: the article moved by hand is back", when)
		}
		if story, err := s.Story(t.Context(), storyOf(t, s, "tw-0520")); err != nil || !story.Pinned || story.Reports != 4 {
			t.Errorf("%s: the pinned story is %+v, %v", when, story, err)
		}
		clean(t, s)
	}
	holds("at once")
	ingest(t, s, 0, filepath.Dir(stream))
	more := news.Article{ID: "more", Source: "Evening Post", Published: "2026-05-16T21:00:00Z", Lang: "en", Title: "Cup for the Rovers",
		Text: "Merrow Rovers won the cup final against Port Callow Athletic 3-0 with two goals by Nils Hage, in front of 21,000 people."}
	if _, err := ingester(t, s, 0).Ingest(t.Context(), records(t, more)); err != nil {
		t.Fatal(err)
	}
	holds("after more was ingested")
	if _, err := pipeline.Recluster(t.Context(), s, func(int) {}); err != nil {
		t.Fatal(err)
	}
	holds("after all was placed anew")
}

// TestReclusterChangesNothing holds that placing all anew gives the same stories, ids and
// all.
func TestReclusterChangesNothing(t *testing.T) { both(t, testReclusterChangesNothing) }

func testReclusterChangesNothing(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	ingest(t, s, 0, stream)
	before := dump(t, s)
	moved, err := pipeline.Recluster(t.Context(), s, func(int) {})
	if err != nil || moved != 0 {
		t.Errorf("%d moved, %v", moved, err)
	}
	if diff := cmp.Diff(before, dump(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestIngesterLearnsOfActs holds that an ingester that runs on keeps to what people do
// beside it.
func TestIngesterLearnsOfActs(t *testing.T) { both(t, testIngesterLearnsOfActs) }

func testIngesterLearnsOfActs(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	in := ingester(t, s, 0)
	a := news.Article{ID: "a", Source: "A", Published: "2026-05-04T06:00:00Z", Lang: "en", Title: "Blast in Callow market",
		Text: "One person was killed when a blast tore through the covered market of Callow, the fire brigade said. The glass roof came down."}
	b, c := a, a
	b.ID, b.Source, b.Text = "b", "B", "Three people died in the covered market of Callow after a blast brought down its glass roof, fire chief Aldo Marsh said."
	c.ID, c.Source, c.Text = "c", "C", "The toll of the blast in the covered market of Callow, whose glass roof fell in, has risen to four, said fire chief Aldo Marsh."
	if _, err := in.Ingest(t.Context(), records(t, a, b)); err != nil {
		t.Fatal(err)
	}
	if !together(t, s, "a", "b") {
		t.Skip("the clustering has kept the two apart: nothing to split")
	}
	split := curate(t, s, news.Curation{Kind: news.Split, Story: storyOf(t, s, "a"), Articles: []string{"b"}})
	if _, err := in.Ingest(t.Context(), records(t, c)); err != nil {
		t.Fatal(err)
	}
	if together(t, s, "a", "b") || storyOf(t, s, "b") != split.Target {
		t.Error("what was split is together again")
	}
}

func TestImpossibleActs(t *testing.T) { both(t, testImpossibleActs) }

func testImpossibleActs(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	ingest(t, s, 0, stream)
	market := storyOf(t, s, "tw-0501")
	alone := storyOf(t, s, "courier-0571")
	before := dump(t, s)
	for _, c := range []struct {
		act  news.Curation
		want error
	}{
		{news.Curation{Kind: news.Merge, Story: market, Target: market}, pipeline.ErrSameStory},
		{news.Curation{Kind: news.Merge, Story: market, Target: "snone"}, store.ErrNotFound},
		{news.Curation{Kind: news.Split, Story: alone, Articles: []string{"courier-0571"}}, pipeline.ErrNothingLeft},
		{news.Curation{Kind: news.Split, Story: market, Articles: []string{"courier-0571"}}, pipeline.ErrNotInStory},
		{news.Curation{Kind: news.Move, Target: market, Articles: []string{"none"}}, store.ErrNotFound},
		{news.Curation{Kind: news.Pin, Story: "snone"}, store.ErrNotFound},
	} {
		if _, err := pipeline.Curate(t.Context(), s, c.act); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c.act, err)
		}
	}
	acts, err := s.Curations(t.Context())
	if err != nil || len(acts) != 0 {
		t.Errorf("recorded %+v, %v", acts, err)
	}
	if diff := cmp.Diff(before, dump(t, s)); diff != "" {
		t.Error(diff)
	}
}
