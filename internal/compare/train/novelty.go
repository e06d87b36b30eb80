package main

import (
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/compare"
	"synoptic/internal/eval"
	"synoptic/internal/news"
	"synoptic/internal/novelty"
)

// placeSchooling is how the networks are learned that judge words by the places they are
// part of.
var placeSchooling = schooling{networks: 10, hidden: 16, epochs: 5, rate: 0.003, decay: 0.001, positive: 1}

// place is an annotated place: the features of its words, and whether one account alone
// tells it.
type place struct {
	words [][]float64
	alone bool
}

// places reads the annotated places of a case, aligned by a model that has not seen it.
func (p *prepared) places(m *align.Model) []place {
	r := compare.With(m, nil).Reading(p.docs)
	var spans []articleSpan
	var rows [][]float64
	r.Each(func(w int, x []float64) {
		article, span := r.Place(w)
		spans, rows = append(spans, articleSpan{article, span}), append(rows, slices.Clone(x))
	})
	seen := map[articleSpan]bool{}
	var out []place
	add := func(marks []eval.Mark, alone bool) {
		for _, mark := range marks {
			at := articleSpan{mark.Article, mark.Place}
			if seen[at] {
				continue
			}
			seen[at] = true
			if words := at.within(spans, rows); len(words) > 0 {
				out = append(out, place{words, alone})
			}
		}
	}
	add(p.gold.Only, true)
	for i := range p.gold.Points {
		add(p.gold.Points[i].Tellings, false)
	}
	return out
}

// articleSpan is a place in an article.
type articleSpan struct {
	article string
	news.Span
}

// within are the rows of the words that lie in a place.
func (a articleSpan) within(spans []articleSpan, rows [][]float64) [][]float64 {
	var out [][]float64
	for i, s := range spans {
		if s.article == a.article && a.Contains(s.Span) {
			out = append(out, rows[i])
		}
	}
	return out
}

// learnNovelty makes a model from the places given.
func learnNovelty(all [][]place, seed uint64) *novelty.Model {
	var examples []example
	for _, places := range all {
		for _, p := range places {
			e := example{so: p.alone}
			for _, x := range p.words {
				e.parts = append(e.parts, slices.Clone(x)) // places overlap, and what is learned from is changed
			}
			examples = append(examples, e)
		}
	}
	return &novelty.Model{Ensemble: placeSchooling.learn(examples, novelty.Names(), seed), Change: change}
}
