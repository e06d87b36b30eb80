// Package cluster knows which words are used alike: classes learned from plain text by
// exchange clustering (Kneser and Ney 1993; Martin, Liermann and Ney 1998), where each
// word moves to the class in which the sequence of classes is told best.
package cluster

import (
	"fmt"

	"synoptic/internal/syntax/flat"
)

// Table gives the classes of words.
type Table struct{ classes flat.Map }

// Open reads the bytes Pack wrote.
func Open(data []byte) (*Table, error) {
	classes, err := flat.Open(data)
	if err != nil {
		return nil, fmt.Errorf("open word classes: %w", err)
	}
	return &Table{classes}, nil
}

// Lookup gives the class of a form among many and among few, 0 where it is not known.
func (t *Table) Lookup(form uint64) (fine, coarse uint16) {
	v := t.classes.Get(form)
	return uint16(v >> 16), uint16(v)
}
