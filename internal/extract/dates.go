package extract

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	htmldate "github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
)

// sign is what one part of a page, or the feed that named it, says of a day.
type sign struct{ by, value string }

// String names who says it and the day it says.
func (s sign) String() string {
	return s.by + " (" + s.value[:min(len(s.value), len(time.DateOnly))] + ")"
}

// day is the day a sign names; false if it names none.
func (s sign) day() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, s.value[:min(len(s.value), len(time.DateOnly))])
	return t, err == nil
}

// after is by how much a sign is later than another; 0 if either names no day.
func (s sign) after(other sign) time.Duration {
	a, known := s.day()
	b, alsoKnown := other.day()
	if !known || !alsoKnown {
		return 0
	}
	return a.Sub(b)
}

// published is when the page says it was published: RFC 3339 where it gives a time with
// its zone, else the day as written; "" if unknown. A page without a day has that of the
// feed which named it. Why tells whom was believed where they contradict each other or the
// page is silent, "" otherwise.
func published(p *page, listed time.Time) (value, why string) {
	signs := []sign{{"its data", moment(p.head.data.published)}, {"its meta tags", metaDay(p.head, publishedNames)},
		{"a marked element", markedDate(p.doc, isPublication)}, byFeed(listed)}
	for _, s := range signs {
		if s.value != "" {
			return p.localDay(s.value), explain(s, append(signs, sign{"its address", addressDay(p.address.Path)}))
		}
	}
	for _, look := range []func(*page) string{
		func(p *page) string { return addressDay(p.address.Path) },
		func(p *page) string { return searchedDate(p.doc, p.address) },
		func(p *page) string { return visibleDay(p.doc, p.head) },
	} {
		if value = look(p); value != "" {
			break
		}
	}
	return value, ""
}

// feedSign is the feed that named a page; feedAlone says that it alone names a day.
const (
	feedSign  = "its feed"
	feedAlone = "by its feed: the page names no day"
)

func byFeed(listed time.Time) sign {
	if listed.IsZero() || !plausible(listed) {
		return sign{by: feedSign}
	}
	return sign{feedSign, listed.UTC().Format(time.RFC3339)}
}

func metaDay(h *head, names []string) string {
	for _, name := range names {
		if m := moment(h.meta[name]); m != "" {
			return m
		}
	}
	return ""
}

// explain says which signs name a day that is more than one away from that of the one
// believed, and that a page which is not contradicted was silent.
func explain(believed sign, signs []sign) string {
	var others []string
	for _, s := range signs {
		if s.after(believed).Abs() > 24*time.Hour {
			others = append(others, s.String())
		}
	}
	switch {
	case len(others) > 0:
		return "by " + believed.by + ", against " + strings.Join(others, " and ")
	case believed.by == feedSign:
		return feedAlone
	}
	return ""
}

// updated is when the page says it was last changed, in the same forms. A change before
// the publication is none, and does not count.
func updated(p *page, published string) (value, why string) {
	first := sign{"", published}
	signs := []sign{{"its data", moment(p.head.data.updated)}, {"its meta tags", metaDay(p.head, updatedNames)},
		{"a marked element", markedDate(p.doc, isUpdate)}}
	var early []string
	for _, s := range signs {
		switch {
		case s.value == "":
		case first.after(s) > 24*time.Hour:
			early = append(early, s.String())
		default:
			return s.value, explain(s, signs)
		}
	}
	if len(early) > 0 {
		why = "not by " + strings.Join(early, " and ") + ": before its publication"
	}
	return "", why
}

// Names of meta tags, most telling first.
var (
	publishedNames = []string{
		"article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
		"parsely-pub-date", "sailthru.date", "article_date_original", "publication_date", "publish_date", "publish-date",
		"publishdate", "pubdate", "pub_date", "published_date", "published-date", "rnews:datepublished", "dc.date.issued",
		"dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "citation_publication_date",
		"cxenseparse:recs:publishtime", "ptime", "release_date", "date", "creation_date", "datecreated",
	}
	updatedNames = []string{
		"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
		"last-modified", "lastmod", "article:modified", "revision_date", "updated_time",
	}
)

