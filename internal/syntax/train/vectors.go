package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"synoptic/internal/syntax/cluster"
	"synoptic/internal/syntax/word"
)

// How topics are made of word vectors.
const (
	vectorWords = 90_000 // the most frequent ones
	topicGroups = 31
	topicRounds = 12
)

// addTopics sorts words into topics by their vectors: a JSON file with "words" by
// frequency and "vectors" by word, each of "dimensions" numbers and possibly more.
func addTopics(classes map[uint64]word.Class, path string) error {
	if path == "" {
		return nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read vectors: %w", err)
	}
	var file struct {
		Dimensions int
		Words      []string
		Vectors    map[string][]float32
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return fmt.Errorf("read vectors: %w", err)
	}
	var forms []uint64
	var vectors [][]float32
	for _, w := range file.Words {
		v := file.Vectors[w]
		if len(forms) < vectorWords && len(v) >= file.Dimensions && !strings.ContainsAny(w, "0123456789") {
			forms, vectors = append(forms, word.FormHash(w)), append(vectors, v[:file.Dimensions])
		}
	}
	topics := cluster.Sort(vectors, topicGroups, cluster.TopicsInGroup, topicRounds, seed)
	for i, form := range forms {
		c := classes[form]
		c.Topic = uint64(topics[i]) + 1
		classes[form] = c
	}
	return nil
}
