package alert

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/postgres"
	"synoptic/internal/store"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// server is the PostgreSQL that the tests run on.
var server postgres.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

// both runs a test on an empty database of each kind.
func both(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newDesk(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, newDeskOn(t, server.Database(t))) })
}

// desk is a database with a comparer, looked at by a clock of its own. It can be opened
// again as after a restart.
type desk struct {
	t        *testing.T
	file     string
	db       *store.Store
	comparer *pipeline.Comparer
	now      time.Time
	hook     *receiver
	quiet    news.Quiet
}

func newDesk(t *testing.T) *desk { return newDeskOn(t, filepath.Join(t.TempDir(), "news.db")) }

func newDeskOn(t *testing.T, dsn string) *desk {
	c, err := pipeline.NewComparer()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, file: dsn, comparer: c, now: noon, hook: newReceiver(t)}
	d.restart()
	t.Cleanup(func() { d.db.Close() })
	return d
}

// restart closes the database and opens it again.
func (d *desk) restart() {
	d.t.Helper()
	if d.db != nil {
		d.check(d.db.Close())
	}
	var err error
	d.db, err = store.Open(context.Background(), d.file, store.Options{})
	d.check(err)
}

func (d *desk) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// follower and courier are made anew for every use, as they are after a restart.
func (d *desk) follower() *Follower {
	return &Follower{Store: d.db, Changes: d.comparer.Changes, Now: func() time.Time { return d.now },
		Problem: func(story string, err error) { d.t.Errorf("story %s: %v", story, err) }}
}

func (d *desk) courier() *Courier {
	client := fetch.New(fetch.Options{AllowPrivate: true, Timeout: 5 * time.Second})
	return &Courier{Store: d.db, Quiet: d.quiet, Now: func() time.Time { return d.now },
		Senders: map[news.Way]Sender{news.ByWebhook: &Webhooks{Post: client.Post, Links: "https://news.example", Now: func() time.Time { return d.now }}}}
}

// report keeps a report of a story; an article that is known gets a revision.
func (d *desk) report(id, story, source, text string) {
	d.t.Helper()
	r := news.Revision{Article: news.Article{ID: id, Source: source, Title: source + " reports", Text: text, Lang: "en", Published: d.now.Format(time.RFC3339), Authors: []string{}},
		Seen: d.now, Hash: text}
	d.check(d.db.Write(d.t.Context(), &news.Batch{Revisions: []news.Revision{r}, Placements: []news.Placement{{Article: id, Story: story, Kind: news.Accepted}}}))
}

// compare compares the stories that changed.
func (d *desk) compare() {
	d.t.Helper()
	_, err := d.comparer.Refresh(d.t.Context(), d.db, 1, func(int, int) {})
	d.check(err)
}

func (d *desk) watch(w news.Watch) news.Watch {
	d.t.Helper()
	w.Name, w.Created = "Callow "+w.Query+w.Story, d.now
	if w.Kinds == nil {
		w.Kinds = news.AlertKinds()
	}
	kept, err := d.db.AddWatch(d.t.Context(), w)
	d.check(err)
	d.check(d.follower().Begin(d.t.Context(), kept))
	return kept
}

// look looks and returns what a watch was told since, the first first: kind and title.
func (d *desk) look(w news.Watch) []string {
	d.t.Helper()
	_, err := d.follower().Look(d.t.Context())
	d.check(err)
	list, err := d.db.Alerts(d.t.Context(), store.AlertFilter{Watch: w.ID, Unread: true})
	d.check(err)
	d.check(d.db.SeeAlerts(d.t.Context(), w.ID, 1<<40))
	said := []string{}
	for _, a := range slices.Backward(list) {
		said = append(said, string(a.Kind)+": "+a.Title)
	}
	return said
}

func (d *desk) deliver() {
	d.t.Helper()
	d.check(d.courier().Deliver(d.t.Context()))
}

const (
	first  = "A blast tore through the covered market of Callow on Monday morning. Three people were killed, the police said. The cellar of the market burned."
	second = "A blast tore through the covered market of Callow on Monday morning. Five people were killed, the hospital said. The minister arrived at noon."
	edited = "A blast tore through the covered market of Callow on Monday morning. Four people were killed, the police said. The cellar of the market burned."
)

// TestFollow lets a story go on: what each step tells, and that no restart repeats it.
func TestFollow(t *testing.T) { both(t, seeFollow) }

func seeFollow(t *testing.T, d *desk) {
	d.report("a1", "s1", "Tidewater", first)
	d.report("x1", "s2", "Northern Post", "Parliament passed the election law with 51 votes.")
	search, story := d.watch(news.Watch{Query: "callow"}), d.watch(news.Watch{Story: "s1"})
	expect := func(step string, w news.Watch, want ...string) {
		t.Helper()
		if got := d.look(w); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: told %q, want %q", step, got, want)
		}
	}
	expect("what was there", search)
	d.now = d.now.Add(time.Hour)
	d.report("a2", "s1", "Radio Merrow", second)
	d.report("x2", "s2", "Inland Standard", "The election law passed with 51 votes.")
	expect("a report", search, "report: Radio Merrow reports")
	expect("the same for who watches the story", story, "account: Radio Merrow reports")
	d.restart()
	d.compare()
	expect("a number", search, "number: 3 people → 5 people")
	expect("the same", story, "number: 3 people → 5 people")
	d.restart()
	d.compare()
	expect("nothing", search)
	d.now = d.now.Add(time.Hour)
	d.report("a1", "s1", "Tidewater", edited)
	expect("a silent edit", search, "edit: Tidewater reports")
	d.compare()
	d.now = d.now.Add(time.Hour)
	d.report("b1", "s3", "Callow Courier", "The fair of Callow opens on Friday, the mayor said.")
	if got := d.look(search); !slices.Contains(got, "story: Callow Courier reports") {
		t.Errorf("a new story: told %q", got)
	}
	d.check(d.db.Write(t.Context(), &news.Batch{Redirects: []news.Redirect{{From: "s1", Into: "s3"}}}))
	expect("a join tells of the reports that come with it", story, "edit: Tidewater reports", "difference: number: 4 people against 5 people", "account: Callow Courier reports")
	expect("and of nothing that was told", search)
}

