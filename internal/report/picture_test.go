package report

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"synoptic/internal/browser"
)

// TestPicture takes the pictures of the README from a page that the program wrote, with a
// finding chosen, in light and dark:
//
//	go run ./cmd/synoptic compare --format html -o page.html examples/harbour
//	PAGE=$PWD/page.html FINDING=difference-1 PICTURES=$PWD/docs/images go test ./internal/report -run Picture
func TestPicture(t *testing.T) {
	file, folder := os.Getenv("PAGE"), os.Getenv("PICTURES")
	if file == "" || folder == "" {
		t.Skip("PAGE and PICTURES are not set: no picture is asked for")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) }))
	defer s.Close()
	b := browser.New(t)
	for scheme, name := range map[string]string{"light": "compare.png", "dark": "compare-dark.png"} {
		b.Scheme(t, scheme)
		b.Open(t, s.URL+"/#"+os.Getenv("FINDING"), 1280)
		b.Save(t, filepath.Join(folder, name), false)
	}
}
