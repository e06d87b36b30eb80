package compare

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/annotate"
	"synoptic/internal/eval"
	"synoptic/internal/news"
)

var update = flag.Bool("update", false, "write the figures measured to testdata/figures.txt")

// figures are the scores of every annotated case and of all together.
func figures(t *testing.T, cases []*eval.Case) string {
	c, reader := comparer(t), annotate.New()
	var out strings.Builder
	var all eval.Score
	line := func(name string, s eval.Score) {
		fmt.Fprintf(&out, "%-14s %11.3f %11.3f %11.3f\n", name, s.Points.F1(), s.Exclusives.F1(), s.Differences.F1())
	}
	fmt.Fprintf(&out, "%-14s %11s %11s %11s\n", "F1", "points", "exclusives", "differences")
	for _, e := range cases {
		var docs []*news.Document
		for i := range e.Articles {
			docs = append(docs, reader.Read(&e.Articles[i]))
		}
		s := eval.Of(e, c.Compare(docs, nil))
		line(e.Name, s)
		all.Add(s)
	}
	line("all", all)
	return out.String()
}

// TestFigures holds the quality on annotated cases: whatever moves it shows in the
// golden file. The weights of the alignment have seen these cases.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("measures whole cases")
	}
	cases, err := eval.Cases(filepath.FromSlash("../../../shared/cases/dev"))
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Skip("no annotated cases beside the repository")
	}
	golden := filepath.Join("testdata", "figures.txt")
	got := figures(t, cases)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the figures are\n%s\nnot\n%s\nRun go test ./internal/compare -run Figures -update after a change of quality that is meant.", got, want)
	}
}
