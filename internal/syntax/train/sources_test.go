package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSourcesOfThisRepository holds that what the model is learned from is, as far as it
// stands in this repository, what it was when the model was learned: else nobody gets the
// same file again.
func TestSourcesOfThisRepository(t *testing.T) {
	list, err := os.ReadFile("sources.txt")
	if err != nil {
		t.Fatal(err)
	}
	top := filepath.Join("..", "..", "..")
	for name, path := range map[string]string{
		"data/given.txt":  "internal/entity/data/given.txt",
		"data/cities.txt": "internal/entity/data/cities.txt",
		"en/entity.txt":   entityList,
		"models/en.model": "internal/syntax/models/en.model",
	} {
		sum, err := fingerprint(filepath.Join(top, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("%x  %s\n", sum, name); !strings.Contains(string(list), line) {
			t.Errorf("%s is not the one the model was learned from: make train-syntax, then judge the weights that stand on it", path)
		}
	}
}
