package cluster

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
)

// archive is what a database keeps of the clustering.
type archive struct {
	order  []string // articles as they were placed
	images map[string][]byte
	latest map[string]news.Placement
	into   map[string]string
	lines  map[string]string
}

func newArchive() *archive {
	return &archive{images: map[string][]byte{}, latest: map[string]news.Placement{}, into: map[string]string{}, lines: map[string]string{}}
}

func (a *archive) write(t *testing.T, c Changes) {
	t.Helper()
	for _, p := range c.Placements {
		if p.Article == "" || p.Story == "" || p.Kind == "" || p.Why == "" {
			t.Fatalf("placement says too little: %+v", p)
		}
		a.latest[p.Article] = p
	}
	for _, r := range c.Redirects {
		if _, again := a.into[r.From]; again {
			t.Fatalf("story %s is joined to another twice", r.From)
		}
		a.into[r.From] = r.Into
	}
	maps.Copy(a.lines, c.Storylines)
}

// stories is the story of each article, joined ones resolved.
func (a *archive) stories() map[string]string {
	found := map[string]string{}
	for id, p := range a.latest {
		story := p.Story
		for a.into[story] != "" {
			story = a.into[story]
		}
		found[id] = story
	}
	return found
}

// run places articles in batches and writes them to the archive.
func run(t *testing.T, o *Online, a *archive, articles []news.Article, batch int) {
	t.Helper()
	m := NewImager()
	for some := range slices.Chunk(articles, batch) {
		for i := range some {
			im := m.Image(&some[i])
			o.Place(im)
			a.order = append(a.order, im.ID)
			a.images[im.ID] = im.Bytes()
		}
		a.write(t, o.Settle())
	}
}

// restored is the clustering as a new run takes it up from an archive.
func restored(t *testing.T, a *archive, w Window) *Online {
	t.Helper()
	o := newOnline(Learned(), NewFrequencies(), w)
	for _, id := range a.order {
		im, err := ParseImage(a.images[id])
		if err != nil {
			t.Fatal(err)
		}
		o.Restore(im, a.latest[id], false)
	}
	for story, line := range a.lines {
		o.RestoreStoryline(story, line)
	}
	return o
}

func invented(n int, seed uint64) []news.Article {
	var articles []news.Article
	for item := range generate.Stream(n, seed) {
		articles = append(articles, item.Article)
	}
	return articles
}

func TestRestartIsNoDifference(t *testing.T) {
	articles := invented(1500, 7)
	for i := range articles { // out of order, and some undated
		if j := i + 40; i%50 == 0 && j < len(articles) {
			articles[i], articles[j] = articles[j], articles[i]
		}
		if i%17 == 0 {
			articles[i].Published = ""
		}
	}
	for _, w := range []Window{DefaultWindow, {Members: 400, Days: 30}} {
		want, got := newArchive(), newArchive()
		o := newOnline(Learned(), NewFrequencies(), w)
		run(t, o, want, articles, 1)
		run(t, newOnline(Learned(), NewFrequencies(), w), got, articles[:600], 7)
		run(t, restored(t, got, w), got, articles[600:1000], 100)
		run(t, restored(t, got, w), got, articles[1000:], 33)
		if d := cmp.Diff(want.stories(), got.stories()); d != "" {
			t.Errorf("%+v: a run without and one with restarts (-/+):\n%.2000s", w, d)
		}
		if d := cmp.Diff(want.latest, got.latest, cmpopts.EquateApprox(0, 1e-9)); d != "" {
			t.Errorf("%+v: placements without and with restarts (-/+):\n%.2000s", w, d)
		}
		if d := cmp.Diff(want.lines, got.lines); d != "" {
			t.Errorf("%+v: storylines without and with restarts (-/+):\n%.2000s", w, d)
		}
	}
}

func TestWindowBoundsMemory(t *testing.T) {
	o := newOnline(Learned(), NewFrequencies(), Window{Members: 100, Days: 30})
	background := o.freq.count.used
	run(t, o, newArchive(), invented(1200, 3), 50)
	if len(o.active.list) > 100 || len(o.known) > 200 {
		t.Errorf("%d members, %d articles are active", len(o.active.list), len(o.known))
	}
	for len(o.active.list) > 0 {
		o.evictFirst()
	}
	if len(o.byID) != 0 || len(o.known) != 0 || o.freq.count.used > background {
		t.Errorf("an empty window holds %d stories, %d articles, %d terms more", len(o.byID), len(o.known), o.freq.count.used-background)
	}
}

func TestPlacedTwiceIsPlacedOnce(t *testing.T) {
	o := NewOnline(Learned())
	m := NewImager()
	a := news.Article{ID: "fire", Lang: "en", Title: "Market hall of Velm burns down", Text: fire}
	o.Place(m.Image(&a))
	o.Place(m.Image(&a))
	if got := o.Settle(); len(got.Placements) != 1 || got.Placements[0].Kind != news.Founded {
		t.Errorf("placements %+v", got.Placements)
	}
	if got := o.Settle(); len(got.Placements) != 0 {
		t.Errorf("nothing happened, but placements %+v", got.Placements)
	}
}

