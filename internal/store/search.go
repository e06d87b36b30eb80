package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"math"
	"slices"

	"synoptic/internal/news"
)

// Query is a search. Text holds words, "phrases", beginnings of words (elect*), AND, OR,
// NOT or -, parentheses, the fields source: title: speaker: lang:, and the bounds since:
// and until:. Words next to each other must all be there; case and accents do not matter.
type Query struct {
	Text   string
	Newest bool   // the newest first; else the latest hits by how well they fit, then the older ones
	After  string // cursor that the page before gave
	Limit  int    // hits in a page; 0: 50
}

// Hit is an article that a search found.
type Hit struct {
	Article   string      `json:"article"`
	Story     string      `json:"story"`
	Source    string      `json:"source"`
	Title     string      `json:"title"`
	URL       string      `json:"url"`
	Published string      `json:"published"`
	Lang      string      `json:"lang"`
	Revision  int         `json:"revision"`
	Snippet   news.Span   `json:"snippet"` // a place of the text that shows why it was found
	Text      string      `json:"text"`    // the words of the snippet, verbatim
	Marks     []news.Span `json:"marks"`   // the words found in it, as places of the whole text
	Score     float64     `json:"score"`   // how well it fits, 0 where hits are in order of time
}

// ranked is how many hits, the latest ones, are ordered by how well they fit.
const ranked = 100

// Search finds articles. next is the cursor of the page that follows, "" after the last one.
// A search that cannot be understood gives a *SyntaxError.
func (s *Store) Search(ctx context.Context, q Query) (hits []Hit, next string, err error) {
	parsed, err := parseQuery(q.Text)
	if err != nil {
		return nil, "", err
	}
	at, err := parseCursor(q.After)
	if err != nil {
		return nil, "", fmt.Errorf("search: %w", err)
	}
	hits, next, err = s.page(ctx, &search{query: parsed, phrases: parsed.root.positive(nil), limit: pageSize(q.Limit)}, at, q.Newest)
	if err != nil {
		return nil, "", fmt.Errorf("search %q: %w", q.Text, err)
	}
	return hits, next, nil
}

// search is a query with what its pages need.
type search struct {
	*query
	phrases []*node // that a hit may have
	limit   int
	scratch []word // of the text looked at
}

// page gathers the hits that follow the cursor: first those of the ranked ones, then older
// ones.
func (s *Store) page(ctx context.Context, q *search, at cursor, newest bool) (hits []Hit, next string, err error) {
	if at.Older || newest {
		return s.older(ctx, q, at, nil)
	}
	list, err := s.best(ctx, q, &at)
	if err != nil {
		return nil, "", err
	}
	if len(list) > q.limit {
		list = list[:q.limit]
		last := list[q.limit-1]
		at.Doc, at.Score = last.doc, last.hit.Score
		return q.show(list), at.String(), nil
	}
	return s.older(ctx, q, cursor{Older: true, Doc: at.Low}, list)
}

// best are the ranked hits after the cursor, the best first; it sets the range of them.
func (s *Store) best(ctx context.Context, q *search, at *cursor) ([]candidate, error) {
	from, to, limit := q.from(), q.to(), ranked
	if at.High > 0 {
		from, to, limit = max(from, at.Low), min(to, at.High+1), 2*ranked
	}
	list, err := s.candidates(ctx, q, from, to, limit)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	if at.High == 0 {
		at.High, at.Low = list[0].doc, list[len(list)-1].doc
	}
	for i := range list {
		list[i].hit.Score = q.score(&list[i])
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.hit.Score, a.hit.Score), cmp.Compare(b.doc, a.doc))
	})
	begin := 0
	for at.Doc > 0 && begin < len(list) && !after(list[begin], at) {
		begin++
	}
	return list[begin:], nil
}

// after reports whether a ranked hit comes after the cursor.
func after(c candidate, at *cursor) bool {
	return c.hit.Score < at.Score || c.hit.Score == at.Score && c.doc < at.Doc
}

// older fills a page that has some hits with those before a doc, the newest first.
func (s *Store) older(ctx context.Context, q *search, at cursor, list []candidate) (hits []Hit, next string, err error) {
	to := q.to()
	if at.Older {
		to = min(to, at.Doc)
	}
	more, err := s.candidates(ctx, q, q.from(), to, q.limit-len(list)+1)
	if err != nil {
		return nil, "", err
	}
	if list = append(list, more...); len(list) > q.limit {
		list = list[:q.limit]
		end := cursor{Older: true, Doc: at.Doc}
		if len(more) > 1 {
			end.Doc = more[len(more)-2].doc
		}
		next = end.String()
	}
	return q.show(list), next, nil
}

// candidate is an article that was found.
type candidate struct {
	doc  int64
	hit  Hit
	text string
}

// candidates are the latest hits with docs in a range, the newest first.
func (s *Store) candidates(ctx context.Context, q *search, from, to int64, limit int) ([]candidate, error) {
	match, args := s.dialect.match(q.root, from, to)
	query := `SELECT a.doc, a.id, a.story, a.source, a.title, a.url, a.published, a.lang, a.number, r.text FROM articles a
		JOIN revisions r ON r.doc = a.doc AND r.number = a.number
		WHERE a.doc IN (` + match + " ORDER BY " + s.dialect.docColumn + " DESC LIMIT ?) ORDER BY a.doc DESC"
	var list []candidate
	err := s.each(ctx, query, append(args, limit), func(rows *sql.Rows) error {
		var c candidate
		var text []byte
		err := rows.Scan(&c.doc, &c.hit.Article, &c.hit.Story, &c.hit.Source, &c.hit.Title, &c.hit.URL, &c.hit.Published, &c.hit.Lang, &c.hit.Revision, &text)
		if err == nil {
			text, err = unpack(text)
		}
		c.text = string(text)
		list = append(list, c)
		return err
	})
	return list, err
}

// cursor is where a page begins: after the ranked hit of that score and doc, where the docs
// of the ranked ones are from Low to High; or among the older hits, before the doc.
type cursor struct {
	Older     bool
	Low, High int64
	Doc       int64
	Score     float64
}

func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%t %d %d %d %x", c.Older, c.Low, c.High, c.Doc, math.Float64bits(c.Score)))
}

func parseCursor(s string) (cursor, error) {
	var c cursor
	if s == "" {
		return c, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	var bits uint64
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "%t %d %d %d %x", &c.Older, &c.Low, &c.High, &c.Doc, &bits)
	}
	if err != nil || c.Low < 0 || c.High < c.Low || c.High > lastDoc || c.Doc < 0 {
		return cursor{}, ErrCursor
	}
	c.Score = math.Float64frombits(bits)
	return c, nil
}
