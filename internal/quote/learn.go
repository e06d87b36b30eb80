package quote

import (
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// A Gold is one attribution marked by a person, as byte spans of the article's text.
type Gold struct {
	Source, Cue, Content []news.Span
}

// A Lesson is a document, read up to its sentences, with all attributions in it.
type Lesson struct {
	Doc  *news.Document
	Gold []Gold
}

// example is one case of a question with its answer.
type example struct {
	question int
	features vector
	yes      bool
}

// Learn trains the weights on lessons and writes them. The same lessons in the same
// order give the same bytes.
func Learn(lessons []Lesson, l *text.Language, out io.Writer) error {
	w := wordsOf(l)
	var cases []example
	for i := range lessons {
		cases = append(cases, lessons[i].examples(w)...)
	}
	_, err := out.Write(train(cases).encode())
	return err
}

// examples lists the cases of all questions in a lesson.
func (s *Lesson) examples(w *words) []example {
	p := open(s.Doc, w)
	var list []example
	for _, t := range p.trees {
		for _, c := range candidates(t) {
			list = append(list, s.ofCandidate(p, &c)...)
		}
	}
	said := false // the run before was a quotation
	for r := range p.runs {
		said = said && p.runs[r-1].block == p.runs[r].block
		g := s.content(p.runs[r].Span)
		list = append(list, s.ofRun(p, r, g, said)...)
		said = g != nil
	}
	return list
}

// ofCandidate asks of a candidate whether it attributes something, and who speaks. Words
// that are attributed by another cue are no example of either.
func (s *Lesson) ofCandidate(p *page, c *candidate) []example {
	g, known := s.marked(c)
	quoted := p.runAt(c.tree.tokens[c.cue].Start) >= 0
	switch {
	case g != nil:
		yes := example{attributes, c.features(nil, quoted), true}
		return append(g.ofSpeakers(p, c, quoted), yes)
	case known:
		return nil
	}
	return []example{{attributes, c.features(nil, quoted), false}}
}

// ofRun asks of a run which word introduces it, who speaks, and where none does whether
// it is a quotation; g is the attribution it is, nil if none.
func (s *Lesson) ofRun(p *page, r int, g *Gold, said bool) []example {
	var list []example
	hosted := false
	for _, h := range p.hosts(r) {
		token := p.trees[h.sentence].tokens[h.token].Span
		hit := g != nil && covers(g.Cue, token)
		list = append(list, example{introduces, p.hostFeatures(nil, h), hit})
		if hit {
			c := p.speakerAt(h.place)
			list = append(list, g.ofSpeakers(p, &c, false)...)
			hosted = true
		}
	}
	if !hosted {
		list = append(list, example{quotes, p.looseFeatures(nil, r, said), g != nil})
	}
	return list
}

// ofSpeakers asks of each that may speak whether it does.
func (g *Gold) ofSpeakers(p *page, c *candidate, quoted bool) []example {
	var list []example
	for _, k := range c.speakers() {
		if quoted || p.runAt(c.tree.tokens[k].Start) < 0 {
			list = append(list, example{speaks, c.speakerFeatures(nil, k, quoted), g.speaks(c.tree, k)})
		}
	}
	return list
}

// marked is the gold attribution a candidate is, nil if none, and whether its words are
// known as one under whatever cue.
func (s *Lesson) marked(c *candidate) (is *Gold, known bool) {
	token := c.tree.tokens[c.cue].Span
	for i := range s.Gold {
		g := &s.Gold[i]
		if !g.holds(c.pieces) {
			continue
		}
		known = true
		if covers(g.Cue, token) {
			return g, true
		}
	}
	return nil, known
}

// speaks reports whether token k heads the source.
func (g *Gold) speaks(t *tree, k int) bool {
	for _, s := range g.Source {
		if s.Contains(t.tokens[k].Span) {
			h := t.tokens[k].Head
			return h < 0 || !s.Contains(t.tokens[h].Span)
		}
	}
	return false
}

// holds reports whether one of the pieces shares half of the shorter with the content.
func (g *Gold) holds(pieces []news.Span) bool {
	whole := news.Span{Start: g.Content[0].Start, End: g.Content[len(g.Content)-1].End}
	return slices.ContainsFunc(pieces, func(p news.Span) bool { return 2*whole.Overlap(p) >= min(whole.Len(), p.Len()) })
}

// content is the attribution that a run is the content of, nil if none.
func (s *Lesson) content(run news.Span) *Gold {
	for i := range s.Gold {
		for _, c := range s.Gold[i].Content {
			if 2*c.Overlap(run) >= max(1, run.Len()) {
				return &s.Gold[i]
			}
		}
	}
	return nil
}

func covers(spans []news.Span, s news.Span) bool {
	return slices.ContainsFunc(spans, func(o news.Span) bool { return o.Overlap(s) > 0 })
}

// The schedule of training.
const (
	epochs = 8
	rate   = 0.1
	decay  = 2e-6
	limit  = 6.0 // largest weight
)

// caution is the threshold of attributions, in log odds: near the best F1 on a fifth of the
// lessons held out, on the side of precision.
const caution = 0.5

// train fits a logistic regression by adaptive gradient steps (AdaGrad, Duchi et al.
// 2011).
func train(cases []example) *weights {
	value := make([]float64, 1<<bits)
	power := make([]float64, 1<<bits)
	random := rand.New(rand.NewPCG(1, 2))
	for range epochs {
		random.Shuffle(len(cases), func(i, k int) { cases[i], cases[k] = cases[k], cases[i] })
		for _, e := range cases {
			step(value, power, e)
		}
	}
	w := quantise(value)
	w.threshold[attributes] = caution
	return w
}

// step moves the weights of one case.
func step(value, power []float64, e example) {
	sum := 0.0
	for _, f := range e.features {
		sum += value[f]
	}
	wrong := 1 / (1 + math.Exp(-sum))
	if e.yes {
		wrong--
	}
	for _, f := range e.features {
		g := wrong + decay*value[f]
		power[f] += g * g
		value[f] -= rate * g / (math.Sqrt(power[f]) + 1e-3)
	}
}

// quantise rounds the weights to eight bits.
func quantise(value []float64) *weights {
	w := &weights{scale: limit / 127, table: make([]byte, len(value))}
	for i, v := range value {
		w.table[i] = byte(int8(math.Round(max(-limit, min(limit, v)) / limit * 127)))
	}
	return w
}
