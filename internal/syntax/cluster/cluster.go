// Package cluster knows words by their company and by lists. Words used alike stand in
// one class: classes are learned from plain text by exchange clustering (Kneser and Ney
// 1993; Martin, Liermann and Ney 1998), where each word moves to the class in which the
// sequence of classes is told best. Lists add fields of meaning and parts of names.
package cluster

import (
	"fmt"

	"synoptic/internal/syntax/flat"
	"synoptic/internal/syntax/word"
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

// Bits of a value: class of many, class of few, sense, what names it is known from.
const (
	fineBits   = 10
	coarseBits = 6
	senseBits  = 9
	knownBits  = 7
)

// Lookup implements word.Classes.
func (t *Table) Lookup(form uint64) word.Class {
	v := uint64(t.classes.Get(form))
	return word.Class{
		Fine:   v & (1<<fineBits - 1),
		Coarse: v >> fineBits & (1<<coarseBits - 1),
		Sense:  v >> (fineBits + coarseBits) & (1<<senseBits - 1),
		Known:  v >> (fineBits + coarseBits + senseBits),
	}
}

// value packs a class into the bits Lookup reads.
func value(c word.Class) uint32 {
	return uint32(c.Fine | c.Coarse<<fineBits | c.Sense<<(fineBits+coarseBits) | c.Known<<(fineBits+coarseBits+senseBits))
}
