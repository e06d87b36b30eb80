package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// comparisons checks that what a stored comparison shows stands in the texts it was made of,
// and that these are texts of the articles.
func (c *checker) comparisons() error {
	const rule = "evidence of a comparison stands in its texts"
	stories, err := c.strings("SELECT story FROM comparisons ORDER BY story")
	if err != nil {
		return err
	}
	for _, story := range stories {
		why, err := c.falseEvidence(story)
		if err != nil {
			return err
		}
		if why == "" {
			continue
		}
		c.found(rule, "story %s: %s", story, why)
		if err := c.mend("DELETE FROM comparisons WHERE story = ?", story); err != nil {
			return err
		}
	}
	return nil
}

// falseEvidence says what is wrong with the comparison of a story, "" if nothing.
func (c *checker) falseEvidence(story string) (string, error) {
	var kept []byte
	if _, err := c.get("SELECT json FROM comparisons WHERE story = ?", []any{story}, &kept); err != nil {
		return "", err
	}
	kept, err := unpack(kept)
	if err != nil {
		return err.Error(), nil
	}
	var shown struct{ Articles []struct{ ID, Text string } }
	var all any
	if err := errors.Join(json.Unmarshal(kept, &shown), json.Unmarshal(kept, &all)); err != nil {
		return err.Error(), nil
	}
	texts := map[string]string{}
	for _, a := range shown.Articles {
		texts[a.ID] = a.Text
		if stored, err := c.isText(a.ID, a.Text); err != nil || !stored {
			return fmt.Sprintf("its article %s has no such text", a.ID), err
		}
	}
	return notVerbatim(all, texts), nil
}

// isText reports whether a text is that of one of the revisions of an article.
func (c *checker) isText(article, text string) (bool, error) {
	is := false
	err := c.each("SELECT r.text FROM articles a JOIN revisions r ON r.doc = a.doc WHERE a.id = ?", []any{article}, func(rows *sql.Rows) error {
		var kept []byte
		err := rows.Scan(&kept)
		if err == nil {
			kept, err = unpack(kept)
		}
		is = is || string(kept) == text
		return ignoreCorrupt(err) // told by the check of texts
	})
	return is, err
}

func ignoreCorrupt(err error) error {
	if errors.Is(err, ErrCorrupt) {
		return nil
	}
	return err
}

// notVerbatim looks through a comparison, whatever its form, for evidence that does not
// stand in its text: "" if there is none.
func notVerbatim(value any, texts map[string]string) string {
	switch v := value.(type) {
	case []any:
		for _, part := range v {
			if why := notVerbatim(part, texts); why != "" {
				return why
			}
		}
	case map[string]any:
		if why := falsePlace(v, texts); why != "" {
			return why
		}
		for _, key := range sorted(v) {
			if why := notVerbatim(v[key], texts); why != "" {
				return why
			}
		}
	}
	return ""
}

// falsePlace says why an object with the fields of evidence does not stand in its text.
func falsePlace(v map[string]any, texts map[string]string) string {
	article, ok1 := v["article"].(string)
	start, ok2 := v["start"].(float64)
	end, ok3 := v["end"].(float64)
	said, ok4 := v["text"].(string)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return ""
	}
	text, known := texts[article]
	if i, j := int(start), int(end); !known || i < 0 || j < i || j > len(text) || text[i:j] != said {
		return fmt.Sprintf("%q is not bytes %d to %d of article %s", said, i, j, article)
	}
	return ""
}

// captured checks that captures can be read.
func (c *checker) captured() error {
	return c.each("SELECT hash, bytes FROM captures", nil, func(rows *sql.Rows) error {
		var hash string
		var kept []byte
		if err := rows.Scan(&hash, &kept); err != nil {
			return err
		}
		if _, err := unpack(kept); err != nil {
			c.findings = append(c.findings, Finding{Rule: "captures can be read", What: fmt.Sprintf("capture %s: %v", hash, err)})
		}
		return c.ctx.Err()
	})
}

// indexed checks that texts can be read and that each article is in the index with its
// words, and nothing else is.
func (c *checker) indexed() error {
	const rule = "the index has the words of every article"
	surplus, err := c.docs(c.dialect.surplus)
	if err != nil {
		return err
	}
	for _, doc := range surplus {
		c.found(rule, "no article %d", doc)
		if err := c.mend("DELETE FROM words WHERE "+c.dialect.docColumn+" = ?", doc); err != nil {
			return err
		}
	}
	docs, err := c.docs("SELECT doc FROM articles ORDER BY doc")
	if err != nil {
		return err
	}
	for part := range slices.Chunk(docs, checkedAtOnce) {
		if err := errors.Join(c.indexedRight(part, rule), c.ctx.Err()); err != nil {
			return err
		}
	}
	if !c.repair {
		return nil
	}
	return c.index()
}

// checkedAtOnce is how many articles are checked together: each question is a journey to a
// server, each text takes memory.
const checkedAtOnce = 32

// indexedRight checks the entries of some articles.
func (c *checker) indexedRight(docs []int64, rule string) error {
	entries, err := c.entries(docs)
	if err != nil {
		return err
	}
	indexed, err := c.dialect.indexed(c.tx, entries)
	if err != nil {
		return err
	}
	for _, doc := range sorted(entries) {
		if right, there := indexed[doc]; !right {
			c.found(rule, "article %d", doc)
			c.reindex[doc] = indexing{again: there}
		}
	}
	return nil
}

// entries are the words by which articles are found whose texts can be read. One without a
// text is told by the check of revisions.
func (c *checker) entries(docs []int64) (map[int64][]string, error) {
	speakers, err := c.speakersOf(docs)
	if err != nil {
		return nil, err
	}
	entries := map[int64][]string{}
	query := "SELECT " + revisionColumns + ", a.doc FROM articles a JOIN revisions r ON r.doc = a.doc AND r.number = a.number WHERE a.doc IN (" +
		marks(padded(len(docs))) + ") ORDER BY a.doc"
	err = c.each(query, filled(docs), func(rows *sql.Rows) error {
		var doc int64
		r, err := scanRevision(rows, &doc)
		if errors.Is(err, ErrCorrupt) {
			c.findings = append(c.findings, Finding{Rule: "texts can be read", What: fmt.Sprintf("article %d: %v", doc, err)})
			return nil
		}
		entries[doc] = entryOf(&r.Article, speakers[doc])
		return err
	})
	return entries, err
}
