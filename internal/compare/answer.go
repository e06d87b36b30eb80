package compare

import (
	"iter"
	"math"
	"slices"

	"synoptic/internal/align"
	"synoptic/internal/quantity"
)

// How much each piece of evidence counts that two amounts of different accounts answer
// each other. Set by hand; a regression that looks for the equal amount in 215 events
// without annotation, not seeing the values, puts context and rivals in the same order.
const (
	byLikely       = 1.2  // that the statements tell the same
	bySentences    = 0.4  // the same of the sentences
	byClause       = 1.2  // words the clauses have in common
	bySentence     = 0.7  // words the sentences have in common
	byAct          = 1.1  // what they hang on is the same
	byActs         = 0.4  // the same, a word higher at most
	byNoun         = 1.0  // what is counted is the same
	byUnit         = 0.8  // in the same word
	byThing        = 0.5  // which is a thing, no measure or people
	byFate         = 0.8  // the same befell it
	byNone         = 2.0  // one says there are none
	bySubject      = 0.3  // of the same person or thing
	byOtherSubject = -0.6 // of another
	byRivals       = -1.0 // a third of the log of how many could answer
	byApart        = -0.4 // distance of the places in the accounts
	byLate         = -1.5 // how late in the accounts they stand: the first mention speaks
	byYear         = -1.0 // one is of another year
	byRest         = -1.0 // one is what is left besides others
	byTense        = -0.8 // one is told in the present, the other as past
	byNear         = 1.5  // nearness of unequal values
	byAgreement    = 0.9  // unequal values can both be true
	byEquality     = 2.0  // equal values

	mostContext = byLikely + bySentences + byClause + bySentence + byAct + byActs
	mostWords   = byClause + bySentence + 1e-6 // and what rounding may add
)

// sure is how much evidence shows a difference.
const sure = 3.0

// leastContext is how much of it must come from what surrounds the amounts.
const leastContext = 1.0

// How near values must be to be of one thing, the smaller over the larger: a measure
// that is far off measures something else, a count may be far off.
const (
	leastNear   = 0.02
	nearMeasure = 0.7
	leastAkin   = 0.25 // cosine of the nouns of things that share a fate
)

// match says that value x of one account and y of another answer each other.
type match struct {
	x, y     int
	evidence float64
}

// mutual pairs the values of two accounts that answer each other better than any other of
// either, where the evidence is at least that given.
func mutual(n, m int, least float64, evidence func(x, y int) float64) []match {
	forX, forY := make([]match, n), make([]match, m)
	for x := range n {
		for y := range m {
			found := match{x, y, evidence(x, y)}
			if found.evidence > forX[x].evidence {
				forX[x] = found
			}
			if found.evidence > forY[y].evidence {
				forY[y] = found
			}
		}
	}
	return slices.DeleteFunc(forX, func(m match) bool { return m.evidence == 0 || m.evidence < least || forY[m.y] != m })
}

// evidence says how well two amounts answer each other; 0 where it cannot be enough.
func (a *accounts) evidence(x, y *amount) float64 {
	noun := a.sameNoun(x, y)
	if noun == 0 || barred(x, y) {
		return 0
	}
	sum := byNoun*noun + kinship(x, y) + byValues(x, y)
	if sum+mostContext < sure {
		return 0
	}
	context := a.context(&x.setting, &y.setting, sure-sum)
	if context < leastContext && !x.none && !y.none {
		return 0
	}
	return sum + context
}

// barred reports whether two amounts cannot answer each other, whatever surrounds them.
func barred(x, y *amount) bool {
	otherFate := x.fate != "" && y.fate != "" && x.fate != y.fate
	otherYear := x.years != nil && y.years != nil && !slices.ContainsFunc(x.years, func(v string) bool { return slices.Contains(y.years, v) })
	otherTense := x.habit && y.past || x.past && y.habit
	near := nearness(x.Value, y.Value)
	switch {
	case otherFate, otherTense, otherYear, disowned(x.owners, y.owners):
		return true
	case x.none || y.none:
		return x.fate != y.fate
	case isMeasure(x.Unit) && !x.Vague && !y.Vague && !agree(x, y):
		return near < nearMeasure
	}
	return near < leastNear
}

