package intake

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"synoptic/internal/fetch"
)

// Limits of one address.
const (
	fetchTime    = fetch.DefaultTimeout // for everything: name, redirects, body
	maxRedirects = 5
)

func isAddress(input string) bool {
	lower := strings.ToLower(input)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// address fetches a page, or a file of any kind that is read, over http or https.
func (in *opener) address(input string) bool {
	ctx, cancel := context.WithTimeoutCause(in.ctx, fetchTime, errSlow)
	defer cancel()
	answer, err := in.client.Stream(ctx, input)
	if err != nil {
		return in.fail(input, err)
	}
	defer answer.Body.Close()
	body, err := fetch.Unpack(answer.Body, answer.Header.Get("Content-Encoding"))
	if err != nil {
		return in.fail(input, err)
	}
	return in.stream(&fetched{body: body, ctx: ctx}, origin{
		name:        input,
		url:         answer.Request.URL.String(),
		contentType: answer.Header.Get("Content-Type"),
	})
}

// fetched is a body whose end is bounded in time and size.
type fetched struct {
	body io.Reader
	ctx  context.Context
	n    int64
}

// maxBody bounds a whole body: an archive over the wire, a page far less.
const maxBody = 1 << 30

func (f *fetched) Read(p []byte) (int, error) {
	n, err := f.body.Read(p)
	f.n += int64(n)
	switch {
	case f.n > maxBody:
		return n, fmt.Errorf("body is larger than %d MB", maxBody>>20)
	case err != nil && err != io.EOF:
		if cause := context.Cause(f.ctx); cause != nil {
			return n, cause
		}
		return n, fetch.Plain(err)
	}
	return n, err
}

var errSlow = fmt.Errorf("took longer than %d seconds", fetchTime/time.Second)
