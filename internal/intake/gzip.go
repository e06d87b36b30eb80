package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// A gzip stream may expand freely up to freeExpansion bytes, and beyond that up to
// maxRatio times its packed size. Text packs about 4 to 20 times.
const (
	freeExpansion = maxItem
	maxRatio      = 200
)

// gzipped unpacks r and looks at what is inside. A packed WARC is read member by
// member, so that one bad member does not cost the rest.
func (in *opener) gzipped(r *bufio.Reader, o origin) bool {
	packed := &counter{r: r}
	if packsArchive(r) {
		return in.warcMembers(packed, o)
	}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return in.fail(o.name, gzipError(err))
	}
	return in.stream(&inflater{z: z, packed: packed}, o)
}

// packsArchive unpacks the first bytes that r holds and reports whether a WARC starts so.
func packsArchive(r *bufio.Reader) bool {
	head, _ := r.Peek(peekSize)
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	mark := make([]byte, len(warcMark))
	n, _ := io.ReadFull(z, mark)
	return string(mark[:n]) == warcMark
}

// inflater is a gzip reader that gives up on bombs and words its errors for people.
type inflater struct {
	z      *gzip.Reader
	packed *counter
	out    int64
}

func (f *inflater) Read(p []byte) (int, error) {
	n, err := f.z.Read(p)
	f.out += int64(n)
	if f.out > freeExpansion && f.out > maxRatio*f.packed.n {
		return n, errBomb
	}
	if err != nil && err != io.EOF {
		return n, gzipError(err)
	}
	return n, err
}

// counter counts the bytes that were read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

var errBomb = fmt.Errorf("gzip data expands more than %d-fold: refused", maxRatio)

func gzipError(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return errors.New("gzip data ends too early (truncated)")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return errors.New("gzip data is damaged")
	}
	return fmt.Errorf("unpack gzip: %w", err)
}
