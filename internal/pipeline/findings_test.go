package pipeline_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"synoptic/internal/annotate"
	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
)

var update = flag.Bool("update", false, "write what is held in files anew")

// TestFindings holds that findings.txt, by which kept comparisons are known to be of other
// stages, is in step with the stages: the data they are made of, what they read in the
// examples, and how they compare them.
func TestFindings(t *testing.T) {
	documents, comparisons := examined(t)
	now := "data/" + embedded(t) + "\ndocuments/" + documents + "\ncomparisons/" + comparisons + "\n"
	const path = "findings.txt"
	kept, err := os.ReadFile(path)
	switch {
	case err == nil && string(kept) == now:
	case *update:
		if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the stages find other things in the same texts (%v):\n%s\nRun go test ./internal/pipeline -run Findings -update; kept comparisons are then made anew.", err, now)
	}
}

// examined are hashes of what is read in the examples and how they are compared.
func examined(t *testing.T) (documents, comparisons string) {
	t.Helper()
	c, reader := comparer(t), annotate.New()
	var read, compared []any
	for _, accounts := range exampleEvents(t) {
		for i := range accounts {
			read = append(read, reader.Read(&accounts[i].Article))
		}
		compared = append(compared, c.Compare(accounts))
	}
	if len(compared) < 5 {
		t.Fatalf("%d events only", len(compared))
	}
	return shortHash(t, read), shortHash(t, compared)
}

// exampleEvents are the accounts of each event of the examples: those of a folder, and those
// of the archive that have the same number.
func exampleEvents(t *testing.T) [][]news.Member {
	t.Helper()
	list := [][]news.Member{readExamples(t, "harbour"), readExamples(t, "bridge")}
	events := map[string][]news.Member{}
	for _, m := range readExamples(t, "archive") {
		_, number, _ := strings.Cut(m.ID, "-")
		events[number] = append(events[number], m)
	}
	for _, number := range slices.Sorted(maps.Keys(events)) {
		if len(events[number]) > 1 {
			list = append(list, events[number])
		}
	}
	return list
}

func readExamples(t *testing.T, folder string) (list []news.Member) {
	t.Helper()
	for a, err := range pipeline.Articles(intake.Open(t.Context(), []string{"../../examples/" + folder}, intake.Options{}), 1) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, news.Member{Revision: news.Revision{Article: a, Number: 1}})
	}
	return list
}

// embedded is a hash of the files that the stages carry with them.
func embedded(t *testing.T) string {
	t.Helper()
	const files = `{{$dir := .Dir}}{{range .EmbedFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}`
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", files, "synoptic/internal/annotate", "synoptic/internal/compare").Output()
	root, wrong := filepath.Abs("..")
	if err := errors.Join(err, wrong); err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	n := 0
	for path := range strings.Lines(string(out)) {
		path = strings.TrimSpace(path)
		name, ours := strings.CutPrefix(path, root)
		if !ours {
			continue
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(filepath.ToSlash(name))
		all.Write(raw)
		n++
	}
	if n < 20 {
		t.Fatalf("%d files only", n)
	}
	return shortHash(t, all.Bytes())
}

// shortHash is a hash of a value's JSON.
func shortHash(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:6])
}
