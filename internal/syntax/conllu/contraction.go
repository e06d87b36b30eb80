package conllu

import "strings"

// contraction is a word of the text that stands for words first … last-1 of the tree, as
// German "zum" does for "zu" and "dem".
type contraction struct {
	form        string
	first, last int
}

// contract makes each contraction whose words do not spell it one word, as that is what
// stands in a text: in the place of the highest of its words in the tree. ("don't" is
// spelled by "do" and "n't", which stay two.)
func (s *Sentence) contract() {
	for k := len(s.contractions) - 1; k >= 0; k-- {
		c := s.contractions[k]
		if s.spell(c) {
			continue
		}
		top := c.first
		for i := c.first + 1; i < c.last; i++ {
			if s.depth(i) < s.depth(top) {
				top = i
			}
		}
		s.merge(c, top)
	}
	s.contractions = nil
}

// spell reports whether the words of a contraction are written in it one after the other.
func (s *Sentence) spell(c contraction) bool {
	var forms strings.Builder
	for _, w := range s.Words[c.first:c.last] {
		forms.WriteString(w.Form)
	}
	return forms.String() == c.form
}

// depth is how many words stand above word i.
func (s *Sentence) depth(i int) int {
	n := 0
	for i = s.Words[i].Head; i >= 0; i = s.Words[i].Head {
		n++
	}
	return n
}

// merge puts one word, described as word top, in the place of those of a contraction.
func (s *Sentence) merge(c contraction, top int) {
	word := s.Words[top]
	word.Form = c.form
	s.Words[c.first] = word
	s.Words = append(s.Words[:c.first+1], s.Words[c.last:]...)
	for i := range s.Words {
		switch head := &s.Words[i].Head; {
		case *head >= c.last:
			*head -= c.last - c.first - 1
		case *head > c.first:
			*head = c.first
		}
	}
}
