package novelty

import (
	"slices"
	"strings"

	"synoptic/internal/lexicon"
	"synoptic/internal/text"
)

// nearTerm is a term that may stand for another.
type nearTerm struct {
	term  int32
	close float32
}

// meaning is what the lexicon says of a term.
type meaning struct {
	stem     string
	concepts lexicon.Concepts
	vector   *lexicon.Packed // nil: none
}

// nearTerms lists for every term those that may stand for it, itself first. Only terms that
// share a word, a name, a stem or a concept are looked up in the lexicon; vectors are
// compared all with all. Two terms that one account alone says are passed over: who stands
// for whom is asked of different accounts. only is by term the account that alone says it, -1
// if several do.
func nearTerms(terms []term, only []int, lex *lexicon.Lexicon, language string) [][]nearTerm {
	out := make([][]nearTerm, len(terms))
	meanings := make([]meaning, len(terms))
	for i, t := range terms {
		out[i] = append(out[i], nearTerm{int32(i), 1})
		meanings[i] = lookUp(t.lemma, lex, language)
	}
	for i, shared := range sharing(terms, meanings) {
		for j := range i {
			common := len(shared) > 0 && shared[0] == j
			if common {
				shared = shared[1:]
			}
			if only[i] >= 0 && only[i] == only[j] {
				continue
			}
			c := alike(&meanings[i], &meanings[j])
			if common {
				c = max(c, closeness(&terms[i], &terms[j], &meanings[i], &meanings[j], lex))
			}
			if c > 0 {
				out[i], out[j] = append(out[i], nearTerm{int32(j), float32(c)}), append(out[j], nearTerm{int32(i), float32(c)})
			}
		}
	}
	return out
}

// sharing lists for every term the earlier ones that share something with it, in order.
func sharing(terms []term, meanings []meaning) [][]int {
	out := make([][]int, len(terms))
	postings := map[joint][]int{}
	for i := range terms {
		for _, key := range joints(&terms[i], &meanings[i]) {
			out[i] = append(out[i], postings[key]...)
			postings[key] = append(postings[key], i)
		}
		slices.Sort(out[i])
		out[i] = slices.Compact(out[i])
		if n := len(out[i]); n > 0 && out[i][n-1] == i { // a key of both rings
			out[i] = out[i][:n-1]
		}
	}
	return out
}

// joint is what two terms can share: a word, a stem, a linked entity, a concept.
type joint struct {
	word    string
	entity  int
	concept uint32
}

func joints(t *term, m *meaning) []joint {
	out := []joint{{word: t.lemma}, {word: "~" + m.stem}}
	if t.entity >= 0 {
		out = append(out, joint{entity: 1 + t.entity})
	}
	for _, ring := range [][]uint32{m.concepts.Near, m.concepts.Far} {
		for _, c := range ring {
			out = append(out, joint{concept: 1 + c})
		}
	}
	return out
}

func lookUp(lemma string, lex *lexicon.Lexicon, language string) meaning {
	m := meaning{stem: text.Stem(language, lemma)}
	if lex == nil {
		return m
	}
	m.concepts = lex.Find(strings.ToLower(lemma))
	m.vector = lex.Packed(lemma)
	return m
}

// closeness is how near two terms that share something are by the words: 1 for the same
// word or name.
func closeness(a, b *term, x, y *meaning, lex *lexicon.Lexicon) float64 {
	switch {
	case a.lemma == b.lemma, a.entity >= 0 && a.entity == b.entity:
		return 1
	case x.stem == y.stem:
		return sameStem
	case lex == nil:
		return 0
	}
	return lex.Close(x.concepts, y.concepts)
}

// alike is the cosine of two terms' vectors, 0 where it is too small for one to stand for
// the other.
func alike(x, y *meaning) float64 {
	if x.vector == nil || y.vector == nil {
		return 0
	}
	return x.vector.Near(y.vector, minNear)
}
