package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Limits of one address.
const (
	fetchTime    = 30 * time.Second // for everything: name, redirects, body
	answerTime   = 15 * time.Second // for the first byte of an answer
	maxRedirects = 5
	userAgent    = "synoptic (compares news accounts; fetches pages its user names)"
)

// client fetches pages. Its dialer lets a connection out only to addresses that pass
// the guard, after names are resolved and again at every redirect.
type client struct{ http *http.Client }

func newClient(allow allowFunc) *client {
	dialer := &net.Dialer{Timeout: answerTime, ControlContext: allow.control}
	transport := &http.Transport{
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    answerTime,
		ResponseHeaderTimeout:  answerTime,
		MaxResponseHeaderBytes: 1 << 20,
		DisableKeepAlives:      true,
		ForceAttemptHTTP2:      true,
	}
	return &client{http: &http.Client{Transport: transport, CheckRedirect: checkRedirect}}
}

func checkRedirect(next *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	if next.URL.Scheme != "http" && next.URL.Scheme != "https" {
		return fmt.Errorf("redirected to a %s address", next.URL.Scheme)
	}
	return nil
}

func isAddress(input string) bool {
	lower := strings.ToLower(input)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// address fetches a page, or a file of any kind that is read, over http or https.
func (in *opener) address(input string) bool {
	ctx, cancel := context.WithTimeoutCause(in.ctx, fetchTime, errSlow)
	defer cancel()
	answer, err := in.client.get(ctx, input)
	if err != nil {
		return in.fail(input, fetchError(ctx, err))
	}
	defer answer.Body.Close()
	body := &fetched{body: answer.Body, ctx: ctx}
	return in.stream(body, origin{
		name:        input,
		url:         answer.Request.URL.String(),
		contentType: answer.Header.Get("Content-Type"),
	})
}

func (c *client) get(ctx context.Context, address string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	if request.URL.Host == "" {
		return nil, errors.New("an address without a host")
	}
	request.URL.User = nil
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/json;q=0.9, text/plain;q=0.8, */*;q=0.1")
	answer, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("answered %s", answer.Status)
	}
	return answer, nil
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
		return n, fetchError(f.ctx, err)
	}
	return n, err
}

var errSlow = fmt.Errorf("took longer than %d seconds", fetchTime/time.Second)

// fetchError words an error of the network on one line, without the address, which the
// failure names.
func fetchError(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	var refused *refusedError
	if errors.As(err, &refused) {
		return refused
	}
	var inURL *url.Error
	if errors.As(err, &inURL) {
		return inURL.Err
	}
	return err
}
