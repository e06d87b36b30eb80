package pipeline_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

func comparer(t *testing.T) *pipeline.Comparer {
	t.Helper()
	c, err := pipeline.NewComparer()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRefresh(t *testing.T) { both(t, testRefresh) }

func testRefresh(t *testing.T, database func(testing.TB) *store.Store) {
	s, c := database(t), comparer(t)
	ingest(t, s, 0, stream)
	many, _, err := s.Stories(t.Context(), store.StoryFilter{MinOrigins: 2})
	if err != nil {
		t.Fatal(err)
	}
	refresh := func(want int) {
		t.Helper()
		told := 0
		n, err := c.Refresh(t.Context(), s, 2, func(done, left int) { told = done })
		if err != nil || n != want || told != want {
			t.Errorf("%d stories compared, %d told, not %d: %v", n, told, want, err)
		}
	}
	refresh(len(many))
	refresh(0)
	market := storyOf(t, s, "tw-0501")
	kept, versions, _, err := s.Comparison(t.Context(), market)
	if err != nil || versions != pipeline.Versions() || len(kept.Articles) != 9 || len(kept.Origins) != 6 {
		t.Fatalf("kept %d articles by %q, %v", len(kept.Articles), versions, err)
	}
	var values []string
	for _, step := range kept.Evolution[0].Steps {
		values = append(values, fmt.Sprint(step.Value))
	}
	if got := strings.Join(values, " "); got != "1 3 5 7 9 10" {
		t.Errorf("the toll went %s", got)
	}
	curate(t, s, news.Curation{Kind: news.Move, Articles: []string{"courier-0571"}, Target: market})
	refresh(1)
}

// TestRefreshEnds ends a refresh after its first story; the rest is done later, and then
// nothing is left.
func TestRefreshEnds(t *testing.T) {
	s, c := database(t), comparer(t)
	ingest(t, s, 0, stream)
	due, err := s.Stale(t.Context(), pipeline.Versions(), 1000)
	if err != nil || len(due) < 5 {
		t.Fatalf("%d stories to compare, %v", len(due), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	first, err := c.Refresh(ctx, s, 1, func(int, int) { cancel() })
	if err != nil || first == 0 || first > 3 {
		t.Fatalf("%d, %v", first, err)
	}
	rest, err := c.Refresh(t.Context(), s, 1, func(int, int) {})
	if err != nil || first+rest < len(due) {
		t.Errorf("%d and %d stories, %v", first, rest, err)
	}
	if left, err := c.Refresh(t.Context(), s, 1, func(int, int) {}); err != nil || left != 0 {
		t.Errorf("%d stories were left, %v", left, err)
	}
}

// TestStoryOnDemand holds that a story is compared when it is asked for, once.
func TestStoryOnDemand(t *testing.T) {
	s, c := database(t), comparer(t)
	ingest(t, s, 0, stream)
	id := storyOf(t, s, "tw-0520")
	for range 2 {
		made, err := c.Story(t.Context(), s, id)
		if err != nil || len(made.Articles) != 4 || len(made.Points) == 0 {
			t.Fatalf("%+v, %v", made, err)
		}
	}
	if _, versions, _, err := s.Comparison(t.Context(), id); err != nil || versions != pipeline.Versions() {
		t.Errorf("kept by %q, %v", versions, err)
	}
	alone, err := c.Story(t.Context(), s, storyOf(t, s, "courier-0571"))
	if err != nil || len(alone.Articles) != 1 {
		t.Errorf("a story of one report: %+v, %v", alone, err)
	}
}

func TestAccounts(t *testing.T) {
	var members []news.Member
	add := func(id, origin string, words int) {
		m := news.Member{Origin: origin}
		m.ID, m.Text, m.Seen = id, strings.Repeat("word ", words), time.Unix(int64(len(members)), 0)
		members = append(members, m)
	}
	add("teaser", "teaser", 20)
	add("whole", "teaser", 300)
	for i := range 10 {
		add(fmt.Sprintf("copy%d", i), "teaser", 300)
	}
	add("second", "second", 100)
	add("third", "third", 100)
	ids := func(most int) string {
		var out []string
		for _, m := range pipeline.Accounts(members, most) {
			out = append(out, m.ID)
		}
		return strings.Join(out, " ")
	}
	for most, want := range map[int]string{
		100: "teaser whole copy0 copy1 copy2 copy3 copy4 copy5 copy6 copy7 copy8 copy9 second third",
		3:   "whole second third",
		2:   "whole third",
		1:   "third",
		5:   "teaser whole copy9 second third",
	} {
		if got := ids(most); got != want {
			t.Errorf("of at most %d: %s", most, got)
		}
	}
	if !slices.IsSortedFunc(pipeline.Accounts(members, 7), func(a, b news.Member) int { return a.Seen.Compare(b.Seen) }) {
		t.Error("not in order of time")
	}
}
