package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/internal/syntax"
	"synoptic/internal/syntax/conllu"
)

// A treebank of another language is all a model takes: the command writes it, Open reads
// it, and the same treebank gives the same bytes.
func TestAnotherLanguage(t *testing.T) {
	dir := t.TempDir()
	learn := func(name string) []byte {
		out := filepath.Join(dir, name)
		if err := run(sources{treebank: "testdata/de_tiny"}, out, 6); err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	file := learn("de.model")
	if !bytes.Equal(file, learn("again.model")) {
		t.Error("the same treebank gives another file")
	}
	m, err := syntax.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	dev, err := readTreebank("testdata/de_tiny-dev.conllu")
	if err != nil {
		t.Fatal(err)
	}
	if got := measure(m, dev); min(got.universal, got.lemmas, got.heads) < got.words-1 {
		t.Errorf("the model reads %v", got)
	}
	if names := m.Names("", nil...); len(names) != 0 {
		t.Errorf("a model without names finds %v", names)
	}
}

// A treebank without dictionary forms and tags of its own gives a model without.
func TestBareTreebank(t *testing.T) {
	file, err := os.ReadFile("testdata/de_tiny-train.conllu")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(file), "\n")
	for i, line := range lines {
		if f := strings.Split(line, "\t"); len(f) == 10 {
			f[2], f[4] = "_", "_"
			lines[i] = strings.Join(f, "\t")
		}
	}
	dir := t.TempDir()
	for _, part := range []string{"-train.conllu", "-dev.conllu"} {
		if err := os.WriteFile(filepath.Join(dir, "bare"+part), []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "bare.model")
	if err := run(sources{treebank: filepath.Join(dir, "bare")}, out, 4); err != nil {
		t.Fatal(err)
	}
	model, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	m, err := syntax.Open(model)
	if err != nil {
		t.Fatal(err)
	}
	text, s := tokens(conllu.Sentence{Words: []conllu.Word{{Form: "Maria"}, {Form: "sah"}, {Form: "Hunde"}}})
	m.Parse(text, s)
	for _, k := range s.Tokens {
		if k.Lemma != k.Of(text) || k.Fine != "" || k.Tag == "" {
			t.Errorf("%s is %+v", k.Of(text), k)
		}
	}
}

func TestFingerprints(t *testing.T) {
	dir := t.TempDir()
	model := filepath.Join(dir, "x.model")
	if err := os.WriteFile(model, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	src := sources{treebank: "testdata/de_tiny", list: filepath.Join(dir, "sources.txt"), lists: []string{model}}
	if err := src.note(model); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(src.list)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(list)), "\n")
	want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  " + filepath.Base(dir) + "/x.model"
	if len(lines) != 4 || !strings.HasSuffix(lines[0], "  testdata/de_tiny-train.conllu") || lines[2] != want || lines[3] != want {
		t.Errorf("listed\n%s", list)
	}
	if src.vectors = filepath.Join(dir, "none.json"); src.note(model) == nil {
		t.Error("a missing file passes")
	}
}

func TestTreebankThatIsNotThere(t *testing.T) {
	if err := run(sources{treebank: "testdata/none"}, filepath.Join(t.TempDir(), "x.model"), 1); err == nil {
		t.Error("no error")
	}
}
