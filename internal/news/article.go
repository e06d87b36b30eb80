package news

import (
	"strings"
	"time"
)

// Span is a half-open range of UTF-8 bytes of one text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlap is the number of bytes that s and o share.
func (s Span) Overlap(o Span) int {
	return max(0, min(s.End, o.End)-max(s.Start, o.Start))
}

// Of returns the words the span covers: text[Start:End].
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Capture is something that came in from outside, as the bytes it came as.
type Capture struct {
	Name        string // what the user called it: a path, an address, "stdin:3"
	URL         string // address it was fetched from, "" if none
	ContentType string // as declared by the sender, "" if none
	Incomplete  string // why the bytes are not all there were, "" if they are
	Bytes       []byte
	Listed      time.Time // when the feed that named it says it was published, zero if none does
}

// IsRecord reports whether the capture is a JSON object: an article as a program gives it.
func (c *Capture) IsRecord() bool { return strings.HasPrefix(c.ContentType, "application/json") }

// Article is one text of one outlet with what is known about it. Text never changes.
type Article struct {
	ID         string   `json:"id"`
	Source     string   `json:"source"`
	URL        string   `json:"url"`
	Title      string   `json:"title"`
	Published  string   `json:"published"` // RFC 3339 or YYYY-MM-DD, "" if unknown
	Updated    string   `json:"updated"`
	Authors    []string `json:"authors"`
	Lang       string   `json:"lang"` // BCP 47 base language, "" if unknown
	Text       string   `json:"text"`
	Agency     string   `json:"agency,omitempty"`     // agency named by dateline or credit
	Place      string   `json:"place,omitempty"`      // place of the dateline
	Section    string   `json:"section,omitempty"`    // section of the outlet
	Dated      string   `json:"dated,omitempty"`      // whom Published believes, where the page contradicts itself or its feed, or is silent
	UpdatedBy  string   `json:"updated_by,omitempty"` // the same of Updated
	Incomplete string   `json:"incomplete,omitempty"` // why the text is not whole, "" if it is
}

// Failure is an input that could not be read: data, not a crash.
type Failure struct {
	Name string // the input
	Err  error  // why, and what to do
}

// Error says which input failed and why, on one line.
func (f Failure) Error() string { return f.Name + ": " + f.Err.Error() }

// Unwrap gives the reason.
func (f Failure) Unwrap() error { return f.Err }
