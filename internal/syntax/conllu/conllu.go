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
}

const (
	maxLine    = 1 << 20 // bytes of one line
	fieldCount = 10      // columns of a word
)

// Read reads all sentences. Ranges of contracted words and empty nodes are left out.
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
	s.Doc = doc
	s.locate()
	return append(all, s), nil
}

// add reads the line of one word.
func (s *Sentence) add(line string) error {
	fields := strings.Split(line, "\t")
	if len(fields) != fieldCount {
		return fmt.Errorf("%d fields, want %d", len(fields), fieldCount)
	}
	if strings.ContainsAny(fields[0], "-.") {
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
