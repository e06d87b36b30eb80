// Package internal holds no code: its test guards how the packages below it depend on
// each other.
package internal

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// levels is the order of the packages: one may import those of lower levels only. Packages
// below another (syntax/tagger) belong to it; programs (package main) may import all.
var levels = map[string]int{
	"news": 0,

	"text": 1, "syntax": 1, "lexicon": 1, "network": 1, "embedding": 1, "address": 1, "charset": 1, "fetch": 1,

	"intake": 2, "feed": 2, "outlet": 2, "extract": 2, "entity": 2, "quote": 2, "quantity": 2, "sketch": 2,

	"annotate": 3, "align": 3, "reuse": 3, "cluster": 3,

	"novelty": 4,

	"compare": 5, "watch": 5,

	"pipeline": 6, "poll": 6, "alert": 6,
}

// edges are where results leave the program, and tools: they know the nouns and the edges
// listed beside them alone, and only commands and programs know them.
var edges = map[string][]string{"report": nil, "web": {"report", "store"}, "store": nil, "eval": nil, "browser": nil, "postgres": nil}

// noNames are package names that say nothing.
var noNames = map[string]bool{"util": true, "utils": true, "common": true, "helpers": true, "models": true, "types": true}

const module = "synoptic/internal/"

// sourceFile is a Go file with what it imports.
type sourceFile struct {
	path    string
	owner   string // package of the table it belongs to
	name    string // package clause
	imports []string
}

// sourceFiles are the Go files below this folder, tests left out.
func sourceFiles(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		owner, _, _ := strings.Cut(filepath.ToSlash(path), "/")
		f := sourceFile{path: path, owner: owner, name: parsed.Name.Name}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imported)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatalf("read sources: %v", err)
	}
	return files
}

func TestImports(t *testing.T) {
	files := sourceFiles(t)
	if len(files) < 10 {
		t.Fatalf("found %d files only", len(files))
	}
	for _, f := range files {
		if _, ok := levels[f.owner]; !ok && !isEdge(f.owner) {
			t.Errorf("%s: package %s is in no level of the table", f.path, f.owner)
		}
		if noNames[f.name] {
			t.Errorf("%s: a package called %s says nothing", f.path, f.name)
		}
		if f.name == "main" {
			continue
		}
		for _, imported := range f.imports {
			if why := forbidden(f, imported); why != "" {
				t.Errorf("%s imports %s: %s", f.path, imported, why)
			}
		}
	}
}

// forbidden says why a file may not import a package, "" if it may.
func forbidden(f sourceFile, imported string) string {
	within, ok := strings.CutPrefix(imported, module)
	if !ok {
		if f.owner == "news" && strings.Contains(imported, ".") {
			return "the nouns stand on the standard library alone"
		}
		return ""
	}
	target, _, _ := strings.Cut(within, "/")
	switch {
	case target == f.owner:
		return ""
	case slices.Contains(edges[f.owner], target):
		return ""
	case isEdge(target):
		return "only commands and programs know the edges"
	case isEdge(f.owner) && target != "news":
		return "an edge knows the nouns alone"
	case !isEdge(f.owner) && levels[target] >= levels[f.owner]:
		return "it is not of a lower level"
	}
	return ""
}

func isEdge(name string) bool {
	_, ok := edges[name]
	return ok
}

// TestTable holds that the architecture lists every package at its level, and the decisions
// name every library that code here imports.
func TestTable(t *testing.T) {
	page, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, level := range levels {
		if !strings.Contains(string(page), fmt.Sprintf("| %d | `%s` |", level, name)) {
			t.Errorf("docs/architecture.md: no line for %s at level %d", name, level)
		}
	}
	decided := decisions(t)
	for _, f := range sourceFiles(t) {
		for _, imported := range f.imports {
			if host, rest, _ := strings.Cut(imported, "/"); strings.Contains(host, ".") && !strings.Contains(decided, library(host, rest)) {
				t.Errorf("%s imports %s, which no file in docs/decisions names", f.path, imported)
			}
		}
	}
}

// library is how a decision names the module an import belongs to: its owner and name, or
// "golang.org/x/name".
func library(host, rest string) string {
	parts := strings.SplitN(rest, "/", 3)
	if len(parts) < 2 || host == "golang.org" || host == "gonum.org" {
		return host + "/" + strings.Join(parts[:min(2, len(parts))], "/")
	}
	return parts[0] + "/" + parts[1]
}

// decisions is the text of all files in docs/decisions.
func decisions(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob("../docs/decisions/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no decisions: %v", err)
	}
	var all strings.Builder
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(page)
	}
	return all.String()
}

// TestForbidden holds that the rules forbid what they should.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		from, imported string
		allowed        bool
	}{
		{"text", "synoptic/internal/news", true},
		{"news", "strings", true},
		{"news", "golang.org/x/text/unicode/norm", false},
		{"news", "synoptic/internal/text", false},
		{"text", "synoptic/internal/syntax", false},
		{"syntax", "synoptic/internal/syntax/tagger", true},
		{"quote", "synoptic/internal/syntax", true},
		{"quote", "synoptic/internal/entity", false},
		{"compare", "synoptic/internal/report", false},
		{"report", "synoptic/internal/news", true},
		{"report", "synoptic/internal/text", false},
		{"web", "synoptic/internal/report", true},
		{"web", "synoptic/internal/pipeline", false},
		{"report", "synoptic/internal/web", false},
		{"pipeline", "synoptic/internal/compare", true},
	} {
		why := forbidden(sourceFile{owner: c.from}, c.imported)
		if (why == "") != c.allowed {
			t.Errorf("%s imports %s: %q", c.from, c.imported, why)
		}
	}
}
