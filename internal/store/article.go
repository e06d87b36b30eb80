package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"synoptic/internal/news"
)

func (t *tx) revisions(b *Batch) error {
	for i := range b.Placements {
		p := &b.Placements[i]
		if _, several := t.placed[p.Article]; several {
			p = nil
		}
		t.placed[b.Placements[i].Article] = p
	}
	for i := range b.Revisions {
		r := &b.Revisions[i]
		if r.ID == "" {
			return fmt.Errorf("keep article %q: it has no id", r.Title)
		}
		if err := t.revision(r); err != nil {
			return fmt.Errorf("keep article %s: %w", r.ID, err)
		}
	}
	return t.index()
}

// revision stores a revision of a new or a known article.
func (t *tx) revision(r *news.Revision) error {
	h := t.held[r.ID]
	again := h != nil
	switch {
	case h == nil:
		r.Number = 1
		var err error
		if h, err = t.newArticle(r); err != nil {
			return err
		}
	case h.hash == r.Hash:
		r.Number = h.number
		return nil
	default:
		h.number, h.hash = h.number+1, r.Hash
		r.Number = h.number
		t.touched[h.story] = true
		err := t.exec("UPDATE articles SET number = ?, hash = ?, source = ?, lang = ?, title = ?, url = ?, published = ? WHERE doc = ?",
			r.Number, r.Hash, clean(r.Source), clean(r.Lang), clean(r.Title), clean(r.URL), clean(r.Published), h.doc)
		if err != nil {
			return err
		}
	}
	if waiting, ok := t.reindex[h.doc]; ok {
		again = waiting.again
	}
	t.reindex[h.doc] = indexing{&r.Article, again}
	return t.text(h.doc, r)
}

// timeOf is the time of an article: see when.
func timeOf(r *news.Revision) time.Time { return when(r.Published, r.Seen) }

