package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

// databaseFlag adds the flag that names the database; open opens it.
func databaseFlag(cmd *cobra.Command) *database {
	d := &database{cmd: cmd}
	cmd.Flags().StringVar(&d.dsn, "db", "", "database: a SQLite file or postgres://… (default $SYNOPTIC_DB, else synoptic/synoptic.db in $XDG_DATA_HOME)")
	return d
}

type database struct {
	cmd *cobra.Command
	dsn string
}

// open opens the database. Its errors say what to do and end the command with nothing done.
func (d *database) open(o store.Options) (*store.Store, error) {
	dsn := cmp.Or(d.dsn, os.Getenv("SYNOPTIC_DB"))
	if dsn == "" {
		folder, err := dataFolder()
		if err != nil {
			return nil, &statusError{exitNothing, err}
		}
		dsn = filepath.Join(folder, "synoptic", "synoptic.db")
	}
	s, err := store.Open(d.cmd.Context(), dsn, o)
	if err != nil {
		return nil, &statusError{exitNothing, err}
	}
	return s, nil
}

// openToShow opens the database to read it, and to keep what is made on the way where it can
// be written to.
func (d *database) openToShow() (*store.Store, error) {
	s, err := d.open(store.Options{})
	if errors.Is(err, store.ErrReadOnly) {
		return d.open(store.Options{ReadOnly: true})
	}
	return s, err
}

// comparisonOf is the comparison of a story. Where it cannot be kept, it is shown nevertheless.
func comparisonOf(ctx context.Context, s *store.Store, story string, comparer func() (*pipeline.Comparer, error)) (*news.Comparison, error) {
	c, err := comparer()
	if err != nil {
		return nil, err
	}
	shown, err := c.Story(ctx, s, story)
	if errors.Is(err, store.ErrReadOnly) || errors.Is(err, store.ErrLocked) || errors.Is(err, store.ErrFull) {
		err = nil
	}
	return shown, err
}

// dataFolder is where programs keep what they made for the user.
func dataFolder() (string, error) {
	if folder := os.Getenv("XDG_DATA_HOME"); folder != "" {
		return folder, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("no home folder to keep the database in; name a database with --db")
	}
	return filepath.Join(home, ".local", "share"), nil
}
