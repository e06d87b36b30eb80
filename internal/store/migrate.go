package store

import (
	"context"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// Each folder has the steps that make the tables of one kind of database, in order of their
// numbers. A step that has been released is never changed.
//
//go:embed migrations
var migrations embed.FS

// migrate brings the tables up to date.
func (s *Store) migrate(ctx context.Context, readOnly bool) error {
	steps, err := fs.Sub(migrations, "migrations/"+s.dialect.name)
	if err != nil {
		return err
	}
	db := s.write
	if readOnly {
		db = s.read
	}
	p, err := goose.NewProvider(s.dialect.goose, db, steps, goose.WithTableName("synoptic_steps"),
		goose.WithAllowOutofOrder(true), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	current, target, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case current > target:
		return ErrNewer
	case readOnly:
		return nil
	}
	_, err = p.Up(ctx)
	return err
}
