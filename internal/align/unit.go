package align

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"synoptic/internal/lexicon"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Weights of terms that are not plain words.
const (
	numberWeight  = 3.0
	pronounShare  = 0.4 // a pronoun counts this part of the name it stands for
	entityCap     = 6.0 // the name of an event's chief actors is in every sentence
	subjectShare  = 0.3 // a subject taken over from the governing clause
	localShare    = 1.0 // how much of its weight a term of all statements loses
	unknownWeight = 4.0 // a word in a language without a lexicon
)

// weighted is a term of a unit and how much of its weight the unit gives it.
type weighted struct {
	term   int32
	weight float64
}

// unit is a statement as the aligner sees it.
type unit struct {
	doc, statement int
	terms          []weighted     // each term once, in order of its number
	told           []int32        // those that its own words tell, pronouns left out
	pull           float64        // their weight, each shared among the statements that tell it
	sentence       []weighted     // those of the whole sentence
	total          float64        // sum of the weights of terms
	whole          float64        // of sentence
	meaning        lexicon.Vector // mean of the terms' vectors by weight, of length 1
	context        lexicon.Vector // the same of the sentence
	words          []string       // own words, folded, for runs in common
	head, subject  int32          // terms, -1 if none
	edges          []edge         // of its words, in order
	edgeTotal      float64        // sum of their weights
	entities       []int32        // entity terms
	quantities     []news.Quantity
	dates          []string
	speaker        int // linked entity of who says it, -1 nobody, -2 somebody without a name
	quoted         bool
	direct         bool
	position       float64 // place in the account, 0 first … 1 last
	lead           bool    // headline or first body sentence
	polarity       news.Polarity
	modality       news.Modality
}

// edge is a word of content and the nearest word of content it hangs on.
type edge struct {
	head, dependent int32
	weight          float64 // mean of both
}

func (u *unit) ref() Ref { return Ref{u.doc, u.statement} }

// builder turns statements into units.
type builder struct {
	vocabulary *vocabulary
	lexicon    *lexicon.Lexicon // nil: none for this language
	stop       text.Section
	language   string
	doc        *news.Document
	index      int
	links      []int                 // by entity of doc: linked entity
	names      map[int]string        // by linked entity: its fullest name
	mentions   map[int]*news.Mention // by byte offset of a mention's first token
	numbers    map[int]*news.Quantity
}

// units builds those of one document. links gives the linked entity for each of its
// entities, names the fullest name of each linked entity.
func (b *builder) units() []unit {
	b.mentions, b.numbers = map[int]*news.Mention{}, map[int]*news.Quantity{}
	for i := range b.doc.Mentions {
		b.mentions[b.doc.Mentions[i].Start] = &b.doc.Mentions[i]
	}
	for i := range b.doc.Quantities {
		b.numbers[b.doc.Quantities[i].Number.Start] = &b.doc.Quantities[i]
	}
	sentences := make([][]weighted, len(b.doc.Sentences))
	var out []unit
	for i := range b.doc.Statements {
		st := &b.doc.Statements[i]
		s := &b.doc.Sentences[st.Sentence]
		if sentences[st.Sentence] == nil {
			sentences[st.Sentence] = b.bag(s, nil)
		}
		out = append(out, b.unit(i, st, s, sentences[st.Sentence]))
	}
	return out
}

func (b *builder) unit(i int, st *news.Statement, s *news.Sentence, sentence []weighted) unit {
	u := unit{doc: b.index, statement: i, sentence: sentence, polarity: st.Polarity, modality: st.Modality}
	u.terms = b.bag(s, st.Own)
	u.told = b.vocabulary.full(u.terms)
	u.head, u.subject = b.at(s, st.Head), b.at(s, st.Subject)
	if u.subject >= 0 && !slices.Contains(st.Own, st.Subject) {
		u.terms = merge(append(u.terms, weighted{u.subject, subjectShare * b.vocabulary.terms[u.subject].weight}))
	}
	u.total, u.whole = sum(u.terms), sum(u.sentence)
	for _, k := range st.Own {
		u.words = append(u.words, s.Tokens[k].Norm)
	}
	for _, t := range u.terms {
		if b.vocabulary.terms[t.term].name != nil {
			u.entities = append(u.entities, t.term)
		}
	}
	u.edges = b.edges(s, st.Own)
	b.values(&u, st)
	b.voice(&u, st)
	u.position = float64(st.Start) / float64(max(1, len(b.doc.Article.Text)))
	u.lead = b.doc.Blocks[s.Block].Kind == news.Headline || firstBody(b.doc, s.Block)
	return u
}

