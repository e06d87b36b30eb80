package poll

import (
	"context"
	"fmt"
	"time"

	"synoptic/internal/news"
)

// rows is how much waits to be written.
func (p *Poller) rows() int {
	b := &p.batch
	return len(b.Feeds) + len(b.Pages) + len(b.Found) + len(b.Again) + len(b.Captures)
}

// full reports whether it is time to write.
func (p *Poller) full(now time.Time) bool {
	rows := p.rows()
	return rows > 0 && (rows >= flushRows || p.size >= flushSize || now.Sub(p.since) >= flushTime)
}

// flush writes what has come. Only then are its tasks forgotten: until then they would
// still be due.
func (p *Poller) flush(ctx context.Context) error {
	b := &p.batch
	if p.rows() == 0 {
		return nil
	}
	if err := p.store.WriteFetched(ctx, b); err != nil {
		return fmt.Errorf("write what was fetched: %w", err)
	}
	for i := range b.Feeds {
		p.hosts.done(&task{feed: &b.Feeds[i]})
	}
	for i := range b.Pages {
		p.hosts.done(&task{page: &b.Pages[i]})
	}
	if len(b.Found)+len(b.Again) > 0 {
		p.load, p.pagesDue = time.Time{}, time.Time{}
	}
	if len(b.Captures) > 0 {
		p.o.Arrived()
	}
	p.planned(b, p.o.Clock.Now())
	p.batch, p.size = news.Fetched{}, 0
	return nil
}

// planned sees to it that the store is looked at when the first of what was written is due.
func (p *Poller) planned(b *news.Fetched, now time.Time) {
	for i := range b.Feeds {
		p.dueBy(&p.feedsDue, b.Feeds[i].Next, now)
	}
	for i := range b.Pages {
		p.dueBy(&p.pagesDue, b.Pages[i].Next, now)
	}
}

func (p *Poller) begin(now time.Time) {
	if p.rows() == 0 {
		p.since = now
	}
}

func (p *Poller) putFeed(f *news.Feed, now time.Time) {
	p.begin(now)
	f.Asked = now
	p.batch.Feeds = append(p.batch.Feeds, *f)
}

func (p *Poller) putPage(page *news.Page, now time.Time) {
	p.begin(now)
	page.Last = now
	p.batch.Pages = append(p.batch.Pages, *page)
}

// capture keeps bytes of a page, unless they are those it had before.
func (p *Poller) capture(page *news.Page, c news.Capture, now time.Time) {
	kept := news.Keep(c, now)
	if kept.Hash == page.Capture {
		return
	}
	page.Capture = kept.Hash
	if page.First == "" {
		page.First = kept.Hash
	}
	p.begin(now)
	p.batch.Captures = append(p.batch.Captures, kept)
	p.size += len(c.Bytes)
	p.Done.Captures++
}
