// Package conllu reads treebanks in the form of Universal Dependencies, CoNLL-U.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Word is one syntactic word.
type Word struct {
	Form, Lemma, Tag, Fine string
	Head                   int // index in the sentence, -1: the root
	Rel                    string
	Span                   [2]int // bytes of the sentence's text
}

// Sentence is one annotated sentence.
type Sentence struct {
	Doc   string // identifier of the document it stands in
	Opens bool   // it opens a paragraph
	Text  string
	Words []Word

	contractions []contraction
}

const (
	maxLine    = 1 << 20 // bytes of one line
	fieldCount = 10      // columns of a word
)

// Read reads all sentences. Empty nodes are left out; a contraction is one word where its
// words do not spell it. The words of a sentence make a tree.
func Read(r io.Reader) ([]Sentence, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	var all []Sentence
	var current Sentence
	var err error
	number, doc := 0, ""
	for lines.Scan() {
		number++
		line := lines.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			doc = id
		} else if strings.HasPrefix(line, "# newpar") {
			current.Opens = true
		} else if text, ok := strings.CutPrefix(line, "# text = "); ok {
			current.Text = text
		} else if line == "" {
			if all, err = closed(all, current, doc); err != nil {
				return nil, fmt.Errorf("read treebank line %d: %w", number, err)
			}
			current = Sentence{}
		} else if line[0] != '#' {
			if err := current.add(line); err != nil {
				return nil, fmt.Errorf("read treebank line %d: %w", number, err)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	if all, err = closed(all, current, doc); err != nil {
		return nil, fmt.Errorf("read treebank line %d: %w", number, err)
	}
	return all, nil
}

// closed appends a sentence that has words, with their places in its text.
func closed(all []Sentence, s Sentence, doc string) ([]Sentence, error) {
	if len(s.Words) == 0 {
		return all, nil
	}
	for _, w := range s.Words {
		if w.Head < -1 || w.Head >= len(s.Words) {
			return nil, fmt.Errorf("%q hangs on word %d of %d", w.Form, w.Head+1, len(s.Words))
		}
	}
	if i := s.cycle(); i >= 0 {
		return nil, fmt.Errorf("%q hangs on itself or a word below it", s.Words[i].Form)
	}
	if n := len(s.contractions); n > 0 && s.contractions[n-1].last > len(s.Words) {
		return nil, fmt.Errorf("%q ends behind the sentence", s.contractions[n-1].form)
	}
	s.contract()
	s.Doc = doc
	s.locate()
	return append(all, s), nil
}

// cycle is a word from which no way leads to the root, -1 if there is none.
func (s *Sentence) cycle() int {
	for i := range s.Words {
		up := i
		for range s.Words {
			if up >= 0 {
				up = s.Words[up].Head
			}
		}
		if up >= 0 {
			return i
		}
	}
	return -1
}

// add reads the line of one word.
func (s *Sentence) add(line string) error {
	fields := strings.Split(line, "\t")
	if len(fields) != fieldCount {
		return fmt.Errorf("%d fields, want %d", len(fields), fieldCount)
	}
	if first, last, ok := strings.Cut(fields[0], "-"); ok {
		return s.addContraction(fields[1], first, last)
	}
	if strings.Contains(fields[0], ".") {
		return nil
	}
	head, err := strconv.Atoi(fields[6])
	if err != nil {
		return fmt.Errorf("head %q is no number", fields[6])
	}
	s.Words = append(s.Words, Word{
		Form: fields[1], Lemma: fields[2], Tag: fields[3], Fine: fields[4], Head: head - 1, Rel: fields[7],
	})
	return nil
}

// addContraction reads the line of a word that stands for several.
func (s *Sentence) addContraction(form, first, last string) error {
	from, err := strconv.Atoi(first)
	if err != nil || from != len(s.Words)+1 {
		return fmt.Errorf("%q opens at word %q, not %d", form, first, len(s.Words)+1)
	}
	to, err := strconv.Atoi(last)
	if err != nil || to < from {
		return fmt.Errorf("%q ends at word %q", form, last)
	}
	if n := len(s.contractions); n > 0 && from <= s.contractions[n-1].last {
		return fmt.Errorf("%q opens inside %q", form, s.contractions[n-1].form)
	}
	s.contractions = append(s.contractions, contraction{form, from - 1, to})
	return nil
}

// locate finds the words in the text of the sentence, one after the other. A word that
// does not stand there as it is (in contractions of some languages) gets an empty span.
func (s *Sentence) locate() {
	at := 0
	for i := range s.Words {
		w := &s.Words[i]
		w.Span = [2]int{at, at}
		if found := strings.Index(s.Text[at:], w.Form); found >= 0 && strings.TrimSpace(s.Text[at:at+found]) == "" {
			w.Span = [2]int{at + found, at + found + len(w.Form)}
			at = w.Span[1]
		}
	}
}
