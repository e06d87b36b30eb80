package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/news"
)

// Mark is an annotated place: the Occurrence-th place (from 1; 0 is 1) where Span
// stands in the text of Article. Value is set for the sides of a difference.
type Mark struct {
	Article    string          `json:"article"`
	Words      string          `json:"span"`
	Occurrence int             `json:"occurrence"`
	Value      json.RawMessage `json:"value"`
	Place      news.Span       `json:"-"` // found by Load
}

// GoldPoint is one thing told by two or more accounts.
type GoldPoint struct {
	ID       string `json:"id"`
	Gist     string `json:"gist"`
	Tellings []Mark `json:"tellings"`
}

// GoldDifference is a place where two accounts differ.
type GoldDifference struct {
	Point   string              `json:"point"`
	Kind    news.DifferenceKind `json:"kind"`
	Verdict news.Verdict        `json:"verdict"`
	Why     string              `json:"why"`
	A       Mark                `json:"a"`
	B       Mark                `json:"b"`
}

// Case is one annotated event.
type Case struct {
	Name        string
	Articles    []news.Article
	Points      []GoldPoint
	Differences []GoldDifference
	Only        []Mark
}

// Load reads a case folder and finds every mark in its text.
func Load(dir string) (*Case, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "case.json"))
	if err != nil {
		return nil, fmt.Errorf("load case: %w", err)
	}
	var file struct {
		Articles    []struct{ ID, Source, URL, Published, Lang, File string }
		Points      []GoldPoint
		Differences []GoldDifference
		Only        []Mark
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, fmt.Errorf("load case %s: %w", dir, err)
	}
	c := &Case{Name: filepath.Base(dir), Points: file.Points, Differences: file.Differences, Only: file.Only}
	for _, a := range file.Articles {
		text, err := os.ReadFile(filepath.Join(dir, a.File))
		if err != nil {
			return nil, fmt.Errorf("load case %s: %w", dir, err)
		}
		c.Articles = append(c.Articles, news.Article{ID: a.ID, Source: a.Source, URL: a.URL,
			Published: a.Published, Lang: a.Lang, Text: string(text)})
	}
	return c, c.place()
}

// place finds every mark of the case in its text.
func (c *Case) place() error {
	text := map[string]string{}
	for _, a := range c.Articles {
		text[a.ID] = a.Text
	}
	for _, m := range c.marks() {
		at := nth(text[m.Article], m.Words, max(1, m.Occurrence))
		if at < 0 {
			return fmt.Errorf("case %s: %q is not in %s", c.Name, m.Words, m.Article)
		}
		m.Place = news.Span{Start: at, End: at + len(m.Words)}
	}
	return nil
}

func (c *Case) marks() []*Mark {
	var out []*Mark
	for i := range c.Points {
		for j := range c.Points[i].Tellings {
			out = append(out, &c.Points[i].Tellings[j])
		}
	}
	for i := range c.Differences {
		out = append(out, &c.Differences[i].A, &c.Differences[i].B)
	}
	for i := range c.Only {
		out = append(out, &c.Only[i])
	}
	return out
}

// nth is the byte offset of the n-th place (overlapping ones count) of words in text, -1 if there is none.
func nth(text, words string, n int) int {
	at := -1
	for range n {
		next := strings.Index(text[at+1:], words)
		if next < 0 {
			return -1
		}
		at += 1 + next
	}
	return at
}

// Cases loads every case under a folder, in order of name. A folder that is not
// there holds none.
func Cases(dir string) ([]*Case, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "case.json"))
	if err != nil {
		return nil, fmt.Errorf("find cases: %w", err)
	}
	var out []*Case
	for _, f := range files {
		c, err := Load(filepath.Dir(f))
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}
