package align

import (
	"math"
	"slices"

	"synoptic/internal/quantity"
)

// The features of a pair of statements, in the order of the weights. All lie within
// about -1…3, so that weights compare.
const (
	fDice           = iota // shared weight over both, related words counted in part
	fLess                  // share of the less covered side
	fMore                  // share of the more covered side
	fExact                 // as fDice, identical terms only
	fWeight                // log of the shared weight
	fRarest                // weight of the rarest shared term, of entityCap
	fTerms                 // log of how many terms are shared
	fHead                  // closeness of the head words
	fHeadTold              // the head word of either stands anywhere in the other
	fSubject               // same subject
	fSubjectClash          // two different subjects
	fEntities              // share of named entities in common
	fEntityClash           // both name somebody, nobody in common
	fNumbers               // a quantity in common
	fNumberClash           // same unit, other value
	fCounted               // same unit on both sides, whatever the value
	fDay                   // a day in common
	fDayClash              // days on both sides, none in common
	fSpeaker               // both quoted, same speaker
	fSpeakerClash          // both quoted, other speakers
	fQuotedOne             // only one of them is quoted
	fRun                   // longest run of words in common, share of the shorter
	fRunLog                // log of its length
	fSentence              // shared weight of the whole sentences
	fInSentence            // share of the less covered statement found in the other's sentence
	fApart                 // distance of places in the accounts
	fLead                  // both stand in headline or lead
	fShort                 // log of the weight of the lighter one
	fLonger                // log ratio of the weights
	fPolarity              // one denies what the other affirms
	fModality              // same modality
	fRank                  // 1/rank among the rivals, both ways, the smaller
	fRankMean              // the mean of both
	fMargin                // dice less that of the best rival on either side
	fAround                // dice of the best pair around this one
	fOneAccount            // both stand in one account
	fMeaning               // cosine of the mean word vectors
	fContext               // the same of the whole sentences
	fNear                  // as fDice, words counted by the cosine of their vectors
	fHeadMeaning           // cosine of the head words' vectors
	fSubjectMeaning        // of the subjects'
	fEdges                 // as fDice, over pairs of a word and what it hangs on
	fEdge                  // closeness of the best such pair, times its weight
	fLeftLess              // weight of the rarest term without counterpart, smaller side
	fLeftMore              // larger side
	fAnchors               // weight of the terms in common, by how few statements have them
	fAnchor                // the best of them
	fOnce                  // how many terms in common each account tells once
	fOnceWeight            // their weight
	fSurprise              // log of how improbable it is to share these terms by chance
	fAnchorsLess           // weight of the anchors over all the larger side could have
	fAnchorsMore           // the smaller side
	featureCount
)

// FeatureNames names the features in the order of the weights.
var FeatureNames = [featureCount]string{"dice", "less", "more", "exact", "weight", "rarest", "terms", "head", "head-told",
	"subject", "subject-clash", "entities", "entity-clash", "numbers", "number-clash", "counted", "day", "day-clash",
	"speaker", "speaker-clash", "quoted-one", "run", "run-log", "sentence", "in-sentence", "apart", "lead", "short",
	"longer", "polarity", "modality", "rank", "rank-mean", "margin", "around", "one-account",
	"meaning", "context", "near", "head-meaning", "subject-meaning",
	"edges", "edge", "left-less", "left-more",
	"anchors", "anchor", "once", "once-weight", "surprise", "anchors-less", "anchors-more"}

// Features describe a pair of statements.
type Features [featureCount]float64

// Pair is a candidate: two statements, mostly of different accounts.
type Pair struct {
	a, b  int     // indexes into all units, a < b
	Score float64 // probability that both tell the same
}

