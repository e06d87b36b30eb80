package news

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// Keep is a capture as it is stored: found by the hash of its address and its bytes.
func Keep(c Capture, at time.Time) Kept {
	h := sha256.New()
	h.Write([]byte(c.URL + "\x00"))
	h.Write(c.Bytes)
	return Kept{Capture: c, Hash: hex.EncodeToString(h.Sum(nil)[:16]), Fetched: at}
}

// FeedKind says how a feed lists its articles.
type FeedKind string

// The kinds of feeds.
const (
	FeedItems   FeedKind = "feed"    // RSS, Atom or JSON Feed
	FeedSitemap FeedKind = "sitemap" // a sitemap, of news or an index of some
	FeedPage    FeedKind = "page"    // a page whose new links are articles
)

// Feed is an address that is asked again and again for new articles.
type Feed struct {
	ID       int64         `json:"id"`
	URL      string        `json:"url"`
	Kind     FeedKind      `json:"kind"`
	Title    string        `json:"title"`
	Site     string        `json:"site,omitempty"`   // page the feed belongs to
	Folder   string        `json:"folder,omitempty"` // where its user keeps it
	Paused   bool          `json:"paused,omitempty"`
	Added    time.Time     `json:"added"`
	Asked    time.Time     `json:"asked,omitzero"`   // last time it was asked
	Worked   time.Time     `json:"worked,omitzero"`  // last time it answered well
	Brought  time.Time     `json:"brought,omitzero"` // last time it had something new
	Next     time.Time     `json:"next,omitzero"`    // when it is asked again
	Interval time.Duration `json:"interval"`         // between two times, in nanoseconds
	Rate     float64       `json:"rate"`             // new items an hour, as of late
	Items    int           `json:"items"`            // in its last answer
	Total    int64         `json:"total"`            // that it ever brought
	Errors   int           `json:"errors"`           // in a row
	Reason   string        `json:"reason,omitempty"` // of the last error
	Notice   string        `json:"notice,omitempty"` // what somebody should look at: it fails, or has dried up
	ETag     string        `json:"-"`
	Modified string        `json:"-"` // Last-Modified, as it was written
}

// Page is an article's address with when it is looked at again.
type Page struct {
	URL       string    // the form of it that is the same for its variants
	At        string    // where it is asked for: as its feed has it, or where it has moved for good
	Feed      int64     // that brought it, 0 if none
	Title     string    // as its feed has it
	Published time.Time // as its feed has it, zero if unknown
	Teaser    string    // what its feed carries of it, until it was read itself
	Found     time.Time // first listed
	Looks     int       // times it was looked at with success
	Last      time.Time // that it was asked for
	Next      time.Time // when to look again; zero: never
	Errors    int       // in a row
	Reason    string    // of the last error
	Gone      time.Time // found deleted; zero: it is there, as far as is known
	First     string    // hash of the first capture
	Capture   string    // hash of the last capture
	ETag      string
	Modified  string
}

// Fetched is what came of asking feeds and pages, to be written together.
type Fetched struct {
	Feeds    []Feed
	Found    []Page               // new ones
	Pages    []Page               // known ones, with what is known now
	Again    map[string]time.Time // addresses of known pages: to be looked at then, if not sooner
	Captures []Kept               // to be read
	Problems []Problem
}
