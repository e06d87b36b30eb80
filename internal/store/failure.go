package store

import "errors"

// What can be wrong with a database. Errors of this package wrap one of them where it is
// the reason.
var (
	ErrNotFound    = errors.New("not found")
	ErrNewer       = errors.New("the database is of a newer version of synoptic; use that version, or another --db")
	ErrLocked      = errors.New("another program is writing to the database; try again when it has ended")
	ErrReadOnly    = errors.New("the database cannot be written to; check the permissions of the file and its folder")
	ErrFull        = errors.New("the disk is full; nothing of this step was kept, all before it is safe; free space and try again")
	ErrDevice      = errors.New("the disk fails to read or write; nothing of this step was kept, all before it is safe")
	ErrCorrupt     = errors.New("the database file is damaged; restore it from a backup, or ingest again into another --db")
	ErrForeign     = errors.New("this is no database of synoptic; use another --db")
	ErrMissing     = errors.New("there is no such database; synoptic ingest makes one")
	ErrUnreachable = errors.New("the database server does not answer; check its address and that it runs")
	ErrCursor      = errors.New("the cursor is none that a page before gave")
)
