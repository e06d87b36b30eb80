package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

func addWatch(t testing.TB, s *Store, w news.Watch) news.Watch {
	t.Helper()
	if w.Name == "" {
		w.Name = "W"
	}
	if w.Kinds == nil {
		w.Kinds = news.AlertKinds()
	}
	w.Created = day
	kept, err := s.AddWatch(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func TestWatches(t *testing.T) { both(t, seeWatches) }

func seeWatches(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	w := addWatch(t, s, news.Watch{Name: " Elbmark ", Query: "river OR water", Webhook: "https://a.example/hook", Mail: []string{"Desk <desk@a.example>"},
		Quiet: news.Quiet{From: "22:00", To: "07:00", Zone: "Europe/Berlin"}, By: "anna"})
	if w.Name != "Elbmark" || w.Mail[0] != "desk@a.example" || w.ID == "" || len(w.Token) < 30 || !strings.HasPrefix(w.Secret, "whsec_") {
		t.Errorf("it is %+v", w)
	}
	list, err := s.Watches(ctx)
	if d := cmp.Diff([]news.Watch{w}, list); d != "" || err != nil {
		t.Error(d, err)
	}
	w.Name, w.Kinds, w.Mail, w.Webhook, w.Quiet = "River", []news.AlertKind{news.NewNumber}, []string{}, "", news.Quiet{}
	if err := s.ChangeWatch(ctx, w); err != nil {
		t.Error(err)
	}
	if got, err := s.Watch(ctx, w.ID); err != nil || cmp.Diff(w, got) != "" {
		t.Error(cmp.Diff(w, got), err)
	}
	if err := s.RemoveWatch(ctx, w.ID); err != nil {
		t.Error(err)
	}
	if _, err := s.Watch(ctx, w.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed: %v", err)
	}
	if err := s.RemoveWatch(ctx, w.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	if err := s.ChangeWatch(ctx, w); !errors.Is(err, ErrNotFound) {
		t.Errorf("changed when it is gone: %v", err)
	}
}

func TestWatchesThatCannotBe(t *testing.T) {
	s := flood(t, open(t, t.TempDir()+"/w.db"))
	good := news.Watch{Name: "W", Query: "river", Kinds: []news.AlertKind{news.NewReport}}
	for want, spoil := range map[string]func(*news.Watch){
		"give a search or a story":    func(w *news.Watch) { w.Query = " " },
		"one of them":                 func(w *news.Watch) { w.Story = "s1" },
		"parenthesis":                 func(w *news.Watch) { w.Query = "(river" },
		"give it a name":              func(w *news.Watch) { w.Name = "\t" },
		"line break":                  func(w *news.Watch) { w.Name = "a\r\nBcc: b@c.example" },
		"longer than":                 func(w *news.Watch) { w.Name = strings.Repeat("n", 201) },
		"choose what":                 func(w *news.Watch) { w.Kinds = nil },
		`"noise" is nothing`:          func(w *news.Watch) { w.Kinds = []news.AlertKind{"noise"} },
		"no http(s) address":          func(w *news.Watch) { w.Webhook = "file:///etc/passwd" },
		"webhook is no http(s)":       func(w *news.Watch) { w.Webhook = "https:///path" },
		`"nobody" is no mail address`: func(w *news.Watch) { w.Mail = []string{"nobody"} },
		"is no mail":                  func(w *news.Watch) { w.Mail = []string{"a@b.example\r\nBcc: c@d.example"} },
		"more than 20 mail":           func(w *news.Watch) { w.Mail = make([]string, 21) },
		"quiet hours":                 func(w *news.Watch) { w.Quiet = news.Quiet{From: "22:00"} },
		`"25:00"`:                     func(w *news.Watch) { w.Quiet = news.Quiet{From: "25:00", To: "07:00"} },
		`"Moon/Sea" is no time zone`:  func(w *news.Watch) { w.Quiet = news.Quiet{From: "22:00", To: "07:00", Zone: "Moon/Sea"} },
		ErrNotFound.Error():           func(w *news.Watch) { w.Query, w.Story = "", "none" },
	} {
		w := good
		spoil(&w)
		if _, err := s.AddWatch(t.Context(), w); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func TestStoriesAreStirred(t *testing.T) { both(t, seeStoriesAreStirred) }

func seeStoriesAreStirred(t *testing.T, s *Store) {
	ctx := t.Context()
	stirred := func() (list []string) {
		t.Helper()
		found, err := s.Stirred(ctx, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range found {
			list = append(list, x.Story)
		}
		if err := s.Raise(ctx, &news.Raised{Looked: found}); err != nil {
			t.Fatal(err)
		}
		return list
	}
	flood(t, s)
	if got := stirred(); got != nil {
		t.Errorf("while nobody watches: %v", got)
	}
	addWatch(t, s, news.Watch{Story: "s1"})
	write(t, s, Batch{Revisions: []news.Revision{article("a4", "east.example", "Flood", "Water.")}, Placements: []news.Placement{placement("a4", "s1")}})
	if got := stirred(); !cmp.Equal(got, []string{"s1"}) {
		t.Errorf("a new report: %v", got)
	}
	write(t, s, Batch{Revisions: []news.Revision{article("a3", "south.example", "Parliament votes", "The election law passed with 52 votes.")}})
	if err := s.SaveComparison(ctx, "s1", "v", "i", &news.Comparison{}); err != nil {
		t.Fatal(err)
	}
	if got := stirred(); !cmp.Equal(got, []string{"s2", "s1"}) {
		t.Errorf("a revision and a comparison: %v", got)
	}
	if got := stirred(); got != nil {
		t.Errorf("nothing since: %v", got)
	}
	// What changes while it is looked at is looked at again.
	write(t, s, Batch{Revisions: []news.Revision{article("a3", "south.example", "Parliament votes", "The election law passed with 53 votes.")}})
	seen, _ := s.Stirred(ctx, 0, 10)
	write(t, s, Batch{Revisions: []news.Revision{article("a3", "south.example", "Parliament votes", "The election law passed with 54 votes.")}})
	if err := s.Raise(ctx, &news.Raised{Looked: seen}); err != nil {
		t.Fatal(err)
	}
	if got := stirred(); !cmp.Equal(got, []string{"s2"}) {
		t.Errorf("it changed meanwhile: %v", got)
	}
}

func TestWatchesFollowJoins(t *testing.T) { both(t, seeWatchesFollowJoins) }

func seeWatchesFollowJoins(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	one, other := addWatch(t, s, news.Watch{Story: "s1"}), addWatch(t, s, news.Watch{Query: "water", Name: "Z"})
	if err := s.Raise(ctx, &news.Raised{Known: []news.Known{{Watch: one.ID, Story: "s1", Keys: []string{"b", "a", "a"}}, {Watch: other.ID, Story: "s1", Keys: []string{"c"}}, {Watch: other.ID, Story: "s2", Keys: []string{"d"}}}}); err != nil {
		t.Fatal(err)
	}
	write(t, s, Batch{Redirects: []news.Redirect{{From: "s1", Into: "s2"}}})
	if got, _ := s.Watch(ctx, one.ID); got.Story != "s2" {
		t.Errorf("it watches %s", got.Story)
	}
	known, err := s.KnownTo(ctx, "s2")
	if d := cmp.Diff(map[string][]string{one.ID: {"a", "b"}, other.ID: {"c", "d"}}, known); d != "" || err != nil {
		t.Error(d, err)
	}
	if known, err := s.KnownTo(ctx, "s1"); len(known) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", known, err)
	}
}

func TestFitting(t *testing.T) { both(t, seeFitting) }

func seeFitting(t *testing.T, s *Store) {
	flood(t, s)
	for search, want := range map[string]map[string][]string{
		"water": {"s1": {"a2"}}, "elbmark": {"s1": {"a1", "a2"}}, "river OR votes": {"s1": {"a1"}, "s2": {"a3"}}, "NOT river": {"s1": {"a2"}, "s2": {"a3"}},
		"source:south.example": {"s1": {"a2"}, "s2": {"a3"}}, "since:2025": {}, "until:2024-03": {"s1": {"a1", "a2"}, "s2": {"a3"}}, "elb*": {"s1": {"a1", "a2"}},
	} {
		got, err := s.Fitting(t.Context(), search, []string{"s1", "s2", "none"})
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %s %v", search, d, err)
		}
	}
	if got, err := s.FittingStories(t.Context(), "votes", 5); err != nil || !cmp.Equal(got, []string{"s2"}) {
		t.Errorf("stories %v, %v", got, err)
	}
}

// raise has a watch told of something at a time.
func raise(t testing.TB, s *Store, due time.Time, w news.Watch, keys ...string) {
	t.Helper()
	r := news.Raised{Due: due, Ways: map[string][]news.Way{w.ID: w.Ways()}}
	for _, k := range keys {
		r.Alerts = append(r.Alerts, news.Alert{Watch: w.ID, Key: k, Kind: news.NewReport, Story: "s1", Headline: "H", Article: "a1", Title: "T " + k, Text: "X\x00", At: day,
			Evidence: []news.Testimony{{Evidence: news.Evidence{Article: "a1", Span: news.Span{Start: 4, End: 9}, Text: "river"}, Source: "north.example"}}})
	}
	if err := s.Raise(t.Context(), &r); err != nil {
		t.Fatal(err)
	}
}

func TestAlerts(t *testing.T) { both(t, seeAlerts) }

func seeAlerts(t *testing.T, s *Store) {
	ctx := t.Context()
	flood(t, s)
	w, o := addWatch(t, s, news.Watch{Story: "s1"}), addWatch(t, s, news.Watch{Query: "water", Name: "Z"})
	raise(t, s, day, w, "k1", "k2", "k1")
	raise(t, s, day, w, "k2", "k3")
	raise(t, s, day, o, "k1")
	raise(t, s, day, news.Watch{ID: "gone"}, "k1")
	list, err := s.Alerts(ctx, AlertFilter{Watch: w.ID, Limit: 2})
	if err != nil || len(list) != 2 || list[0].Key != "k3" || list[1].Key != "k2" || list[0].Text != "X\uFFFD" || list[0].Evidence[0].Text != "river" || !list[0].At.Equal(day) {
		t.Fatalf("alerts %+v, %v", list, err)
	}
	if rest, err := s.Alerts(ctx, AlertFilter{Watch: w.ID, Before: list[1].Number}); err != nil || len(rest) != 1 || rest[0].Key != "k1" {
		t.Errorf("the page after: %+v, %v", rest, err)
	}
	if err := s.SeeAlerts(ctx, w.ID, list[1].Number); err != nil {
		t.Error(err)
	}
	unread, err := s.UnreadAlerts(ctx)
	if d := cmp.Diff(map[string]int{w.ID: 1, o.ID: 1}, unread); d != "" || err != nil {
		t.Error(d, err)
	}
	if err := s.SeeAlerts(ctx, "", 1<<40); err != nil {
		t.Error(err)
	}
	if all, err := s.Alerts(ctx, AlertFilter{Unread: true}); err != nil || len(all) != 0 {
		t.Errorf("unread %+v, %v", all, err)
	}
	if err := s.RemoveWatch(ctx, w.ID); err != nil {
		t.Error(err)
	}
	if all, err := s.Alerts(ctx, AlertFilter{}); err != nil || len(all) != 1 || all[0].Watch != o.ID {
		t.Errorf("left are %+v, %v", all, err)
	}
}

func TestDeliveries(t *testing.T) { both(t, seeDeliveries) }

func seeDeliveries(t *testing.T, s *Store) {
	ctx := t.Context()
	w := addWatch(t, s, news.Watch{Query: "river", Webhook: "https://a.example/", Mail: []string{"a@b.example"}})
	silent := addWatch(t, s, news.Watch{Query: "water", Name: "Z"})
	raise(t, s, day, w, "k1", "k2")
	raise(t, s, day.Add(time.Minute), w, "k3")
	raise(t, s, day, silent, "k1")
	due := func(at time.Time) (list []string) {
		t.Helper()
		found, err := s.DueDeliveries(ctx, at, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			keys := fmt.Sprint(d.Way, d.Tries)
			for _, a := range d.Alerts {
				keys += " " + a.Key
			}
			list = append(list, keys)
		}
		return list
	}
	if d := cmp.Diff([]string{"mail0 k1 k2", "webhook0 k1 k2"}, due(day)); d != "" {
		t.Error(d)
	}
	all, _ := s.DueDeliveries(ctx, day, 100)
	mail, hook := all[0], all[1]
	mail.Tries, mail.Done = 1, day
	hook.Tries, hook.Next, hook.Reason = 1, day.Add(time.Hour), "it answered 500"
	for _, d := range []*news.Delivery{&mail, &hook} {
		if err := s.SettleDelivery(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff([]string{"mail0 k3"}, due(day.Add(time.Minute))); d != "" {
		t.Errorf("what follows a failure waits with it: %s", d)
	}
	if d := cmp.Diff([]string{"mail0 k3", "webhook1 k1 k2", "webhook0 k3"}, due(day.Add(time.Hour))); d != "" {
		t.Error(d)
	}
	state, err := s.Undelivered(ctx, w.ID)
	if err != nil || len(state) != 2 || state[1].Reason != "it answered 500" || state[1].Count != 3 || state[1].Tries != 1 {
		t.Errorf("it stands as %+v, %v", state, err)
	}
	hook.Next, hook.Reason = time.Time{}, "given up"
	if err := s.SettleDelivery(ctx, &hook); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"mail0 k3", "webhook0 k3"}, due(day.Add(time.Hour))); d != "" {
		t.Error(d)
	}
}

func TestOldAlerts(t *testing.T) { both(t, seeOldAlerts) }

func seeOldAlerts(t *testing.T, s *Store) {
	ctx := t.Context()
	w := addWatch(t, s, news.Watch{Query: "river", Webhook: "https://a.example/"})
	raise(t, s, day, w, "k1", "k2")
	if r, err := s.Retain(ctx, Policy{Alerts: 48 * time.Hour}, day.Add(24*time.Hour)); err != nil || r != (Removed{}) {
		t.Errorf("kept for two days: %+v, %v", r, err)
	}
	if r, err := s.Retain(ctx, Policy{Alerts: 12 * time.Hour}, day.Add(24*time.Hour)); err != nil || r != (Removed{Alerts: 2}) {
		t.Errorf("kept for half a day: %+v, %v", r, err)
	}
	if state, err := s.Undelivered(ctx, w.ID); err != nil || len(state) != 0 {
		t.Errorf("to be sent still: %+v, %v", state, err)
	}
}
