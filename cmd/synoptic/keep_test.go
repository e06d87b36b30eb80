package main

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// keep [-nowhere] DATABASE FILE: the articles of the file are in the database, each in a
// story of its own, or in none.
func keep(ts *testscript.TestScript, _ bool, args []string) {
	nowhere := args[0] == "-nowhere"
	if nowhere {
		args = args[1:]
	}
	dsn := args[0]
	if !strings.Contains(dsn, "://") {
		dsn = ts.MkAbs(dsn)
	}
	s, err := store.Open(context.Background(), dsn, store.Options{})
	ts.Check(err)
	b := &news.Batch{Captures: []news.Kept{{Hash: "c" + args[1], Capture: news.Capture{Name: args[1], Bytes: []byte(ts.ReadFile(args[1]))}, Fetched: time.Unix(0, 0)}}}
	if nowhere {
		b.Captures = nil
	}
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		var a news.Article
		ts.Check(json.Unmarshal([]byte(line), &a))
		b.Revisions = append(b.Revisions, news.Revision{Article: a, Seen: time.Now(), Hash: a.Text})
		if !nowhere {
			b.Placements = append(b.Placements, news.Placement{Article: a.ID, Story: "s-" + a.ID, Kind: news.Founded})
		}
	}
	ts.Check(s.Write(context.Background(), b))
	ts.Check(s.Close())
}
