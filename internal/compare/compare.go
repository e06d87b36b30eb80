package compare

import (
	"cmp"
	"sync"

	"synoptic/internal/align"
	"synoptic/internal/annotate"
	"synoptic/internal/entity"
	"synoptic/internal/lexicon"
	"synoptic/internal/news"
	"synoptic/internal/novelty"
	"synoptic/internal/quantity"
	"synoptic/internal/reuse"
	"synoptic/internal/text"
)

// MaxAccounts is how many accounts one comparison takes.
const MaxAccounts = 16

// Comparer compares accounts. It is safe for concurrent use.
type Comparer struct {
	alignment *align.Model
	novelty   *novelty.Model
}

// New returns a Comparer with the models that ship with the program.
func New() (*Comparer, error) {
	m, err := align.DefaultModel()
	if err != nil {
		return nil, err
	}
	n, err := novelty.DefaultModel()
	if err != nil {
		return nil, err
	}
	return With(m, n), nil
}

// With returns a Comparer with other models.
func With(m *align.Model, n *novelty.Model) *Comparer { return &Comparer{m, n} }

// accounts is what the rules look at: the documents and what joins them.
type accounts struct {
	docs       []*news.Document
	linked     []entity.Linked
	links      align.Links
	origins    map[string]int // article to its independent origin
	field      *align.Field
	groups     []align.Group
	reuse      []news.Reuse
	copies     [][]string       // articles by independent origin
	utterances []news.Utterance // what several accounts quote
	lexicon    *lexicon.Lexicon // nil: none for the language

	language *text.Language // that most accounts are read as
	people   text.Section   // nouns of the language that name people

	year     string // in which the accounts were published, of the latest
	said     sayings
	quotes   [][]quoted         // by document: the sentences it quotes
	cues     []annotate.Cues    // by document
	timed    [][]timed          // by document: the times of day it gives
	placed   [][]spot           // by document: the places it names
	dated    [][]moment         // by document: the dates it gives
	given    [][]amount         // by document: the amounts it gives
	answers  map[[2]int][]match // by two documents: the amounts that answer each other
	answered [][]news.Span      // by document: where these stand
}

// Compare compares the documents of one event, in the order given. vectors are the
// embeddings of their statements where the user asked for them, else nil.
func (c *Comparer) Compare(docs []*news.Document, vectors align.Vectors) *news.Comparison {
	out := &news.Comparison{Schema: news.Schema}
	a := c.lay(docs, vectors)
	out.Reuse, out.Origins, out.Utterances = a.reuse, a.copies, a.utterances
	judged := a.reading().Judge(c.novelty)
	a.doubt(judged, c.alignment)
	points := a.points(judged.Runs())
	out.Points = a.shown(points)
	out.Differences = a.differences(points)
	out.Evolution = a.evolution(out.Differences)
	for _, d := range a.docs {
		out.Articles = append(out.Articles, *d.Article)
		out.Quotes = append(out.Quotes, said(annotate.Quotes(d))...)
		out.Quantities = append(out.Quantities, annotate.Quantities(d)...)
		out.Dates = append(out.Dates, annotate.Dates(d)...)
		out.Citations = append(out.Citations, annotate.Citations(d)...)
	}
	out.Voices = a.voices()
	out.Wording = a.wording()
	out.Notes = a.notes(out)
	return out
}

// Reading is the accounts as they are judged word by word for what one of them alone
// tells; to learn from.
func (c *Comparer) Reading(docs []*news.Document) *novelty.Reading {
	return c.lay(docs, nil).reading()
}

// lay reads the accounts together: who stands for whom, which statements tell the same,
// what was copied, which amounts answer each other.
func (c *Comparer) lay(docs []*news.Document, vectors align.Vectors) *accounts {
	docs = quantity.DatesAmong(docs)
	a := &accounts{docs: docs, linked: entity.Link(docs)}
	a.links = Links(docs, a.linked)
	a.language = commonLanguage(docs)
	var aligning sync.WaitGroup // beside what does not need it
	var broken any
	aligning.Go(func() {
		defer func() { broken = recover() }()
		a.field, a.groups = align.New(a.language, c.alignment).Align(docs, a.links, vectors)
	})
	a.reuse = reuse.Find(docs)
	a.copies = reuse.Origins(articles(docs), a.reuse)
	a.origins = originOf(a.copies)
	a.people = a.language.Section("quantity people")
	a.lexicon, _ = lexicon.Load(a.language.Code) // nil where none ships
	a.year = latestYear(docs)
	a.listen()
	a.read()
	a.utterances = reuse.Utterances(docs, a.speakerKey)
	if aligning.Wait(); broken != nil {
		panic(broken) // where the caller can catch it
	}
	a.answer()
	return a
}

