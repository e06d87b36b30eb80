// Command train learns the weights of package cluster from articles with known stories
// and writes them with the figures they reached.
//
//	go run ./internal/cluster/train -o internal/cluster/weights.json FILE.jsonl…
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
	flag.Parse()
	set, err := load(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	set.look()
	names, byName := set.crossValidate()
	for _, name := range names {
		fmt.Printf("%-10s %s\n", name, byName[name])
	}
	if *out == "" {
		return
	}
	model := set.learn(func(int) bool { return true })
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
	s.pairs = cluster.PairLessons(s.images, s.gold)
}
