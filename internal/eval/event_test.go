package eval

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeEvent makes a folder with one story file and an event file of the line given.
func writeEvent(t *testing.T, line string) (events, stories string) {
	t.Helper()
	dir := t.TempDir()
	articles := fmt.Sprintf("{\"id\":\"one\",\"title\":\"Ferry\",\"text\":%q}\n{\"id\":\"two\",\"text\":%q}\n", textA, textB)
	for name, content := range map[string]string{"ferries.jsonl": articles, "events.jsonl": line + "\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "events.jsonl"), dir
}

// eventLine is an event of both articles: one point, one thing told alone.
func eventLine(checkA uint32, only string) string {
	return fmt.Sprintf(`{"stories":"ferries","story":"7","articles":[{"id":"one","crc32":%d},{"id":"two","crc32":%d}],`+
		`"points":[[[0,0,22],[1,0,24]]],"only":[%s]}`, checkA, crc32.ChecksumIEEE([]byte(textB)), only)
}

func TestEvents(t *testing.T) {
	path, stories := writeEvent(t, eventLine(crc32.ChecksumIEEE([]byte(textA)), "[0,44,62]"))
	cases, err := Events(path, stories)
	if err != nil || len(cases) != 1 {
		t.Fatalf("got %d events, %v", len(cases), err)
	}
	c := cases[0]
	if got := c.Points[0].Tellings[1]; got.Article != "two" || got.Words != "A ferry struck the wall." {
		t.Errorf("second telling is %+v", got)
	}
	if c.Only[0].Words != "Bakers gave bread." {
		t.Errorf("told alone: %q", c.Only[0].Words)
	}
	if c.Articles[0].Title != "" || c.Name != "ferries 7" {
		t.Errorf("title %q, name %q", c.Articles[0].Title, c.Name)
	}
}

func TestEventsRefuse(t *testing.T) {
	right := crc32.ChecksumIEEE([]byte(textA))
	for name, line := range map[string]string{
		"line 1":                           "{",
		"open stories":                     `{"stories":"ships"}`,
		"mark [0 43 900] lies outside its": eventLine(right, "[0,43,900]"),
		"mark [2 0 1] lies outside its":    eventLine(right, "[2,0,1]"),
		"not the one annotated":            eventLine(right+1, ""),
	} {
		path, stories := writeEvent(t, line)
		if _, err := Events(path, stories); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error with %q, got %v", name, err)
		}
	}
	if c, err := Events(filepath.Join(t.TempDir(), "none"), ""); c != nil || err != nil {
		t.Errorf("of no file: %v, %v", c, err)
	}
	path, stories := writeEvent(t, eventLine(right+1, ""))
	if _, err := Events(path, stories); !errors.Is(err, errOtherText) {
		t.Errorf("another text: %v", err)
	}
}
