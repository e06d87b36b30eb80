package fetch

import (
	"bufio"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
)

// Unpack undoes the Content-Encoding of an HTTP body. Archives often keep the header of
// a body they stored decoded, so a body without the mark of its encoding passes as is.
func Unpack(body io.Reader, encoding string) (io.Reader, error) {
	r := bufio.NewReader(body)
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		if mark, _ := r.Peek(2); string(mark) != "\x1f\x8b" {
			return r, nil
		}
		return gzip.NewReader(r)
	case "deflate":
		if mark, _ := r.Peek(2); len(mark) < 2 || mark[0]&0x0f != 8 || (int(mark[0])<<8|int(mark[1]))%31 != 0 {
			return r, nil
		}
		return zlib.NewReader(r)
	}
	return nil, fmt.Errorf("body is encoded as %q, which is not read", encoding)
}
