package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Outlet is what the database knows of an outlet.
type Outlet struct {
	Source   string    `json:"source"`
	Reports  int       `json:"reports"`
	First    time.Time `json:"first"` // its earliest and latest report
	Last     time.Time `json:"last"`
	Recent   int       `json:"recent"`    // its latest reports that the counts below are of
	Stories  int       `json:"stories"`   // they are in
	Alone    int       `json:"alone"`     // stories that nobody else reports
	Opened   int       `json:"opened"`    // stories of several outlets that it reported first
	Copied   int       `json:"copied"`    // reports that are copies of others
	Revised  int       `json:"revised"`   // reports that were changed later
	CopiesOf []Named   `json:"copies_of"` // outlets it copies most
	CopiedBy []Named   `json:"copied_by"` // outlets that copy it most
	Quotes   []Named   `json:"quotes"`    // whom it quotes most
	Wording  []Called  `json:"wording"`   // what it calls otherwise than others
}

// Named is somebody with a count.
type Named struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// recentReports is how many of the latest reports of an outlet its figures are of.
const recentReports = 500

// Outlet is what is known of an outlet by its latest reports; ErrNotFound if none is stored.
func (s *Store) Outlet(ctx context.Context, source string) (Outlet, error) {
	o := Outlet{Source: source}
	err := s.row(ctx, "SELECT count(*) FROM articles WHERE source = ?", []any{source}, &o.Reports)
	if err == nil && o.Reports == 0 {
		err = ErrNotFound
	}
	if err == nil {
		err = o.ends(ctx, s)
	}
	for _, part := range []func(context.Context, *Store) error{o.count, o.copies, o.quoted, o.worded} {
		if err == nil {
			err = part(ctx, s)
		}
	}
	if err != nil {
		return Outlet{}, fmt.Errorf("read outlet %s: %w", source, err)
	}
	return o, nil
}

// ends reads the times of the earliest and the latest report: docs are in order of time.
func (o *Outlet) ends(ctx context.Context, s *Store) error {
	var first, last int64
	query := "SELECT time FROM articles WHERE source = ? ORDER BY doc "
	err := s.row(ctx, query+"LIMIT 1", []any{o.Source}, &first)
	if err == nil {
		err = s.row(ctx, query+"DESC LIMIT 1", []any{o.Source}, &last)
	}
	o.First, o.Last = moment(first), moment(last)
	return err
}

// latest selects the latest reports of an outlet, and their columns named.
func latest(columns string) string {
	return "(SELECT " + columns + " FROM articles WHERE source = ? ORDER BY doc DESC LIMIT ?)"
}

func (o *Outlet) count(ctx context.Context, s *Store) error {
	query := `SELECT count(*), count(DISTINCT a.story), coalesce(sum(CASE WHEN a.number > 1 THEN 1 ELSE 0 END), 0),
		coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM copies c WHERE c.target = a.id) THEN 1 ELSE 0 END), 0) FROM ` + latest("doc, id, story, number") + " a"
	err := s.row(ctx, query, []any{o.Source, recentReports}, &o.Recent, &o.Stories, &o.Revised, &o.Copied)
	if err != nil {
		return err
	}
	query = `SELECT coalesce(sum(CASE WHEN s.outlets = 1 THEN 1 ELSE 0 END), 0),
		coalesce(sum(CASE WHEN s.outlets > 1 AND m.doc = (SELECT min(b.doc) FROM articles b WHERE b.story = m.story) THEN 1 ELSE 0 END), 0)
		FROM (SELECT story, min(doc) AS doc FROM ` + latest("doc, story") + ` x GROUP BY story) m JOIN stories s ON s.id = m.story`
	return s.row(ctx, query, []any{o.Source, recentReports}, &o.Alone, &o.Opened)
}

func (o *Outlet) copies(ctx context.Context, s *Store) (err error) {
	o.CopiesOf, err = s.named(ctx, "SELECT f.source, count(*) FROM "+latest("doc, id")+" a JOIN copies c ON c.target = a.id JOIN articles f ON f.id = c.source WHERE f.source <> ? GROUP BY f.source ORDER BY 2 DESC, 1 LIMIT 10", o.Source, recentReports, o.Source)
	if err != nil {
		return err
	}
	o.CopiedBy, err = s.named(ctx, "SELECT t.source, count(*) FROM "+latest("doc, id")+" a JOIN copies c ON c.source = a.id JOIN articles t ON t.id = c.target WHERE t.source <> ? GROUP BY t.source ORDER BY 2 DESC, 1 LIMIT 10", o.Source, recentReports, o.Source)
	return err
}

func (o *Outlet) quoted(ctx context.Context, s *Store) (err error) {
	o.Quotes, err = s.named(ctx, "SELECT q.speaker, count(*) FROM "+latest("doc")+" a JOIN quotes q ON q.doc = a.doc WHERE q.speaker <> '' GROUP BY q.speaker ORDER BY 2 DESC, 1 LIMIT 15", o.Source, recentReports)
	return err
}

// named reads rows of a name and a count.
func (s *Store) named(ctx context.Context, query string, args ...any) ([]Named, error) {
	list := []Named{}
	err := s.each(ctx, query, args, func(rows *sql.Rows) error {
		var n Named
		err := rows.Scan(&n.Name, &n.Count)
		list = append(list, n)
		return err
	})
	return list, err
}

// ReportsOf are the latest reports of an outlet, the newest first.
func (s *Store) ReportsOf(ctx context.Context, source string, limit int) ([]Report, error) {
	var list []Report
	err := s.each(ctx, "SELECT "+reportColumns+" FROM articles WHERE source = ? ORDER BY doc DESC LIMIT ?", []any{source, pageSize(limit)}, func(rows *sql.Rows) error {
		r, err := scanReport(rows)
		list = append(list, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list reports of %s: %w", source, err)
	}
	return list, nil
}
