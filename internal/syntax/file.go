package syntax

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrCorrupt says that a model file cannot be read.
var ErrCorrupt = errors.New("model file is corrupt")

// magic opens every model file; the digit is the version of its form.
const magic = "synoptic syntax 1\n"

// Section is one named part of a model file.
type Section struct {
	Name string
	Data []byte
}

// Join writes sections as a model file, which Open reads.
func Join(sections []Section) []byte {
	file := []byte(magic)
	for _, s := range sections {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(s.Name)))
		file = append(file, s.Name...)
		file = binary.LittleEndian.AppendUint32(file, uint32(len(s.Data)))
		file = append(file, s.Data...)
	}
	return file
}

// Split gives the sections of a model file, in their order.
func Split(file []byte) ([]Section, error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("read header: %w", ErrCorrupt)
	}
	var sections []Section
	for len(rest) > 0 {
		name, after, ok := chunk(rest)
		if !ok {
			return nil, fmt.Errorf("read name of section %d: %w", len(sections), ErrCorrupt)
		}
		data, after, ok := chunk(after)
		if !ok {
			return nil, fmt.Errorf("read section %q: %w", name, ErrCorrupt)
		}
		sections, rest = append(sections, Section{string(name), data}), after
	}
	return sections, nil
}

// chunk takes bytes with their length in front from the start of data.
func chunk(data []byte) (head, rest []byte, ok bool) {
	if len(data) < 4 {
		return nil, nil, false
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	if uint64(len(data)-4) < n {
		return nil, nil, false
	}
	return data[4 : 4+n], data[4+n:], true
}
