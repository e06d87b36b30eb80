package main

import (
	"fmt"
	"strings"

	"synoptic/internal/align"
	"synoptic/internal/annotate"
	"synoptic/internal/compare"
	"synoptic/internal/entity"
	"synoptic/internal/eval"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// prepared is a case, read, with its candidate pairs and which of them tell the same.
type prepared struct {
	name   string
	part   int // in which it is held out
	gold   *eval.Case
	docs   []*news.Document
	field  *align.Field
	labels []bool
}

func prepare(cases []*eval.Case) []prepared {
	reader := annotate.New()
	english, err := text.Load("en")
	if err != nil {
		panic(err) // ships with the program
	}
	aligner := align.New(english, &align.Model{})
	var out []prepared
	stories := map[string]int{}
	for _, c := range cases {
		if _, ok := stories[c.Name]; !ok {
			stories[c.Name] = len(stories)
		}
		p := prepared{name: c.Name, part: stories[c.Name] % parts, gold: c}
		for i := range c.Articles {
			p.docs = append(p.docs, reader.Read(&c.Articles[i]))
		}
		p.field = aligner.Field(p.docs, compare.Links(p.docs, entity.Link(p.docs)), nil)
		for i := range p.field.Pairs {
			a, b := p.field.Ends(&p.field.Pairs[i])
			p.labels = append(p.labels, p.same(a, b))
		}
		out = append(out, p)
	}
	return out
}

// same reports whether some annotated point is told by both statements.
func (p *prepared) same(a, b align.Ref) bool {
	for i := range p.gold.Points {
		if p.tells(a, i) && p.tells(b, i) {
			return true
		}
	}
	return false
}

// tells reports whether a statement's own words are those of a telling of a point.
func (p *prepared) tells(r align.Ref, point int) bool {
	d := p.docs[r.Doc]
	for _, t := range p.gold.Points[point].Tellings {
		if t.Article == d.Article.ID && overOwn(d, &d.Statements[r.Statement], t.Place) {
			return true
		}
	}
	return false
}

// overOwn is eval.Over counted in a statement's own words.
func overOwn(d *news.Document, st *news.Statement, gold news.Span) bool {
	s := &d.Sentences[st.Sentence]
	own, shared := 0, 0
	for _, i := range st.Own {
		own += s.Tokens[i].Len() + 1
		if gold.Contains(s.Tokens[i].Span) {
			shared += s.Tokens[i].Len() + 1
		}
	}
	return shared > 0 && 2*shared >= min(own, gold.Len())
}

// ceiling says what perfect grouping of these statements would reach: every pair of
// annotated tellings found as candidates, and the points F1 of gold groups.
func ceiling(all []prepared) string {
	var total eval.Score
	positive, pairs := 0, 0
	for i := range all {
		p := &all[i]
		out := &news.Comparison{}
		for g := range p.gold.Points {
			point := news.Point{}
			for d, doc := range p.docs {
				for k := range doc.Statements {
					if p.tells(align.Ref{Doc: d, Statement: k}, g) {
						point.Tellings = append(point.Tellings, news.Telling{Evidence: news.Evidence{Article: doc.Article.ID, Span: doc.Statements[k].Span}})
					}
				}
			}
			if len(point.Tellings) > 0 {
				out.Points = append(out.Points, point)
			}
		}
		total.Add(eval.Of(p.gold, out))
		for _, l := range p.labels {
			pairs++
			if l {
				positive++
			}
		}
	}
	return fmt.Sprintf("%d candidate pairs, %d of them the same; with gold groups: points %v\n", pairs, positive, total.Points)
}

// report is the scores by case and in all.
type report struct {
	rows  []string
	total eval.Score
}

func (r *report) add(name string, s eval.Score) {
	r.rows = append(r.rows, fmt.Sprintf("%-12s points %.3f differences %.3f conflicts %.3f exclusives %.3f",
		name, s.Points.F1(), s.Differences.F1(), s.Conflicts.F1(), s.Exclusives.F1()))
	r.total.Add(s)
}

func (r report) short() string {
	return fmt.Sprintf("points F1 %.3f (P %.3f R %.3f), exclusives F1 %.3f, differences F1 %.3f (P %.3f R %.3f)", r.total.Points.F1(),
		r.total.Points.Precision(), r.total.Points.Recall(), r.total.Exclusives.F1(), r.total.Differences.F1(),
		r.total.Differences.Precision(), r.total.Differences.Recall())
}

func (r report) String() string { return strings.Join(r.rows, "\n") + "\n" + r.total.String() + "\n" }
