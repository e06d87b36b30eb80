package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/internal/syntax/cluster"
	"synoptic/internal/syntax/conllu"
	"synoptic/internal/syntax/word"
)

// Number of classes of words with the same neighbours, and rounds of learning them.
const (
	fineClasses   = 400
	clusterRounds = 8
)

// learnClasses sorts the words of the treebank and of plain texts (files of JSON lines
// with a field "text") into classes.
func learnClasses(gold []conllu.Sentence, files []string) (map[uint64]word.Class, error) {
	var text cluster.Text
	for _, s := range gold {
		var forms []uint64
		for _, w := range s.Words {
			forms = append(forms, word.FormHash(w.Form))
		}
		text = append(text, forms)
	}
	for _, file := range files {
		err := readTexts(file, func(s string) {
			for paragraph := range strings.SplitSeq(s, "\n") {
				if forms := hashes(paragraph); len(forms) > 0 {
					text = append(text, forms)
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	classes := map[uint64]word.Class{}
	for form, class := range cluster.Learn(text, fineClasses, clusterRounds) {
		classes[form] = word.Class{Fine: uint64(class)}
	}
	return classes, nil
}

// readTexts calls do with the text of each line of a file.
func readTexts(path string, do func(text string)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read plain text: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var article struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		do(article.Text)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

// hashes of the words of a paragraph, cut simply.
func hashes(paragraph string) []uint64 {
	var forms []uint64
	for len(paragraph) > 0 {
		n := wordLength(paragraph)
		if form := paragraph[:n]; strings.TrimSpace(form) != "" {
			for _, part := range clitics(form) {
				forms = append(forms, word.FormHash(part))
			}
		}
		paragraph = paragraph[n:]
	}
	return forms
}

// wordLength is the length in bytes of the word, number or mark a text starts with.
func wordLength(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return n
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		next, _ := utf8.DecodeRuneInString(s[n+size:])
		inner := (r == '\'' || r == '’' || r == '.' || r == ',' && unicode.IsDigit(next)) &&
			(unicode.IsLetter(next) || unicode.IsDigit(next))
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !inner {
			break
		}
		n += size
	}
	return n
}

// clitics cuts "don't" and "Peskov's" in two.
func clitics(form string) []string {
	lower := strings.ReplaceAll(strings.ToLower(form), "’", "'")
	for _, end := range []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"} {
		if stem, ok := strings.CutSuffix(lower, end); ok && stem != "" {
			return []string{stem, end}
		}
	}
	return []string{form}
}
