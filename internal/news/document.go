package news

// BlockKind says what a block of a text is.
type BlockKind string

// The kinds of block. Only Body and Headline blocks are told by the outlet as news;
// the others are furniture around them.
const (
	Body     BlockKind = "body"
	Headline BlockKind = "headline"
	Heading  BlockKind = "heading" // a section heading inside the text
	Byline   BlockKind = "byline"
	Dateline BlockKind = "dateline" // place, agency or day of writing: "OSLO (Reuters) -"
	Credit   BlockKind = "credit"   // photo or reporter credit
	Other    BlockKind = "other"    // image address, share bar, other furniture
)

// Block is a paragraph, headline or piece of furniture.
type Block struct {
	Span
	Kind BlockKind `json:"kind"`
}

// Token is a word, number or mark of a sentence, with its place in the syntax tree
// (Universal Dependencies). Without a model for the language Tag, Lemma, Rel are ""
// and Head is -1.
type Token struct {
	Span
	Norm  string // case-folded, typographic marks made plain
	Lemma string // dictionary form
	Tag   string // universal part of speech: NOUN, VERB, PROPN, …
	Fine  string // treebank's own tag: VBD, NNS, …
	Head  int    // index in the sentence of the governor; -1: the root
	Rel   string // relation to the governor: nsubj, ccomp, nmod:poss, …
}

// Sentence is a sentence of a block.
type Sentence struct {
	Span
	Block  int     // index of its block
	Tokens []Token // in order of the text
}

// EntityKind says what a name names.
type EntityKind string

// The kinds of entity.
const (
	Person EntityKind = "person"
	Org    EntityKind = "organisation"
	Place  EntityKind = "place"
	Misc   EntityKind = "other"
)

// Entity is somebody or something named in one document, or in several.
type Entity struct {
	ID    int        `json:"id"`
	Name  string     `json:"name"` // the fullest name the text gives, verbatim
	Kind  EntityKind `json:"kind"`
	Roles []string   `json:"roles,omitempty"` // descriptions the text gives: "Kremlin spokesman"

	// Country is the ISO 3166 code of the state the entity is, "" if it is none.
	Country string `json:"country,omitempty"`
}

// Mention is a place where a text speaks of an entity.
type Mention struct {
	Span
	Entity int    `json:"entity"` // Entity.ID
	Form   string `json:"form"`   // "name", "description" or "pronoun"
}

// Quote is what somebody is reported to have said.
type Quote struct {
	Span           // the words, without outer quotation marks and cue
	Speaker string // fullest name the text gives, or the description; "" if nobody is named
	Entity  int    // Entity.ID of the speaker, -1 if none
	Direct  bool   // in quotation marks
	Said    Span   // the speaker as written here; empty if not on the spot
	Cue     Span   // the verb or phrase of saying; empty if none
	Manner  Manner // whether it was said at all, or only thought or planned
}

// Bound says how a written number limits the real one.
type Bound string

// The bounds of a quantity.
const (
	Exactly Bound = "="
	Above   Bound = ">"
	AtLeast Bound = ">="
	Below   Bound = "<"
	AtMost  Bound = "<="
	About   Bound = "~"
)

// Manner says how what is attributed to somebody is meant.
type Manner string

// The manners. A comparison shows what was said.
const (
	Said    Manner = "said"
	Thought Manner = "thought" // believes, fears, knows
	Meant   Manner = "meant"   // plans, wants, supports, opposes
)

// Quantity is an amount: how many of what.
type Quantity struct {
	Span
	Number Span    // the number itself within Span
	Value  float64 // scaled: 1.5e9 for "1.5 billion"
	Unit   string  // "person", "USD", "%", "kilometre"; "" if it cannot be told
	Bound  Bound
	Vague  bool // "dozens", "hundreds"
	People bool // what is counted are people: "protester"
}

// Date is an expression of time resolved to a day, month or year.
type Date struct {
	Span
	Value    string // YYYY, YYYY-MM or YYYY-MM-DD
	Relative bool   // resolved against the dateline or publication day
	Clock    string // HH:MM if the text gives a time of day with it, else ""
}

// Citation is a medium, agency or document an account names as its source.
type Citation struct {
	Span
	Source string // normalised name
}

// Polarity and modality of a statement.
type (
	// Polarity says whether a statement affirms or denies.
	Polarity string
	// Modality says how firmly a statement is made.
	Modality string
)

// The values of Polarity and Modality.
const (
	Affirmed Polarity = "affirmed"
	Denied   Polarity = "denied"

	Fact     Modality = "fact"
	Planned  Modality = "planned"  // will, plans to
	Possible Modality = "possible" // may, reportedly, allegedly
	Asked    Modality = "asked"    // a question, an order
)

// Statement is the smallest unit compared: a clause with its attribution.
type Statement struct {
	Span
	Sentence int   // index of its sentence
	Head     int   // index in the sentence of the clause's head word, -1 if unknown
	Subject  int   // index in the sentence of its subject's head word, -1 if none
	Own      []int // indexes in the sentence of its words, without those of a statement inside it
	Quote    int   // index of the quotation it stands in, -1 if none
	Polarity Polarity
	Modality Modality
}

// Document is an article, read completely. All spans are of Article.Text.
type Document struct {
	Article    *Article
	Lang       string // language read as
	Blocks     []Block
	Sentences  []Sentence
	Entities   []Entity
	Mentions   []Mention
	Quotes     []Quote
	Quantities []Quantity
	Dates      []Date
	Citations  []Citation
	Statements []Statement
	Notes      []string // what was not done, and why
}
