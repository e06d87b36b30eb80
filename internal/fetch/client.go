package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Limits of one answer, where Options do not say otherwise.
const (
	DefaultTimeout = 30 * time.Second // for everything: name, redirects, body
	headTimeout    = 15 * time.Second // for the first byte of an answer
	maxHeader      = 1 << 20
	MaxBody        = 16 << 20
	idleTimeout    = 20 * time.Second // a connection nobody uses is closed
)

// Agent is the name by which robots.txt speaks to the program.
const Agent = "synoptic"

// Dialer makes a connection to a network address.
type Dialer func(ctx context.Context, network, address string) (net.Conn, error)

// Options say how servers are asked. The zero value is the careful one.
type Options struct {
	Contact      string        // where the owner of a site can write: a page or a mail address
	AllowPrivate bool          // addresses may reach loopback and private networks
	Follow       int           // redirects that are followed; 0: they are answers
	Timeout      time.Duration // for a whole answer; DefaultTimeout if 0
	KeepAlive    bool          // connections are used again; one for each host
	Dial         Dialer        // makes connections instead of the guarded dialer, for tests
}

// Client asks servers. It is safe for concurrent use.
type Client struct {
	http    *http.Client
	agent   string
	timeout time.Duration
}

// New makes a client.
func New(o Options) *Client {
	c := &Client{agent: UserAgent(o.Contact), timeout: o.Timeout}
	if c.timeout == 0 {
		c.timeout = DefaultTimeout
	}
	transport := newTransport(o)
	c.http = &http.Client{Transport: transport, CheckRedirect: redirects(o.Follow)}
	return c
}

func newTransport(o Options) *http.Transport {
	dial := o.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: headTimeout, ControlContext: guard(o.AllowPrivate).control}).DialContext
	}
	t := &http.Transport{
		DialContext:            dial,
		TLSHandshakeTimeout:    headTimeout,
		ResponseHeaderTimeout:  headTimeout,
		MaxResponseHeaderBytes: maxHeader,
		DisableKeepAlives:      !o.KeepAlive,
		DisableCompression:     true, // asked for and undone in Get, where it is bounded
		ForceAttemptHTTP2:      true,
		IdleConnTimeout:        idleTimeout,
		MaxIdleConns:           256,
	}
	if o.KeepAlive {
		t.MaxConnsPerHost, t.MaxIdleConnsPerHost = 1, 1
	}
	return t
}

// UserAgent is what the program calls itself: its name, what it does, and whom to write to.
func UserAgent(contact string) string {
	if contact == "" {
		return Agent + " (compares news accounts; fetches what its user names)"
	}
	return fmt.Sprintf("%s (compares news accounts; +%s)", Agent, contact)
}

// Close closes connections that wait to be used again.
func (c *Client) Close() { c.http.CloseIdleConnections() }

func redirects(follow int) func(*http.Request, []*http.Request) error {
	if follow == 0 {
		return func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	return func(next *http.Request, via []*http.Request) error {
		if len(via) > follow {
			return fmt.Errorf("more than %d redirects", follow)
		}
		if next.URL.Scheme != "http" && next.URL.Scheme != "https" {
			return fmt.Errorf("redirected to a %s address", next.URL.Scheme)
		}
		return nil
	}
}

// request makes the request for an address.
func (c *Client) request(ctx context.Context, r Request) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.URL, nil)
	if err != nil {
		return nil, Plain(err)
	}
	if request.URL.Host == "" {
		return nil, errors.New("an address without a host")
	}
	if s := request.URL.Scheme; s != "http" && s != "https" {
		return nil, fmt.Errorf("a %s address, not http or https", s)
	}
	request.URL.User = nil
	for name, value := range map[string]string{
		"User-Agent": c.agent, "Accept": r.accept(), "Accept-Encoding": "gzip",
		"If-None-Match": r.ETag, "If-Modified-Since": r.Modified,
	} {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	return request, nil
}

// Plain words an error of the network on one line, without the address, which whoever
// reports it names.
func Plain(err error) error {
	var refused *RefusedError
	if errors.As(err, &refused) {
		return refused
	}
	var inURL *url.Error
	if errors.As(err, &inURL) {
		return inURL.Err
	}
	return err
}
