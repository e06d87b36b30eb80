package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"synoptic/internal/browser"
)

// TestRoomPicture takes the pictures of the reading room for the README, of the example as
// ingest and serve show it, in light and dark:
//
//	PICTURES=$PWD/docs/images go test ./cmd/synoptic -run RoomPicture
func TestRoomPicture(t *testing.T) {
	folder := os.Getenv("PICTURES")
	if folder == "" {
		t.Skip("PICTURES is not set: no picture is asked for")
	}
	db := filepath.Join(t.TempDir(), "news.db")
	var errOut bytes.Buffer
	if status := run(context.Background(), []string{"ingest", "--db", db, "../../examples/harbour"}, nil, io.Discard, &errOut); status != exitOK {
		t.Fatalf("ingest ends with status %d: %s", status, errOut.String())
	}
	site := startServe(t, "--db", db, "--no-poll")
	b := browser.New(t)
	story := firstStory(t, site)
	for scheme, name := range map[string]string{"light": "room.png", "dark": "room-dark.png"} {
		b.Scheme(t, scheme)
		b.Open(t, site+story, 1280)
		b.Save(t, filepath.Join(folder, name), false)
	}
}

// firstStory is the address of the first story of a site.
func firstStory(t *testing.T, site string) string {
	t.Helper()
	answer, err := http.Get(site + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`href="(/story/[^"]+)"`).FindSubmatch(page)
	if found == nil {
		t.Fatal("the first page shows no story")
	}
	return string(found[1])
}
