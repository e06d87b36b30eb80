package news

import "time"

// Source is an outlet: who publishes, under whatever addresses.
type Source struct {
	ID      string   `json:"id"` // its main domain, or its name folded where it has none
	Name    string   `json:"name"`
	Also    []string `json:"also,omitempty"` // other names it goes by
	Domains []string `json:"domains,omitempty"`
	Country string   `json:"country,omitempty"` // ISO 3166
	Lang    string   `json:"lang,omitempty"`    // BCP 47
	Owner   string   `json:"owner,omitempty"`
	Agency  bool     `json:"agency,omitempty"` // others print what it writes
}

// Revision is one immutable text of an article, as it stood when it was seen. The ID of
// its Article is the article's, the same for all its revisions.
type Revision struct {
	Article
	Number  int       `json:"revision"` // 1 is the first text
	Seen    time.Time `json:"seen"`
	Hash    string    `json:"hash"`              // of title and text, hexadecimal
	Capture string    `json:"capture,omitempty"` // hash of the bytes it was read from, "" if they were not kept
}

// Kept is a capture as it is stored: its bytes, when they came, and the hash they are
// found by.
type Kept struct {
	Capture
	Hash    string
	Fetched time.Time
}

// Story is the reports of one event.
type Story struct {
	ID        string    `json:"id"` // never given to another story, and kept by this one
	Title     string    `json:"title"`
	First     time.Time `json:"first"` // time of the earliest and the latest report
	Last      time.Time `json:"last"`
	Reports   int       `json:"reports"`   // articles, near copies and follow-ups included
	Outlets   int       `json:"outlets"`   // sources among them
	Origins   int       `json:"origins"`   // independent ones: copies and one outlet's reports count once
	Langs     []string  `json:"langs"`     // languages of its reports
	Storyline string    `json:"storyline"` // the running story it belongs to, its own ID if none
	Into      string    `json:"into,omitempty"`
	Pinned    bool      `json:"pinned,omitempty"` // a person has settled it: no recomputation changes it
}

// PlacementKind says how an article came to its story.
type PlacementKind string

// The kinds of placement.
const (
	Founded   PlacementKind = "founded"    // it is the first of its story
	Accepted  PlacementKind = "accepted"   // it fits the story it was placed in
	CopyOf    PlacementKind = "copy"       // it is a near copy of another article
	Joined    PlacementKind = "joined"     // its story was joined to another
	MovedOver PlacementKind = "moved"      // it fits another story better than its first one
	SplitOff  PlacementKind = "split"      // it fits its first story no longer
	Linked    PlacementKind = "translated" // told in another language: the weaker link by names, numbers and days
	Curated   PlacementKind = "curated"    // a person has put it there
)

// Placement is one decision of the clustering: the latest one of an article says which
// story it is in and why.
type Placement struct {
	Article  string        `json:"article"`
	Story    string        `json:"story"`
	Kind     PlacementKind `json:"kind"`
	Near     string        `json:"near,omitempty"` // the article it is nearest to, or copies
	Score    float64       `json:"score"`          // log-odds of belonging; above 0: yes
	Features []Feature     `json:"features,omitempty"`
	Why      string        `json:"why"` // one sentence for people
}

// Feature is a value that had a part in a decision, with the weight it had.
type Feature struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Weight float64 `json:"weight"`
}

// Redirect says that a story has been joined to another.
type Redirect struct {
	From string `json:"from"`
	Into string `json:"into"`
}

// CurationKind is what a person did to a story.
type CurationKind string

// The acts of a person. They outlive every recomputation.
const (
	Merge CurationKind = "merge" // Story goes into Target
	Split CurationKind = "split" // Articles leave Story for a new one, Target
	Move  CurationKind = "move"  // Articles go to Target
	Pin   CurationKind = "pin"   // Story stays as it is
	Unpin CurationKind = "unpin"
)

// Curation is one act of a person.
type Curation struct {
	Number   int64        `json:"number"` // order in which they were done
	Kind     CurationKind `json:"kind"`
	Story    string       `json:"story,omitempty"`
	Target   string       `json:"target,omitempty"`
	Articles []string     `json:"articles,omitempty"`
	By       string       `json:"by,omitempty"`
	At       time.Time    `json:"at"`
}

// Change is what one revision of an article changed in the one before it.
type Change struct {
	Article  string     `json:"article"`
	From     int        `json:"from"` // numbers of the revisions
	To       int        `json:"to"`
	Seen     time.Time  `json:"seen"`
	Title    []DiffPart `json:"title,omitempty"` // empty if the headline stayed
	Text     []DiffPart `json:"text,omitempty"`
	Numbers  []Edit     `json:"numbers,omitempty"`
	Quotes   []Edit     `json:"quotes,omitempty"`
	Silent   bool       `json:"silent"` // the outlet does not say that the text was changed
	Headline bool       `json:"headline"`
}

// Edit is a passage of the one revision that the other has otherwise, or not at all.
type Edit struct {
	Old *Evidence `json:"old,omitempty"`
	New *Evidence `json:"new,omitempty"`
}

// Problem is a stored Failure: an input that could not be read, to be tried again.
type Problem struct {
	ID       int64     `json:"id"`
	Name     string    `json:"name"`
	URL      string    `json:"url,omitempty"`
	Stage    string    `json:"stage"` // fetch, extract, …
	Reason   string    `json:"reason"`
	Capture  string    `json:"capture,omitempty"` // hash of the bytes kept, "" if none came
	Attempts int       `json:"attempts"`
	First    time.Time `json:"first"`
	Last     time.Time `json:"last"`
}

// Progress says how far an input has been read, so that reading can be taken up again.
type Progress struct {
	Input  string // its name with what tells whether it changed: size and time
	Place  int64  // bytes of it before the record at which to go on
	Record int    // records before that, by which captures are named
	Done   int64  // captures taken from there on
	Whole  bool   // all of it
}