// sameNoun is how near the nouns are that two amounts count.
func (a *accounts) sameNoun(x, y *amount) float64 {
	switch {
	case x.Unit == y.Unit, x.People && y.People, quantity.Commensurable(*x.Quantity, *y.Quantity):
		return 1
	case x.People != y.People, isMeasure(x.Unit), isMeasure(y.Unit):
		return 0
	}
	if x.fate != "" && x.fate == y.fate {
		return max(a.close(&x.noun, &y.noun), a.akin(&x.noun, &y.noun))
	}
	return a.close(&x.noun, &y.noun)
}

// akin is how near two nouns are whose things share a fate: "homes" and "buildings",
// both destroyed.
func (a *accounts) akin(x, y *heard) float64 {
	if x.vector == nil || y.vector == nil {
		return 0
	}
	return x.vector.Near(y.vector, leastAkin)
}

// kinship is the evidence of what is counted.
func kinship(x, y *amount) float64 {
	sum := byRivals*math.Log(float64(x.rivals*y.rivals))/3 + byApart*math.Abs(x.place-y.place) + byLate*(x.place+y.place)/2
	for _, e := range [...]struct {
		by    float64
		holds bool
	}{
		{byUnit, x.Unit == y.Unit},
		{byThing, x.Unit == y.Unit && x.Unit != "person" && !isMeasure(x.Unit)},
		{byFate, x.fate != "" && x.fate == y.fate},
		{byNone, x.none != y.none},
		{bySubject, x.subject >= 0 && x.subject == y.subject},
		{byOtherSubject, x.subject >= 0 && y.subject >= 0 && x.subject != y.subject},
		{byYear, (x.years == nil) != (y.years == nil)},
		{byTense, x.now && y.past || x.past && y.now},
		{byRest, x.rest != y.rest && !x.People},
	} {
		if e.holds {
			sum += e.by
		}
	}
	return sum
}

// byValues is the evidence of the values.
func byValues(x, y *amount) float64 {
	if equal(x, y) {
		return byEquality
	}
	near := nearness(x.Value, y.Value)
	if isMeasure(x.Unit) {
		near = max(0, 1-6*(1-near)) // measures of one thing differ by little
	}
	if agree(x, y) {
		return byNear*near + byAgreement
	}
	return byNear * near
}

// equal reports whether two amounts are the same number of the same, or of people by
// whatever name.
func equal(x, y *amount) bool {
	return quantity.Same(*x.Quantity, *y.Quantity) || x.People && y.People && x.Value == y.Value && x.Vague == y.Vague
}

// agree reports whether two amounts can both be true: a chance meeting of unrelated
// amounts seldom can.
func agree(x, y *amount) bool {
	ok, _, _ := quantity.Compatible(*x.Quantity, *y.Quantity)
	return ok
}

// nearness is the smaller value over the larger: of several that may answer an amount,
// the nearest in value more often does.
func nearness(x, y float64) float64 {
	if x <= 0 || y <= 0 {
		return 0
	}
	return min(x, y) / max(x, y)
}

// context is the evidence of what surrounds two values, 0 if it is surely below the least.
func (a *accounts) context(x, y *setting, least float64) float64 {
	likely := a.likely(x.doc, x.span, y.doc, y.span)
	sum := byLikely*likely + bySentences*max(likely, a.sentencesLikely(x.refs[0], y.refs[0]))
	acts := 0.0
	if len(x.acts) > 0 && len(y.acts) > 0 {
		acts = byAct*a.close(&x.acts[0], &y.acts[0]) + byActs*a.nearest(x.acts, y.acts)
	}
	if sum+acts+mostWords < least {
		return 0 // before words are held against words
	}
	return sum + (byClause*a.common(x.clause, y.clause) + bySentence*a.common(x.sentence, y.sentence)) + acts
}

// sentencesLikely is how likely some statements of two sentences tell the same.
func (a *accounts) sentencesLikely(x, y align.Ref) float64 {
	best := 0.0
	for m := range a.beside(x) {
		for n := range a.beside(y) {
			best = max(best, a.likelihood(m, n))
		}
	}
	return best
}

// beside yields the statements of a statement's sentence.
func (a *accounts) beside(r align.Ref) iter.Seq[align.Ref] {
	all, of := a.docs[r.Doc].Statements, a.statement(r).Sentence
	first := r.Statement
	for first > 0 && all[first-1].Sentence == of {
		first--
	}
	return func(yield func(align.Ref) bool) {
		for k := first; k < len(all) && all[k].Sentence == of && yield(align.Ref{Doc: r.Doc, Statement: k}); k++ {
		}
	}
}
