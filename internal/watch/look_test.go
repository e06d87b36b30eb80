package watch

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// member is a report that was published and seen so many minutes after noon.
func member(id, source string, minutes int) news.Member {
	at := noon.Add(time.Duration(minutes) * time.Minute)
	return news.Member{Revision: news.Revision{Article: news.Article{ID: id, Source: source, Title: "Title of " + id, Published: at.Format(time.RFC3339)}, Number: 1, Seen: at}, First: at}
}

func evidence(article, text string) news.Evidence {
	return news.Evidence{Article: article, Span: news.Span{Start: 0, End: len(text)}, Text: text}
}

// tolls is a series of numbers, one of each report.
func tolls(shown ...string) *news.Comparison {
	s := news.Series{About: "person · kill", Unit: "person"}
	for i, v := range shown {
		s.Steps = append(s.Steps, news.Step{Evidence: evidence(fmt.Sprintf("a%d", i+1), v), Source: fmt.Sprintf("S%d", i+1), Shown: v})
	}
	return &news.Comparison{Evolution: []news.Series{s}}
}

func difference(kind news.DifferenceKind, verdict news.Verdict, values ...string) news.Difference {
	d := news.Difference{Kind: kind, Verdict: verdict, Why: "they exclude each other"}
	for i, v := range values {
		d.Values = append(d.Values, news.Variant{Evidence: evidence(fmt.Sprintf("a%d", i+1), "words "+v), Value: v})
	}
	return d
}

func differing(list ...news.Difference) *news.Comparison { return &news.Comparison{Differences: list} }

// story is a story of some reports, all seen by a search.
func story(c *news.Comparison, members ...news.Member) *Story {
	s := &Story{Story: news.Story{ID: "s1", Title: "Blast in Callow", Reports: len(members)}, Members: members, Comparison: c}
	for _, m := range members {
		s.Fits = append(s.Fits, m.ID)
	}
	return s
}

// crowd are reports of different outlets a minute apart.
func crowd(n int) (list []news.Member) {
	for i := range n {
		list = append(list, member(fmt.Sprintf("c%d", i), fmt.Sprintf("Outlet %d", i), i))
	}
	return list
}

// told is what alerts say: kind, title.
func said(alerts []news.Alert) []string {
	list := []string{}
	for _, a := range alerts {
		list = append(list, string(a.Kind)+": "+a.Title)
	}
	return list
}

var two = []news.Member{member("a1", "S1", 0), member("a2", "S2", 1)}

func revised(m news.Member, number int) news.Member {
	m.Number = number
	return m
}

// change is what the second revision of a report changed.
func change(article string, silent bool, numbers ...string) news.Change {
	c := news.Change{Article: article, From: 1, To: 2, Silent: silent}
	for i := 0; i+1 < len(numbers); i += 2 {
		old, new := evidence(article, numbers[i]), evidence(article, numbers[i+1])
		c.Numbers = append(c.Numbers, news.Edit{Old: &old, New: &new})
	}
	return c
}