// matched is the weight of xs' terms that are told or that told ones are related to; exact
// counts identical terms alone.
func (v *vocabulary) matched(xs []weighted, told []bool) (soft, exact, rarest float64, count int) {
	for _, x := range xs {
		best := 0.0
		for _, r := range v.related[x.term] {
			if told[r.term] {
				best = r.close
				if r.term == x.term {
					exact += x.weight
				}
				break
			}
		}
		if best > 0 {
			soft += best * x.weight
			rarest = max(rarest, best*x.weight)
			count++
		}
	}
	return soft, exact, rarest, count
}

// mark notes that the terms given are told, or no more.
func mark(told []bool, terms []weighted, on bool) {
	for _, t := range terms {
		told[t.term] = on && t.weight > 0
	}
}

// measurer computes features; it holds scratch space and serves one goroutine.
type measurer struct {
	vocabulary *vocabulary
	census     *census
	isTold     []bool    // by term, none between calls
	related    []float64 // by term, 0 between calls: how close it is to one
	nearX      []float64 // by term of a unit: the greatest cosine with one of the other's
	nearY      []float64
	row, above []int // of longestRun
}

func newMeasurer(v *vocabulary, c *census) *measurer {
	return &measurer{vocabulary: v, census: c, isTold: make([]bool, len(v.terms)), related: make([]float64, len(v.terms))}
}

// measure fills the features of a pair but for those that need its rivals.
func (m *measurer) measure(x, y *unit) Features {
	var f Features
	m.overlap(&f, x, y)
	m.heads(&f, x, y)
	m.meanings(&f, x, y)
	m.anchors(&f, x, y)
	values(&f, x, y)
	voices(&f, x, y)
	run := float64(m.longestRun(x.words, y.words))
	f[fRun] = run / float64(max(1, min(len(x.words), len(y.words))))
	f[fRunLog] = math.Log1p(run)
	f[fApart] = math.Abs(x.position - y.position)
	f[fLead] = truth(x.lead && y.lead)
	f[fShort] = math.Log1p(min(x.total, y.total)) / 3
	f[fLonger] = math.Abs(math.Log((x.total + 1) / (y.total + 1)))
	f[fPolarity] = truth(x.polarity != y.polarity)
	f[fModality] = truth(x.modality == y.modality)
	f[fOneAccount] = truth(x.doc == y.doc)
	return f
}

// dice is the feature of that name.
func (m *measurer) dice(x, y *unit) float64 {
	softX, _, _, _ := m.within(x.terms, y.terms)
	softY, _, _, _ := m.within(y.terms, x.terms)
	return (softX + softY) / (x.total + y.total + 2)
}

// within is how much of xs is matched where ys are told.
func (m *measurer) within(xs, ys []weighted) (soft, exact, rarest float64, count int) {
	mark(m.isTold, ys, true)
	soft, exact, rarest, count = m.vocabulary.matched(xs, m.isTold)
	mark(m.isTold, ys, false)
	return soft, exact, rarest, count
}

func (m *measurer) overlap(f *Features, x, y *unit) {
	softX, exactX, rarest, countX := m.within(x.terms, y.terms)
	softY, exactY, _, countY := m.within(y.terms, x.terms)
	coverX, coverY := softX/(x.total+1), softY/(y.total+1)
	f[fDice] = (softX + softY) / (x.total + y.total + 2)
	f[fLess], f[fMore] = min(coverX, coverY), max(coverX, coverY)
	f[fExact] = (exactX + exactY) / (x.total + y.total + 2)
	f[fWeight] = math.Log1p((softX + softY) / 2)
	f[fRarest] = rarest / entityCap
	f[fTerms] = math.Log1p(float64(min(countX, countY)))
	m.sentences(f, x, y)
}

// sentences compares each statement with the whole sentence the other stands in.
func (m *measurer) sentences(f *Features, x, y *unit) {
	mark(m.isTold, y.sentence, true)
	inY, _, _, _ := m.vocabulary.matched(x.terms, m.isTold)
	wholeX, _, _, _ := m.vocabulary.matched(x.sentence, m.isTold)
	mark(m.isTold, y.sentence, false)
	mark(m.isTold, x.sentence, true)
	inX, _, _, _ := m.vocabulary.matched(y.terms, m.isTold)
	wholeY, _, _, _ := m.vocabulary.matched(y.sentence, m.isTold)
	mark(m.isTold, x.sentence, false)
	f[fSentence] = (wholeX + wholeY) / (x.whole + y.whole + 2)
	f[fInSentence] = min(inY/(x.total+1), inX/(y.total+1))
}