// newArticle stores an article that was not there, in the story that the batch puts it in.
func (t *tx) newArticle(r *news.Revision) (*held, error) {
	at := timeOf(r)
	doc, err := t.newDoc(at)
	if err != nil {
		return nil, err
	}
	var p news.Placement
	if placed := t.placed[r.ID]; placed != nil {
		p = *placed
	}
	h := &held{doc: doc, number: r.Number, hash: r.Hash, story: p.Story, fresh: true}
	t.held[r.ID] = h
	return h, t.exec("INSERT INTO articles (doc, id, number, hash, source, lang, title, url, published, time, first, story, kind, near) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		doc, r.ID, r.Number, r.Hash, clean(r.Source), clean(r.Lang), clean(r.Title), clean(r.URL), clean(r.Published), at.UnixMilli(), r.Seen.UnixMilli(), p.Story, string(p.Kind), p.Near)
}

// text stores what a revision says.
func (t *tx) text(doc int64, r *news.Revision) error {
	a := r.Article
	a.Text = ""
	about, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO revisions (doc, number, seen, hash, capture, about, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
		doc, r.Number, r.Seen.UnixMilli(), r.Hash, r.Capture, about, pack([]byte(r.Text)))
}

// Known says which of the articles are stored, and their latest revisions.
func (s *Store) Known(ctx context.Context, ids []string) (map[string]Latest, error) {
	known := map[string]Latest{}
	for part := range slices.Chunk(ids, askedAtOnce) {
		query := "SELECT id, number, hash, story, source FROM articles WHERE id IN (" + marks(padded(len(part))) + ")"
		err := s.each(ctx, query, filled(part), func(rows *sql.Rows) error {
			var id string
			var l Latest
			err := rows.Scan(&id, &l.Number, &l.Hash, &l.Story, &l.Source)
			known[id] = l
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("look up articles: %w", err)
		}
	}
	return known, nil
}

func anys(values []string) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

const revisionColumns = "r.number, r.seen, r.hash, r.capture, r.about, r.text"

// scanRevision reads the columns of a revision, and further ones.
func scanRevision(rows *sql.Rows, more ...any) (news.Revision, error) {
	var r news.Revision
	var seen int64
	var about, text []byte
	if err := rows.Scan(append([]any{&r.Number, &seen, &r.Hash, &r.Capture, &about, &text}, more...)...); err != nil {
		return r, err
	}
	if err := json.Unmarshal(about, &r.Article); err != nil {
		return r, fmt.Errorf("read article: %w (%w)", ErrCorrupt, err)
	}
	words, err := unpack(text)
	r.Text = string(words)
	r.Seen = moment(seen)
	return r, err
}

// Article is the latest revision of an article; ErrNotFound if there is none.
func (s *Store) Article(ctx context.Context, id string) (news.Revision, error) {
	list, err := s.revisionsWhere(ctx, "a.id = ? AND r.number = a.number", id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return news.Revision{}, fmt.Errorf("read article %s: %w", id, err)
	}
	return list[0], nil
}

// Revisions are all texts of an article, the first one first; ErrNotFound if there is none.
func (s *Store) Revisions(ctx context.Context, id string) ([]news.Revision, error) {
	list, err := s.revisionsWhere(ctx, "a.id = ?", id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read revisions of article %s: %w", id, err)
	}
	return list, nil
}

func (s *Store) revisionsWhere(ctx context.Context, where string, args ...any) ([]news.Revision, error) {
	var list []news.Revision
	query := "SELECT " + revisionColumns + " FROM articles a JOIN revisions r ON r.doc = a.doc WHERE " + where + " ORDER BY a.doc, r.number"
	err := s.each(ctx, query, args, func(rows *sql.Rows) error {
		r, err := scanRevision(rows)
		list = append(list, r)
		return err
	})
	return list, err
}

// Capture is a kept capture; ErrNotFound if it is not kept (any more).
func (s *Store) Capture(ctx context.Context, hash string) (news.Kept, error) {
	k := news.Kept{Hash: hash}
	var fetched, listed int64
	var bytes []byte
	err := s.row(ctx, "SELECT name, url, content_type, incomplete, fetched, listed, bytes FROM captures WHERE hash = ?", []any{hash},
		&k.Name, &k.URL, &k.ContentType, &k.Incomplete, &fetched, &listed, &bytes)
	if err == nil {
		k.Fetched, k.Listed = moment(fetched), instant(listed)
		k.Bytes, err = unpack(bytes)
	}
	if err != nil {
		return news.Kept{}, fmt.Errorf("read capture %s: %w", hash, err)
	}
	return k, nil
}

// ArticleFilter chooses articles; what is empty chooses all.
type ArticleFilter struct {
	Story        string
	Source, Lang string
	Since, Until time.Time // of their time; Until is not in the range
	Earlier      bool      // earlier revisions too, not only the latest
}

// Articles are the latest revisions of the articles chosen, in order of time. The database
// is read as it goes, part by part, so that a slow reader holds up nobody.
func (s *Store) Articles(ctx context.Context, f ArticleFilter) iter.Seq2[news.Revision, error] {
	where, args := f.where()
	return func(yield func(news.Revision, error) bool) {
		for after := int64(-1); ; {
			n, last, err := s.someArticles(ctx, where, append(args[:len(args):len(args)], after, articlesAtOnce, number(f.Earlier)), yield)
			if err != nil {
				yield(news.Revision{}, fmt.Errorf("read articles: %w", err))
			}
			if err != nil || n == 0 {
				return
			}
			after = last
		}
	}
}

// articlesAtOnce is how many articles are read in one go.
const articlesAtOnce = 200

// someArticles yields the next articles after a doc; it returns how many there were, 0 if
// the reader wants no more.
func (s *Store) someArticles(ctx context.Context, where string, args []any, yield func(news.Revision, error) bool) (n int, last int64, err error) {
	query := "SELECT " + revisionColumns + ", a.doc FROM (SELECT doc, number FROM articles WHERE " + where + " AND doc > ? ORDER BY doc LIMIT ?) a" +
		" JOIN revisions r ON r.doc = a.doc AND (r.number = a.number OR ? = 1) ORDER BY a.doc, r.number"
	var list []news.Revision
	err = s.each(ctx, query, args, func(rows *sql.Rows) error {
		r, err := scanRevision(rows, &last)
		list = append(list, r)
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	for _, r := range list {
		if !yield(r, nil) {
			return 0, 0, nil
		}
	}
	return len(list), last, nil
}

func (f ArticleFilter) where() (string, []any) {
	var c conditions
	c.add("1 = 1")
	if f.Story != "" {
		c.add("story = ?", f.Story)
	}
	if f.Source != "" {
		c.add("source = ?", f.Source)
	}
	if f.Lang != "" {
		c.add("lang = ?", f.Lang)
	}
	if !f.Since.IsZero() {
		c.add("doc >= ?", firstDoc(f.Since))
	}
	if !f.Until.IsZero() {
		c.add("doc < ?", firstDoc(f.Until))
	}
	return c.String(), c.args
}
