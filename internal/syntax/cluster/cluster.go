// Package cluster knows words by their company and by lists. Words with the same
// neighbours stand in one class, learned from plain text by exchange clustering (Kneser
// and Ney 1993; Martin, Liermann and Ney 1998), where each word moves to the class in
// which the sequence of classes is told best; words told of together stand in one topic,
// sorted by word vectors. Lists add fields of meaning and parts of names.
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

// Bits of a value: class, topic, sense; the rest is what names the word is known from.
const (
	fineBits  = 9
	topicBits = 9
	senseBits = 9
)

// TopicsInGroup is the number of topics that share a Coarse class. Topics count from 1.
const TopicsInGroup = 16

// Lookup implements word.Classes.
func (t *Table) Lookup(form uint64) word.Class {
	v := uint64(t.classes.Get(form))
	topic := v >> fineBits & (1<<topicBits - 1)
	return word.Class{
		Fine:   v & (1<<fineBits - 1),
		Topic:  topic,
		Coarse: (topic + TopicsInGroup - 1) / TopicsInGroup,
		Sense:  v >> (fineBits + topicBits) & (1<<senseBits - 1),
		Known:  v >> (fineBits + topicBits + senseBits),
	}
}

// value packs a class into the bits Lookup reads.
func value(c word.Class) uint32 {
	return uint32(c.Fine | c.Topic<<fineBits | c.Sense<<(fineBits+topicBits) | c.Known<<(fineBits+topicBits+senseBits))
}
