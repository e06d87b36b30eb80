package lexicon

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
)

// Magic opens a table file.
const Magic = "SYNLEX1\n"

// table finds the record of a word in bytes laid out by Encode: head, then the start of
// each entry, then the entries in order of their words. Nothing is built at start-up.
type table struct {
	head    []byte
	words   int
	offsets []byte
	entries []byte
}

// Encode lays out a table: head is kept as it is, records are by word.
func Encode(head []byte, records map[string][]byte) []byte {
	var offsets, entries []byte
	words := make([]string, 0, len(records))
	for w := range records {
		if len(w) < 256 {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	for _, w := range words {
		offsets = binary.LittleEndian.AppendUint32(offsets, uint32(len(entries)))
		entries = append(append(entries, byte(len(w))), w...)
		entries = append(entries, records[w]...)
	}
	out := binary.LittleEndian.AppendUint32([]byte(Magic), uint32(len(head)))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(words)))
	return slices.Concat(out, head, offsets, entries)
}

func decode(raw []byte) (table, error) {
	if len(raw) < len(Magic)+8 || string(raw[:len(Magic)]) != Magic {
		return table{}, fmt.Errorf("read word table: not a table")
	}
	raw = raw[len(Magic):]
	head, words := int(binary.LittleEndian.Uint32(raw)), int(binary.LittleEndian.Uint32(raw[4:]))
	raw = raw[8:]
	if len(raw) < head+4*words {
		return table{}, fmt.Errorf("read word table: cut short")
	}
	return table{raw[:head], words, raw[head : head+4*words], raw[head+4*words:]}, nil
}

// find is what follows the word in its entry, nil if the table does not have it.
func (t *table) find(word string) []byte {
	i := sort.Search(t.words, func(i int) bool { return string(t.word(i)) >= word })
	if i == t.words || string(t.word(i)) != word {
		return nil
	}
	return t.entry(i)[1+len(word):]
}

// entry is the word's length, the word and its record; that of the empty word where the
// table is damaged. Entries are looked at when they are needed: all of them at once would
// be a twentieth of a short run.
func (t *table) entry(i int) []byte {
	at := int(binary.LittleEndian.Uint32(t.offsets[4*i:]))
	if at >= len(t.entries) || at+1+int(t.entries[at]) > len(t.entries) {
		return []byte{0}
	}
	return t.entries[at:]
}

func (t *table) word(i int) []byte {
	e := t.entry(i)
	return e[1 : 1+int(e[0])]
}
