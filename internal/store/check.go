package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Finding is something in the database that is not as it must be.
type Finding struct {
	Rule     string `json:"rule"` // what must hold
	What     string `json:"what"` // where it does not
	Repaired bool   `json:"repaired"`
}

// maxFindings is how many findings of one rule are told.
const maxFindings = 50

// Check proves what must hold of the database, in one look at it that writers do not
// change, and says where it does not. With repair it makes it hold; that takes as long, and
// nothing else can be written meanwhile. Texts themselves are never changed.
func (s *Store) Check(ctx context.Context, repair bool) ([]Finding, error) {
	c := &checker{ctx: ctx, repair: repair}
	check := func(t *tx) error {
		c.tx, t.telling = t, repair
		return c.all()
	}
	var err error
	if repair {
		err = s.transact(ctx, "repair database", check)
	} else {
		err = s.look(ctx, "check database", check)
	}
	return c.findings, err
}

// look runs f in a transaction that only reads and sees one state of the database.
func (s *Store) look(ctx context.Context, what string, f func(*tx) error) error {
	begun, err := s.read.BeginTx(ctx, &sql.TxOptions{Isolation: s.dialect.isolation, ReadOnly: true})
	if err == nil {
		defer begun.Rollback()
		err = f(newTx(ctx, begun, s.dialect))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, s.dialect.reason(err))
	}
	return nil
}

// checker is a check under way.
type checker struct {
	*tx
	ctx      context.Context // may be cancelled
	repair   bool
	findings []Finding
	of       map[string]int // findings by rule
}

// all runs every check, what others stand on first.
func (c *checker) all() error {
	c.of = map[string]int{}
	for _, check := range []func() error{
		c.file, c.rows, c.numbers, c.redirects, c.placed, c.counts, c.comparisons, c.captured, c.indexed,
	} {
		if err := check(); err != nil {
			return err
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// found notes a finding. What was repaired is so when the transaction ends well.
func (c *checker) found(rule, format string, args ...any) {
	c.of[rule]++
	if c.of[rule] <= maxFindings {
		c.findings = append(c.findings, Finding{rule, fmt.Sprintf(format, args...), c.repair})
	}
}

// file asks the database whether its file is sound. That cannot be repaired.
func (c *checker) file() error {
	if c.dialect.sound == "" {
		return nil
	}
	return c.each(c.dialect.sound, nil, func(rows *sql.Rows) error {
		var said string
		if err := rows.Scan(&said); err != nil || said == "ok" {
			return err
		}
		c.findings = append(c.findings, Finding{Rule: "the file is sound", What: said})
		return nil
	})
}

// rowRule is what a statement can find: each row is a finding. mend repairs all of them.
type rowRule struct{ rule, find, mend string }

var rowRules = []rowRule{
	{"a revision belongs to an article",
		"SELECT r.doc FROM revisions r LEFT JOIN articles a ON a.doc = r.doc WHERE a.doc IS NULL",
		"DELETE FROM revisions WHERE doc NOT IN (SELECT doc FROM articles)"},
	{"an article has a text",
		"SELECT a.id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.doc = a.doc)",
		"DELETE FROM articles WHERE doc NOT IN (SELECT doc FROM revisions)"},
	{"an image belongs to an article",
		"SELECT i.doc FROM images i LEFT JOIN articles a ON a.doc = i.doc WHERE a.doc IS NULL",
		"DELETE FROM images WHERE doc NOT IN (SELECT doc FROM articles)"},
	{"a placement belongs to an article",
		"SELECT p.doc FROM placements p LEFT JOIN articles a ON a.doc = p.doc WHERE a.doc IS NULL",
		"DELETE FROM placements WHERE doc NOT IN (SELECT doc FROM articles)"},
	{"a quotation belongs to an article",
		"SELECT q.doc FROM quotes q LEFT JOIN articles a ON a.doc = q.doc WHERE a.doc IS NULL",
		"DELETE FROM quotes WHERE doc NOT IN (SELECT doc FROM articles)"},
	{"a copy belongs to two articles",
		"SELECT c.target FROM copies c LEFT JOIN articles a ON a.id = c.target LEFT JOIN articles b ON b.id = c.source WHERE a.id IS NULL OR b.id IS NULL",
		"DELETE FROM copies WHERE target NOT IN (SELECT id FROM articles) OR source NOT IN (SELECT id FROM articles)"},
	{"a comparison belongs to a story",
		"SELECT c.story FROM comparisons c LEFT JOIN stories s ON s.id = c.story WHERE s.id IS NULL OR s.goes <> ''",
		"DELETE FROM comparisons WHERE story NOT IN (SELECT id FROM stories WHERE goes = '')"},
	{"the capture of a revision is kept",
		"SELECT a.id FROM revisions r JOIN articles a ON a.doc = r.doc LEFT JOIN captures c ON c.hash = r.capture WHERE " + captureLost,
		"UPDATE revisions SET capture = '' WHERE capture NOT IN (SELECT hash FROM captures) AND seen >= " + keptSince},
}

// A capture is lost if it is not there though retention has not removed it.
const (
	keptSince   = "(SELECT coalesce(max(before), -1000000000000000) FROM retention WHERE what = 'captures')"
	captureLost = "r.capture <> '' AND c.hash IS NULL AND r.seen >= " + keptSince
)

func (c *checker) rows() error {
	for _, r := range rowRules {
		before := c.of[r.rule]
		err := c.each(r.find, nil, func(rows *sql.Rows) error {
			var what string
			err := rows.Scan(&what)
			c.found(r.rule, "%s", what)
			return err
		})
		if err == nil && c.repair && c.of[r.rule] > before {
			err = c.exec(r.mend)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.rule, err)
		}
	}
	return nil
}