// heads compares the head words and the subjects.
func (m *measurer) heads(f *Features, x, y *unit) {
	f[fHead] = m.close(x.head, y.head)
	f[fHeadTold] = max(m.told(x.head, y), m.told(y.head, x))
	if x.subject >= 0 && y.subject >= 0 {
		f[fSubject] = m.close(x.subject, y.subject)
		f[fSubjectClash] = truth(f[fSubject] == 0)
	}
	shared := 0
	for _, e := range x.entities {
		if slices.Contains(y.entities, e) {
			shared++
		}
	}
	if len(x.entities) > 0 && len(y.entities) > 0 {
		f[fEntities] = float64(shared) / float64(max(len(x.entities), len(y.entities)))
		f[fEntityClash] = truth(shared == 0)
	}
}

func (m *measurer) close(a, b int32) float64 {
	if a < 0 || b < 0 {
		return 0
	}
	for _, r := range m.vocabulary.related[a] {
		if r.term == b {
			return r.close
		}
	}
	return 0
}

// told is how close any term of the unit comes to a head word.
func (m *measurer) told(head int32, u *unit) float64 {
	if head < 0 {
		return 0
	}
	m.relate(head)
	best := 0.0
	for _, t := range u.terms {
		best = max(best, m.related[t.term])
	}
	m.part(head)
	return best
}

// relate notes how close each term is to one; part forgets it.
func (m *measurer) relate(term int32) {
	for _, r := range m.vocabulary.related[term] {
		m.related[r.term] = r.close
	}
}

func (m *measurer) part(term int32) {
	for _, r := range m.vocabulary.related[term] {
		m.related[r.term] = 0
	}
}

// values compares quantities and days.
func values(f *Features, x, y *unit) {
	for i := range x.quantities {
		for j := range y.quantities {
			a, b := x.quantities[i], y.quantities[j]
			switch {
			case quantity.Same(a, b):
				f[fNumbers], f[fCounted] = 1, 1
			case a.Unit != "" && a.Unit == b.Unit:
				f[fCounted], f[fNumberClash] = 1, 1
			}
		}
	}
	if f[fNumbers] > 0 {
		f[fNumberClash] = 0
	}
	if len(x.dates) > 0 && len(y.dates) > 0 {
		f[fDay] = truth(slices.ContainsFunc(x.dates, func(d string) bool { return slices.Contains(y.dates, d) }))
		f[fDayClash] = 1 - f[fDay]
	}
}

// voices compares who says the statements.
func voices(f *Features, x, y *unit) {
	switch {
	case x.quoted && y.quoted && x.speaker >= 0 && x.speaker == y.speaker:
		f[fSpeaker] = 1
	case x.quoted && y.quoted && x.speaker >= 0 && y.speaker >= 0:
		f[fSpeakerClash] = 1
	case x.quoted != y.quoted:
		f[fQuotedOne] = 1
	}
}

// longestRun is the length of the longest run of words both have.
func (m *measurer) longestRun(x, y []string) int {
	best := 0
	m.row, m.above = zeros(m.row, len(y)+1), zeros(m.above, len(y)+1)
	row, above := m.row, m.above
	for _, w := range x {
		for j := range y {
			row[j+1] = 0
			if y[j] == w {
				row[j+1] = above[j] + 1
				best = max(best, row[j+1])
			}
		}
		row, above = above, row
	}
	return best
}

// zeros is that many zeros, in the room given if there is enough.
func zeros(room []int, n int) []int {
	room = slices.Grow(room[:0], n)[:n]
	clear(room)
	return room
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
