package store

import (
	"database/sql"
	"fmt"
	"strings"

	"synoptic/internal/news"
)

// The fields of a search: each word of a field is in the index with the prefix, beside the
// words of title and text that have none.
const (
	sourceField  = "o¦"
	titleField   = "t¦"
	speakerField = "s¦"
	langField    = "l¦"
)

// everywhere is a word in the entry of every article. It stands between what are no
// neighbours, too.
const everywhere = "¦"

// maxIndexed is how many bytes of words of one article are found by searches: PostgreSQL
// takes 1 MB.
const maxIndexed = 900_000

// index brings the index of words up to date with the texts. Docs go in ascending order,
// which is how the index of SQLite takes many at a time.
func (t *tx) index() error {
	for _, doc := range sorted(t.reindex) {
		i := t.reindex[doc]
		entry, err := t.entry(doc, i)
		if err == nil {
			err = t.dialect.index(t, doc, entry, i.again)
		}
		if err != nil {
			return fmt.Errorf("index article: %w", err)
		}
	}
	clear(t.reindex)
	return nil
}

// indexing is an article whose words changed.
type indexing struct {
	article *news.Article // nil: it is read from the database
	again   bool          // it is in the index already
}

// entry is the words by which an article is found.
func (t *tx) entry(doc int64, i indexing) (_ []string, err error) {
	a := i.article
	if a == nil {
		if a, err = t.article(doc); err != nil {
			return nil, err
		}
	}
	var speakers map[int64][]string
	if i.again {
		speakers, err = t.speakersOf([]int64{doc})
	}
	return entryOf(a, speakers[doc]), err
}

// article is the latest text of a doc.
func (t *tx) article(doc int64) (*news.Article, error) {
	var r news.Revision
	found := false
	query := "SELECT " + revisionColumns + " FROM articles a JOIN revisions r ON r.doc = a.doc AND r.number = a.number WHERE a.doc = ?"
	err := t.each(query, []any{doc}, func(rows *sql.Rows) (err error) {
		found = true
		r, err = scanRevision(rows)
		return err
	})
	if err == nil && !found {
		err = ErrNotFound
	}
	return &r.Article, err
}

// entryOf is the words of an article, each with the prefix of its field.
func entryOf(a *news.Article, speakers []string) []string {
	list := make([]string, 0, 32+len(a.Text)/5)
	left := maxIndexed
	add := func(field, text string) {
		words(text, func(w word) bool {
			list = append(list, field+w.form)
			left -= len(field) + len(w.form) + 8
			return left > 0
		})
		list = append(list, field+everywhere)
	}
	list = append(list, everywhere)
	add(sourceField, a.Source)
	add(langField, strings.ToLower(a.Lang))
	add(titleField, a.Title)
	for _, name := range speakers {
		add(speakerField, name)
	}
	add("", a.Title)
	add("", a.Text)
	return list
}
