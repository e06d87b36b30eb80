package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"synoptic/internal/news"
)

// markedEvent is an annotated event whose texts are kept elsewhere: its articles by their
// ids in a story file, its marks as places in them.
type markedEvent struct {
	Stories  string           `json:"stories"` // file of the articles, without .jsonl
	Story    string           `json:"story"`
	Articles []eventArticle   `json:"articles"`
	Points   [][]eventTelling `json:"points"`
	Only     []eventTelling   `json:"only"`
}

// eventArticle is one article of an event; Check is the CRC-32 of its text, as marks mean
// nothing in another.
type eventArticle struct {
	ID    string `json:"id"`
	Check uint32 `json:"crc32"`
}

// eventTelling is a marked place: the article's number in its event, first byte, last
// byte + 1.
type eventTelling [3]int

// maxEvent is how long a line of an event file may be, in bytes.
const maxEvent = 1 << 20

// errOtherText says that an article is not the one that was annotated.
var errOtherText = errors.New("its text is not the one annotated")

// Events loads annotated events, a JSON object a line, whose articles stand in the story
// files of a folder. A file or folder that is not there holds none.
func Events(path, stories string) ([]*Case, error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("open events: %w", err)
	}
	defer file.Close()
	texts := map[string]map[string]*news.Article{}
	var out []*Case
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxEvent)
	for n := 1; lines.Scan(); n++ {
		c, err := readEvent(lines.Bytes(), stories, texts)
		if err != nil {
			return nil, fmt.Errorf("read events %s, line %d: %w", path, n, err)
		}
		out = append(out, c)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read events %s: %w", path, err)
	}
	return out, nil
}

// readEvent makes a case of one line; texts keeps the story files that were read.
func readEvent(line []byte, stories string, texts map[string]map[string]*news.Article) (*Case, error) {
	var e markedEvent
	if err := json.Unmarshal(line, &e); err != nil {
		return nil, err
	}
	if texts[e.Stories] == nil {
		read, err := storyArticles(filepath.Join(stories, e.Stories+".jsonl"))
		if err != nil {
			return nil, err
		}
		texts[e.Stories] = read
	}
	c := &Case{Name: e.Stories + " " + e.Story}
	for _, a := range e.Articles {
		article := texts[e.Stories][a.ID]
		if article == nil || crc32.ChecksumIEEE([]byte(article.Text)) != a.Check {
			return nil, fmt.Errorf("find article %s of %s: %w", a.ID, e.Stories, errOtherText)
		}
		c.Articles = append(c.Articles, *article)
	}
	return c, e.mark(c)
}

// storyArticles are the articles of a story file by id. Titles are left out: the texts
// begin with them where they were annotated.
func storyArticles(path string) (map[string]*news.Article, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open stories: %w", err)
	}
	defer file.Close()
	out := map[string]*news.Article{}
	for d := json.NewDecoder(bufio.NewReader(file)); d.More(); {
		var a news.Article
		if err := d.Decode(&a); err != nil {
			return nil, fmt.Errorf("read stories %s: %w", path, err)
		}
		a.Title = ""
		out[a.ID] = &a
	}
	return out, nil
}

// mark sets the points of a case and what one account alone tells.
func (e *markedEvent) mark(c *Case) error {
	for n, tellings := range e.Points {
		marks, err := c.at(tellings)
		if err != nil {
			return err
		}
		c.Points = append(c.Points, GoldPoint{ID: fmt.Sprintf("p%d", n+1), Tellings: marks})
	}
	var err error
	c.Only, err = c.at(e.Only)
	return err
}

// at gives the marks of places in the articles of a case.
func (c *Case) at(places []eventTelling) ([]Mark, error) {
	var out []Mark
	for _, t := range places {
		if t[0] < 0 || t[0] >= len(c.Articles) || t[1] < 0 || t[1] >= t[2] || t[2] > len(c.Articles[t[0]].Text) {
			return nil, fmt.Errorf("mark %v lies outside its article", t)
		}
		a, span := &c.Articles[t[0]], news.Span{Start: t[1], End: t[2]}
		out = append(out, Mark{Article: a.ID, Words: span.Of(a.Text), Place: span})
	}
	return out, nil
}