// TestLook holds what is news after a story was looked at once.
func TestLook(t *testing.T) {
	withChanges := func(s *Story, changes ...news.Change) *Story {
		s.Changes = changes
		return s
	}
	for _, c := range []struct {
		name          string
		before, after *Story
		search, watch []string // what a watch of a search and one of the story are told
	}{
		{"nothing", story(tolls("1 person", "3 people"), two...), story(tolls("1 person", "3 people"), two...), nil, nil},
		{"a report", story(nil, two[0]), story(nil, two...), []string{"report: Title of a2"}, []string{"account: Title of a2"}},
		{"a number grows", story(tolls("1 person", "3 people"), two...), story(tolls("1 person", "3 people", "5 people"), two...),
			[]string{"number: 3 people → 5 people"}, []string{"number: 3 people → 5 people"}},
		{"the first series", story(nil, two...), story(tolls("1 person", "1 person", "3 people"), two...),
			[]string{"number: 1 person → 3 people"}, []string{"number: 1 person → 3 people"}},
		{"an update and its series are one", story(nil, two...), &Story{Story: news.Story{ID: "s1"}, Members: two, Fits: []string{"a1"}, Comparison: &news.Comparison{
			Evolution: tolls("1 person", "3 people").Evolution, Differences: []news.Difference{difference(news.NumberDiffers, news.Update, "1 person", "3 people")}}},
			[]string{"number: 1 person → 3 people"}, []string{"number: 1 person → 3 people"}},
		{"a conflict", story(differing(), two...), story(differing(difference(news.NumberDiffers, news.Conflict, "187 passengers", "212 passengers")), two...),
			[]string{"difference: number: 187 passengers against 212 passengers"}, []string{"difference: number: 187 passengers against 212 passengers"}},
		{"the same conflict, told by others", story(differing(difference(news.PlaceDiffers, news.Conflict, "Callow", "Merrow")), two...),
			story(differing(difference(news.PlaceDiffers, news.Conflict, "Merrow", "Callow", "Callow")), two...), nil, nil},
		{"a place that is later another", story(differing(), two...), story(differing(difference(news.PlaceDiffers, news.Update, "Callow", "Merrow")), two...),
			[]string{"difference: place: Callow against Merrow"}, []string{"difference: place: Callow against Merrow"}},
		{"a rounding", story(differing(), two...), story(differing(difference(news.NumberDiffers, news.Compatible, ">80 %", "80.1 %")), two...), nil, nil},
		{"denials are told by their words", story(differing(difference(news.PolarityDiffers, news.Conflict, "a", "b")), two...),
			story(differing(difference(news.PolarityDiffers, news.Conflict, "a", "c")), two...),
			[]string{"difference: polarity: words a against words c"}, []string{"difference: polarity: words a against words c"}},
		{"a silent edit", story(nil, two...), withChanges(story(nil, two[0], revised(two[1], 2)), change("a2", true, "Seven", "Eight")),
			[]string{"edit: Title of a2"}, []string{"edit: Title of a2"}},
		{"a correction of a number that says so", story(nil, two...), withChanges(story(nil, two[0], revised(two[1], 2)), change("a2", false, "Seven", "Eight")),
			[]string{"number: Title of a2"}, []string{"number: Title of a2"}},
		{"an update that says so", story(nil, two...), withChanges(story(nil, two[0], revised(two[1], 2)), change("a2", false)), nil, nil},
		{"five outlets", story(nil, crowd(4)...), story(nil, crowd(5)...), []string{"report: Title of c4", "burst: Blast in Callow"}, []string{"account: Title of c4", "burst: Blast in Callow"}},
		{"six outlets", story(nil, crowd(5)...), story(nil, crowd(6)...), []string{"report: Title of c5"}, []string{"account: Title of c5"}},
	} {
		for _, w := range []news.Watch{{ID: "w1", Query: "callow", Kinds: news.AlertKinds()}, {ID: "w2", Story: "s1", Kinds: news.AlertKinds()}} {
			want := c.search
			if w.Query == "" {
				want = c.watch
			}
			known := Known(&w, c.before)
			alerts, keys := Look(&w, c.after, known, noon)
			if d := cmp.Diff(append([]string{}, want...), said(alerts)); d != "" {
				t.Errorf("%s, watch %s: %s", c.name, w.ID, d)
			}
			if again, _ := Look(&w, c.after, keys, noon); len(again) > 0 {
				t.Errorf("%s, watch %s: told again: %v", c.name, w.ID, said(again))
			}
			if back, _ := Look(&w, c.before, keys, noon); len(back) > 0 {
				t.Errorf("%s, watch %s: told when it is as it was: %v", c.name, w.ID, said(back))
			}
		}
	}
}

