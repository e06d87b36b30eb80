package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"synoptic/internal/syntax"
	"synoptic/internal/syntax/naming"
	"synoptic/internal/syntax/word"
)

// Kinds of names, in the order of the model's labels.
const (
	person = iota
	organisation
	place
	other
	kindCount
)

// kinds are the labels of corpora: CoNLL 2003 and, in full, CrossNER, whose labels for
// what is no name in the sense of CoNLL are left out.
var kinds = map[string]int{
	"PER": person, "ORG": organisation, "LOC": place, "MISC": other,

	"person": person, "politician": person, "writer": person, "musicalartist": person,
	"scientist": person, "researcher": person,
	"organisation": organisation, "politicalparty": organisation, "band": organisation,
	"university": organisation, "magazine": organisation, "academicjournal": organisation,
	"location": place, "country": place, "astronomicalobject": place,
	"misc": other, "event": other, "award": other, "election": other, "book": other,
	"album": other, "song": other, "poem": other, "conference": other, "product": other,
	"programlang": other,
}

// named is a sentence with its names.
type named struct {
	doc   int
	forms []string
	names []naming.Name
	input naming.Input
}

// readNames reads a text with its names marked: the JSON of DocRED, or lines in CoNLL
// form.
func readNames(path string) ([]named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	defer f.Close()
	read := readLines
	if strings.HasSuffix(path, ".json") {
		read = readDocRED
	}
	all, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("read names %s: %w", path, err)
	}
	return all, nil
}

// readMore reads texts as readNames does, one after the other, without the documents
// that share a run of words with gold.
func readMore(paths []string, gold []named) ([]named, error) {
	var all []named
	docs := 0
	for _, path := range paths {
		more, err := readNames(path)
		if err != nil {
			return nil, err
		}
		for i := range more {
			more[i].doc += docs
		}
		all = append(all, more...)
		docs = all[len(all)-1].doc + 1
	}
	return apart(all, gold), nil
}

// readLines reads lines "word label", sentences parted by empty lines and documents by
// -DOCSTART-; without those each sentence stands for itself. Labels are those of kinds,
// with B- or I- before them. Words are cut at hyphens, as the treebank does.
func readLines(f io.Reader) ([]named, error) {
	var all []named
	current, doc, before := named{}, 0, ""
	flush := func() {
		if current.doc = doc; len(current.forms) > 0 {
			all = append(all, current)
		}
		current, before = named{}, ""
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) >= 2 && fields[0] != "-DOCSTART-" {
			current.add(fields[0], fields[len(fields)-1], before)
			before = fields[len(fields)-1]
			continue
		}
		flush()
		doc += count(len(fields) > 0)
	}
	flush()
	for i := range all {
		if doc == 0 {
			all[i].doc = i
		}
	}
	return all, lines.Err()
}

// add appends a word with its label; before is the label of the word before it.
func (n *named) add(form, label, before string) {
	parts := cutHyphens(form)
	n.forms = append(n.forms, parts...)
	_, kind, _ := strings.Cut(label, "-")
	k, ok := kinds[kind]
	if !ok {
		return
	}
	_, last, _ := strings.Cut(before, "-")
	if l, ok := kinds[last]; ok && l == k && !strings.HasPrefix(label, "B-") {
		n.names[len(n.names)-1].Last = len(n.forms)
		return
	}
	n.names = append(n.names, naming.Name{First: len(n.forms) - len(parts), Last: len(n.forms), Kind: k})
}

// cutHyphens cuts "London-based" in three.
func cutHyphens(form string) []string {
	pieces := strings.Split(form, "-")
	if slices.Contains(pieces, "") {
		return []string{form}
	}
	return strings.Split(strings.Join(pieces, "\x00-\x00"), "\x00")
}

// describe makes the input of the sentences with a model's tags.
func describe(all []named, m *syntax.Model) {
	for i := range all {
		m.Input(&all[i].input, all[i].forms)
	}
}

// sharedWords is how many words in a row make two documents tell of one text.
const sharedWords = 8

// apart leaves out the documents of which a sentence shares words in a row with gold.
func apart(all, gold []named) []named {
	known := map[string]bool{}
	for i := range gold {
		for _, run := range gold[i].runs() {
			known[run] = true
		}
	}
	shared := map[int]bool{}
	for i := range all {
		if slices.ContainsFunc(all[i].runs(), func(run string) bool { return known[run] }) {
			shared[all[i].doc] = true
		}
	}
	return slices.DeleteFunc(all, func(n named) bool { return shared[n.doc] })
}

// runs are the runs of words of a sentence, marks left out, in small letters.
func (n *named) runs() []string {
	var words, runs []string
	for _, form := range n.forms {
		var w word.Word
		if word.Describe(&w, form, nil); w.Letters || w.Numeral {
			words = append(words, strings.ToLower(form))
		}
	}
	for i := sharedWords; i <= len(words); i++ {
		runs = append(runs, strings.Join(words[i-sharedWords:i], " "))
	}
	return runs
}
