package poll

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"synoptic/internal/fetch"
	"synoptic/internal/news"
)

// Bounds of trying again.
const (
	firstRetry = 5 * time.Minute
	maxErrors  = 8 // in a row, after which a page is left alone: some ten hours
)

var (
	errEmpty   = errors.New("empty")
	errRobots  = errors.New("robots.txt forbids it")
	errSilence = errors.New("its robots.txt could not be read, so nothing is asked")
)

// takePage notes what looking at a page brought.
func (p *Poller) takePage(r result, now time.Time) {
	page, a := r.task.page, r.answer
	switch {
	case r.err != nil:
		p.failPage(page, r.err, 0, now)
	case a.Status == http.StatusNotModified:
		p.Done.Unchanged++
		p.looked(page, now)
	case a.OK() && len(a.Body) == 0:
		p.failPage(page, errEmpty, 0, now)
	case a.OK():
		p.keep(r, now)
	case a.Status == http.StatusNotFound || a.Status == http.StatusGone:
		p.missing(page, a, now)
	default:
		p.failPage(page, statusError(a.Status), busyFor(a, now), now)
	}
	p.putPage(page, now)
}

// keep keeps what came of a page. Bytes that broke off are kept too, and asked for again.
func (p *Poller) keep(r result, now time.Time) {
	page, a := r.task.page, r.answer
	p.capture(page, news.Capture{
		Name: page.At, URL: a.URL, ContentType: a.Header.Get("Content-Type"), Incomplete: a.Cut, Bytes: a.Body,
		Listed: listed(page, now),
	}, now)
	if a.Cut != "" {
		p.failPage(page, errors.New(a.Cut), 0, now)
		return
	}
	page.At = r.task.home.String()
	page.ETag, page.Modified = a.ETag(), a.Modified()
	p.looked(page, now)
}

// listed is when a page's feed says it was published, zero if it does not or that cannot be.
func listed(page *news.Page, now time.Time) time.Time {
	if page.Published.After(now.Add(24 * time.Hour)) {
		return time.Time{}
	}
	return page.Published
}

// looked notes that a page was seen.
func (p *Poller) looked(page *news.Page, now time.Time) {
	page.Looks++
	page.Errors, page.Reason, page.Teaser, page.Gone = 0, "", "", time.Time{}
	page.Next = p.o.again(page.Found, now)
}

// missing notes that a page is not there. One that was there is gone: its text stays, and
// it is looked at again as if it were there, for some come back.
func (p *Poller) missing(page *news.Page, a *fetch.Answer, now time.Time) {
	if page.Looks == 0 {
		p.failPage(page, statusError(a.Status), 0, now)
		return
	}
	if page.Gone.IsZero() {
		page.Gone = now
		p.Done.Gone++
	}
	page.Errors, page.Reason = 0, statusError(a.Status).Error()
	page.ETag, page.Modified = "", ""
	page.Next = p.o.again(page.Found, now)
}

// failPage notes an error and when to try again; after too many, never.
func (p *Poller) failPage(page *news.Page, reason error, after time.Duration, now time.Time) {
	page.Errors++
	page.Reason = reason.Error()
	page.Next = now.Add(max(after, firstRetry<<min(page.Errors-1, maxErrors)))
	if page.Errors >= maxErrors || errors.Is(reason, errRobots) {
		p.abandon(page, now)
	}
}

// abandon leaves a page alone. What its feed carries of it stands in for one never seen.
func (p *Poller) abandon(page *news.Page, now time.Time) {
	page.Next = time.Time{}
	if page.Looks > 0 {
		return
	}
	p.Done.Failed++
	p.batch.Problems = append(p.batch.Problems, news.Problem{
		Name: page.At, URL: page.At, Stage: "fetch", Reason: page.Reason, Attempts: page.Errors, First: page.Found, Last: now,
	})
	if page.Teaser != "" && page.Capture == "" {
		p.capture(page, teaser(page), now)
	}
	page.Teaser = ""
}

// teaser is what a feed carries of an article, as a capture.
func teaser(page *news.Page) news.Capture {
	told := struct {
		URL        string `json:"url"`
		Title      string `json:"title"`
		Published  string `json:"published,omitempty"`
		HTML       string `json:"html"`
		Incomplete string `json:"incomplete"`
	}{URL: page.At, Title: page.Title, HTML: page.Teaser, Incomplete: "as its feed has it; the page could not be read: " + page.Reason}
	if !page.Published.IsZero() {
		told.Published = page.Published.Format(time.RFC3339)
	}
	b, _ := json.Marshal(told) // of strings alone
	return news.Capture{Name: page.At, URL: page.At, ContentType: "application/json", Bytes: b}
}

// forbidAll notes for all that waits for a host that it is forbidden.
func (p *Poller) forbidAll(h *host, now time.Time) {
	waiting := h.queue
	h.queue = nil
	for _, t := range waiting {
		if t.robots != nil {
			h.queue = append(h.queue, t)
		} else {
			p.forbidden(t, h, now)
		}
	}
}

// forbidden notes that a host's robots.txt forbids a task, or could not be read.
func (p *Poller) forbidden(t *task, h *host, now time.Time) {
	reason, after := errRobots, time.Duration(0)
	if h.robots.Closed() {
		reason, after = h.silence, h.robots.Until.Sub(now)
	}
	switch {
	case t.index != nil:
		p.failPart(t, reason, now)
	case t.feed != nil:
		p.Done.Feeds++
		p.o.failed(t.feed, reason.Error(), after, now)
		p.putFeed(t.feed, now)
	case t.page != nil:
		p.failPage(t.page, reason, after, now)
		p.putPage(t.page, now)
	}
}