// TestFirstLook holds what is news in a story that a watch sees for the first time.
func TestFirstLook(t *testing.T) {
	all := &news.Comparison{Evolution: tolls("1 person", "3 people").Evolution}
	for _, c := range []struct {
		name    string
		created int // minutes after noon
		kinds   []news.AlertKind
		want    []string
	}{
		{"it began since", -5, news.AlertKinds(), []string{"story: Blast in Callow", "number: 1 person → 3 people"}},
		{"it began since, and stories are not asked for", -5, []news.AlertKind{news.NewReport}, []string{"report: Title of a1", "report: Title of a2"}},
		{"it began before", 1, news.AlertKinds(), []string{"report: Title of a2"}},
		{"it is older", 5, news.AlertKinds(), nil},
	} {
		w := news.Watch{ID: "w1", Query: "callow", Kinds: c.kinds, Created: noon.Add(time.Duration(c.created) * time.Minute)}
		alerts, keys := Look(&w, story(all, two...), nil, noon)
		if d := cmp.Diff(append([]string{}, c.want...), said(alerts)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if again, _ := Look(&w, story(all, two...), keys, noon); len(again) > 0 {
			t.Errorf("%s: told again: %v", c.name, said(again))
		}
	}
}

func TestOtherStories(t *testing.T) {
	w := news.Watch{ID: "w1", Query: "callow", Kinds: news.AlertKinds()}
	s := story(nil, two...)
	s.Fits = nil
	if alerts, _ := Look(&w, s, nil, noon); len(alerts) > 0 {
		t.Errorf("a story that the search does not find: %v", said(alerts))
	}
	s.Fits = []string{"a1"}
	if alerts, _ := Look(&w, s, Known(&w, story(nil, two[0])), noon); len(alerts) != 1 || alerts[0].Kind != news.NewAccount {
		t.Errorf("a report of the story that the search does not find: %v", said(alerts))
	}
}

func TestAlert(t *testing.T) {
	w := news.Watch{ID: "w1", Story: "s1", Kinds: news.AlertKinds()}
	alerts, _ := Look(&w, story(tolls("1 person", "3 people"), two...), Known(&w, story(nil, two...)), noon)
	want := []news.Alert{{Watch: "w1", Key: alerts[0].Key, Kind: news.NewNumber, Story: "s1", Headline: "Blast in Callow", Article: "a2", Title: "1 person → 3 people", Text: "person · kill", At: noon,
		Evidence: []news.Testimony{{Evidence: evidence("a1", "1 person"), Source: "S1"}, {Evidence: evidence("a2", "3 people"), Source: "S2"}}}}
	if d := cmp.Diff(want, alerts); d != "" || !strings.HasPrefix(alerts[0].Key, "s1 number:") {
		t.Error(d, alerts[0].Key)
	}
}

// TestFlood holds that a story which grows by very much is told in bounds, and once.
func TestFlood(t *testing.T) {
	w := news.Watch{ID: "w1", Story: "s1", Kinds: []news.AlertKind{news.NewAccount}}
	alerts, keys := Look(&w, story(nil, crowd(maxAlerts+50)...), []string{}, noon)
	if len(alerts) != maxAlerts {
		t.Errorf("%d alerts", len(alerts))
	}
	if again, _ := Look(&w, story(nil, crowd(maxAlerts+50)...), keys, noon); len(again) != 0 {
		t.Errorf("%d alerts of the rest", len(again))
	}
}

func TestRevised(t *testing.T) {
	w := news.Watch{ID: "w1", Story: "s1"}
	known := Known(&w, story(nil, revised(two[0], 3)))
	if got := Revised([]news.Member{revised(two[0], 3), revised(two[1], 2)}, known); !cmp.Equal(got, []string{"a2"}) {
		t.Errorf("revised are %v", got)
	}
}

// TestBurstNeedsClocks holds that reports of one day whose hours are not known are no burst.
func TestBurstNeedsClocks(t *testing.T) {
	days := crowd(9)
	for i := range days {
		days[i].Published = "2026-05-04"
	}
	if most, _ := story(nil, days...).densest(); most != 0 {
		t.Errorf("%d outlets within an hour", most)
	}
	slow := crowd(9)
	for i := range slow {
		slow[i].Published = noon.Add(time.Duration(i) * 16 * time.Minute).Format(time.RFC3339)
	}
	if most, _ := story(nil, slow...).densest(); most != 4 {
		t.Errorf("%d outlets within an hour, want 4", most)
	}
}

func TestRest(t *testing.T) {
	night := news.Quiet{From: "22:00", To: "07:00", Zone: "Europe/Berlin"}
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		quiet     news.Quiet
		now, want string // "": something may be sent
	}{
		{night, "2026-01-10T21:30:00+01:00", ""},
		{night, "2026-01-10T22:00:00+01:00", "2026-01-11T07:00:00+01:00"},
		{night, "2026-01-11T06:59:59+01:00", "2026-01-11T07:00:00+01:00"},
		{night, "2026-01-11T07:00:00+01:00", ""},
		{night, "2026-01-10T21:30:00Z", "2026-01-11T07:00:00+01:00"},      // half past ten in Berlin
		{night, "2026-03-29T01:30:00+01:00", "2026-03-29T07:00:00+02:00"}, // the clock is put forward in this night
		{night, "2026-10-25T02:30:00+01:00", "2026-10-25T07:00:00+01:00"}, // and back in this one
		{news.Quiet{From: "12:00", To: "13:00"}, "2026-01-10T12:30:00Z", "2026-01-10T13:00:00Z"},
		{news.Quiet{From: "12:00", To: "13:00"}, "2026-01-10T11:30:00Z", ""},
		{news.Quiet{From: "12:00", To: "12:00"}, "2026-01-10T12:00:00Z", ""},
		{news.Quiet{}, "2026-01-10T12:00:00Z", ""},
	} {
		end, err := Rest(c.quiet, at(c.now))
		if err != nil {
			t.Fatal(err)
		}
		if c.want == "" && !end.IsZero() || c.want != "" && !end.Equal(at(c.want)) {
			t.Errorf("%v at %s: until %v, want %s", c.quiet, c.now, end, c.want)
		}
	}
	if _, err := Rest(news.Quiet{From: "22:00", To: "07:00", Zone: "Nowhere/None"}, noon); err == nil {
		t.Error("a zone that is none")
	}
}
