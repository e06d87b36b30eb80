package quote

import (
	"cmp"
	"slices"
	"sort"
	"strings"

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
	p.carryOn(quotes)
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
	run    int    // the run it is, -1 if indirect
	cue    place  // token -1 if there is none
	source place  // token -1 if there is none
	shape  string // how the words hang on the cue
}

// nowhere is the place of what is not there.
var nowhere = place{-1, -1}

// A judge decides which candidates of a page are attributions.
type judge struct {
	*page
	weights *weights
	vector  vector
	hostOf  []place        // by run: the word that introduces it
	hosting map[place]bool // the words that introduce a run
}

// decide gives the attributions of the page in order of the text.
func (j *judge) decide() []attribution {
	j.host()
	var found []attribution
	held := make([][]attribution, len(j.trees))
	for i := range j.trees {
		held[i] = j.indirect(i)
		held[i] = distinct(held[i])
		found = append(found, held[i]...)
	}
	found = append(found, j.direct(held)...)
	slices.SortStableFunc(found, func(a, b attribution) int { return a.words.Start - b.words.Start })
	return found
}

// host finds the word that introduces each run.
func (j *judge) host() {
	j.hostOf = make([]place, len(j.runs))
	j.hosting = map[place]bool{}
	for r := range j.runs {
		j.hostOf[r] = nowhere
		best := float32(0)
		for _, h := range j.hosts(r) {
			j.vector = j.hostFeatures(j.vector[:0], h)
			if s := j.weights.score(introduces, j.vector); s > best {
				best, j.hostOf[r] = s, h.place
			}
		}
		if j.hostOf[r] != nowhere {
			j.hosting[j.hostOf[r]] = true
		}
	}
}

// indirect judges the candidates of a sentence. A candidate that a run hangs on and
// whose words go well beyond the run stands for the run.
func (j *judge) indirect(sentence int) []attribution {
	var found []attribution
	for _, c := range candidates(j.trees[sentence]) {
		at := place{sentence, c.cue}
		quoted := j.runAt(c.tree.tokens[c.cue].Start) >= 0
		yes := j.extends(&c)
		if !j.hosting[at] {
			j.vector = c.features(j.vector[:0], quoted)
			yes = j.weights.score(attributes, j.vector) > 0
			if yes && !quoted && !j.apart(&c) {
				j.introduce(&c, at)
				continue
			}
		}
		if words := j.upTo(&c, at); yes && !words.Empty() {
			source := place{sentence, j.speaker(&c, quoted, rarely)}
			found = append(found, attribution{words: words, run: -1, cue: at, source: source, shape: c.shape})
		}
	}
	return found
}

// upTo is the longest of a candidate's pieces, cut before a quotation in it that another
// word introduces: "condemned the act, saying: “…”".
func (j *judge) upTo(c *candidate, at place) news.Span {
	words := c.longest()
	i := sort.Search(len(j.runs), func(i int) bool { return j.runs[i].outer.End > words.Start })
	for ; i < len(j.runs) && j.runs[i].outer.Start < words.End; i++ {
		h := j.hostOf[i]
		if h == nowhere || h == at || h.sentence != at.sentence || j.runs[i].outer.Contains(words) {
			continue
		}
		end := min(j.runs[i].outer.Start, j.at(h))
		first := c.tree.tokenAt(words.Start)
		if end <= words.Start {
			return news.Span{}
		}
		return c.tree.span(first, c.tree.tokenAt(end))
	}
	return words
}

// The least score of a speaker of something said: whoever says something is rarely left
// out, and seldom where it stands in marks.
const (
	rarely = -2
	seldom = -5
)