// markedDate is the date of the first element that is marked as holding it.
func markedDate(doc *html.Node, marked func(*html.Node) bool) string {
	for n := nextElement(doc); n != nil; n = nextElement(n) {
		if n.Data == "meta" || !marked(n) {
			continue
		}
		if m := moment(firstOf(attr(n, "datetime"), attr(n, "content"), inline(n))); m != "" {
			return m
		}
	}
	return ""
}

func isPublication(n *html.Node) bool {
	_, pub := attribute(n, "pubdate")
	return pub || attr(n, "itemprop") == "datePublished"
}

// isUpdate also takes the classes that the themes of blogs and papers give the time of the
// last change.
func isUpdate(n *html.Node) bool {
	return attr(n, "itemprop") == "dateModified" || n.Data == "time" && updateClass().MatchString(attr(n, "class"))
}

var updateClass = pattern(`(?i)(?:^|[\s_-])(?:updated|modified)(?:$|[\s_-])`)

// searchedDate asks htmldate, which also looks at the address and the text. Where that
// panics on a page, there is no date.
func searchedDate(doc *html.Node, address *url.URL) (day string) {
	defer func() {
		if recover() != nil {
			day = ""
		}
	}()
	found, err := htmldate.FromDocument(doc, htmldate.Options{
		URL:                 address.String(),
		UseOriginalDate:     true,
		SkipExtensiveSearch: true,
		DeferUrlExtractor:   true,
		MaxDate:             time.Date(lastYear, 12, 31, 0, 0, 0, 0, time.UTC),
	})
	if err != nil || found.DateTime.IsZero() {
		return ""
	}
	return found.Format(time.DateOnly)
}

// Years outside of which a date on a page is taken for something else.
const (
	firstYear = 1990
	lastYear  = 2100
)

// Layouts of moments: with a zone, and without.
var (
	zoned = []string{
		time.RFC3339Nano, "2006-01-02T15:04:5Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.999Z0700", "2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05-0700", time.RFC1123Z,
		"Mon, 2 Jan 2006 15:04:05 -0700",
	}
	unzoned = []string{
		"2006-01-02", "2006/01/02", "2006.01.02", "20060102", "02.01.2006", "2.1.2006", "02. 01. 2006",
		"January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "January 2 2006",
		"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon Jan 2 2006", "Mon, 2 Jan 2006",
	}
	afterDay = pattern(`^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:$|[T ,]|\d{4})`)
	epoch    = pattern(`^1\d{9}(?:\d{3})?$`)
)

// moment normalises a date as pages write it, "" if it is none.
func moment(s string) string {
	s = clean(s)
	if len(s) < 8 || len(s) > 64 {
		return ""
	}
	for _, layout := range zoned {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t.Format(time.RFC3339)
		}
	}
	if epoch().MatchString(s) {
		n, _ := strconv.ParseInt(s[:10], 10, 64)
		return time.Unix(n, 0).UTC().Format(time.RFC3339)
	}
	if p := afterDay().FindStringSubmatch(s); p != nil {
		s = p[1] + "-" + p[2] + "-" + p[3]
	}
	for _, layout := range unzoned {
		if t, err := time.Parse(layout, s); err == nil && plausible(t) {
			return t.Format(time.DateOnly)
		}
	}
	return clockCut(s)
}

// clockCut reads "June 5, 2020 at 3:04 PM" and the like: the longest beginning that is a day.
func clockCut(s string) string {
	fields := strings.Fields(s)
	for n := min(len(fields)-1, 4); n > 0; n-- {
		short := strings.TrimRight(strings.Join(fields[:n], " "), ",")
		for _, layout := range unzoned {
			if t, err := time.Parse(layout, short); err == nil && plausible(t) {
				return t.Format(time.DateOnly)
			}
		}
	}
	return ""
}

func plausible(t time.Time) bool { return t.Year() >= firstYear && t.Year() <= lastYear }
