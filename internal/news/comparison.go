package news

// Schema names the form of Comparison in JSON.
const Schema = "synoptic.comparison/1"

// Evidence is a verbatim place in an article: Text is its Text[Start:End].
type Evidence struct {
	Article string `json:"article"`
	Span
	Text string `json:"text"`
}

// Telling is one account's wording of a point.
type Telling struct {
	Evidence
}

// Point is one thing told, with each wording of it.
type Point struct {
	ID       string    `json:"id"`
	Gist     string    `json:"gist"`    // one of its own tellings
	Sources  []string  `json:"sources"` // outlets that tell it
	Tellings []Telling `json:"tellings"`
	Origins  int       `json:"origins"` // independent origins among the sources
	Weight   float64   `json:"weight"`  // order of importance, larger first
}

// DifferenceKind says what differs.
type DifferenceKind string

// The kinds of difference.
const (
	NumberDiffers      DifferenceKind = "number"
	DateDiffers        DifferenceKind = "date"
	PlaceDiffers       DifferenceKind = "place"
	NameDiffers        DifferenceKind = "name"
	PolarityDiffers    DifferenceKind = "polarity"
	AttributionDiffers DifferenceKind = "attribution"
	WordingDiffers     DifferenceKind = "wording"
	CauseDiffers       DifferenceKind = "cause"
)

// Verdict says whether two values can both be true.
type Verdict string

// The verdicts.
const (
	Conflict   Verdict = "conflict"
	Compatible Verdict = "compatible"
	Update     Verdict = "update"
)

// Variant is the value one account gives.
type Variant struct {
	Evidence
	Value string `json:"value"` // normalised, readable: "1.5 billion USD", "2020-09-14", ">80 %"
}

// Difference is a place where accounts of one point give different values.
type Difference struct {
	Point   string         `json:"point"`
	Kind    DifferenceKind `json:"kind"`
	Verdict Verdict        `json:"verdict"`
	Why     string         `json:"why"`  // the rule and the values that made it, one sentence
	Rule    string         `json:"rule"` // short name of the rule: "bound-holds"
	Values  []Variant      `json:"values"`
}

// QuoteShown is a quotation in a comparison.
type QuoteShown struct {
	Evidence
	Speaker      string `json:"speaker"`
	Direct       bool   `json:"direct"`
	Manner       Manner `json:"manner,omitempty"`
	SpeakerStart int    `json:"speaker_start"`
	SpeakerEnd   int    `json:"speaker_end"`
	CueStart     int    `json:"cue_start"`
	CueEnd       int    `json:"cue_end"`
}

// QuantityShown is a quantity in a comparison.
type QuantityShown struct {
	Evidence
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Bound Bound   `json:"bound"`
}

// DateShown is a date in a comparison.
type DateShown struct {
	Evidence
	Date string `json:"date"`
}

// CitationShown is a citation in a comparison.
type CitationShown struct {
	Evidence
	Source string `json:"source"`
}

// Voice is one speaker across the accounts: the "who speaks" table.
type Voice struct {
	Speaker string       `json:"speaker"`
	Counts  []VoiceCount `json:"counts"` // one per article that quotes the speaker
}

// VoiceCount says how much of one article a speaker fills.
type VoiceCount struct {
	Article  string  `json:"article"`
	Direct   int     `json:"direct"`   // direct quotations
	Indirect int     `json:"indirect"` // indirect ones
	Words    int     `json:"words"`    // words quoted
	Share    float64 `json:"share"`    // of the article's words, 0…1

	Evidence []Evidence `json:"evidence"` // the quotations
}

// Utterance is one thing said, as several accounts quote it.
type Utterance struct {
	Kind     string           `json:"kind"` // identical, cut, altered, paraphrased, other-speaker
	Versions []UtteranceShown `json:"versions"`
}

// UtteranceShown is one account's version of an utterance.
type UtteranceShown struct {
	Evidence
	Speaker string     `json:"speaker"`
	Direct  bool       `json:"direct"`
	Diff    []DiffPart `json:"diff,omitempty"` // of the first version against this one, if its words differ
}

// DiffPart is a run of words: both versions have it (Op "="), only the first ("-"), only this one ("+").
type DiffPart struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

// Reuse is text of one article that stands in another.
type Reuse struct {
	From      string        `json:"from"`       // the article it came from; by evidence in Why
	To        string        `json:"to"`         // the article that has it too
	Share     float64       `json:"share"`      // of To's words outside quotations that stand in From, 0…1
	FromShare float64       `json:"from_share"` // of From's that stand in To, 0…1
	Kind      string        `json:"kind"`       // copy, partial, teaser, common-origin
	Why       string        `json:"why"`        // what gives the direction
	Shared    []SharedPiece `json:"shared"`
}

// SharedPiece is a run of words that stands in both articles.
type SharedPiece struct {
	From Evidence `json:"from"`
	To   Evidence `json:"to"`
}

// Wording is how the accounts call one person, group or act.
type Wording struct {
	About string        `json:"about"` // the entity's or act's name
	Kind  string        `json:"kind"`  // name, act, saying
	Terms []WordingTerm `json:"terms"`
}

// WordingTerm is one term with how often each article uses it.
type WordingTerm struct {
	Term     string         `json:"term"`
	Counts   map[string]int `json:"counts"` // by article id
	Evidence []Evidence     `json:"evidence"`
}

// Series is how the number of one thing was told over a story, in order of time.
type Series struct {
	About string `json:"about"` // what is counted: "person · kill"
	Unit  string `json:"unit"`
	Steps []Step `json:"steps"` // two at least, and not all of one value
}

// Step is one account's number in a series.
type Step struct {
	Evidence
	At     string  `json:"at"`     // when the account was published, "" if unknown
	Source string  `json:"source"` // its outlet
	Value  float64 `json:"value"`
	Bound  Bound   `json:"bound"`
	Shown  string  `json:"shown"` // normalised, readable: "24 people"
}

// Comparison is the accounts of one event, side by side: stored, served, exported, scored.
type Comparison struct {
	Schema      string          `json:"schema"`
	Articles    []Article       `json:"articles"`
	Points      []Point         `json:"points"`
	Differences []Difference    `json:"differences"`
	Quotes      []QuoteShown    `json:"quotes"`
	Quantities  []QuantityShown `json:"quantities"`
	Dates       []DateShown     `json:"dates"`
	Citations   []CitationShown `json:"citations"`
	Voices      []Voice         `json:"voices"`
	Utterances  []Utterance     `json:"utterances"`
	Reuse       []Reuse         `json:"reuse"`
	Wording     []Wording       `json:"wording"`
	Origins     [][]string      `json:"origins"`             // articles grouped by independent origin
	Evolution   []Series        `json:"evolution,omitempty"` // numbers that changed while the story ran
	Notes       []string        `json:"notes"`
}
