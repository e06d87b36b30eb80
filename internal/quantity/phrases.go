package quantity

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"synoptic/internal/text"
)

// phrase is an entry of a language's data: one or more words and what they mean.
type phrase struct {
	words []string
	value string
}

// phrases are entries by their first word (or last, where they are matched backwards),
// the longest first.
type phrases map[string][]phrase

// forward and backward say which word phrases are filed under.
const (
	forward  = false
	backward = true
)

// compile files the entries of a section under their first or last word.
func compile(section text.Section, back bool) phrases {
	p := phrases{}
	for _, entry := range slices.Sorted(maps.Keys(section)) {
		words := strings.Fields(strings.ReplaceAll(entry, "-", " "))
		if len(words) == 0 {
			continue
		}
		key := words[0]
		if back {
			key = words[len(words)-1]
		}
		p[key] = append(p[key], phrase{words, section[entry]})
	}
	for _, list := range p {
		slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
	return p
}

// match finds the longest phrase that starts at atom i; next is the atom after it.
func (c *scan) match(p phrases, i int) (value string, next int, ok bool) {
	if i < 0 || i >= len(c.atoms) {
		return "", i, false
	}
	for _, ph := range p[c.atoms[i].norm] {
		if next := c.reads(ph.words, i); next > 0 {
			return ph.value, next, true
		}
	}
	return "", i, false
}

// reads reports where the words that start at atom i end, 0 if they do not stand there.
// Hyphens between them do not matter.
func (c *scan) reads(words []string, i int) int {
	for k, w := range words {
		if k > 0 && c.hyphen(i) {
			i++
		}
		if i >= len(c.atoms) || c.atoms[i].norm != w {
			return 0
		}
		i++
	}
	return i
}

// matchBack finds the longest phrase that ends before atom end, and its first atom.
func (c *scan) matchBack(p phrases, end int) (value string, first int, ok bool) {
	if end <= 0 {
		return "", end, false
	}
	for _, ph := range p[c.atoms[end-1].norm] {
		first := end - len(ph.words)
		if first >= 0 && c.reads(ph.words, first) == end {
			return ph.value, first, true
		}
	}
	return "", end, false
}
