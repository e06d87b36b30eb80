package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// entityList tells the trainer of names which words are peoples; it is read by way of
// package text.
const entityList = "internal/text/languages/en/entity.txt"

// files lists what a model is learned from.
func (src *sources) files() []string {
	files := []string{src.treebank + "-train.conllu", src.treebank + "-dev.conllu"}
	files = slices.Concat(files, src.texts, src.lists)
	if src.wordnet != "" {
		for _, name := range []string{"data.noun", "data.verb", "index.noun", "index.verb"} {
			files = append(files, filepath.Join(src.wordnet, name))
		}
	}
	if src.vectors != "" {
		files = append(files, src.vectors)
	}
	if src.names != "" {
		files = append(append(files, src.names), src.more...)
		files = append(files, entityList)
	}
	return files
}

// fingerprints lists the files a model is learned from, and the model, with their SHA-256:
// who learns it again and gets another one sees where the difference begins. Of their paths
// the last two parts are told.
func (src *sources) fingerprints(model string) (string, error) {
	var list strings.Builder
	for _, path := range append(src.files(), model) {
		sum, err := fingerprint(path)
		if err != nil {
			return "", err
		}
		folder, name := filepath.Split(path)
		fmt.Fprintf(&list, "%x  %s/%s\n", sum, filepath.Base(folder), name)
	}
	return list.String(), nil
}

// note writes the fingerprints, if asked for.
func (src *sources) note(model string) error {
	if src.list == "" {
		return nil
	}
	list, err := src.fingerprints(model)
	if err != nil {
		return err
	}
	if err := os.WriteFile(src.list, []byte(list), 0o644); err != nil {
		return fmt.Errorf("write sources: %w", err)
	}
	return nil
}

// fingerprint is the SHA-256 of a file.
func fingerprint(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read source: %w", err)
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return nil, fmt.Errorf("read source %s: %w", path, err)
	}
	return hash.Sum(nil), nil
}
