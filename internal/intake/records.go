package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"synoptic/internal/news"
)

// lines reads JSON lines: one object a line, blank lines skipped. A file that is one
// object over several lines is told by its first line and read as such.
func (in *opener) lines(r *bufio.Reader, o origin) bool {
	for number := 1; ; number++ {
		line, err := readLine(r)
		if errors.Is(err, errLongLine) {
			if !in.fail(at(o.name, number), err) {
				return false
			}
			continue
		}
		if number == 1 && opensObject(line) {
			return in.objects(io.MultiReader(bytes.NewReader(line), r), o)
		}
		if broken := err != nil && err != io.EOF; broken {
			return in.fail(at(o.name, number), plain(err))
		}
		if !in.line(line, o, number) || in.ctx.Err() != nil {
			return false
		}
		if err == io.EOF {
			return true
		}
	}
}

func (in *opener) line(line []byte, o origin, number int) bool {
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return true
	}
	if !json.Valid(line) {
		var value json.RawMessage
		err := json.Unmarshal(line, &value) // says what is wrong
		return in.fail(at(o.name, number), fmt.Errorf("invalid JSON: %w", err))
	}
	return in.record(line, o, at(o.name, number))
}

func (in *opener) record(b []byte, o origin, name string) bool {
	return in.yield(news.Capture{Name: name, URL: o.url, ContentType: "application/json", Bytes: b}, nil)
}

// opensObject reports whether a line leaves its JSON value open, as the first line of
// an object printed over several lines does.
func opensObject(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && bytes.IndexByte([]byte("{[,:"), line[len(line)-1]) >= 0
}

// objects reads JSON values one after another, wherever their lines break.
func (in *opener) objects(r io.Reader, o origin) bool {
	budget := &io.LimitedReader{R: r, N: maxItem}
	values := json.NewDecoder(budget)
	for number := 1; ; number++ {
		var value json.RawMessage
		err := values.Decode(&value)
		if err == io.EOF {
			return true
		}
		if err != nil {
			return in.fail(o.name, jsonError(err, budget, values.InputOffset()))
		}
		name := o.name
		if number > 1 || values.More() {
			name = fmt.Sprintf("%s[%d]", o.name, number)
		}
		if !in.record(value, o, name) {
			return false
		}
		budget.N = maxItem
	}
}

// array reads the elements of a JSON array.
func (in *opener) array(r io.Reader, o origin) bool {
	budget := &io.LimitedReader{R: r, N: maxItem}
	values := json.NewDecoder(budget)
	if _, err := values.Token(); err != nil {
		return in.fail(o.name, jsonError(err, budget, 0))
	}
	number := 0
	for values.More() {
		number++
		var value json.RawMessage
		if err := values.Decode(&value); err != nil {
			return in.fail(o.name, jsonError(err, budget, values.InputOffset()))
		}
		if !in.record(value, o, fmt.Sprintf("%s[%d]", o.name, number)) {
			return false
		}
		budget.N = maxItem
	}
	if _, err := values.Token(); err != nil {
		return in.fail(o.name, jsonError(err, budget, values.InputOffset()))
	}
	if number == 0 {
		return in.fail(o.name, errEmpty)
	}
	return true
}

func jsonError(err error, budget *io.LimitedReader, offset int64) error {
	switch {
	case budget.N <= 0:
		return errTooLarge
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errTruncated
	}
	return fmt.Errorf("invalid JSON after byte %d: %w", offset, err)
}

// readLine reads up to and with the next newline. A line beyond the limit is read past
// and gives errLongLine.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxItem {
			return nil, skipLine(r, err)
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

func skipLine(r *bufio.Reader, err error) error {
	for err == bufio.ErrBufferFull {
		_, err = r.ReadSlice('\n')
	}
	return errLongLine
}

var errLongLine = fmt.Errorf("line is longer than %d MB", maxItem>>20)

// at names a line of an input: "stdin:3".
func at(name string, line int) string { return fmt.Sprintf("%s:%d", name, line) }
