// Command train learns the weights of package quote from articles whose attributions
// were marked by people, one JSON object a line:
//
//	{"text", "lang", "attributions": [{"source", "cue", "content"}]}
//
// each a list of [start, end] in code points of the text. It reads each article with the
// same code as the program and writes the weights file. The same articles give the same
// file, byte for byte.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"

	"synoptic/internal/news"
	"synoptic/internal/quote"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("train: ")
	code := flag.String("lang", "en", "language of the articles")
	from := flag.String("from", "", "articles with marked attributions, JSONL")
	out := flag.String("out", "attribution.weights", "weights file to write")
	flag.Parse()
	if err := run(*code, *from, *out); err != nil {
		log.Fatal(err)
	}
}

func run(code, from, out string) error {
	l, err := text.Load(code)
	if err != nil {
		return err
	}
	m, err := syntax.Load(code)
	if err != nil {
		return err
	}
	lessons, err := read(from, l, m)
	if err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	f, err := os.Create(out)
	if err != nil {
		return fmt.Errorf("create weights: %w", err)
	}
	if err := quote.Learn(lessons, l, f); err != nil {
		return fmt.Errorf("learn from %s: %w", from, err)
	}
	return f.Close()
}

// An article is one line of the file.
type article struct {
	Text         string
	Attributions []struct{ Source, Cue, Content [][2]int }
}

// read reads and parses the articles.
func read(name string, l *text.Language, m *syntax.Model) ([]quote.Lesson, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var lessons []quote.Lesson
	lines := bufio.NewReader(f)
	for d := json.NewDecoder(lines); d.More(); {
		var a article
		if err := d.Decode(&a); err != nil {
			return nil, err
		}
		lessons = append(lessons, a.lesson(l, m))
	}
	return lessons, nil
}

// lesson reads an article up to its trees.
func (a *article) lesson(l *text.Language, m *syntax.Model) quote.Lesson {
	doc := &news.Document{Article: &news.Article{Text: a.Text}, Lang: l.Code}
	doc.Blocks = text.Blocks(a.Text, l)
	doc.Sentences = text.Sentences(a.Text, doc.Blocks, l)
	m.ParseAll(a.Text, doc.Sentences)
	at := offsets(a.Text)
	s := quote.Lesson{Doc: doc}
	for _, g := range a.Attributions {
		s.Gold = append(s.Gold, quote.Gold{Source: spans(at, g.Source), Cue: spans(at, g.Cue), Content: spans(at, g.Content)})
	}
	return s
}

// offsets gives the byte offset of each code point, and of the end.
func offsets(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

func spans(at []int, pairs [][2]int) []news.Span {
	var list []news.Span
	for _, p := range pairs {
		list = append(list, news.Span{Start: at[p[0]], End: at[p[1]]})
	}
	return list
}
