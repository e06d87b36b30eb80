package lemma

import (
	"encoding/binary"
	"slices"
	"strings"

	"synoptic/internal/syntax/flat"
	"synoptic/internal/syntax/word"
)

// maxCut is the most a rule may take off.
const maxCut = 8

// Learner collects examples.
type Learner struct {
	votes map[example]map[string]int // dictionary forms seen for a form under a tag
}

// example is a form under a tag.
type example struct {
	form string
	tag  uint8
}

// Add shows the learner a word with its dictionary form.
func (l *Learner) Add(form string, tag uint8, lemma string) {
	if l.votes == nil {
		l.votes = map[example]map[string]int{}
	}
	e := example{form, tag}
	if l.votes[e] == nil {
		l.votes[e] = map[string]int{}
	}
	l.votes[e][lemma]++
}

// Pack learns the rules and the words they fail on, in the form Open reads.
func (l *Learner) Pack() []byte {
	examples := l.examples()
	rules := map[uint64]map[rule]int{}
	for _, e := range examples {
		w := describe(e.form)
		r, ok := between(e.form, l.lemma(e))
		if !ok {
			continue
		}
		for n := 0; n <= word.Suffixes; n++ {
			if n == 0 || w.Suffix[n-1] != 0 {
				key := endingKey(&w, n, e.tag)
				if rules[key] == nil {
					rules[key] = map[rule]int{}
				}
				rules[key][r]++
			}
		}
	}
	endings, list := chosen(rules)
	learned := &Lemmas{rules: list}
	learned.endings, _ = flat.Open(endings)
	words, irregular := l.exceptions(learned, examples)
	var text []string
	for _, r := range list {
		text = append(text, r.String())
	}
	return join(words, endings, []byte(strings.Join(irregular, "\n")), []byte(strings.Join(text, "\n")))
}

// examples in a fixed order.
func (l *Learner) examples() []example {
	all := make([]example, 0, len(l.votes))
	for e := range l.votes {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b example) int {
		if a.form != b.form {
			return strings.Compare(a.form, b.form)
		}
		return int(a.tag) - int(b.tag)
	})
	return all
}

// lemma is the dictionary form seen most often for an example.
func (l *Learner) lemma(e example) string {
	best := ""
	for lemma, votes := range l.votes[e] {
		if most := l.votes[e][best]; votes > most || votes == most && lemma < best {
			best = lemma
		}
	}
	return best
}

// between is the rule that makes a lemma of a form, if there is one.
func between(form, lemma string) (rule, bool) {
	r := rule{keep: form == lemma || strings.ToLower(lemma) != lemma}
	if !r.keep {
		form = strings.ToLower(form)
	}
	same := 0
	for same < len(form) && same < len(lemma) && form[same] == lemma[same] {
		same++
	}
	if form == strings.ToLower(form) && form == lemma {
		r.keep = false
	}
	r.cut, r.add = len(form)-same, lemma[same:]
	return r, same > 0 && r.cut <= maxCut && r.apply(form) == lemma
}

// chosen keeps for each ending the rule seen most often.
func chosen(rules map[uint64]map[rule]int) ([]byte, []rule) {
	index := map[rule]uint32{}
	var list []rule
	keys := make([]uint64, 0, len(rules))
	for key := range rules {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	values := map[uint64]uint32{}
	for _, key := range keys {
		best, most := rule{}, 0
		for r, votes := range rules[key] {
			if votes > most || votes == most && r.String() < best.String() {
				best, most = r, votes
			}
		}
		if index[best] == 0 {
			list = append(list, best)
			index[best] = uint32(len(list))
		}
		values[key] = index[best]
	}
	return flat.Pack(values), list
}

// exceptions lists the words the rules fail on.
func (l *Learner) exceptions(learned *Lemmas, examples []example) ([]byte, []string) {
	values, index := map[uint64]uint32{}, map[string]uint32{}
	var list []string
	for _, e := range examples {
		w, lemma := describe(e.form), l.lemma(e)
		if w.Numeral || learned.Lemma(e.form, &w, e.tag) == lemma {
			continue
		}
		if index[lemma] == 0 {
			list = append(list, lemma)
			index[lemma] = uint32(len(list))
		}
		values[wordKey(&w, e.tag)] = index[lemma]
	}
	return flat.Pack(values), list
}

func describe(form string) word.Word {
	var w word.Word
	word.Describe(&w, form, nil)
	return w
}

// join writes parts one after the other, each after its length.
func join(parts ...[]byte) []byte {
	var data []byte
	for _, part := range parts {
		data = binary.LittleEndian.AppendUint32(data, uint32(len(part)))
		data = append(data, part...)
	}
	return data
}
