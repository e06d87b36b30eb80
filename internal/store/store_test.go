package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

var day = time.Date(2024, 3, 15, 0, 0, 0, 0, time.UTC)

// article is the first revision of an article.
func article(id, source, title, text string) news.Revision {
	return news.Revision{
		Article: news.Article{ID: id, Source: source, Title: title, Text: text, Lang: "en", Published: "2024-03-15T08:00:00Z", Authors: []string{}},
		Seen:    day.Add(9 * time.Hour), Hash: fmt.Sprintf("%x", title+text),
	}
}

func placement(id, story string) news.Placement {
	return news.Placement{Article: id, Story: story, Kind: news.Accepted, Score: 1.5, Why: "same words", Features: []news.Feature{{Name: "cosine", Value: 0.5, Weight: 2}}}
}

func write(t testing.TB, s *Store, b Batch) {
	t.Helper()
	if err := s.Write(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
}

// flood is a database of three reports of two stories.
func flood(t testing.TB, s *Store) *Store {
	t.Helper()
	write(t, s, Batch{
		Captures: []news.Kept{{Capture: news.Capture{Name: "a.html", Bytes: []byte("<p>River rises</p>\x00\xff")}, Hash: "c1", Fetched: day}},
		Revisions: []news.Revision{
			article("a1", "north.example", "River rises in Elbmark", "The river rose by two metres, Mayor Anna Sø said."),
			article("a2", "south.example", "Elbmark under water", "Water stands two metres high in the streets of Elbmark. 東京都は雨です。"),
			article("a3", "south.example", "Parliament votes", "The election law passed with 51 votes."),
		},
		Images:     []Image{{Article: "a1", Bytes: []byte("i1")}, {Article: "a2", Bytes: []byte("i2")}, {Article: "a3", Bytes: []byte("i3")}},
		Placements: []news.Placement{placement("a1", "s1"), placement("a2", "s1"), placement("a3", "s2")},
		Storylines: map[string]string{"s1": "s0"},
	})
	return s
}

func TestRoundTrip(t *testing.T) { both(t, testRoundTrip) }

func testRoundTrip(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	got, err := s.Article(ctx, "a2")
	if err != nil {
		t.Fatal(err)
	}
	want := article("a2", "south.example", "Elbmark under water", "Water stands two metres high in the streets of Elbmark. 東京都は雨です。")
	want.Number = 1
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	kept, err := s.Capture(ctx, "c1")
	if err != nil || string(kept.Bytes) != "<p>River rises</p>\x00\xff" || !kept.Fetched.Equal(day) {
		t.Errorf("capture %+v, %v", kept, err)
	}
	if _, err := s.Article(ctx, "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("article that is not there: %v", err)
	}
	members, err := s.Members(ctx, "s1")
	if err != nil || len(members) != 2 {
		t.Fatalf("members %v, %v", members, err)
	}
	if diff := cmp.Diff(placement("a1", "s1"), members[0].Placement); diff != "" {
		t.Error(diff)
	}
}

func TestSameAgain(t *testing.T) { both(t, testSameAgain) }

func testSameAgain(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	same := article("a1", "north.example", "River rises in Elbmark", "The river rose by two metres, Mayor Anna Sø said.")
	changed := article("a1", "north.example", "River rises in Elbmark", "The river rose by three metres, Mayor Anna Sø said.")
	write(t, s, Batch{Revisions: []news.Revision{same}})
	write(t, s, Batch{Revisions: []news.Revision{changed, changed}})
	list, err := s.Revisions(ctx, "a1")
	if err != nil || len(list) != 2 || list[0].Number != 1 || list[1].Number != 2 || list[1].Text != changed.Text {
		t.Errorf("revisions %+v, %v", list, err)
	}
	known, err := s.Known(ctx, []string{"a1", "none"})
	if diff := cmp.Diff(map[string]Latest{"a1": {Number: 2, Hash: changed.Hash, Story: "s1", Source: "north.example"}}, known); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if hits, _, _ := s.Search(ctx, Query{Text: "river three"}); len(hits) != 1 {
		t.Errorf("the new words are found %d times", len(hits))
	}
	if hits, _, _ := s.Search(ctx, Query{Text: "river two"}); len(hits) != 0 {
		t.Errorf("the old words are found %d times", len(hits))
	}
}

func TestStories(t *testing.T) { both(t, testStories) }

func testStories(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	list, next, err := s.Stories(ctx, StoryFilter{Limit: 1})
	if err != nil || len(list) != 1 || next == "" {
		t.Fatalf("first page %+v, %q, %v", list, next, err)
	}
	more, next, err := s.Stories(ctx, StoryFilter{Limit: 1, After: next})
	if err != nil || len(more) != 1 || next != "" || more[0].ID == list[0].ID {
		t.Fatalf("second page %+v, %q, %v", more, next, err)
	}
	story, err := s.Story(ctx, "s1")
	at := time.Date(2024, 3, 15, 8, 0, 0, 0, time.UTC)
	want := news.Story{ID: "s1", Title: "River rises in Elbmark", First: at, Last: at, Reports: 2, Outlets: 2, Origins: 2, Langs: []string{"en"}, Storyline: "s0"}
	if diff := cmp.Diff(want, story); err != nil || diff != "" {
		t.Error(err, diff)
	}
	for _, c := range []struct {
		f    StoryFilter
		want int
	}{
		{StoryFilter{MinOrigins: 2}, 1}, {StoryFilter{Source: "south.example"}, 2}, {StoryFilter{Source: "north.example"}, 1},
		{StoryFilter{Lang: "de"}, 0}, {StoryFilter{Lang: "en"}, 2}, {StoryFilter{Words: "elbmark"}, 1},
		{StoryFilter{Since: day.AddDate(0, 0, 1)}, 0}, {StoryFilter{Until: day}, 0}, {StoryFilter{Storyline: "s0"}, 1},
	} {
		list, _, err := s.Stories(ctx, c.f)
		if err != nil || len(list) != c.want {
			t.Errorf("%+v: %d stories, want %d; %v", c.f, len(list), c.want, err)
		}
	}
}

// TestStoriesOfLanguages holds that stories in a language are found the same whether it is rare
// or common.
func TestStoriesOfLanguages(t *testing.T) { both(t, testStoriesOfLanguages) }

func testStoriesOfLanguages(t *testing.T, s *Store) {
	flood(t, s)
	many := fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT INTO articles
		(doc, id, number, hash, source, lang, title, url, published, time, first) SELECT i, 'x' || i, 1, '', '', 'en', '', '', '', 0, 0 FROM n`, rareLang)
	for _, step := range []string{"SELECT 1", many} {
		if _, err := s.write.Exec(step); err != nil {
			t.Fatal(err)
		}
		for lang, want := range map[string]int{"en": 2, "de": 0, "e": 0} {
			if list, _, err := s.Stories(t.Context(), StoryFilter{Lang: lang}); err != nil || len(list) != want {
				t.Errorf("%s: %d stories, want %d; %v", lang, len(list), want, err)
			}
		}
	}
}

func TestJoin(t *testing.T) { both(t, testJoin) }

func testJoin(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	write(t, s, Batch{Placements: []news.Placement{placement("a3", "s1")}, Redirects: []news.Redirect{{From: "s2", Into: "s1"}},
		Copies: []news.Reuse{{From: "a1", To: "a3", Kind: "copy", Share: 1}}})
	story, err := s.Story(ctx, "s2")
	if err != nil || story.ID != "s1" || story.Reports != 3 || story.Outlets != 2 || story.Origins != 1 {
		t.Errorf("joined story %+v, %v", story, err)
	}
	if list, _, _ := s.Stories(ctx, StoryFilter{}); len(list) != 1 {
		t.Errorf("%d stories", len(list))
	}
	write(t, s, Batch{Redirects: []news.Redirect{{From: "s1", Into: "s2"}}})
	if story, err := s.Story(ctx, "s1"); err != nil || story.ID != "s2" || story.Reports != 3 {
		t.Errorf("joined back, it is %+v, %v", story, err)
	}
	write(t, s, Batch{Redirects: []news.Redirect{{From: "s8", Into: "s9"}, {From: "s9", Into: "s8"}}})
	if _, err := s.Story(ctx, "s8"); !errors.Is(err, ErrCorrupt) {
		t.Errorf("redirects in a circle: %v", err)
	}
}

func TestSearch(t *testing.T) { both(t, testSearch) }

func testSearch(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	comparison := &news.Comparison{Schema: news.Schema, Articles: []news.Article{{ID: "a1"}},
		Quotes: []news.QuoteShown{{Evidence: news.Evidence{Article: "a1", Span: news.Span{Start: 0, End: 28}, Text: "The river rose by two metres"}, Speaker: "Mayor Anna Sø"}}}
	if err := s.SaveComparison(ctx, "s1", "v1", "in", comparison); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ query, want string }{
		{"river", "a1"}, {"RIVER", "a1"}, {"elbmark", "a1 a2"}, {`"two metres high"`, "a2"}, {`"metres two"`, ""},
		{"river OR votes", "a1 a3"}, {"elbmark NOT river", "a2"}, {"elbmark -river", "a2"}, {"-elbmark", "a3"},
		{"(river OR water) streets", "a2"}, {"elect*", "a3"}, {"elect", ""}, {"source:south.example", "a2 a3"}, {"source:south", "a2 a3"},
		{"title:water", "a2"}, {"title:streets", ""}, {"speaker:so", "a1"}, {"speaker:\"anna sø\"", "a1"}, {"lang:en", "a1 a2 a3"}, {"lang:de", ""},
		{"since:2024-03-15", "a1 a2 a3"}, {"since:2024-03-16", ""}, {"elbmark until:2024-03-15", "a1 a2"}, {"elbmark until:2024-03-14", ""},
		{"東京", "a2"}, {"京都", "a2"}, {"東", "a2"}, {"雨", "a2"}, {"大阪", ""}, {"東京 elbmark", "a2"},
	} {
		hits, next, err := s.Search(ctx, Query{Text: c.query})
		var got []string
		for _, h := range hits {
			got = append(got, h.Article)
		}
		if err != nil || next != "" || strings.Join(sortedStrings(got), " ") != c.want {
			t.Errorf("%s: found %v, want %s; %q, %v", c.query, got, c.want, next, err)
		}
	}
}

func sortedStrings(list []string) []string {
	set := map[string]bool{}
	for _, s := range list {
		set[s] = true
	}
	return sorted(set)
}

func TestStale(t *testing.T) { both(t, testStale) }

func testStale(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	stale := func() string {
		list, err := s.Stale(ctx, "v1", 10)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(list, " ")
	}
	if got := stale(); got != "s1" {
		t.Errorf("stale at first: %q", got)
	}
	members, err := s.Members(ctx, "s1")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveComparison(ctx, "s1", "v1", Inputs(members), &news.Comparison{Schema: news.Schema}); err != nil {
		t.Fatal(err)
	}
	if got := stale(); got != "" {
		t.Errorf("stale after comparison: %q", got)
	}
	write(t, s, Batch{Revisions: []news.Revision{article("a2", "south.example", "Elbmark under water", "Changed.")}})
	if got := stale(); got != "s1" {
		t.Errorf("stale after a revision: %q", got)
	}
}

func TestInterrupted(t *testing.T) { both(t, testInterrupted) }

func testInterrupted(t *testing.T, s *Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Write(ctx, &Batch{Revisions: []news.Revision{article("a", "b", "c", "d")}}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

func TestCopiesAndOrigins(t *testing.T) { both(t, testCopiesAndOrigins) }

func testCopiesAndOrigins(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	write(t, s, Batch{
		Copies:  []news.Reuse{{From: "a1", To: "a2", Share: .3, FromShare: .2, Kind: "partial", Why: "published earlier"}, {From: "a1", To: "a3", Share: .9, Kind: "copy"}},
		Origins: map[string]string{"a1": "a1", "a2": "a1"},
	})
	copies, err := s.Copies(ctx, "s1")
	if err != nil || len(copies) != 1 || copies[0].To != "a2" || copies[0].Why != "published earlier" {
		t.Errorf("copies %+v, %v", copies, err)
	}
	story, err := s.Story(ctx, "s1")
	if err != nil || story.Reports != 2 || story.Outlets != 2 || story.Origins != 1 {
		t.Errorf("story %+v, %v", story, err)
	}
	members, err := s.Members(ctx, "s1")
	if err != nil || len(members) != 2 || members[1].Origin != "a1" {
		t.Errorf("members %+v, %v", members, err)
	}
}