// reading is the accounts as novelty judges them.
func (a *accounts) reading() *novelty.Reading {
	return novelty.Read(novelty.Accounts{Docs: a.docs, Named: a.said.named, Language: a.language,
		Field: a.field, Groups: a.groups, Answered: a.answered})
}

// likelihood is how likely two statements tell the same.
func (a *accounts) likelihood(x, y align.Ref) float64 { return a.field.Likelihood(x, y) }

// doubted is how much the log odds that a statement is told alone count against a pair it is
// in: a regression of annotated pairs on their log odds and on these.
const doubted = 0.5

// doubt groups the statements again, now that their words are judged: what one account alone
// tells is told by no other. Which amounts answer each other was asked before, as the words are
// judged by that too; what is asked afterwards is told the doubted likelihoods.
func (a *accounts) doubt(judged *novelty.Judgement, m *align.Model) {
	a.field.Doubt(func(s align.Ref) float64 { return doubted * judged.Alone(s) })
	a.groups = a.field.Groups(m.Threshold, m.Again)
}

// Links numbers the linked entities and gives each its fullest name; an entity that is
// linked to no other gets a number of its own.
func Links(docs []*news.Document, linked []entity.Linked) align.Links {
	l := align.Links{Entity: make([][]int, len(docs)), Names: map[int]string{}}
	for i, d := range docs {
		l.Entity[i] = make([]int, len(d.Entities))
		for k := range d.Entities {
			l.Entity[i][k] = -1
		}
	}
	for n := range linked {
		l.Names[n] = linked[n].Name
		for _, m := range linked[n].Members {
			l.Entity[m.Doc][m.Entity] = n
		}
	}
	next := len(linked)
	for i, d := range docs {
		for k := range d.Entities {
			if l.Entity[i][k] < 0 {
				l.Entity[i][k], l.Names[next] = next, d.Entities[k].Name
				next++
			}
		}
	}
	return l
}

func articles(docs []*news.Document) []*news.Article {
	out := make([]*news.Article, len(docs))
	for i, d := range docs {
		out[i] = d.Article
	}
	return out
}

func originOf(origins [][]string) map[string]int {
	out := map[string]int{}
	for n, articles := range origins {
		for _, id := range articles {
			out[id] = n
		}
	}
	return out
}

// commonLanguage is the language most documents are read as, the first among equals.
func commonLanguage(docs []*news.Document) *text.Language {
	count := map[string]int{}
	best := ""
	for _, d := range docs {
		count[d.Lang]++
	}
	for _, d := range docs {
		if count[d.Lang] > count[best] {
			best = d.Lang
		}
	}
	l, err := text.Load(best)
	if err != nil {
		return text.Neutral(best)
	}
	return l
}

// read collects the values that the rules lay side by side.
func (a *accounts) read() {
	hours := quantity.New(a.language)
	for i := range a.docs {
		a.cues = append(a.cues, annotate.CuesOf(a.docs[i]))
		a.given = append(a.given, a.amounts(i))
		a.dated = append(a.dated, a.moments(i))
		a.timed = append(a.timed, a.timedIn(i, hours))
		a.placed = append(a.placed, a.spots(i))
		a.quotes = append(a.quotes, a.quotedIn(i))
	}
}

// latestYear is the year the latest account was published in; where that is unknown, the
// latest any account tells of.
func latestYear(docs []*news.Document) string {
	year, told := "", ""
	for _, d := range docs {
		year = max(year, published(d)[:min(4, len(published(d)))])
		for k := range d.Dates {
			told = max(told, d.Dates[k].Value[:4])
		}
	}
	return cmp.Or(year, told)
}
