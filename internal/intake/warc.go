package intake

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
)

// warcMark begins an archive and each of its records.
const warcMark = "WARC/"

// archive is a WARC file (ISO 28500) while it is read.
type archive struct {
	in     *opener
	origin origin
	place  Position     // of the record, or of the member that holds it
	here   func() int64 // bytes read so far; nil: the places are those of members
	number int          // of the record
	pages  int          // records given on
	bad    int          // stretches that could not be read
	left   int          // records that were not wanted
	stop   bool         // the consumer wants no more
}

// errRecord marks a record that breaks the format. The stream itself can be read on.
var errRecord = errors.New("malformed record")

// warc reads an unpacked archive.
func (in *opener) warc(r *bufio.Reader, o origin) bool {
	read := &counter{r: r}
	content := bufio.NewReaderSize(read, 64<<10)
	a := in.archive(o)
	a.here = func() int64 { return read.n - int64(content.Buffered()) }
	a.records(content)
	return a.finish()
}

// archive begins an archive where the user wants it begun.
func (in *opener) archive(o origin) *archive {
	from := in.options.From
	return &archive{in: in, origin: o, place: from, number: from.Record}
}

// warcMembers reads an archive packed record by record. Behind a damaged member it goes
// on at the next that opens.
func (in *opener) warcMembers(packed *counter, o origin) bool {
	a := in.archive(o)
	m := newMembers(packed)
	for !a.stop && m.next() {
		a.place = Position{in.options.From.Offset + m.start, a.number}
		content := bufio.NewReaderSize(&inflater{z: m.z, packed: packed}, 64<<10)
		err := a.records(content)
		if err == nil || errors.Is(err, errRecord) {
			_, err = io.Copy(io.Discard, content)
		}
		if err != nil {
			m.rewind()
		}
	}
	a.bad += m.skipped
	return a.finish()
}

func (a *archive) finish() bool {
	if a.left > 0 && a.in.options.LeftOut != nil {
		a.in.options.LeftOut(a.origin.name, a.left)
	}
	switch {
	case a.stop:
		return false
	case a.bad > 0:
		return a.in.fail(a.origin.name, fmt.Errorf("damaged records were skipped: %d; pages read: %d", a.bad, a.pages))
	case a.pages == 0 && a.left > 0:
		return a.in.fail(a.origin.name, errNoneWanted)
	case a.pages == 0:
		return a.in.fail(a.origin.name, errors.New("no page in this archive"))
	}
	return true
}

var errNoneWanted = errors.New("no page in this archive is of the hosts, time and languages wanted")

// records reads until the stream ends. Behind a malformed record it goes on at the next
// that begins; an error of the stream itself is counted and returned.
func (a *archive) records(r *bufio.Reader) error {
	for !a.stop {
		err := a.record(r)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			a.bad++
		}
		if err != nil && (!errors.Is(err, errRecord) || !seekRecord(r)) {
			return err
		}
	}
	return nil
}

// seekRecord discards lines up to the next that opens a record.
func seekRecord(r *bufio.Reader) bool {
	for {
		if head, err := r.Peek(len(warcMark)); string(head) == warcMark {
			return true
		} else if err != nil {
			return false
		}
		if _, err := r.ReadSlice('\n'); err != nil && err != bufio.ErrBufferFull {
			return false
		}
	}
}

// record reads one record: a version line, headers, and Content-Length bytes.
func (a *archive) record(r *bufio.Reader) error {
	if err := skipBlank(r); err != nil {
		return err
	}
	if head, _ := r.Peek(len(warcMark)); string(head) != warcMark {
		return errRecord
	}
	if a.here != nil {
		a.place = Position{a.in.options.From.Offset + a.here(), a.number}
	}
	a.number++
	header, err := warcHeader(r)
	if err != nil {
		return err
	}
	size, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 {
		return errRecord
	}
	content := &block{r: r, left: size}
	pageErr := a.page(header, content)
	if _, err := io.Copy(io.Discard, content); err != nil {
		return err
	}
	return pageErr
}

// block is what a record holds. Its end before the announced one is an error.
type block struct {
	r    io.Reader
	left int64
}

func (b *block) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err == io.EOF && b.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// skipBlank passes the empty lines between records.
func skipBlank(r *bufio.Reader) error {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return err
		}
		if b != '\r' && b != '\n' {
			return r.UnreadByte()
		}
	}
}

// warcHeader reads the lines of a header up to the blank one, at most 64 kB of them.
func warcHeader(r *bufio.Reader) (textproto.MIMEHeader, error) {
	var text []byte
	for {
		line, err := r.ReadSlice('\n')
		text = append(text, line...)
		switch {
		case err == io.EOF:
			return nil, io.ErrUnexpectedEOF
		case err == bufio.ErrBufferFull, len(text) > 64<<10:
			return nil, errRecord
		case err != nil:
			return nil, err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
	}
	_, fields, _ := bytes.Cut(text, []byte("\n"))
	header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(fields))).ReadMIMEHeader()
	if err != nil {
		return nil, errRecord
	}
	return header, nil
}

// page gives on what the record holds if that is a page.
func (a *archive) page(header textproto.MIMEHeader, content io.Reader) error {
	c := news.Capture{
		Name: fmt.Sprintf("%s#%d", a.origin.name, a.number),
		URL:  strings.Trim(header.Get("WARC-Target-URI"), "<>"),
	}
	if kind := header.Get("WARC-Type"); isPageRecord(kind) && !a.in.options.Only.record(header, c.URL) {
		a.left++
		return nil
	}
	body := content
	switch header.Get("WARC-Type") {
	case "response":
		answer, err := http.ReadResponse(bufio.NewReader(content), nil)
		if err != nil {
			return errRecord
		}
		if answer.StatusCode/100 != 2 {
			return nil
		}
		c.ContentType = answer.Header.Get("Content-Type")
		if body, err = fetch.Unpack(answer.Body, answer.Header.Get("Content-Encoding")); err != nil {
			return errRecord
		}
	case "resource", "conversion":
		c.ContentType = header.Get("Content-Type")
	default:
		return nil
	}
	return a.give(c, body)
}

func isPageRecord(kind string) bool {
	return kind == "response" || kind == "resource" || kind == "conversion"
}

func (a *archive) give(c news.Capture, body io.Reader) error {
	if !isPageType(c.ContentType) {
		return nil
	}
	var err error
	c.Bytes, err = io.ReadAll(io.LimitReader(body, maxItem+1))
	if err != nil || len(c.Bytes) > maxItem {
		return errRecord
	}
	head := c.Bytes[:min(len(c.Bytes), peekSize)]
	if k := sniff(head, ""); k == kindEmpty || k == kindBinary || k == kindFeed {
		return nil
	}
	if !a.in.options.Only.page(c) {
		a.left++
		return nil
	}
	a.pages++
	a.tell()
	a.stop = !a.in.yield(c, nil) || a.in.ctx.Err() != nil
	return nil
}

// isPageType reports whether a declared type can be that of a page or a plain text.
func isPageType(declared string) bool {
	kind, _, _ := mime.ParseMediaType(declared)
	switch kind {
	case "", "text/html", "application/xhtml+xml", "text/plain":
		return true
	}
	return false
}