// TestGivingUp holds that a receiver that is gone is asked no more, and one that never
// answers not for ever.
func TestGivingUp(t *testing.T) {
	d := newDesk(t)
	w := d.watch(news.Watch{Query: "callow", Webhook: d.hook.URL})
	d.report("a1", "s1", "Tidewater", first)
	d.look(w)
	d.hook.status = http.StatusServiceUnavailable
	tries := 0
	for range 500 {
		d.deliver()
		tries += len(d.hook.take())
		d.now = d.now.Add(10 * time.Minute)
	}
	if tries != maxTries {
		t.Errorf("%d tries, want %d", tries, maxTries)
	}
	d.report("a2", "s1", "Radio Merrow", second)
	d.look(w)
	d.hook.status = http.StatusGone
	for range 2 {
		d.deliver()
		d.now = d.now.Add(24 * time.Hour)
	}
	if got := d.hook.take(); len(got) != 1 {
		t.Errorf("asked %d times when it is gone", len(got))
	}
	state, err := d.db.Undelivered(t.Context(), w.ID)
	if err != nil || len(state) != 1 || !strings.HasPrefix(state[0].Reason, "given up: ") || !state[0].Next.IsZero() {
		t.Errorf("it stands as %+v, %v", state, err)
	}
}

// TestQuietHours holds back what comes in the night and sends it in the morning as one.
func TestQuietHours(t *testing.T) {
	for name, own := range map[string]bool{"of the watch": true, "of the installation": false} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			night := news.Quiet{From: "22:00", To: "07:00", Zone: "Europe/Berlin"}
			w := news.Watch{Query: "callow", Webhook: d.hook.URL}
			if own {
				w.Quiet = night
			} else {
				d.quiet = night
			}
			w = d.watch(w)
			d.now = time.Date(2026, 5, 4, 20, 30, 0, 0, time.UTC) // half past ten in Berlin
			d.report("a1", "s1", "Tidewater", first)
			d.look(w)
			d.deliver()
			d.restart()
			d.now = d.now.Add(3 * time.Hour)
			d.report("a2", "s1", "Radio Merrow", second)
			d.look(w)
			d.deliver()
			d.now = time.Date(2026, 5, 5, 4, 59, 0, 0, time.UTC)
			d.deliver()
			if got := d.hook.take(); len(got) != 0 {
				t.Fatalf("%d requests in the night", len(got))
			}
			d.now = d.now.Add(time.Minute)
			d.deliver()
			got := d.hook.take()
			if len(got) != 1 {
				t.Fatalf("%d requests in the morning, want 1", len(got))
			}
			if m := verify(t, w.Secret, got[0]); len(m.Alerts) != 2 {
				t.Errorf("the message has %d alerts, want 2", len(m.Alerts))
			}
		})
	}
}

// TestPrivateNetworks holds that a webhook reaches none, unless it may.
func TestPrivateNetworks(t *testing.T) {
	d := newDesk(t)
	w := d.watch(news.Watch{Query: "callow", Webhook: d.hook.URL})
	d.report("a1", "s1", "Tidewater", first)
	d.look(w)
	careful := d.courier()
	careful.Senders = map[news.Way]Sender{news.ByWebhook: &Webhooks{Post: fetch.New(fetch.Options{}).Post}}
	var told error
	careful.Done = func(_ news.Delivery, err error) { told = err }
	d.check(careful.Deliver(t.Context()))
	var refused *fetch.RefusedError
	if got := d.hook.take(); len(got) != 0 || !errors.As(told, &refused) {
		t.Errorf("%d requests, %v", len(got), told)
	}
}

// TestUnwanted holds that what a watch is no longer to be sent is not sent, and what cannot
// be sent here waits.
func TestUnwanted(t *testing.T) {
	d := newDesk(t)
	w := d.watch(news.Watch{Query: "callow", Webhook: d.hook.URL, Mail: []string{"desk@news.example"}})
	d.report("a1", "s1", "Tidewater", first)
	d.look(w)
	w.Webhook = ""
	d.check(d.db.ChangeWatch(t.Context(), w))
	d.deliver()
	state, err := d.db.Undelivered(t.Context(), w.ID)
	if got := d.hook.take(); len(got) != 0 || err != nil || len(state) != 1 || state[0].Reason != "no mail is set up here" {
		t.Errorf("%d requests, %+v, %v", len(got), state, err)
	}
}

func TestPause(t *testing.T) {
	for tries, want := range map[int]time.Duration{1: 30 * time.Second, 2: time.Minute, 5: 8 * time.Minute, 16: 6 * time.Hour} {
		if got := pause(tries); got != want {
			t.Errorf("after %d tries: %v, want %v", tries, got, want)
		}
	}
}