// full lists the terms that count with all their weight.
func (v *vocabulary) full(terms []weighted) []int32 {
	var out []int32
	for _, t := range terms {
		if t.weight == v.terms[t.term].weight {
			out = append(out, t.term)
		}
	}
	return out
}

func firstBody(doc *news.Document, block int) bool {
	for i := range doc.Blocks[:block] {
		if doc.Blocks[i].Kind == news.Body {
			return false
		}
	}
	return true
}

// edges lists the pairs of words of content in the clause that hang on each other, words
// between them that say nothing passed over.
func (b *builder) edges(s *news.Sentence, own []int) []edge {
	var out []edge
	for _, i := range own {
		d := b.at(s, i)
		for j := s.Tokens[i].Head; d >= 0 && j >= 0; j = s.Tokens[j].Head {
			if h := b.at(s, j); h >= 0 && h != d {
				out = append(out, edge{head: h, dependent: d})
				break
			}
		}
	}
	return out
}

// values collects the quantities and days inside the statement.
func (b *builder) values(u *unit, st *news.Statement) {
	for i := range b.doc.Quantities {
		if q := &b.doc.Quantities[i]; 2*q.Overlap(st.Span) > q.Len() {
			u.quantities = append(u.quantities, *q)
		}
	}
	for i := range b.doc.Dates {
		if d := &b.doc.Dates[i]; 2*d.Overlap(st.Span) > d.Len() {
			u.dates = append(u.dates, d.Value)
		}
	}
}

// voice sets who says the statement.
func (b *builder) voice(u *unit, st *news.Statement) {
	u.speaker = -1
	if st.Quote < 0 {
		return
	}
	q := &b.doc.Quotes[st.Quote]
	u.quoted, u.direct, u.speaker = true, q.Direct, -2
	if q.Entity >= 0 && q.Entity < len(b.links) {
		u.speaker = b.links[q.Entity]
	}
}

// bag collects the terms of the tokens given, of the whole sentence if own is nil.
func (b *builder) bag(s *news.Sentence, own []int) []weighted {
	out := []weighted{}
	end := -1 // of the mention being passed
	add := func(i int) {
		t := &s.Tokens[i]
		if t.Start < end {
			return
		}
		id, share, span := b.term(s, i)
		end = max(end, span.End)
		if id >= 0 {
			out = append(out, weighted{id, share * b.vocabulary.terms[id].weight})
		}
	}
	if own == nil {
		for i := range s.Tokens {
			add(i)
		}
	}
	for _, i := range own {
		add(i)
	}
	return merge(out)
}

// at is the term of token i, -1 if it has none.
func (b *builder) at(s *news.Sentence, i int) int32 {
	if i < 0 {
		return -1
	}
	for j := i; j >= 0 && j > i-6; j-- { // a mention may begin before its head word
		if m := b.mentions[s.Tokens[j].Start]; m != nil && m.End > s.Tokens[i].Start {
			id, _, _ := b.term(s, j)
			return id
		}
	}
	id, _, _ := b.term(s, i)
	return id
}

// term is the term that begins at token i, the share of its weight it counts, and the
// text it covers; -1 for words that say nothing.
func (b *builder) term(s *news.Sentence, i int) (int32, float64, news.Span) {
	t := &s.Tokens[i]
	if m := b.mentions[t.Start]; m != nil && m.Entity < len(b.links) {
		switch m.Form {
		case "name":
			return b.entity(m.Entity), 1, m.Span
		case "pronoun":
			return b.entity(m.Entity), pronounShare, m.Span
		case "description":
			return b.entity(m.Entity), 1, m.Span
		}
	}
	if q := b.numbers[t.Start]; q != nil {
		key := numberKey(strconv.FormatFloat(q.Value, 'g', -1, 64))
		return b.vocabulary.add(key, func() term { return term{weight: numberWeight} }), 1, q.Number
	}
	if !b.tells(t) {
		return -1, 0, t.Span
	}
	return b.word(t), 1, t.Span
}

