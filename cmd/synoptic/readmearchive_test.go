package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// seen is a time that depends on when the test runs.
var seen = regexp.MustCompile(`seen \d+ \w+ \d{4} \d\d:\d\d`)

// TestReadmeArchive runs the commands of the README's console one after another, and checks
// that what it shows is the beginning of what they print: all of it, or up to a line "…".
func TestReadmeArchive(t *testing.T) {
	t.Setenv("SYNOPTIC_DB", filepath.Join(t.TempDir(), "readme.db"))
	t.Chdir("../..")
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	const opening, closing = "```console\n", "```\n"
	before, rest, found := strings.Cut(string(readme), opening)
	console, after, ended := strings.Cut(rest, closing)
	if !found || !ended {
		t.Fatal("the README has no console")
	}
	var out strings.Builder
	for _, step := range strings.Split(console, "$ ")[1:] {
		command, shown, _ := strings.Cut(step, "\n")
		out.WriteString("$ " + command + "\n" + excerpt(printed(t, command), shown))
	}
	if out.String() == console {
		return
	}
	if !*update {
		t.Fatalf("the README shows\n%s\nbut the program prints\n%s\nRun go test ./cmd/synoptic -update after a change of what is found.", console, out.String())
	}
	if err := os.WriteFile("README.md", []byte(before+opening+out.String()+closing+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// printed is what a command line prints.
func printed(t *testing.T, command string) string {
	t.Helper()
	var out, errOut bytes.Buffer
	args := strings.Fields(command)[1:]
	if i := strings.IndexByte(command, '\''); i >= 0 { // one quoted argument
		quoted, rest, _ := strings.Cut(command[i+1:], "'")
		args = append(append(strings.Fields(command[:i])[1:], quoted), strings.Fields(rest)...)
	}
	if status := run(context.Background(), args, nil, &out, &errOut); status != exitOK {
		t.Fatalf("%s: exit status %d: %s", command, status, errOut.String())
	}
	return seen.ReplaceAllString(out.String(), "seen 1 Jun 2026 12:00")
}

// excerpt is as many lines of an output as are shown of it now.
func excerpt(output, shown string) string {
	lines := strings.SplitAfter(output, "\n")
	n := strings.Count(shown, "\n")
	if !strings.HasSuffix(shown, "…\n") || n-1 >= len(lines)-1 {
		return output
	}
	if n == 1 { // nothing is shown yet
		n = 40
	}
	return strings.Join(lines[:min(n-1, len(lines)-1)], "") + "…\n"
}
