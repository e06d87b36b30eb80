package entity

import (
	"cmp"
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// Reader finds the entities of documents in one language. It is safe for concurrent use.
type Reader struct {
	vocabulary *vocabulary
	model      *syntax.Model
}

// New makes a reader from the data of a language and the model of its syntax, which may
// be nil.
func New(l *text.Language, m *syntax.Model) *Reader {
	return &Reader{vocabulary: compile(l), model: m}
}

// Read finds the entities of a document, numbered from 0 in order of first mention, and
// every mention of them in order of the text.
func (r *Reader) Read(doc *news.Document) ([]news.Entity, []news.Mention) {
	p := newPage(r.vocabulary, doc)
	p.findNames(r.modelNames(p))
	p.gatherForms()
	p.gatherEntities()
	p.learnGenders()
	return p.report(p.resolve())
}

// mention is a place that speaks of an entity.
type mention struct {
	first, last int
	entity      *entity
	form        string
}

// The forms of a mention.
const (
	formName        = "name"
	formDescription = "description"
	formPronoun     = "pronoun"
)

// report numbers the entities in order of first mention and turns words into spans.
func (p *page) report(mentions []mention) ([]news.Entity, []news.Mention) {
	slices.SortStableFunc(mentions, func(a, b mention) int {
		return cmp.Or(a.first-b.first, b.last-a.last)
	})
	for _, e := range p.entities {
		e.id = -1
	}
	var entities []news.Entity
	out := make([]news.Mention, 0, len(mentions))
	for _, m := range mentions {
		e := m.entity
		if e.id < 0 {
			e.id = len(entities)
			entities = append(entities, news.Entity{ID: e.id, Name: p.fullest(e), Kind: kinds[e.kind], Country: e.state(), Roles: p.roleTexts(e)})
		}
		out = append(out, news.Mention{Span: p.span(m.first, m.last), Entity: e.id, Form: m.form})
	}
	return entities, out
}
