package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the output shown in the README anew")

// TestReadmeShowsRealOutput checks that the README's excerpt is the beginning of what the
// program prints about the example, up to what one account alone tells.
func TestReadmeShowsRealOutput(t *testing.T) {
	const path = "../../README.md"
	var out, errOut bytes.Buffer
	if status := run(context.Background(), []string{"compare", "--width", "96", "../../examples/harbour"}, nil, &out, &errOut); status != exitOK {
		t.Fatalf("exit status %d: %s", status, errOut.String())
	}
	excerpt, _, _ := strings.Cut(out.String(), "\nONLY IN")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const opening, closing = "prints:\n\n```\n", "\n…\n```\n"
	before, rest, found := strings.Cut(string(readme), opening)
	shown, after, ended := strings.Cut(rest, closing)
	if !found || !ended {
		t.Fatal("the README has no excerpt")
	}
	if shown == excerpt {
		return
	}
	if !*update {
		t.Fatalf("the README shows\n%s\nbut the program prints\n%s\nRun go test ./cmd/synoptic -update after a change of what is found.", shown, excerpt)
	}
	if err := os.WriteFile(path, []byte(before+opening+excerpt+closing+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
