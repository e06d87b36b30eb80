// Package lemma gives the dictionary form of a tagged word: by a table of the words
// whose form follows no rule, and for all others by what to cut from the end of the word
// and what to put there, learned for each tag and ending from a treebank (after Juršič,
// Mozetič, Erjavec and Lavrač 2010).
package lemma

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"synoptic/internal/syntax/flat"
	"synoptic/internal/syntax/perceptron"
	"synoptic/internal/syntax/word"
)

// ErrCorrupt says that bytes are no table of dictionary forms.
var ErrCorrupt = errors.New("dictionary forms are corrupt")

// Lemmas gives dictionary forms.
type Lemmas struct {
	words   flat.Map // form and tag: 1 + index in strings of an irregular word
	endings flat.Map // ending and tag: 1 + index in rules
	strings []string
	rules   []rule
}

// rule changes the end of a word.
type rule struct {
	cut  int    // bytes taken from the end
	add  string // put there
	keep bool   // capitals stay
}

// Lemma is the dictionary form of a word with a tag.
func (l *Lemmas) Lemma(form string, w *word.Word, tag uint8) string {
	if k := l.words.Get(wordKey(w, tag)); k > 0 && !w.Numeral {
		return l.strings[k-1]
	}
	for n := word.Suffixes; n >= 0; n-- {
		if n > 0 && w.Suffix[n-1] == 0 {
			continue
		}
		if k := l.endings.Get(endingKey(w, n, tag)); k > 0 {
			return l.rules[k-1].apply(form)
		}
	}
	return form
}

// wordKey stands for a form under a tag.
func wordKey(w *word.Word, tag uint8) uint64 {
	return perceptron.Hash3(1, w.Form, uint64(tag))
}

// endingKey stands for the last n letters of a form under a tag.
func endingKey(w *word.Word, n int, tag uint8) uint64 {
	ending := uint64(0)
	if n > 0 {
		ending = w.Suffix[n-1]
	}
	return perceptron.Hash4(2, ending, uint64(n), uint64(tag))
}

// apply gives the form changed by the rule.
func (r rule) apply(form string) string {
	if !r.keep {
		form = strings.ToLower(form)
	}
	cut := len(form) - r.cut
	if cut <= 0 || !utf8.RuneStart(form[min(cut, len(form)-1)]) {
		return form
	}
	if r.add == "" {
		return form[:cut]
	}
	return form[:cut] + r.add
}

// Open reads the bytes Pack wrote.
func Open(data []byte) (*Lemmas, error) {
	var parts [4][]byte
	for i := range parts {
		if len(data) < 4 {
			return nil, ErrCorrupt
		}
		n := int(binary.LittleEndian.Uint32(data))
		if len(data)-4 < n {
			return nil, ErrCorrupt
		}
		parts[i], data = data[4:4+n], data[4+n:]
	}
	l := &Lemmas{}
	var err error
	if l.words, err = flat.Open(parts[0]); err != nil {
		return nil, fmt.Errorf("open irregular words: %w", err)
	}
	if l.endings, err = flat.Open(parts[1]); err != nil {
		return nil, fmt.Errorf("open endings: %w", err)
	}
	l.strings = lines(parts[2])
	for _, line := range lines(parts[3]) {
		l.rules = append(l.rules, parseRule(line))
	}
	return l, nil
}

// lines of a list, all cut from one string.
func lines(data []byte) []string {
	return strings.Split(string(bytes.TrimSuffix(data, []byte("\n"))), "\n")
}

// String writes a rule as parseRule reads it: bytes to cut, case, what to add.
func (r rule) String() string {
	mark := "l"
	if r.keep {
		mark = "k"
	}
	return string(rune('0'+r.cut)) + mark + r.add
}

// parseRule reads a rule.
func parseRule(s string) rule {
	if len(s) < 2 {
		return rule{keep: true}
	}
	return rule{cut: int(s[0] - '0'), keep: s[1] == 'k', add: s[2:]}
}