// market is four reports of a fire, one of them a copy, and two of an election.
func market(t *testing.T) (*Online, *archive) {
	t.Helper()
	at := func(hour int) string { return fmt.Sprintf("2031-05-04T%02d:00:00Z", hour) }
	o, a := NewOnline(Learned()), newArchive()
	run(t, o, a, []news.Article{
		{ID: "fire", Lang: "en", Published: at(8), Title: "Market hall of Velm burns down", Text: fire},
		{ID: "copy", Lang: "en", Published: at(10), Title: "Velm market destroyed", Text: fire[:len(fire)-60]},
		{ID: "fire too", Lang: "en", Published: at(19), Title: "After the market hall fire, a tent for the traders of Velm", Text: fireToo},
		{ID: "election", Lang: "en", Published: at(9), Title: "Torrgar votes to leave fisheries union", Text: election},
	}, 10)
	return o, a
}

func TestCurations(t *testing.T) {
	by := func(c news.Curation) news.Curation {
		c.By, c.At = "Ann", time.Date(2031, 5, 5, 0, 0, 0, 0, time.UTC)
		return c
	}
	o, a := market(t)
	s := a.stories()
	if s["fire"] != s["copy"] || s["fire"] != s["fire too"] || s["fire"] == s["election"] {
		t.Fatalf("stories %v", s)
	}
	split := o.Curate(by(news.Curation{Kind: news.Split, Story: s["fire"], Articles: []string{"fire too"}}))
	a.write(t, o.Settle())
	if got := a.stories(); got["fire too"] != split.Target || got["copy"] != s["fire"] {
		t.Errorf("after a split: %v", got)
	}
	o.finish()
	a.write(t, o.Settle())
	if got := a.stories(); got["fire too"] == got["fire"] {
		t.Error("what a person has split was joined again")
	}
	o.Curate(by(news.Curation{Kind: news.Merge, Story: s["election"], Target: s["fire"]}))
	o.finish()
	a.write(t, o.Settle())
	if got := a.stories(); got["election"] != s["fire"] || a.into[s["election"]] != s["fire"] {
		t.Errorf("after a merge: %v, redirects %v", got, a.into)
	}
	o.Curate(by(news.Curation{Kind: news.Move, Target: split.Target, Articles: []string{"copy", "unknown"}}))
	a.write(t, o.Settle())
	if got := a.stories(); got["copy"] != split.Target || got["fire"] != s["fire"] {
		t.Errorf("after a move: %v", got)
	}
	if p := a.latest["copy"]; p.Kind != news.Curated || p.Why != "Put here by Ann." {
		t.Errorf("placement %+v", p)
	}
}

func TestPinnedStoryStays(t *testing.T) {
	o, a := market(t)
	s := a.stories()
	o.Curate(news.Curation{Kind: news.Pin, Story: s["fire"]})
	pinned := o.byID[s["fire"]]
	before := len(pinned.members)
	o.moveTo(o.known["election"], pinned) // what repair would undo
	o.finish()
	if len(pinned.members) != before+1 {
		t.Errorf("a pinned story of %d has %d members", before+1, len(pinned.members))
	}
	o.Curate(news.Curation{Kind: news.Unpin, Story: s["fire"]})
	o.repairFrom(pinned)
	if len(pinned.members) != before {
		t.Errorf("%d members after it was unpinned and repaired", len(pinned.members))
	}
}

func TestCurationsOfEarlierRuns(t *testing.T) {
	_, a := market(t)
	s := a.stories()
	o := NewOnline(Learned())
	o.Curate(news.Curation{Kind: news.Split, Story: s["fire"], Target: "mine", Articles: []string{"fire too"}})
	for _, id := range a.order {
		im, err := ParseImage(a.images[id])
		if err != nil {
			t.Fatal(err)
		}
		p := a.latest[id]
		if id == "fire too" {
			p.Story, p.Kind = "mine", news.Curated
		}
		o.Restore(im, p, false)
	}
	o.finish()
	if c := o.Settle(); len(c.Placements) != 0 || len(c.Redirects) != 0 {
		t.Errorf("a restored clustering changed: %+v", c)
	}
}

func TestBytes(t *testing.T) {
	o := NewOnline(Learned())
	m := NewImager()
	for _, a := range append(invented(20, 1), news.Article{}, news.Article{ID: "x", Title: "Trial: Day 2", Text: "北京 大火"}) {
		im := m.Image(&a)
		for range 2 {
			got, err := ParseImage(im.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(im, got, cmp.AllowUnexported(Image{}, headword{}), cmpopts.EquateEmpty()); d != "" {
				t.Fatal(d)
			}
			o.Place(im)
		}
	}
}

func FuzzParseImage(f *testing.F) {
	a := news.Article{ID: "fire", Title: "Market hall of Velm burns down", Text: fire, Published: "2031-05-04"}
	im := NewImager().Image(&a)
	f.Add(im.Bytes())
	NewOnline(Learned()).Place(im)
	f.Add(im.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		im, err := ParseImage(b)
		if err != nil {
			return
		}
		o := NewOnline(Learned())
		o.Restore(im, news.Placement{Article: im.ID, Story: "s", Kind: news.Founded}, false)
		if _, err := ParseImage(im.Bytes()); err != nil {
			t.Fatal(err)
		}
	})
}
