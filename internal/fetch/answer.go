package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Request is an address with what is known from the last answer.
type Request struct {
	URL      string
	ETag     string // of the last answer, "" if it had none
	Modified string // Last-Modified of the last answer, as it was written
	Accept   string // media types; pages if ""
	Limit    int64  // bytes of body; MaxBody if 0
}

// Kinds of what is asked for.
const (
	AcceptPage = "text/html, application/xhtml+xml, application/json;q=0.9, text/plain;q=0.8, */*;q=0.1"
	AcceptFeed = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1"
)

func (r *Request) accept() string {
	if r.Accept == "" {
		return AcceptPage
	}
	return r.Accept
}

// Answer is what a server said.
type Answer struct {
	URL      string // address that answered, behind the redirects that were followed
	Status   int
	Location string // where a redirect points, absolute; "" if it is none
	Header   http.Header
	Body     []byte
	Cut      string // why Body is not all there was, "" if it is
}

// OK reports whether the answer brings what was asked for.
func (a *Answer) OK() bool { return a.Status == http.StatusOK }

// Permanent reports whether a redirect tells to forget the old address.
func (a *Answer) Permanent() bool {
	return a.Location != "" && (a.Status == http.StatusMovedPermanently || a.Status == http.StatusPermanentRedirect)
}

// ETag and Modified are what to send with the next request, "" where the answer has none.
func (a *Answer) ETag() string { return bounded(a.Header.Get("ETag")) }

// Modified is the Last-Modified of the answer, as it was written.
func (a *Answer) Modified() string { return bounded(a.Header.Get("Last-Modified")) }

// bounded leaves out validators that are too long to be any.
func bounded(s string) string {
	if len(s) > 512 {
		return ""
	}
	return s
}

// RetryAfter is how long the server asks to be left alone, 0 if it does not.
func (a *Answer) RetryAfter(now time.Time) time.Duration {
	value := strings.TrimSpace(a.Header.Get("Retry-After"))
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil {
		return max(0, time.Duration(seconds)*time.Second)
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// MaxAge is how long the answer calls itself fresh (Cache-Control: max-age), 0 if it does not.
func (a *Answer) MaxAge() time.Duration {
	for part := range strings.SplitSeq(strings.ToLower(a.Header.Get("Cache-Control")), ",") {
		value, ok := strings.CutPrefix(strings.TrimSpace(part), "max-age=")
		if !ok {
			continue
		}
		if seconds, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 32); err == nil && seconds > 0 {
			return time.Duration(seconds) * time.Second
		}
	}
	return 0
}

// Get asks once and reads the whole answer. An error means that there is none; a body
// that broke off is an answer with Cut.
func (c *Client) Get(ctx context.Context, r Request) (*Answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.timeout, slowError(c.timeout))
	defer cancel()
	response, err := c.open(ctx, r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	a := &Answer{URL: response.Request.URL.String(), Status: response.StatusCode, Header: response.Header}
	if a.Status/100 == 3 && a.Status != http.StatusNotModified {
		a.Location = location(response)
		return a, nil
	}
	if a.Status == http.StatusNotModified {
		return a, nil
	}
	if err := a.read(ctx, response, r.Limit); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *Answer) read(ctx context.Context, response *http.Response, limit int64) error {
	if limit == 0 {
		limit = MaxBody
	}
	body, err := Unpack(response.Body, response.Header.Get("Content-Encoding"))
	if err != nil {
		return err
	}
	a.Body, err = io.ReadAll(io.LimitReader(body, limit+1))
	switch {
	case int64(len(a.Body)) > limit:
		return fmt.Errorf("larger than %d MB", max(1, limit>>20))
	case err != nil && len(a.Body) == 0:
		return cause(ctx, err)
	case err != nil:
		a.Cut = cause(ctx, err).Error()
	}
	return nil
}

// Stream asks for a page or a file of any size and gives the response once it is known
// to bring one. The caller bounds and closes the body.
func (c *Client) Stream(ctx context.Context, address string) (*http.Response, error) {
	response, err := c.open(ctx, Request{URL: address})
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("answered %s", response.Status)
	}
	return response, nil
}

func (c *Client) open(ctx context.Context, r Request) (*http.Response, error) {
	request, err := c.request(ctx, r)
	if err != nil {
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, cause(ctx, err)
	}
	return response, nil
}

// cause words an error of the network, or says why the context ended.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errTruncated
	}
	return Plain(err)
}

var errTruncated = errors.New("the data ends too early (truncated)")

func slowError(limit time.Duration) error {
	return fmt.Errorf("took longer than %v", limit)
}

// location is where a redirect points, "" if nowhere that is read.
func location(response *http.Response) string {
	to, err := url.Parse(response.Header.Get("Location"))
	if err != nil || response.Header.Get("Location") == "" {
		return ""
	}
	to = response.Request.URL.ResolveReference(to)
	to.Fragment, to.User = "", nil
	return to.String()
}
