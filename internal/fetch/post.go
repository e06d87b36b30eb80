package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

// Post sends a body to an address, once, through the same guarded dialer as Get, and gives
// the answer without its body. Redirects are answers, whatever the client follows otherwise:
// what was signed for one address is not for another.
func (c *Client) Post(ctx context.Context, address string, header http.Header, body []byte) (*Answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.timeout, slowError(c.timeout))
	defer cancel()
	request, err := c.request(ctx, Request{URL: address, Accept: "*/*"})
	if err != nil {
		return nil, err
	}
	request.Method, request.Body, request.ContentLength = http.MethodPost, io.NopCloser(bytes.NewReader(body)), int64(len(body))
	for name, values := range header {
		request.Header[name] = values
	}
	once := *c.http
	once.CheckRedirect = redirects(0)
	response, err := once.Do(request)
	if err != nil {
		return nil, cause(ctx, err)
	}
	response.Body.Close()
	return &Answer{URL: address, Status: response.StatusCode, Header: response.Header}, nil
}
