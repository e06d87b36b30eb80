package main

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"synoptic/internal/syntax/naming"
	"synoptic/internal/text"
)

// docred is a document of DocRED (Yao et al. 2019): its sentences in words, and for each
// thing told of the places where it is named.
type docred struct {
	Sents     [][]string
	VertexSet [][]mention
}

// mention is a run of words Pos[0] … Pos[1]-1 of a sentence; its Type is one of CoNLL's,
// or TIME or NUM.
type mention struct {
	Pos      [2]int
	Sentence int `json:"sent_id"`
	Type     string
}

// readDocRED reads a JSON file of DocRED. Adjectives and peoples ("German", "Muslims"),
// there places or organisations, are other names, as CoNLL has it.
func readDocRED(f io.Reader) ([]named, error) {
	english, err := text.Load("en")
	if err != nil {
		return nil, err
	}
	var docs []docred
	if err := json.NewDecoder(f).Decode(&docs); err != nil {
		return nil, err
	}
	var all []named
	for i, d := range docs {
		for k := range d.Sents {
			if n := d.sentence(k, english); len(n.forms) > 0 {
				n.doc = i
				all = append(all, n)
			}
		}
	}
	return all, nil
}

// sentence is sentence k with its names. Of names one in another the longer is taken.
func (d *docred) sentence(k int, l *text.Language) named {
	var n named
	first := make([]int, len(d.Sents[k])+1) // word of n at which each word starts
	for i, form := range d.Sents[k] {
		if form = strings.TrimSpace(form); form != "" {
			n.forms = append(n.forms, cutHyphens(form)...)
		}
		first[i+1] = len(n.forms)
	}
	for _, m := range d.mentions(k) {
		name := naming.Name{First: first[m.Pos[0]], Last: first[m.Pos[1]], Kind: kinds[m.Type]}
		if word := strings.ToLower(strings.Join(n.forms[name.First:name.Last], " ")); l.Section("entity demonyms").Has(word) || l.Section("entity peoples").Has(word) {
			name.Kind = other
		}
		overlaps := func(n naming.Name) bool { return n.First < name.Last && name.First < n.Last }
		if name.First < name.Last && !slices.ContainsFunc(n.names, overlaps) {
			n.names = append(n.names, name)
		}
	}
	slices.SortFunc(n.names, func(a, b naming.Name) int { return a.First - b.First })
	return n
}

// mentions of sentence k that are names, the longest first.
func (d *docred) mentions(k int) []mention {
	var found []mention
	for _, m := range slices.Concat(d.VertexSet...) {
		_, ok := kinds[m.Type]
		if ok && m.Sentence == k && 0 <= m.Pos[0] && m.Pos[0] < m.Pos[1] && m.Pos[1] <= len(d.Sents[k]) {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b mention) int { return cmp.Compare(b.Pos[1]-b.Pos[0], a.Pos[1]-a.Pos[0]) })
	return found
}
