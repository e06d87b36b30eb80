package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadWordNet(t *testing.T) {
	net, err := readWordNet("testdata/wordnet")
	if err != nil {
		t.Fatal(err)
	}
	if got := net.synsets["a00000001"]; got == nil || got.words[0] != "big" {
		t.Errorf("adjective %+v: a satellite is an adjective, a marker no part of the word", got)
	}
	if got := net.senses["ferry"]; len(got) != 1 || got[0] != "n00000002" {
		t.Errorf("senses of ferry: %v", got)
	}
}

func TestWords(t *testing.T) {
	net, err := readWordNet("testdata/wordnet")
	if err != nil {
		t.Fatal(err)
	}
	words := net.words()
	for _, c := range []struct {
		word, concept string
		near, far     bool
	}{
		{"vessel", "n00000001", true, false},
		{"vessel", "n00000003", false, true}, // is a kind of
		{"ferry", "n00000001", false, true},
		{"ferry", "n00000003", false, false}, // two steps away
		{"loan", "v00000001", true, false},   // derived from
		{"lend", "n00000004", true, false},
	} {
		r := words[c.word]
		if r.near[c.concept] != c.near || r.far[c.concept] != c.far {
			t.Errorf("%s: %s near %v, far %v", c.word, c.concept, r.near[c.concept], r.far[c.concept])
		}
	}
	if _, ok := words["sea_loan"]; ok {
		t.Error("words of several words are left out")
	}
}

// TestConceptsTwice builds the table twice: the same bytes.
func TestConceptsTwice(t *testing.T) {
	build := func() string {
		dir := t.TempDir()
		if err := (sources{wordNet: "testdata/wordnet"}).concepts(dir); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(dir, "en.lex"))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	if one := build(); one != build() || !strings.Contains(one, "vessel") || strings.Contains(one, "craft_") {
		t.Errorf("table %q", one)
	}
}

func TestDamagedWordNet(t *testing.T) {
	for _, line := range []string{"00000001", "00000001 03 n", "00000001 03 n zz ship 0 000", "00000001 03 n 02 ship 0 000", "00000001 03 n 01 ship 0 xx",
		"00000001 03 n 01 ship 0 001 @", "00000001 03 n ff ship"} {
		net := &wordNet{map[string]*synset{}, map[string][]string{}}
		if err := net.addSynset("n", strings.Fields(line)); err == nil {
			t.Errorf("synset %q was taken", line)
		}
	}
	for _, line := range []string{"", "ship", "ship n", "ship n x", "ship n 9 00000001", "ship n -1 00000001"} {
		net := &wordNet{map[string]*synset{}, map[string][]string{}}
		if err := net.addSenses("n", strings.Fields(line)); err == nil {
			t.Errorf("senses %q were taken", line)
		}
	}
	if _, err := readWordNet("testdata"); err == nil {
		t.Error("a folder without a database was taken")
	}
}

func TestNeighbours(t *testing.T) {
	var pairs []wordPair
	for _, story := range []string{"one", "two", "three", "four"} {
		pairs = append(pairs, wordPair{[]string{"crash"}, []string{"collid"}, story})
	}
	pairs = append(pairs, wordPair{[]string{"bread"}, []string{"stone"}, "five"}, wordPair{[]string{"bread"}, []string{"stone"}, "five"})
	table := string(neighbours(pairs))
	if !strings.Contains(table, "crash") || !strings.Contains(table, "collid") {
		t.Errorf("words that stand for each other in four stories are no neighbours: %q", table)
	}
	if strings.Contains(table, "bread") {
		t.Errorf("words met in one story are neighbours: %q", table)
	}
}

func TestDice(t *testing.T) {
	a, b := map[string]float64{"x": 2, "y": 1}, map[string]float64{"x": 2}
	if got := dice(a, b); got != 0.8 {
		t.Errorf("dice %v", got)
	}
	if got := dice(nil, nil); got != 0 {
		t.Errorf("dice of nothing %v", got)
	}
}

func TestQuantise(t *testing.T) {
	got := quantise([]float64{2, -1, 0})
	if int8(got[0]) != 127 || int8(got[1]) != -64 || got[2] != 0 {
		t.Errorf("quantised to %v", got)
	}
	if got := quantise([]float64{0, 0}); got[0] != 0 {
		t.Errorf("nothing quantised to %v", got)
	}
}
