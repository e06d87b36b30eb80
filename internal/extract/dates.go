package extract

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	htmldate "github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
)

// sign is what one part of a page says of its day of publication.
type sign struct{ by, value string }

// published is when the page says it was published: RFC 3339 where it gives a time with
// its zone, else the day as written; "" if unknown. Why tells whom was believed where the
// page contradicts itself, "" if it does not.
func published(doc *html.Node, address *url.URL, h *head) (value, why string) {
	visible := visibleDay(doc, h)
	signs := []sign{{"its data", moment(h.data.published)}, {"its meta tags", metaDay(h)}, {"a marked element", markedDate(doc)}}
	for _, s := range signs {
		if s.value != "" {
			value = localDay(s.value, visible)
			return value, disagreement(s, append(signs, sign{"its address", addressDay(address.Path)}))
		}
	}
	return firstOf(addressDay(address.Path), searchedDate(doc, address), visible), ""
}

func metaDay(h *head) string {
	for _, name := range publishedNames {
		if m := moment(h.meta[name]); m != "" {
			return m
		}
	}
	return ""
}

// disagreement says which signs name a day that is more than one away from the one believed.
func disagreement(believed sign, signs []sign) string {
	day, err := time.Parse(time.DateOnly, believed.value[:min(len(believed.value), len(time.DateOnly))])
	if err != nil {
		return ""
	}
	var others []string
	for _, s := range signs {
		other, err := time.Parse(time.DateOnly, s.value[:min(len(s.value), len(time.DateOnly))])
		if err == nil && other.Sub(day).Abs() > 24*time.Hour {
			others = append(others, s.by+" ("+other.Format(time.DateOnly)+")")
		}
	}
	if len(others) == 0 {
		return ""
	}
	return "by " + believed.by + ", against " + strings.Join(others, " and ")
}

// updated is when the page says it was last changed, in the same forms.
func updated(h *head) string {
	if m := moment(h.data.updated); m != "" {
		return m
	}
	for _, name := range updatedNames {
		if m := moment(h.meta[name]); m != "" {
			return m
		}
	}
	return ""
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

// markedDate is the date of an element that says it is the day of publication.
func markedDate(doc *html.Node) string {
	for n := nextElement(doc); n != nil; n = nextElement(n) {
		if n.Data == "meta" {
			continue
		}
		_, pub := attribute(n, "pubdate")
		if pub || attr(n, "itemprop") == "datePublished" {
			if m := moment(firstOf(attr(n, "datetime"), attr(n, "content"), inline(n))); m != "" {
				return m
			}
		}
	}
	return ""
}

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
	afterDay = regexp.MustCompile(`^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:$|[T ,]|\d{4})`)
	epoch    = regexp.MustCompile(`^1\d{9}(?:\d{3})?$`)
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
	if epoch.MatchString(s) {
		n, _ := strconv.ParseInt(s[:10], 10, 64)
		return time.Unix(n, 0).UTC().Format(time.RFC3339)
	}
	if p := afterDay.FindStringSubmatch(s); p != nil {
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