// speaker is the token that is most likely the speaker of a candidate, -1 if none is; of
// something said it need only reach the least score.
func (j *judge) speaker(c *candidate, quoted bool, least float32) int {
	who, best := -1, float32(0)
	if m, _ := j.words.mannerOf(&c.tree.tokens[c.cue]); !c.passive && m == string(news.Said) {
		best = least
	}
	if c.shape == "according" {
		who = c.speaker
	}
	for _, k := range c.speakers() {
		if !quoted && j.runAt(c.tree.tokens[k].Start) >= 0 || c.shape == "according" && c.tree.isOwner(k) {
			continue
		}
		j.vector = c.speakerFeatures(j.vector[:0], k, quoted)
		if s := j.weights.score(speaks, j.vector); s > best {
			who, best = k, s
		}
	}
	return who
}

// introduce makes a candidate whose words are a run the word that introduces the run, if
// it has none.
func (j *judge) introduce(c *candidate, at place) {
	if r := j.runAt(c.longest().Start); r >= 0 && j.hostOf[r] == nowhere {
		j.hostOf[r] = at
	}
}

// distinct drops one of two attributions whose words are nearly the same: of "issued a
// statement that …" the statement's words stay, of "said she hopes to win" what she said.
func distinct(list []attribution) []attribution {
	return slices.DeleteFunc(slices.Clone(list), func(a attribution) bool {
		return slices.ContainsFunc(list, func(b attribution) bool {
			if a.shape == "obj" && b.shape == "acl" {
				return wraps(a, b)
			}
			return wraps(b, a) && (b.shape != "obj" || a.shape != "acl")
		})
	})
}

// wraps reports whether the words of a are those of b and little more.
func wraps(a, b attribution) bool {
	return a.words != b.words && a.words.Contains(b.words) && a.words.Len()-b.words.Len() < wrapping
}

// wrapping is how many bytes more these may be.
const wrapping = 80

// longest is the longest of a candidate's pieces.
func (c *candidate) longest() news.Span {
	return slices.MaxFunc(c.pieces, func(a, b news.Span) int { return a.Len() - b.Len() })
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

// direct gives the runs that are quotations of their own: those with a host, and those
// that read like one beside them. A run that stands in words held by a cue outside it
// is part of those.
func (j *judge) direct(held [][]attribution) []attribution {
	var found []attribution
	for r := range j.runs {
		q := &j.runs[r]
		if j.absorbed(r, held) {
			continue
		}
		a := attribution{words: q.Span, run: r, cue: j.hostOf[r], source: nowhere}
		if a.cue != nowhere {
			c := j.speakerAt(a.cue)
			if k := j.speaker(&c, false, seldom); k >= 0 {
				a.source = place{a.cue.sentence, k}
			}
		} else {
			said := len(found) > 0 && found[len(found)-1].run == r-1 && j.runs[r-1].block == q.block
			j.vector = j.looseFeatures(j.vector[:0], r, said)
			if j.weights.score(quotes, j.vector) <= 0 && !j.fills(r) {
				continue
			}
		}
		found = append(found, a)
	}
	j.inherit(found, held)
	return found
}

// fills reports whether a run is all there is in its paragraph: a quotation that goes on
// or is left unclosed, more than a word or two.
func (j *judge) fills(r int) bool {
	q := &j.runs[r]
	block := j.doc.Blocks[q.block]
	return block.Kind == news.Body && q.outer.Len() >= block.Len()-1 && strings.Count(q.Of(j.doc.Article.Text), " ") > 0
}

// absorbed reports whether most of a run stands in indirect words of a cue outside it.
func (j *judge) absorbed(r int, held [][]attribution) bool {
	q := &j.runs[r]
	for i := j.sentenceAt(q.Start); i < len(held) && j.doc.Sentences[i].Start < q.End; i++ {
		for _, a := range held[i] {
			if (j.hostOf[r] == nowhere || j.hostOf[r] == a.cue) && a.words.Overlap(q.Span)*2 > q.Len() && j.runAt(j.at(a.cue)) != r {
				return true
			}
		}
	}
	return false
}

// at is the byte where the token at a place begins, -1 for nowhere.
func (p *page) at(w place) int {
	if w.token < 0 {
		return -1
	}
	return p.trees[w.sentence].tokens[w.token].Start
}