// tells reports whether a word carries content.
func (b *builder) tells(t *news.Token) bool {
	switch t.Tag {
	case "NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV", "X":
	case "":
		if strings.IndexFunc(t.Norm, isLetterOrDigit) < 0 {
			return false
		}
	default:
		return false
	}
	return !b.stop.Has(t.Norm) && !b.stop.Has(t.Lemma)
}

func (b *builder) word(t *news.Token) int32 {
	key := t.Lemma
	if key == "" {
		key = text.Stem(b.language, t.Norm)
	}
	key = text.Fold(key)
	return b.vocabulary.add(key, func() term {
		stem := text.Stem(b.language, key)
		if b.lexicon == nil {
			return term{weight: unknownWeight, stem: stem}
		}
		return term{weight: b.lexicon.Rarity(stem), stem: stem, concepts: b.lexicon.Find(key), vector: b.vector(key)}
	})
}

// vector is the vector of the first of these words that has one, nil if none has.
func (b *builder) vector(words ...string) *lexicon.Packed {
	if b.lexicon == nil {
		return nil
	}
	for _, w := range words {
		if v := b.lexicon.Packed(w); v != nil {
			return v
		}
	}
	return nil
}

// entity is the term of an entity of this document.
func (b *builder) entity(id int) int32 {
	linked := b.links[id]
	return b.vocabulary.add("@"+strconv.Itoa(linked), func() term {
		words := strings.Fields(text.Fold(b.names[linked]))
		weight := 0.0
		for _, w := range words {
			if b.lexicon == nil {
				weight = unknownWeight
			} else {
				weight = max(weight, b.lexicon.Rarity(text.Stem(b.language, w)))
			}
		}
		last := slices.Clone(words)
		slices.Reverse(last)
		return term{weight: min(weight, entityCap), name: words, vector: b.vector(last...)}
	})
}

// fewStatements is the number of statements from which a comparison tells what its words
// are worth: in two short notes every word of the event is in every statement.
const fewStatements = 40

// localise takes weight from terms that many statements of this comparison have: the
// name of the event's chief actor tells nothing from another.
func localise(units []unit, v *vocabulary) {
	count := make([]float64, len(v.terms))
	for i := range units {
		for _, t := range units[i].terms {
			count[t.term]++
		}
	}
	all := math.Log(float64(max(len(units), fewStatements)) + 1)
	share := make([]float64, len(v.terms))
	for i, n := range count {
		share[i] = 1 - localShare*math.Log(n+1)/all
	}
	for i := range units {
		units[i].total = scale(units[i].terms, share)
		for k := range units[i].edges {
			e := &units[i].edges[k]
			e.weight = (v.terms[e.head].weight*share[e.head] + v.terms[e.dependent].weight*share[e.dependent]) / 2
			units[i].edgeTotal += e.weight
		}
	}
	scaled := map[*weighted]bool{} // sentences are shared by their statements
	for i := range units {
		if s := units[i].sentence; len(s) > 0 && !scaled[&s[0]] {
			scaled[&s[0]] = true
			scale(s, share)
		}
		units[i].whole = sum(units[i].sentence)
		units[i].meaning, units[i].context = v.meaning(units[i].terms), v.meaning(units[i].sentence)
	}
}

// meaning is the mean of the terms' vectors by weight, of length 1: in the manner of
// smooth inverse frequency (Arora et al. 2017).
func (v *vocabulary) meaning(terms []weighted) lexicon.Vector {
	var mean lexicon.Vector
	for _, t := range terms {
		if w := v.terms[t.term].vector; w != nil {
			mean.Add(&w.Vector, float32(t.weight))
		}
	}
	return mean.Unit()
}

// scale multiplies weights by the share of each term and returns their sum.
func scale(terms []weighted, share []float64) float64 {
	for i := range terms {
		terms[i].weight *= share[terms[i].term]
	}
	return sum(terms)
}

// merge sorts terms and keeps each once, with its greatest weight.
func merge(terms []weighted) []weighted {
	slices.SortFunc(terms, func(a, b weighted) int {
		if a.term != b.term {
			return int(a.term - b.term)
		}
		return int(1e6 * (b.weight - a.weight))
	})
	return slices.CompactFunc(terms, func(a, b weighted) bool { return a.term == b.term })
}

func sum(terms []weighted) float64 {
	total := 0.0
	for _, t := range terms {
		total += t.weight
	}
	return total
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
