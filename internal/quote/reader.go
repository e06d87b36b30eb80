package quote

import (
	"cmp"
	"slices"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Reader finds quotations and citations in documents of one language. It is safe for
// concurrent use.
type Reader struct {
	words   *words
	weights *weights
}

// New makes a reader for a language.
func New(l *text.Language) *Reader {
	return &Reader{words: wordsOf(l), weights: learned()}
}

// Read finds what the document reports somebody to have said, thought or planned, in
// order of the text.
func (r *Reader) Read(doc *news.Document) []news.Quote {
	p := open(doc, r.words)
	if !p.parsed() {
		return p.shallow(doc.Lang)
	}
	j := judge{page: p, weights: r.weights}
	found := j.decide()
	quotes := make([]news.Quote, 0, len(found))
	for i := range found {
		quotes = append(quotes, p.quote(&found[i]))
	}
	return ordered(quotes)
}

// ordered sorts quotations by where they begin, the longer first.
func ordered(quotes []news.Quote) []news.Quote {
	slices.SortStableFunc(quotes, func(a, b news.Quote) int {
		return cmp.Or(a.Start-b.Start, b.End-a.End)
	})
	return quotes
}

// An attribution is words with the word that attributes them and who they are
// attributed to.
type attribution struct {
	words  news.Span
	run    int   // the run it is, -1 if indirect
	cue    place // token -1 if there is none
	source place // token -1 if there is none
}

// nowhere is the place of what is not there.
var nowhere = place{-1, -1}

// A judge decides which candidates of a page are attributions.
type judge struct {
	*page
	weights *weights
	vector  vector
	hostOf  []place // by run
	taken   map[place]bool
}

// decide gives the attributions of the page in order of the text.
func (j *judge) decide() []attribution {
	j.host()
	found := j.indirect()
	found = j.direct(found)
	slices.SortStableFunc(found, func(a, b attribution) int { return a.words.Start - b.words.Start })
	return found
}

// host finds the word that introduces each run.
func (j *judge) host() {
	j.hostOf = make([]place, len(j.runs))
	j.taken = map[place]bool{}
	for r := range j.runs {
		j.hostOf[r] = nowhere
		best := float32(0)
		for _, h := range j.hosts(r) {
			j.vector = j.hostFeatures(j.vector[:0], h)
			if s := j.weights.score(introduces, j.vector); s > best {
				best, j.hostOf[r] = s, h.place
			}
		}
	}
}

// indirect judges the candidates of every sentence. A candidate that a run hangs on and
// whose words go well beyond the run stands for the run.
func (j *judge) indirect() []attribution {
	var found []attribution
	for i, t := range j.trees {
		for _, c := range candidates(t) {
			at := place{i, c.cue}
			hosting := slices.Contains(j.hostOf, at)
			quoted := j.runAt(t.tokens[c.cue].Start) >= 0
			j.vector = c.features(j.vector[:0], quoted)
			score := j.weights.score(attributes, j.vector)
			switch {
			case hosting && !j.extends(&c), !hosting && score <= 0, !quoted && !j.apart(&c):
				continue
			}
			found = append(found, j.attributions(&c, at)...)
			j.taken[at] = true
		}
	}
	return found
}

// attributions gives the pieces of a candidate worth showing: the longest, and any
// other that is a clause of its own by its length.
func (j *judge) attributions(c *candidate, at place) []attribution {
	source := place{at.sentence, c.speaker}
	longest := c.pieces[0]
	for _, p := range c.pieces {
		if p.Len() > longest.Len() {
			longest = p
		}
	}
	return []attribution{{words: longest, run: -1, cue: at, source: source}}
}

// extends reports whether a candidate's words hold a run and at least two words more.
func (j *judge) extends(c *candidate) bool {
	in, out := 0, 0
	for _, p := range c.pieces {
		for i := range c.tree.tokens {
			token := &c.tree.tokens[i]
			switch {
			case !p.Contains(token.Span) || c.tree.isMark(i):
			case j.runAt(token.Start) >= 0:
				in++
			default:
				out++
			}
		}
	}
	return in > 0 && out > 1
}

// apart reports whether a candidate's words are not just a quotation in marks, which is
// judged by itself.
func (j *judge) apart(c *candidate) bool {
	for _, p := range c.pieces {
		if r := j.runAt(p.Start); r < 0 || !j.runs[r].outer.Contains(p) {
			return true
		}
	}
	return false
}

// direct adds the runs that are quotations of their own: those with a host, and those
// that read like one beside them.
func (j *judge) direct(found []attribution) []attribution {
	indirect := found
	for r := range j.runs {
		q := &j.runs[r]
		if slices.ContainsFunc(indirect, func(a attribution) bool { return a.words.Overlap(q.Span)*2 > q.Len() && j.runAt(j.at(a.cue)) != r }) {
			continue
		}
		a := attribution{words: q.Span, run: r, cue: j.hostOf[r], source: nowhere}
		if a.cue != nowhere {
			c := j.speakerAt(a.cue)
			a.source = place{a.cue.sentence, c.speaker}
		} else {
			said := len(found) > len(indirect) && found[len(found)-1].run == r-1 && j.runs[r-1].block == q.block
			j.vector = j.looseFeatures(j.vector[:0], r, said)
			if j.weights.score(quotes, j.vector) <= 0 {
				continue
			}
		}
		found = append(found, a)
	}
	return found
}

// at is the byte where the token at a place begins, -1 for nowhere.
func (p *page) at(w place) int {
	if w.token < 0 {
		return -1
	}
	return p.trees[w.sentence].tokens[w.token].Start
}
