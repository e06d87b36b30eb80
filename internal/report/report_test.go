package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"synoptic/internal/news"
)

var update = flag.Bool("update", false, "write the golden files anew")

// forms are the forms of a report with the golden file of each.
var forms = map[string]func(io.Writer, *news.Comparison) error{
	"text-80.txt": func(w io.Writer, c *news.Comparison) error { return Text(w, c, TextOptions{}) },
	"text-140-all.txt": func(w io.Writer, c *news.Comparison) error {
		return Text(w, c, TextOptions{Width: 140, Color: true, All: true})
	},
	"comparison.json": JSON,
	"comparison.csv":  CSV,
	"comparison.md":   Markdown,
	"comparison.html": HTML,
}

func TestGolden(t *testing.T) {
	for name, write := range forms {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := write(&got, newFixture(t)); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", name), got.Bytes())
		})
	}
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("output differs from %s; look at it and run go test -update\n%s", path, got)
	}
}

// BenchmarkForms writes five accounts of sixty points in every form.
func BenchmarkForms(b *testing.B) {
	c := manyAccounts(5, 60)
	for name, write := range forms {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := write(io.Discard, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
