package entity

import (
	"fmt"
	"slices"
	"testing"

	"synoptic/internal/news"
)

// named makes a document that names persons, organisations ("o:…") and places ("p:…").
func named(names ...string) *news.Document {
	doc := &news.Document{Article: &news.Article{}}
	for i, n := range names {
		kind := news.Person
		switch {
		case len(n) > 2 && n[:2] == "o:":
			kind, n = news.Org, n[2:]
		case len(n) > 2 && n[:2] == "p:":
			kind, n = news.Place, n[2:]
		}
		doc.Entities = append(doc.Entities, news.Entity{ID: i, Name: n, Kind: kind})
		doc.Mentions = append(doc.Mentions, news.Mention{Entity: i, Form: formName})
	}
	return doc
}

func TestLink(t *testing.T) {
	for _, c := range []struct {
		name string
		docs []*news.Document
		want []string // names that are linked over documents
	}{
		{"family name", []*news.Document{named("Ilse Brandt"), named("Brandt")}, []string{"Ilse Brandt"}},
		{"which of two", []*news.Document{named("Ilse Brandt", "Karl Brandt"), named("Brandt")}, nil},
		{"middle name", []*news.Document{named("Marko Petrenko"), named("Marko Ivanovich Petrenko")}, []string{"Marko Ivanovich Petrenko"}},
		{"spelling", []*news.Document{named("Oleksandr Petrenko"), named("Oleksandr Petrenka")}, []string{"Oleksandr Petrenko"}},
		{"script", []*news.Document{named("Марко Петренко"), named("Marko Petrenko")}, []string{"Марко Петренко"}},
		{"accents", []*news.Document{named("José Muñoz"), named("Jose Munoz")}, []string{"José Muñoz"}},
		{"short form", []*news.Document{named("James Oake"), named("Jim Oake")}, []string{"James Oake"}},
		{"another person", []*news.Document{named("Anna Keller"), named("Peter Keller")}, nil},
		{"acronym", []*news.Document{named("o:International Harbour Bureau"), named("o:IHB")}, []string{"International Harbour Bureau"}},
		{"acronym inside", []*news.Document{named("o:Federal States Harbour Survey"), named("o:FS Harbour Survey")}, []string{"Federal States Harbour Survey"}},
		{"stops", []*news.Document{named("o:I.H.B."), named("o:IHB")}, []string{"I.H.B."}},
		{"a capital is not its country", []*news.Document{named("p:Vienna"), named("p:Austria")}, nil},
		{"three accounts", []*news.Document{named("Ilse Brandt"), named("Brandt"), named("I. Brandt")}, []string{"Ilse Brandt"}},
	} {
		var got []string
		linked := Link(c.docs)
		for _, g := range linked {
			if len(g.Members) > 1 {
				got = append(got, g.Name)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		checkLinked(t, c.docs, linked)
	}
}

// checkLinked checks that every entity is in exactly one place, and the table says so.
func checkLinked(t *testing.T, docs []*news.Document, linked []Linked) {
	t.Helper()
	seen := map[Member]int{}
	for n, g := range linked {
		for _, m := range g.Members {
			if _, twice := seen[m]; twice {
				t.Errorf("%v is linked twice", m)
			}
			seen[m] = n
		}
	}
	for d, row := range Index(docs, linked) {
		for e, n := range row {
			if k, ok := seen[Member{d, e}]; !ok || k != n {
				t.Errorf("entity %d of document %d: %d in the table, %d linked", e, d, n, k)
			}
		}
	}
}

// States are joined by what they are, however each account calls them.
func TestLinkStates(t *testing.T) {
	a, b := named("p:United States"), named("p:U.S.")
	a.Entities[0].Country, b.Entities[0].Country = "US", "US"
	if got := Link([]*news.Document{a, b}); len(got) != 1 {
		t.Errorf("%d states, want 1", len(got))
	}
}

// What is only described is linked to nothing.
func TestLinkUnnamed(t *testing.T) {
	a, b := named("spokesman"), named("spokesman")
	a.Mentions[0].Form, b.Mentions[0].Form = formDescription, formDescription
	if got := Link([]*news.Document{a, b}); len(got) != 2 {
		t.Errorf("%d speakers, want 2", len(got))
	}
}

// The order of documents changes the order of the result, not who is joined.
func TestLinkOrder(t *testing.T) {
	docs := []*news.Document{
		named("Ilse Brandt", "o:IHB", "Omar Haddad"),
		named("Brandt", "o:International Harbour Bureau"),
		named("Haddad", "I. Brandt"),
	}
	groups := func(order []int) []string {
		var in []*news.Document
		for _, i := range order {
			in = append(in, docs[i])
		}
		var out []string
		for _, g := range Link(in) {
			var members []string
			for _, m := range g.Members {
				members = append(members, fmt.Sprint(order[m.Doc], ":", m.Entity))
			}
			slices.Sort(members)
			out = append(out, fmt.Sprint(members))
		}
		slices.Sort(out)
		return out
	}
	want := groups([]int{0, 1, 2})
	for _, order := range [][]int{{2, 1, 0}, {1, 0, 2}, {1, 2, 0}} {
		if got := groups(order); !slices.Equal(got, want) {
			t.Errorf("order %v: %v, want %v", order, got, want)
		}
	}
}
