package main

import (
	"os"
	"path/filepath"
	"testing"

	"synoptic/internal/syntax/word"
)

func TestAddTopics(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vectors.json")
	file := `{"dimensions": 2, "words": ["cat", "dog", "b2b", "tax", "short"],
		"vectors": {"cat": [1, 0.1, 9], "dog": [1, 0.1, 5], "b2b": [1, 1, 1], "tax": [-1, 1, 1], "short": [1]}}`
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	classes := map[uint64]word.Class{word.FormHash("cat"): {Fine: 7}}
	if err := addTopics(classes, path); err != nil {
		t.Fatal(err)
	}
	topic := func(form string) uint64 { return classes[word.FormHash(form)].Topic }
	if topic("cat") == 0 || topic("cat") != topic("dog") || topic("cat") == topic("tax") {
		t.Errorf("topics of cat, dog, tax: %d, %d, %d", topic("cat"), topic("dog"), topic("tax"))
	}
	if topic("b2b") != 0 || topic("short") != 0 {
		t.Error("a form with digits or too few numbers has a topic")
	}
	if classes[word.FormHash("cat")].Fine != 7 {
		t.Error("the class of neighbours is lost")
	}
}

func TestAddTopicsOfBadFiles(t *testing.T) {
	if err := addTopics(nil, filepath.Join(t.TempDir(), "none.json")); err == nil {
		t.Error("a missing file passes")
	}
	path := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(path, []byte(`{"words": [`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := addTopics(nil, path); err == nil {
		t.Error("a broken file passes")
	}
}
