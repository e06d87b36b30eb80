package store

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
)

// Each folder has the steps that make the tables of one kind of database, in order of their
// numbers. A step that has been released is never changed.
//
//go:embed migrations
var migrations embed.FS

// errOlder says that steps are missing which a database opened to read cannot be given.
var errOlder = errors.New("the database is of an older version")

// migrate brings the tables up to date. A newer database is left alone.
func (s *Store) migrate(ctx context.Context, readOnly bool) error {
	steps, err := fs.Sub(migrations, "migrations/"+s.dialect.name)
	if err != nil {
		return err
	}
	missing, err := s.missingSteps(ctx, steps)
	switch {
	case err != nil || missing == 0:
		return err
	case readOnly:
		return errOlder
	}
	p, err := goose.NewProvider(s.dialect.goose, s.write, steps, goose.WithTableName(stepsTable),
		goose.WithAllowOutofOrder(true), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	return s.up(ctx, p, steps)
}

// A step fails where another program takes it at the same time: then it is looked at again,
// so often and after so long.
const (
	stepTries = 20
	stepWait  = 100 * time.Millisecond
)

// up takes the steps that are missing.
func (s *Store) up(ctx context.Context, p *goose.Provider, steps fs.FS) error {
	for try := 1; ; try++ {
		_, err := p.Up(ctx)
		if err == nil || try == stepTries || ctx.Err() != nil {
			return err
		}
		time.Sleep(stepWait)
		if missing, again := s.missingSteps(ctx, steps); again == nil && missing == 0 {
			return nil
		}
	}
}

// stepsTable is where the database remembers which steps it was given.
const stepsTable = "synoptic_steps"

// missingSteps is how many steps the database was not given yet; ErrNewer if it was given
// others.
func (s *Store) missingSteps(ctx context.Context, steps fs.FS) (int, error) {
	names, err := fs.Glob(steps, "*.sql")
	if err != nil {
		return 0, err
	}
	var tables int
	if err := s.row(ctx, s.dialect.tables, []any{stepsTable}, &tables); err != nil || tables == 0 {
		return len(names), err
	}
	given, err := s.strings(ctx, "SELECT DISTINCT version_id FROM "+stepsTable+" WHERE version_id > 0")
	if err != nil {
		return 0, err
	}
	known := map[string]bool{}
	for _, name := range names {
		number, _, _ := strings.Cut(name, "_")
		known[strings.TrimLeft(number, "0")] = true
	}
	for _, number := range given {
		if !known[number] {
			return 0, ErrNewer
		}
		delete(known, number)
	}
	return len(known), nil
}
