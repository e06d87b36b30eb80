// Command train learns the weights of package cluster from articles with known stories
// and writes them with the figures they reached.
//
//	go run ./internal/cluster/train -o internal/cluster/weights.json FILE.jsonl…
//
// The background of term counts is made first, from articles that need no story:
//
//	go run ./internal/cluster/train -background internal/cluster/background.bin FILE.jsonl…
//
// Every line of a file is an article with a "story". Figures are cross-validated: the
// stories are dealt into folds, and each article is judged by a model that saw no story
// of its fold. Stories "7-a" and "7-b" of one topic, look-alikes made to be confused,
// stay in one fold.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"log"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/cluster"
	"synoptic/internal/news"
)

const folds = 5

func main() {
	log.SetFlags(0)
	out := flag.String("o", "", "write the weights to this file")
	source := flag.String("source", "", "where the articles are from, kept with the weights")
	counts := flag.String("background", "", "count the terms of the files instead, and write them to this file")
	flag.Parse()
	set, err := load(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	set.look()
	if *counts != "" {
		if err := set.writeBackground(*counts); err != nil {
			log.Fatal(err)
		}
		return
	}
	set.pairs = cluster.PairLessons(set.fresh(), set.gold)
	names, byName := set.crossValidate()
	for _, name := range names {
		fmt.Printf("%-10s %s\n", name, byName[name])
	}
	if *out == "" {
		return
	}
	model := set.learn(func(int) bool { return true })
	seen := cluster.Cluster(set.fresh(), model)
	fmt.Println("seen      ", score(set.gold, func(int) []string { return seen }, func(int) bool { return true }))
	if err := write(*out, *source, model, byName); err != nil {
		log.Fatal(err)
	}
}

// dataset is articles with their stories.
type dataset struct {
	articles []news.Article
	gold     []string // file#story
	files    []string
	fold     []int
	images   []*cluster.Image
	pairs    []cluster.PairLesson
}

func load(files []string) (*dataset, error) {
	set := &dataset{files: files}
	for _, name := range files {
		if err := set.read(name); err != nil {
			return nil, fmt.Errorf("read stories %s: %w", name, err)
		}
	}
	if len(set.articles) == 0 {
		return nil, fmt.Errorf("no articles: name the files to learn from")
	}
	return set, nil
}

func (s *dataset) read(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var a struct {
			news.Article
			Story string
		}
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return err
		}
		base := filepath.Base(name)
		topic, _, _ := strings.Cut(a.Story, "-")
		s.articles = append(s.articles, a.Article)
		s.gold = append(s.gold, base+"#"+a.Story)
		s.fold = append(s.fold, foldOf(base+"#"+topic))
	}
	return lines.Err()
}

func foldOf(topic string) int {
	h := fnv.New32a()
	h.Write([]byte(topic))
	return int(h.Sum32()>>4) % folds
}

// look makes the images of all articles.
func (s *dataset) look() {
	m := cluster.NewImager()
	for i := range s.articles {
		s.images = append(s.images, m.Image(&s.articles[i]))
	}
}

func (s *dataset) writeBackground(name string) error {
	raw, err := cluster.Background(s.images)
	if err != nil {
		return err
	}
	return os.WriteFile(name, raw, 0o644)
}

// fresh are copies of the images: a run uses them up.
func (s *dataset) fresh() []*cluster.Image {
	images := make([]*cluster.Image, len(s.images))
	for i, im := range s.images {
		c := *im
		images[i] = &c
	}
	return images
}
