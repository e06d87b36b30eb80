package web

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/reuse"
	"synoptic/internal/store"
)

var morning = time.Date(2026, 4, 15, 6, 0, 0, 0, time.UTC)

// evil are words that do harm in a page that does not escape them.
const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>{{.}}'`

// at is a report of a time in hours after the morning.
func at(hours int, id, source, title, text string) news.Revision {
	when := morning.Add(time.Duration(hours) * time.Hour)
	return news.Revision{Article: news.Article{ID: id, Source: source, Title: title, Text: text, Lang: "en", URL: "https://" + id + ".example/",
		Published: when.Format(time.RFC3339), Authors: []string{}}, Seen: when.Add(time.Minute), Hash: fmt.Sprintf("%x", title+text)}
}

func in(story string, kind news.PlacementKind, near string, ids ...string) []news.Placement {
	var out []news.Placement
	for _, id := range ids {
		out = append(out, news.Placement{Article: id, Story: story, Kind: kind, Near: near, Score: 2.5, Why: "It shares the names Port Callow and Lady Annis.",
			Features: []news.Feature{{Name: "words", Value: .61, Weight: 3.2}}})
	}
	return out
}

// harbourReports are the example as reports, a revised one and a copy among them.
func harbourReports() []news.Revision {
	texts := harbour()
	return []news.Revision{
		at(0, "r1", "Tidewater", "Ferry strikes breakwater at Port Callow", texts[3]),
		at(1, "r2", "Daily Ledger", "At least 14 hurt as ferry hits breakwater", texts[1]),
		at(5, "r3", "Callow Courier", "\"Like being inside a bell\"", texts[0]),
		at(8, "r4", "Inland Standard", "Minister orders inquiry", texts[2]),
		at(9, "r4", "Inland Standard", "Minister orders inquiry into ferry", texts[2]+"\n\nThe ministry said on Thursday that the inquiry would report in June."),
	}
}

// newsroom is a database of three stories, one of them compared, with hostile words.
func newsroom(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	reports := harbourReports()
	b := store.Batch{Revisions: append(reports,
		at(3, "x1", evil, evil, "The bridge at Elbmark closed. "+evil+" \"We are cut off,\" said Mayor "+evil+"."),
		at(2, "y1", "Northern Post", "Parliament passes the election law", "The election law passed with 51 votes, the speaker said.")),
		Problems: []news.Problem{{Name: evil, Stage: "fetch", Reason: "answered 404 " + evil, Attempts: 1, First: morning, Last: morning}},
		Copies:   []news.Reuse{{From: "r1", To: "r2", Share: .94, FromShare: .8, Kind: "copy", Why: "it credits Tidewater"}}}
	b.Placements = append(append(in("s1", news.Accepted, "r1", "r1", "r2", "r3", "r4"), in("s2", news.Founded, "", "x1")...), in("s3", news.Founded, "", "y1")...)
	if err := s.Write(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddFeed(t.Context(), news.Feed{URL: "https://tidewater.example/feed", Title: evil, Kind: news.FeedItems, Added: morning}); err != nil {
		t.Fatal(err)
	}
	members, err := s.Members(t.Context(), "s1")
	if err == nil {
		err = s.SaveComparison(t.Context(), "s1", "1", store.Inputs(members), harbourCompared())
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// harbourCompared is the comparison of the first four reports of the example.
var harbourCompared = sync.OnceValue(func() *news.Comparison {
	c, reader := models()
	var docs []*news.Document
	reports := harbourReports()[:4]
	for i := range reports {
		docs = append(docs, reader.Read(&reports[i].Article))
	}
	return c.Compare(docs, nil)
})

// newRoom is a site over the newsroom.
func newRoom(t testing.TB) (*httptest.Server, *store.Store) {
	t.Helper()
	db := newsroom(t)
	site, log := newSite(t, Options{Store: db, Changes: reuse.Changes, OPML: lines, Bundle: zipOf})
	t.Cleanup(func() {
		for line := range strings.Lines(log.String()) {
			if strings.Contains(line, "level=ERROR") {
				t.Error(line)
			}
		}
	})
	return site, db
}

// zipOf is a bundle with nothing in it.
func zipOf(_ context.Context, _ news.Story, w io.Writer) error { return zip.NewWriter(w).Close() }
