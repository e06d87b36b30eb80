package fetch

import (
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

// Times and sizes of robots.txt, after RFC 9309.
const (
	robotsAge      = 24 * time.Hour // how long what a site asks holds
	robotsAgain    = time.Hour      // when to ask again a site that could not answer
	maxRobots      = 500 << 10
	maxCrawlDelay  = time.Minute // a longer one is taken for this
	robotsSitemaps = 50
)

// Robots is what a site asks of robots.
type Robots struct {
	Until    time.Time     // when to ask again
	Delay    time.Duration // between two requests, 0 if none is asked for
	Sitemaps []string
	group    *robotstxt.Group
	closed   bool // nothing may be asked
}

// RobotsRequest is the request for what the site of an address asks of robots.
func RobotsRequest(u *url.URL) Request {
	return Request{URL: u.Scheme + "://" + u.Host + "/robots.txt", Accept: "text/plain, */*;q=0.1", Limit: 4 * maxRobots}
}

// ReadRobots reads the answer to a RobotsRequest, nil if none came. A site without the
// file permits all; one that fails to answer forbids all until it is asked again.
func ReadRobots(a *Answer, now time.Time) *Robots {
	r := &Robots{Until: now.Add(robotsAge)}
	switch {
	case a == nil || a.Status >= 500 || a.Status == http.StatusTooManyRequests:
		r.closed, r.Until = true, now.Add(robotsAgain)
		if a != nil {
			r.Until = now.Add(max(robotsAgain, min(robotsAge, a.RetryAfter(now))))
		}
	case a.OK():
		r.read(a.Body[:min(len(a.Body), maxRobots)])
	}
	return r
}

func (r *Robots) read(body []byte) {
	rules, err := robotstxt.FromBytes(body)
	if err != nil { // what cannot be read forbids nothing
		return
	}
	r.group = rules.FindGroup(Agent)
	r.Delay = min(max(0, r.group.CrawlDelay), maxCrawlDelay)
	r.Sitemaps = rules.Sitemaps[:min(len(rules.Sitemaps), robotsSitemaps)]
}

// Allow reports whether the site lets the program ask for an address.
func (r *Robots) Allow(u *url.URL) bool {
	switch {
	case r.closed:
		return false
	case r.group == nil:
		return true
	}
	return r.group.Test(u.RequestURI())
}

// Closed reports whether the site could not say what it asks, so that nothing is asked.
func (r *Robots) Closed() bool { return r.closed }
