package feed

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"synoptic/internal/address"
	"synoptic/internal/charset"
	"synoptic/internal/news"
)

// List is what one answer announces.
type List struct {
	Kind  news.FeedKind
	Title string
	Site  string        // page the list belongs to, "" if it does not say
	Every time.Duration // how often the publisher asks to be asked, 0 if it does not say
	Items []Item        // in the list's order, each address once
	Lists []Item        // other lists to read: the parts of a sitemap index
	Cut   bool          // it breaks off: the last items may be missing
}

// Item is one article as a list announces it.
type Item struct {
	URL       string // absolute
	Title     string
	Published time.Time // zero if unknown
	Updated   time.Time
	Content   string // HTML or text the list carries of it
}

// ErrNoFeed says that bytes are none of the kinds of lists.
var ErrNoFeed = errors.New("neither RSS, Atom, JSON Feed nor a sitemap")

// Parse reads the bytes of a feed or sitemap that came from base.
func Parse(b []byte, contentType string, base *url.URL) (*List, error) {
	b, err := unzipped(b)
	if err != nil {
		return nil, err
	}
	s := withoutDeclaration(charset.Decode(b, contentType, true))
	if err := bounded(s); err != nil {
		return nil, err
	}
	if root := rootOf(s); root == "urlset" || root == "sitemapindex" {
		return parseSitemap(s, base)
	}
	return parseFeed(s, base)
}

// withoutDeclaration cuts off the XML declaration, which names the encoding the text had
// before it was decoded.
func withoutDeclaration(s string) string {
	s = strings.TrimLeft(s, "\uFEFF \t\r\n")
	if rest, ok := strings.CutPrefix(s, "<?xml"); ok {
		if _, after, found := strings.Cut(rest, "?>"); found {
			return after
		}
	}
	return s
}

// parseFeed asks gofeed. One that panics on foreign bytes is an error of that feed.
func parseFeed(s string, base *url.URL) (list *List, err error) {
	defer func() {
		if r := recover(); r != nil {
			list, err = nil, fmt.Errorf("read feed: %v", r)
		}
	}()
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	f, err := parser.Parse(strings.NewReader(s))
	whole, cut := "", false
	if err != nil {
		whole = closed(s)
	}
	if whole != "" {
		f, err = parser.Parse(strings.NewReader(whole))
		cut = true
	}
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		return nil, ErrNoFeed
	case err != nil:
		return nil, fmt.Errorf("read feed: %w", oneLine(err))
	case f.FeedType == "json" && f.FeedVersion == "" && len(f.Items) == 0: // any other JSON
		return nil, ErrNoFeed
	}
	list = &List{Kind: news.FeedItems, Title: plain(f.Title), Every: every(f), Site: absolute(f.Link, base), Cut: cut}
	for _, item := range f.Items {
		list.add(newItem(item, base))
	}
	if len(list.Items) > maxItems {
		return nil, errItems
	}
	list.once()
	return list, nil
}

// add takes an item that has an address.
func (l *List) add(item Item) {
	if item.URL != "" {
		l.Items = append(l.Items, item)
	}
}

// once keeps the first item of every address.
func (l *List) once() {
	seen := make(map[string]bool, len(l.Items))
	l.Items = slices.DeleteFunc(l.Items, func(i Item) bool {
		again := seen[i.URL]
		seen[i.URL] = true
		return again
	})
}

func newItem(item *gofeed.Item, base *url.URL) Item {
	i := Item{Title: plain(item.Title), Content: longer(item.Content, item.Description)}
	for _, candidate := range []string{original(item), item.Link, permalink(item)} {
		if i.URL = absolute(candidate, base); i.URL != "" {
			break
		}
	}
	if item.PublishedParsed != nil {
		i.Published = item.PublishedParsed.UTC()
	} else {
		i.Published = term(item, "issued", "created", "date")
	}
	if item.UpdatedParsed != nil && !item.UpdatedParsed.Before(i.Published) { // an entry of Atom may have no other day
		i.Updated = item.UpdatedParsed.UTC()
	} else if changed := term(item, "modified"); changed.After(i.Published) {
		i.Updated = changed
	}
	return i
}

// term is the first date an item has under one of these names of the Dublin Core's terms.
func term(item *gofeed.Item, names ...string) time.Time {
	for _, name := range names {
		for _, e := range item.Extensions["dcterms"][name] {
			if t := moment(e.Value); !t.IsZero() {
				return t
			}
		}
	}
	return time.Time{}
}

// original is the address of an item behind that of a service which counts its readers.
func original(item *gofeed.Item) string {
	for _, e := range item.Extensions["feedburner"]["origLink"] {
		return e.Value
	}
	return ""
}

// permalink is the item's name where that is an address.
func permalink(item *gofeed.Item) string {
	if _, err := address.Parse(item.GUID); err != nil {
		return ""
	}
	return item.GUID
}

// absolute resolves an address against that of its list; "" if it is none.
func absolute(s string, base *url.URL) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	u, err := base.Parse(s)
	if err != nil {
		return ""
	}
	if u, err = address.Parse(u.String()); err != nil {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// every is what a feed says of its rhythm: RSS's ttl, or the syndication module.
func every(f *gofeed.Feed) time.Duration {
	if original, ok := f.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.Atoi(strings.TrimSpace(original.TTL)); err == nil && minutes > 0 {
			return time.Duration(min(minutes, 60*24*30)) * time.Minute
		}
	}
	period := periods[syndication(f, "updatePeriod")]
	times, err := strconv.Atoi(syndication(f, "updateFrequency"))
	if err != nil || times < 1 {
		times = 1
	}
	return period / time.Duration(times)
}

func syndication(f *gofeed.Feed, name string) string {
	for _, e := range f.Extensions["sy"][name] {
		return strings.ToLower(strings.TrimSpace(e.Value))
	}
	return ""
}

// periods are those of the syndication module of RSS 1.0.
var periods = map[string]time.Duration{
	"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour,
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// line makes one line of a title.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

func oneLine(err error) error { return errors.New(line(err.Error())) }
