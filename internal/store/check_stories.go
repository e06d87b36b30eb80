package store

import (
	"cmp"
	"database/sql"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"synoptic/internal/news"
)

// numbers checks that the revisions of an article are numbered from 1 on without a gap and
// that the article knows its latest one.
func (c *checker) numbers() error {
	const rule = "revisions are numbered without a gap"
	docs, err := c.docs(`SELECT a.doc FROM articles a JOIN revisions r ON r.doc = a.doc GROUP BY a.doc, a.number
		HAVING min(r.number) <> 1 OR max(r.number) <> count(*) OR a.number <> count(*)`)
	if err != nil {
		return err
	}
	for _, doc := range docs {
		c.found(rule, "article %d", doc)
		if c.repair {
			if err := c.renumber(doc); err != nil {
				return fmt.Errorf("number revisions: %w", err)
			}
		}
	}
	return nil
}

// renumber gives the revisions of an article their numbers anew.
func (c *checker) renumber(doc int64) error {
	numbers, err := c.docs("SELECT number FROM revisions WHERE doc = ? ORDER BY number", doc)
	if err != nil {
		return err
	}
	for i, number := range numbers {
		if err := c.exec("UPDATE revisions SET number = ? WHERE doc = ? AND number = ?", i+1, doc, number); err != nil {
			return err
		}
	}
	return c.exec("UPDATE articles SET number = ?, hash = (SELECT hash FROM revisions WHERE doc = ? AND number = ?) WHERE doc = ?", len(numbers), doc, len(numbers), doc)
}

// redirects checks that every story that was joined leads to one that was not.
func (c *checker) redirects() error {
	goes := map[string]string{}
	err := c.each("SELECT id, goes FROM stories WHERE goes <> '' ORDER BY id", nil, func(rows *sql.Rows) error {
		var from, into string
		err := rows.Scan(&from, &into)
		goes[from] = into
		return err
	})
	if err != nil {
		return err
	}
	for _, from := range sorted(goes) {
		if !circular(goes, from) {
			continue
		}
		c.found("redirects of stories end", "story %s", from)
		delete(goes, from)
		if err := c.mend("UPDATE stories SET goes = '' WHERE id = ?", from); err != nil {
			return err
		}
	}
	return nil
}

// circular reports whether the redirects from a story come back to it.
func circular(goes map[string]string, from string) bool {
	at := goes[from]
	for hops := 0; at != "" && hops <= len(goes); hops++ {
		if at == from {
			return true
		}
		at = goes[at]
	}
	return false
}

// mend runs a statement if the check repairs.
func (c *checker) mend(query string, args ...any) error {
	if !c.repair {
		return nil
	}
	return c.exec(query, args...)
}

// placed checks that every article is in a story that was joined to no other.
func (c *checker) placed() error {
	const rule = "every article is in one story"
	alone, err := c.strings("SELECT id FROM articles WHERE story = '' ORDER BY doc")
	if err != nil {
		return err
	}
	for _, id := range alone {
		c.found(rule, "article %s is in none", id)
		if err := c.setApart(id); err != nil {
			return err
		}
	}
	joined, err := c.strings("SELECT DISTINCT s.id FROM stories s JOIN articles a ON a.story = s.id WHERE s.goes <> ''")
	if err != nil {
		return err
	}
	for _, id := range joined {
		c.found(rule, "story %s was joined to another, but has articles", id)
		if err := c.follow(id); err != nil {
			return err
		}
	}
	return nil
}

// setApart gives an article that is in no story one of its own, with an id of the form that
// all have. Where it belongs, placing all anew will tell.
func (c *checker) setApart(article string) error {
	if !c.repair {
		return nil
	}
	doc, err := c.doc(article)
	if err != nil {
		return err
	}
	sum := xxh3.HashString128("in no story\x00" + article).Bytes()
	story := "s" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:12]
	c.touched[story] = true
	return cmp.Or(
		c.exec("UPDATE articles SET story = ?, kind = ? WHERE doc = ?", story, string(news.Founded), doc),
		c.exec("INSERT INTO placements (doc, score, why, features) VALUES (?, 0, ?, ?) ON CONFLICT (doc) DO UPDATE SET why = excluded.why",
			doc, "It was in no story when the database was checked.", []byte("[]")))
}

// follow moves the articles of a story to the one it was joined to. Redirects end by now.
func (c *checker) follow(story string) error {
	if !c.repair {
		return nil
	}
	into := story
	for next := story; next != ""; {
		into, next = next, ""
		if _, err := c.get("SELECT goes FROM stories WHERE id = ?", []any{into}, &next); err != nil {
			return err
		}
	}
	c.touched[story], c.touched[into] = true, true
	return c.exec("UPDATE articles SET story = ? WHERE story = ?", into, story)
}

// counts checks what every story says of its articles.
func (c *checker) counts() error {
	const rule = "a story counts its articles right"
	ids, err := c.strings("SELECT id FROM stories UNION SELECT story FROM articles WHERE story <> ''")
	if err != nil {
		return err
	}
	for part := range slices.Chunk(ids, countedAtOnce) {
		if err := c.countsRight(part, rule); err != nil {
			return err
		}
	}
	if !c.repair {
		return nil
	}
	return c.recount()
}

// countsRight checks what some stories say.
func (c *checker) countsRight(stories []string, rule string) error {
	said, err := c.storedCounts(stories)
	if err != nil {
		return err
	}
	return c.eachCounts(stories, func(id string, right counts) error {
		if stored, ok := said[id]; !ok || stored != right {
			c.found(rule, "story %s", id)
			c.touched[id] = true
		}
		return c.ctx.Err()
	})
}

// storedCounts is what stories say of their articles.
func (t *tx) storedCounts(stories []string) (map[string]counts, error) {
	said := map[string]counts{}
	query := "SELECT id, title, first, last, reports, outlets, origins, langs, inputs FROM stories WHERE id IN (" + marks(padded(len(stories))) + ")"
	err := t.each(query, filled(stories), func(rows *sql.Rows) error {
		var id string
		var s counts
		err := rows.Scan(&id, &s.title, &s.first, &s.last, &s.reports, &s.outlets, &s.origins, &s.langs, &s.inputs)
		said[id] = s
		return err
	})
	return said, err
}
