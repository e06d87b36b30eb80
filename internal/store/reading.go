package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"synoptic/internal/news"
)

// Report is an article of a story as a list shows it.
type Report struct {
	Article string             `json:"article"`
	Source  string             `json:"source"`
	Title   string             `json:"title"`
	URL     string             `json:"url"`
	Lang    string             `json:"lang"`
	Story   string             `json:"story"`
	Time    time.Time          `json:"time"`    // of publication where it is known, else first seen
	Kind    news.PlacementKind `json:"kind"`    // how it came to its story
	Near    string             `json:"near"`    // the article it is nearest to, or copies
	Changes int                `json:"changes"` // revisions after the first
}

const reportColumns = "id, source, title, url, lang, story, time, kind, near, number"

func scanReport(rows *sql.Rows) (Report, error) {
	var r Report
	var at int64
	err := rows.Scan(&r.Article, &r.Source, &r.Title, &r.URL, &r.Lang, &r.Story, &at, &r.Kind, &r.Near, &r.Changes)
	r.Time = moment(at)
	r.Changes--
	return r, err
}

// Reports are the articles of each of the stories in order of time.
func (s *Store) Reports(ctx context.Context, stories []string) (map[string][]Report, error) {
	byStory := map[string][]Report{}
	if len(stories) == 0 {
		return byStory, nil
	}
	query := "SELECT " + reportColumns + " FROM articles WHERE story IN (" + marks(len(stories)) + ") ORDER BY doc"
	err := s.each(ctx, query, anys(stories), func(rows *sql.Rows) error {
		r, err := scanReport(rows)
		byStory[r.Story] = append(byStory[r.Story], r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list reports of stories: %w", err)
	}
	return byStory, nil
}

// Compared says which of the stories have a comparison, and when it was made.
func (s *Store) Compared(ctx context.Context, stories []string) (map[string]time.Time, error) {
	saved := map[string]time.Time{}
	if len(stories) == 0 {
		return saved, nil
	}
	err := s.each(ctx, "SELECT story, saved FROM comparisons WHERE story IN ("+marks(len(stories))+")", anys(stories), func(rows *sql.Rows) error {
		var id string
		var at int64
		err := rows.Scan(&id, &at)
		saved[id] = moment(at)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list comparisons: %w", err)
	}
	return saved, nil
}

// Placements are why each article of a story is in it, in order of time.
func (s *Store) Placements(ctx context.Context, story string) ([]news.Placement, error) {
	list := []news.Placement{}
	query := "SELECT " + placementColumns + " FROM articles a LEFT JOIN placements p ON p.doc = a.doc WHERE a.story = ? ORDER BY a.doc"
	err := s.each(ctx, query, []any{story}, func(rows *sql.Rows) error {
		var p news.Placement
		into, finish := scanPlacement(&p)
		err := rows.Scan(into...)
		if err == nil {
			err = finish()
		}
		list = append(list, p)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read placements of story %s: %w", story, err)
	}
	return list, nil
}

// Said is a quotation with the report it stands in.
type Said struct {
	Report
	news.Span
	Words  string `json:"text"` // verbatim, of the latest revision
	Direct bool   `json:"direct"`
}

// Said are the latest quotations of a speaker, the newest first.
func (s *Store) Said(ctx context.Context, speaker string, limit int) ([]Said, error) {
	var list []Said
	query := `SELECT a.id, a.source, a.title, a.url, a.lang, a.story, a.time, a.kind, a.near, a.number, q.start, q.stop, q.direct, r.text FROM quotes q
		JOIN articles a ON a.doc = q.doc JOIN revisions r ON r.doc = a.doc AND r.number = a.number
		WHERE q.speaker = ? ORDER BY q.doc DESC, q.start LIMIT ?`
	err := s.each(ctx, query, []any{speaker, pageSize(limit)}, func(rows *sql.Rows) error {
		said, err := scanSaid(rows)
		if err == nil && said.Words != "" {
			list = append(list, said)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list quotations of %s: %w", speaker, err)
	}
	return list, nil
}

// scanSaid reads a quotation; it has no words if the text was revised since and ends before it.
func scanSaid(rows *sql.Rows) (Said, error) {
	var q Said
	var at int64
	var direct int
	var packed []byte
	err := rows.Scan(&q.Article, &q.Source, &q.Title, &q.URL, &q.Lang, &q.Story, &at, &q.Kind, &q.Near, &q.Changes, &q.Start, &q.End, &direct, &packed)
	if err != nil {
		return q, err
	}
	text, err := unpack(packed)
	q.Time, q.Direct = moment(at), direct != 0
	q.Changes--
	if err == nil && 0 <= q.Start && q.Start < q.End && q.End <= len(text) {
		q.Words = string(text[q.Start:q.End])
	}
	return q, err
}

// Sums are how much the database holds.
type Sums struct {
	Articles int       `json:"articles"`
	Last     time.Time `json:"last"` // of the latest report of a story
}

// Sums counts what is stored.
func (s *Store) Sums(ctx context.Context) (Sums, error) {
	var out Sums
	var last sql.NullInt64
	err := s.row(ctx, "SELECT count(*) FROM articles", nil, &out.Articles)
	if err == nil {
		err = s.row(ctx, "SELECT max(last) FROM stories WHERE reports > 0", nil, &last)
	}
	if err != nil {
		return out, fmt.Errorf("count articles: %w", err)
	}
	out.Last = moment(last.Int64)
	return out, nil
}
