package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"path/filepath"
	"strings"

	"synoptic/internal/address"
	"synoptic/internal/charset"
	"synoptic/internal/news"
)

// Version is raised when captures that could not be understood should be read once more.
const Version = 1

// Articles turns captures into articles, in order, with ids unique within the run.
// Captures that hold no article, and errors that come in, are yielded as news.Failure.
func Articles(captures iter.Seq2[news.Capture, error]) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		ids := IDs{}
		for c, err := range captures {
			var a news.Article
			if err == nil {
				a, err = Article(c)
			}
			if err == nil {
				a.ID = ids.Unique(a.ID)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// Article turns one capture into an article. The error is a news.Failure.
func Article(c news.Capture) (news.Article, error) {
	a, err := convert(c)
	if err != nil {
		return news.Article{}, news.Failure{Name: c.Name, Err: err}
	}
	if a.Incomplete == "" {
		a.Incomplete = c.Incomplete
	}
	if listed := byFeed(c.Listed); a.Published == "" && listed.value != "" {
		a.Published, a.Dated = listed.value, feedAlone
	}
	if a.Authors == nil {
		a.Authors = []string{}
	}
	a.Source = firstOf(a.Source, host(a.URL))
	if a.Source == "" && !c.IsRecord() { // a file is called by its name; of a record nobody knows the outlet
		a.Source = baseName(c.Name)
	}
	if a.ID == "" {
		a.ID = Identify(&a, c)
	}
	return a, nil
}

func convert(c news.Capture) (news.Article, error) {
	kind, _, _ := strings.Cut(c.ContentType, ";")
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "application/json":
		return fromJSON(c)
	case "text/plain":
		return fromText(c)
	}
	return HTML(c)
}

// fromText takes all of a plain text for the article's text.
func fromText(c news.Capture) (news.Article, error) {
	s := charset.Decode(c.Bytes, c.ContentType, false)
	if strings.TrimSpace(s) == "" {
		return news.Article{}, errNoText
	}
	return news.Article{URL: c.URL, Text: s}, nil
}

var errNoText = errors.New("no text in it")

// Identify makes an id that is the same in every run: from the address of a page, the
// words of a record, the name of a file.
func Identify(a *news.Article, c news.Capture) string {
	switch {
	case a.URL != "":
		return host(a.URL) + "-" + shortHash(address.Canonical(a.URL))
	case c.IsRecord():
		return shortHash(a.Text)
	}
	return baseName(c.Name)
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// host is the domain of an address without "www.", "" if it has none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// baseName is the file's name without folders and the endings of known kinds.
func baseName(name string) string {
	base := strings.TrimSuffix(filepath.Base(name), ".gz")
	switch ext := filepath.Ext(base); strings.ToLower(ext) {
	case ".txt", ".html", ".htm", ".xhtml", ".shtml", ".json", ".jsonl":
		base = strings.TrimSuffix(base, ext)
	}
	return base
}

// IDs makes ids unique within one run: the second "a" becomes "a-2".
type IDs map[string]bool

// Unique returns id, or id with the first number that makes it new.
func (seen IDs) Unique(id string) string {
	unique := id
	for n := 2; seen[unique]; n++ {
		unique = fmt.Sprintf("%s-%d", id, n)
	}
	seen[unique] = true
	return unique
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
