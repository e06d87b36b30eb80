package web

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/store"
)

// TestManyReaders holds that 500 readers at once are all answered, while reports come in.
func TestManyReaders(t *testing.T) {
	const readers, pages = 500, 1
	site, db := newRoom(t)
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: readers}}
	defer client.CloseIdleConnections()
	failed := make(chan error, readers*pages)
	var reading sync.WaitGroup
	for reader := range readers {
		reading.Go(func() {
			for n := range pages {
				if err := readPage(client, site.URL+roomPages[(reader+n)%len(roomPages)]); err != nil {
					failed <- err
				}
			}
		})
	}
	for n := range 20 {
		id := fmt.Sprint("late", n)
		batch := store.Batch{Revisions: []news.Revision{at(10, id, "Late Post", "A tower falls at Elbmark", "A tower fell.")}, Placements: in("s9", news.Founded, "", id)}
		if err := db.Write(t.Context(), &batch); err != nil {
			t.Fatal(err)
		}
	}
	reading.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
}

// readPage reads a page to its end.
func readPage(client *http.Client, address string) error {
	answer, err := client.Get(address)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: status %d", address, answer.StatusCode)
	}
	return nil
}
