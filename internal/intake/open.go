package intake

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
)

// maxItem is the size limit of one page, text, line or array element, in bytes.
const maxItem = 16 << 20

// maxLayers is how often a stream may be packed or marked: gzip, UTF-16, the content.
const maxLayers = 4

// Options say how inputs are opened. The zero value is the careful one.
type Options struct {
	Stdin        io.Reader                         // what "-" reads; os.Stdin if nil
	StdinIsPage  bool                              // "-" is the bytes of one page, unless it is a WARC file
	AllowPrivate bool                              // addresses may reach loopback and private networks
	Only         Only                              // records of archives that are wanted
	LeftOut      func(archive string, records int) // told how many were not; may be nil
	From         Position                          // where to begin the file, if it is an archive that was read up to there
	At           func(Position)                    // told where an archive could be begun to yield the next page again; may be nil
	Passed       func(bytes int64)                 // told how many more bytes of a file are behind, packed as they are; may be nil
}

// Open reads the inputs one after another and yields a capture for each page, text or
// article. An input, line or record that cannot be read is yielded as a news.Failure;
// the others go on. It ends early only when ctx does.
func Open(ctx context.Context, inputs []string, o Options) iter.Seq2[news.Capture, error] {
	return func(yield func(news.Capture, error) bool) {
		in := &opener{ctx: ctx, options: o, yield: yield}
		in.client = fetch.New(fetch.Options{AllowPrivate: o.AllowPrivate, Follow: maxRedirects})
		for _, input := range inputs {
			if !in.open(input) {
				return
			}
		}
	}
}

// opener carries what every input needs. Its methods report whether to go on.
type opener struct {
	ctx     context.Context
	options Options
	client  *fetch.Client
	yield   func(news.Capture, error) bool
}

// origin says where a stream comes from.
type origin struct {
	name, url, contentType string
	page                   bool // to be taken for a page
	layers                 int  // of packing and marks already taken off
}

func (in *opener) open(input string) bool {
	switch {
	case in.ctx.Err() != nil:
		in.fail(input, in.ctx.Err())
		return false
	case input == "-":
		return in.stdin()
	case isAddress(input):
		return in.address(input)
	}
	info, err := os.Stat(input)
	switch {
	case err != nil:
		return in.fail(input, plain(err))
	case info.IsDir():
		return in.folder(input)
	}
	return in.file(input)
}

func (in *opener) stdin() bool {
	r := in.options.Stdin
	if r == nil {
		r = os.Stdin
	}
	return in.stream(r, origin{name: "stdin", page: in.options.StdinIsPage})
}

func (in *opener) file(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return in.fail(path, plain(err))
	}
	defer f.Close()
	if err := in.options.From.seek(f); err != nil {
		return in.fail(path, plain(err))
	}
	if in.options.Passed == nil {
		return in.stream(f, origin{name: path})
	}
	in.options.Passed(in.options.From.Offset)
	return in.stream(counted{f, in.options.Passed}, origin{name: path})
}

// counted tells how much is read of a file.
type counted struct {
	io.Reader
	passed func(bytes int64)
}

func (c counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.passed(int64(n))
	return n, err
}

// stream tells what r holds and yields its captures.
func (in *opener) stream(r io.Reader, o origin) bool {
	br := bufio.NewReaderSize(r, 64<<10)
	head, err := br.Peek(peekSize)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return in.fail(o.name, plain(err))
	}
	if o.layers++; o.layers > maxLayers {
		return in.fail(o.name, errLayers)
	}
	kind := sniff(head, o.name)
	switch kind {
	case kindGzip:
		return in.gzipped(br, o)
	case kindWARC:
		return in.warc(br, o)
	case kindUTF16, kindBOM:
		return in.stream(decodeMarked(br, head), o.saying("charset=utf-8"))
	case kindEmpty:
		return in.fail(o.name, errEmpty)
	}
	if o.page {
		return in.single(br, o, "text/html")
	}
	switch kind {
	case kindBinary:
		return in.fail(o.name, binaryError(head))
	case kindFeed:
		return in.fail(o.name, errFeed)
	case kindArray:
		return in.array(br, o)
	case kindObjects:
		return in.lines(br, o)
	case kindHTML:
		return in.single(br, o, "text/html")
	}
	return in.single(br, o, "text/plain")
}

// single yields all of r as one capture. What could be read of a stream that breaks off
// is kept, and the break is yielded after it.
func (in *opener) single(r io.Reader, o origin, kind string) bool {
	b, err := io.ReadAll(io.LimitReader(r, maxItem+1))
	if len(b) > maxItem {
		return in.fail(o.name, errTooLarge)
	}
	if err != nil && len(b) == 0 {
		return in.fail(o.name, plain(err))
	}
	c := news.Capture{Name: o.name, URL: o.url, ContentType: o.declared(kind), Bytes: b}
	if err != nil {
		c.Incomplete = plain(err).Error()
		return in.yield(c, nil) && in.fail(o.name, fmt.Errorf("%w; kept the first %d bytes", plain(err), len(b)))
	}
	return in.yield(c, nil)
}

func (in *opener) fail(name string, err error) bool {
	return in.yield(news.Capture{}, news.Failure{Name: name, Err: err})
}

// saying adds a parameter to the declared type.
func (o origin) saying(parameter string) origin {
	kind, _, _ := strings.Cut(o.contentType, ";")
	o.contentType = kind + ";" + parameter
	return o
}

// declared is the found kind with the parameters (the charset) the sender declared.
func (o origin) declared(kind string) string {
	if _, parameters, ok := strings.Cut(o.contentType, ";"); ok {
		return kind + ";" + parameters
	}
	return kind
}

// plain takes the operation and path off a file error: the failure names the input.
func plain(err error) error {
	var pe *os.PathError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errTruncated
	}
	return err
}

// Why an input gives nothing.
var (
	errEmpty     = errors.New("empty")
	errFeed      = errors.New("a feed of links, not an article")
	errLayers    = errors.New("packed in itself too many times: refused")
	errTooLarge  = fmt.Errorf("larger than %d MB", maxItem>>20)
	errTruncated = errors.New("the data ends too early (truncated)")
)
