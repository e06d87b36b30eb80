package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
)

// members opens the gzip members of a stream one by one and finds its way behind
// damaged ones.
type members struct {
	raw     *bufio.Reader
	z       *gzip.Reader
	taken   []byte // what the open member read, at most maxReplay
	at      int64  // bytes before what is read next
	start   int64  // where the open member begins
	lost    bool   // more than maxReplay was given up: at is wrong from then on
	failed  int    // members that broke off
	skipped int    // stretches between members that hold none
}

const (
	gzipMark  = "\x1f\x8b\x08"
	maxReplay = 1 << 20
	maxFailed = 1000
)

func newMembers(r io.Reader) *members {
	return &members{raw: bufio.NewReaderSize(r, 64<<10), z: new(gzip.Reader)}
}

// next opens the next member, wherever it begins; false at the end of the stream, or
// when too many were damaged.
func (m *members) next() bool {
	for m.failed < maxFailed && m.seek() {
		m.taken = m.taken[:0]
		if !m.lost {
			m.start = m.at
		}
		if m.z.Reset(m) == nil {
			m.z.Multistream(false)
			return true
		}
		m.skipped++
		m.rewind()
	}
	return false
}

// seek goes to where a member may begin.
func (m *members) seek() bool {
	lost := false
	for {
		head, err := m.raw.Peek(len(gzipMark))
		if string(head) == gzipMark {
			if lost && m.failed == 0 {
				m.skipped++
			}
			return true
		}
		if err != nil {
			return false
		}
		m.raw.Discard(1)
		m.at++
		lost = true
	}
}

// rewind goes back to the second byte of the member that failed, for its data may have
// run into the members behind it.
func (m *members) rewind() {
	m.failed++
	if len(m.taken) > 0 {
		again := bytes.Clone(m.taken[1:])
		m.at -= int64(len(again))
		m.lost = m.lost || len(m.taken) >= maxReplay
		m.raw = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(again), m.raw), 64<<10)
	}
}

// Read and ReadByte feed the gzip reader, which takes no byte more than it needs.
func (m *members) Read(p []byte) (int, error) {
	n, err := m.raw.Read(p)
	m.at += int64(n)
	m.keep(p[:n])
	return n, err
}

// ReadByte is what makes the gzip reader take single bytes.
func (m *members) ReadByte() (byte, error) {
	b, err := m.raw.ReadByte()
	if err == nil {
		m.at++
		m.keep([]byte{b})
	}
	return b, err
}

func (m *members) keep(p []byte) {
	if len(m.taken) < maxReplay {
		m.taken = append(m.taken, p...)
	}
}
