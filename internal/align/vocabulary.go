package align

import (
	"cmp"
	"slices"

	"synoptic/internal/lexicon"
)

// minClose is how near in meaning two words must be to count as related.
const minClose = 0.35

// Closeness of two words with one stem, and of learned neighbours before their strength.
const (
	sameStem      = 0.9
	neighbourBase = 0.35
)

// maxPosting is how many words of the comparison a concept may join before it is
// passed over: such a concept says little, and skipping it keeps the cost linear.
const maxPosting = 64

// term is one word, entity or number of the comparison.
type term struct {
	key      string
	stem     string
	weight   float64 // idf in nats
	concepts lexicon.Concepts
	name     []string        // the words of an entity's name, nil for others
	vector   *lexicon.Packed // nil: none
}

// relation is a term that another is related to, and how closely, 0…1.
type relation struct {
	term  int32
	close float64
}

// vocabulary is all terms of one comparison.
type vocabulary struct {
	ids     map[string]int32
	terms   []term
	related [][]relation // by term, itself included, nearest first
}

func newVocabulary() *vocabulary { return &vocabulary{ids: map[string]int32{}} }

// add gives the number of a term, made on first sight by make.
func (v *vocabulary) add(key string, make func() term) int32 {
	if id, ok := v.ids[key]; ok {
		return id
	}
	id := int32(len(v.terms))
	t := make()
	t.key = key
	v.ids[key] = id
	v.terms = append(v.terms, t)
	return id
}

// relate fills related from shared concepts, learned neighbours and shared name words.
func (v *vocabulary) relate(l *lexicon.Lexicon) {
	postings := v.postings(l)
	v.related = make([][]relation, len(v.terms))
	seen := make([]int32, len(v.terms))
	for i := range v.terms {
		id := int32(i)
		out := []relation{{id, 1}}
		seen[id] = id + 1
		for _, key := range v.joints(l, id) {
			list := postings[key]
			if len(list) > maxPosting {
				continue
			}
			for _, other := range list {
				if seen[other] == id+1 {
					continue
				}
				seen[other] = id + 1
				if c := v.close(l, id, other); c >= minClose {
					out = append(out, relation{other, c})
				}
			}
		}
		slices.SortFunc(out, func(a, b relation) int {
			return cmp.Or(cmp.Compare(b.close, a.close), cmp.Compare(a.term, b.term))
		})
		v.related[i] = out
	}
}

// joint is what two terms can share: a concept, or a word: of a name, their stem, or a
// neighbour of it.
type joint struct {
	concept uint32
	word    string
}

func (v *vocabulary) joints(l *lexicon.Lexicon, id int32) []joint {
	t := &v.terms[id]
	var out []joint
	for _, c := range t.concepts.Near {
		out = append(out, joint{concept: c})
	}
	for _, c := range t.concepts.Far {
		out = append(out, joint{concept: c})
	}
	for _, w := range t.name {
		out = append(out, joint{word: w})
	}
	if t.name == nil {
		out = append(out, joint{word: t.key})
	}
	if t.stem != "" && l != nil {
		out = append(out, joint{word: "~" + t.stem})
		for _, n := range l.Neighbours(t.stem) {
			out = append(out, joint{word: "~" + n.Stem})
		}
	}
	return out
}

func (v *vocabulary) postings(l *lexicon.Lexicon) map[joint][]int32 {
	out := map[joint][]int32{}
	for i := range v.terms {
		for _, j := range v.joints(l, int32(i)) {
			out[j] = append(out[j], int32(i))
		}
	}
	return out
}

// close is how near two terms are: by meaning, or by the words of their names.
func (v *vocabulary) close(l *lexicon.Lexicon, a, b int32) float64 {
	x, y := &v.terms[a], &v.terms[b]
	if x.name == nil && y.name == nil {
		if l == nil {
			return 0
		}
		return max(l.Close(x.concepts, y.concepts), learnedClose(l, x, y))
	}
	xs, ys := x.name, y.name
	if xs == nil {
		xs = []string{x.key}
	}
	if ys == nil {
		ys = []string{y.key}
	}
	shared := 0
	for _, w := range xs {
		if slices.Contains(ys, w) {
			shared++
		}
	}
	return float64(shared) / float64(max(len(xs), len(ys)))
}

// learnedClose is how near two words are by what they stand for in parallel reports.
func learnedClose(l *lexicon.Lexicon, x, y *term) float64 {
	if x.stem == "" || y.stem == "" {
		return 0
	}
	if x.stem == y.stem {
		return sameStem
	}
	for _, n := range l.Neighbours(x.stem) {
		if n.Stem == y.stem {
			return min(sameStem, neighbourBase+n.Strength)
		}
	}
	return 0
}

// numberKey is the key of a number by its value, so that "three" and "3" meet.
func numberKey(value string) string { return "#" + value }
