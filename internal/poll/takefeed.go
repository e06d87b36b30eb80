package poll

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"synoptic/internal/address"
	"synoptic/internal/feed"
	"synoptic/internal/news"
)

// takeFeed notes what asking a feed brought.
func (p *Poller) takeFeed(ctx context.Context, r result, now time.Time) error {
	f := r.task.feed
	p.Done.Feeds++
	switch {
	case r.answer != nil && r.answer.Status == http.StatusNotModified:
		p.Done.Unchanged++
		p.o.succeeded(f, brought{hint: r.answer.MaxAge()}, now)
	case r.list != nil:
		return p.takeList(ctx, r, now)
	default:
		p.failFeed(r, now)
	}
	p.putFeed(f, now)
	return nil
}

func (p *Poller) failFeed(r result, now time.Time) {
	var after time.Duration
	if r.answer != nil {
		after = r.answer.RetryAfter(now)
		p.Done.Failed++
	}
	if r.err == nil {
		r.err = statusError(r.answer.Status)
	}
	p.o.failed(r.task.feed, r.err.Error(), after, now)
}

func statusError(status int) error {
	return fmt.Errorf("answered %d %s", status, http.StatusText(status))
}

// takeList notes the items of a feed, and that it may have moved.
func (p *Poller) takeList(ctx context.Context, r result, now time.Time) error {
	f, a := r.task.feed, r.answer
	f.URL = r.task.home.String()
	f.ETag, f.Modified = a.ETag(), a.Modified()
	if r.list.Cut || a.Cut != "" { // what is missing must come the next time
		f.ETag, f.Modified = "", ""
	}
	f.Title = cmp.Or(f.Title, r.list.Title)
	f.Site = cmp.Or(f.Site, r.list.Site)
	hint := max(r.list.Every, a.MaxAge())
	if len(r.list.Lists) > 0 {
		p.askParts(f, r.list.Lists, hint)
		return nil
	}
	fresh, err := p.takeItems(ctx, f, r.list.Items, now)
	if err != nil {
		return err
	}
	f.Items = len(r.list.Items)
	turned := fresh > 0 && fresh == f.Items && !f.Worked.IsZero()
	p.o.succeeded(f, brought{fresh, turned, hint}, now)
	p.putFeed(f, now)
	return nil
}

// maxParts is how many of the lists a sitemap's index names are read: those that changed last.
const maxParts = 3

// askParts asks for the parts of an index. The feed is written when all have come.
func (p *Poller) askParts(f *news.Feed, parts []feed.Item, hint time.Duration) {
	slices.SortStableFunc(parts, func(a, b feed.Item) int { return b.Updated.Compare(a.Updated) })
	parts = parts[:min(len(parts), maxParts)]
	all := &index{waiting: len(parts), hint: hint}
	for _, part := range parts {
		u, _ := url.Parse(part.URL) // was made by a URL
		p.hosts.enqueue(&task{at: u, home: u, moving: true, feed: f, index: all}, false)
	}
}

// takePart notes what one part of an index holds.
func (p *Poller) takePart(ctx context.Context, r result, now time.Time) error {
	f, all := r.task.feed, r.task.index
	all.waiting--
	if r.list != nil {
		fresh, err := p.takeItems(ctx, f, r.list.Items, now)
		if err != nil {
			return err
		}
		all.fresh += fresh
		all.items += len(r.list.Items)
	}
	if r.list == nil && r.err == nil {
		r.err = statusError(r.answer.Status)
	}
	p.endPart(r.task, r.err, now)
	return nil
}

// failPart notes that a part of an index cannot be asked for.
func (p *Poller) failPart(t *task, reason error, now time.Time) {
	t.index.waiting--
	p.endPart(t, reason, now)
}

// endPart writes the feed when the last part of its index has come.
func (p *Poller) endPart(t *task, reason error, now time.Time) {
	f, all := t.feed, t.index
	switch {
	case all.waiting > 0:
		return
	case all.items == 0 && reason != nil:
		p.o.failed(f, reason.Error(), 0, now)
	default:
		f.Items = all.items
		p.o.succeeded(f, brought{fresh: all.fresh, hint: all.hint}, now)
	}
	p.putFeed(f, now)
}

// takeItems notes the items that are new, and looks again at once at those that say they
// were changed. It gives the number of new ones.
func (p *Poller) takeItems(ctx context.Context, f *news.Feed, items []feed.Item, now time.Time) (int, error) {
	urls := make([]string, len(items))
	for i := range items {
		urls[i] = address.Canonical(items[i].URL)
	}
	known, err := p.store.Pages(ctx, urls)
	if err != nil {
		return 0, fmt.Errorf("look up the items of %s: %w", f.URL, err)
	}
	fresh := 0
	for i, item := range items {
		page, ok := known[urls[i]]
		switch {
		case !ok:
			fresh++
			p.found(newPage(f, urls[i], item, &p.o, now), now)
		case item.Updated.After(page.Last) && page.Looks > 0 && !item.Updated.After(now):
			p.again(page.URL, now)
		}
	}
	return fresh, nil
}

// again has a known page looked at at once.
func (p *Poller) again(pageURL string, now time.Time) {
	p.begin(now)
	if p.batch.Again == nil {
		p.batch.Again = map[string]time.Time{}
	}
	p.batch.Again[pageURL] = now
}

func (p *Poller) found(page news.Page, now time.Time) {
	p.begin(now)
	p.Done.Found++
	p.batch.Found = append(p.batch.Found, page)
}

// maxTeaser bounds what is kept of what a feed carries of an article, in bytes.
const maxTeaser = 64 << 10

func newPage(f *news.Feed, canonical string, item feed.Item, o *Options, now time.Time) news.Page {
	page := news.Page{URL: canonical, At: item.URL, Feed: f.ID, Title: item.Title, Published: item.Published, Found: now, Next: now}
	if len(item.Content) <= maxTeaser {
		page.Teaser = item.Content
	}
	if dated := later(item.Published, item.Updated); !dated.IsZero() && now.Sub(dated) > o.Oldest {
		page.Next, page.Teaser, page.Reason = time.Time{}, "", "older than what is fetched"
	}
	return page
}
