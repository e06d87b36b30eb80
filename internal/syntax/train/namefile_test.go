package main

import (
	"slices"
	"strings"
	"testing"

	"synoptic/internal/syntax/naming"
)

func TestReadLines(t *testing.T) {
	all, err := readLines(strings.NewReader(`-DOCSTART- O

Ada B-PER
Stone I-PER
left O
Harbour-Watch I-ORG
Ltd I-ORG

-DOCSTART- O

Two O
Danish B-misc
rivals O
met O
Oslo B-country
Bergen B-location
`))
	if err != nil || len(all) != 2 {
		t.Fatalf("%d sentences, %v", len(all), err)
	}
	if all[0].doc == all[1].doc {
		t.Error("two documents are one")
	}
	want := []naming.Name{{First: 0, Last: 2, Kind: person}, {First: 3, Last: 7, Kind: organisation}}
	if !slices.Equal(all[0].names, want) || all[0].forms[4] != "-" {
		t.Errorf("names %v of %q", all[0].names, all[0].forms)
	}
	want = []naming.Name{{First: 1, Last: 2, Kind: other}, {First: 4, Last: 5, Kind: place}, {First: 5, Last: 6, Kind: place}}
	if !slices.Equal(all[1].names, want) {
		t.Errorf("names %v", all[1].names)
	}
}

func TestReadLinesWithoutDocuments(t *testing.T) {
	all, err := readLines(strings.NewReader("Oslo B-location\n\nBergen B-location\n"))
	if err != nil || len(all) != 2 || all[0].doc == all[1].doc {
		t.Errorf("read %v, %v", all, err)
	}
}

func TestReadDocRED(t *testing.T) {
	all, err := readDocRED(strings.NewReader(`[{
		"sents": [["The", "German", " ", "Sea-Bird", "Club", "of", "Kiel"], ["It", "won", "in", "1950"]],
		"vertexSet": [
			[{"pos": [6, 7], "sent_id": 0, "type": "LOC"}],
			[{"pos": [1, 2], "sent_id": 0, "type": "LOC"}],
			[{"pos": [3, 7], "sent_id": 0, "type": "ORG"}, {"pos": [2, 3], "sent_id": 0, "type": "ORG"}, {"pos": [5, 9], "sent_id": 0, "type": "ORG"}],
			[{"pos": [3, 4], "sent_id": 1, "type": "TIME"}]]}]`))
	if err != nil || len(all) != 2 {
		t.Fatalf("%d sentences, %v", len(all), err)
	}
	want := []naming.Name{{First: 1, Last: 2, Kind: other}, {First: 2, Last: 8, Kind: organisation}}
	if !slices.Equal(all[0].names, want) {
		t.Errorf("names %v of %q", all[0].names, all[0].forms)
	}
	if len(all[1].names) > 0 {
		t.Errorf("a year is named: %v", all[1].names)
	}
}

func TestCutHyphens(t *testing.T) {
	for form, want := range map[string]string{
		"London-based": "London - based", "a-b-c": "a - b - c", "-": "-", "--": "--", "re-": "re-", "plain": "plain",
	} {
		if got := strings.Join(cutHyphens(form), " "); got != want {
			t.Errorf("%q is cut into %q", form, got)
		}
	}
}

func TestApart(t *testing.T) {
	sentence := func(doc int, text string) named { return named{doc: doc, forms: strings.Fields(text)} }
	gold := []named{sentence(0, "the old harbour , at dawn , was closed to all ships")}
	all := []named{
		sentence(1, "nobody came"),
		sentence(2, "They say The Old Harbour at dawn was closed to fishermen"),
		sentence(2, "nobody came"),
		sentence(3, "the old harbour at dawn was empty"),
	}
	left := apart(all, gold)
	if len(left) != 2 || left[0].doc != 1 || left[1].doc != 3 {
		t.Errorf("left are %v", left)
	}
}
