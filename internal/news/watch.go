package news

import "time"

// Watch is what somebody wants to be told of: the reports that a search finds, or one
// story.
type Watch struct {
	ID      string      `json:"id"` // never given to another watch
	Name    string      `json:"name"`
	Query   string      `json:"query,omitempty"` // a search; "" if a story is watched
	Story   string      `json:"story,omitempty"` // "" if a search is watched
	Kinds   []AlertKind `json:"kinds"`           // what raises an alert
	Webhook string      `json:"webhook,omitempty"`
	Mail    []string    `json:"mail,omitempty"` // addresses
	Quiet   Quiet       `json:"quiet"`
	Token   string      `json:"token,omitempty"`  // opens its feeds where reading is protected
	Secret  string      `json:"secret,omitempty"` // signs what is sent to Webhook
	By      string      `json:"by,omitempty"`
	Created time.Time   `json:"created"`
}

// Ways are how the alerts of the watch are sent, besides being shown.
func (w *Watch) Ways() []Way {
	var ways []Way
	if w.Webhook != "" {
		ways = append(ways, ByWebhook)
	}
	if len(w.Mail) > 0 {
		ways = append(ways, ByMail)
	}
	return ways
}

// Quiet are the hours of a day in which nothing is sent. Without From and To the
// installation's hold; From equal to To means none.
type Quiet struct {
	From string `json:"from,omitempty"` // "22:00"
	To   string `json:"to,omitempty"`   // "07:00"; before From: of the next day
	Zone string `json:"zone,omitempty"` // IANA name; "" for UTC
}

// AlertKind is what happened.
type AlertKind string

// The kinds of alert.
const (
	NewStory      AlertKind = "story"      // the first report of a story that the search finds
	NewReport     AlertKind = "report"     // a report that the search finds
	NewAccount    AlertKind = "account"    // another report of a watched story
	NewDifference AlertKind = "difference" // accounts that cannot both be true, or tell another state of things
	NewNumber     AlertKind = "number"     // a number that is told otherwise than before
	SilentEdit    AlertKind = "edit"       // a text that was changed without saying so
	Burst         AlertKind = "burst"      // many outlets within an hour
)

// AlertKinds are all of them, in the order in which they are shown.
func AlertKinds() []AlertKind {
	return []AlertKind{NewStory, NewReport, NewAccount, NewDifference, NewNumber, SilentEdit, Burst}
}

// Label is what people call it.
func (k AlertKind) Label() string {
	return map[AlertKind]string{NewStory: "New story", NewReport: "New report", NewAccount: "New account", NewDifference: "New difference",
		NewNumber: "Changed number", SilentEdit: "Silent edit", Burst: "Burst"}[k]
}

// Alert is something that happened in what is watched.
type Alert struct {
	Number   int64       `json:"number"` // order in which alerts were raised
	Watch    string      `json:"watch"`
	Key      string      `json:"key"` // what happened: no watch has two alerts of one key
	Kind     AlertKind   `json:"kind"`
	Story    string      `json:"story"`
	Headline string      `json:"headline"`          // of the story
	Article  string      `json:"article,omitempty"` // the one that made it so
	Title    string      `json:"title"`             // what happened, in one line
	Text     string      `json:"text,omitempty"`    // the rule or the circumstances, in one line
	Evidence []Testimony `json:"evidence"`
	At       time.Time   `json:"at"`
	Read     bool        `json:"read"`
}

// Testimony is a verbatim place in an article of an outlet.
type Testimony struct {
	Evidence
	Source string `json:"source"`
}

// Way is how alerts are sent.
type Way string

// The ways.
const (
	ByWebhook Way = "webhook"
	ByMail    Way = "mail"
)

// Stirred is a story in which something has changed, numbered in the order of the changes.
type Stirred struct {
	Number int64
	Story  string
}

// Known is what is known of a story to one watch: the keys of what was told, or was so
// before the watch began.
type Known struct {
	Watch, Story string
	Keys         []string
}

// Raised is what a look at stories brought. A store writes it as one transaction.
type Raised struct {
	Alerts []Alert
	Ways   map[string][]Way // by watch
	Due    time.Time        // when the alerts are sent, at the earliest
	Known  []Known
	Looked []Stirred // those looked at, unless they were stirred again
}

// Delivery is alerts of a watch to be sent together, and how that stands.
type Delivery struct {
	Watch  string    `json:"watch"`
	Way    Way       `json:"way"`
	Tries  int       `json:"tries"`
	Next   time.Time `json:"next"` // zero: no more
	Done   time.Time `json:"done"` // zero: not sent
	Reason string    `json:"reason,omitempty"`
	Count  int       `json:"count"` // alerts
	Alerts []Alert   `json:"-"`
}
