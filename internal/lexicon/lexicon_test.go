package lexicon

import (
	"bytes"
	"math"
	"slices"
	"testing"
)

func loaded(t testing.TB) *Lexicon {
	t.Helper()
	l, err := Load("en")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLoadUnknown(t *testing.T) {
	if l, err := Load("fi"); err == nil {
		t.Errorf("tables %v for a language without any", l)
	}
}

func TestClose(t *testing.T) {
	l := loaded(t)
	near := func(a, b string) float64 { return l.Close(l.Find(a), l.Find(b)) }
	for _, pair := range [][2]string{{"lend", "loan"}, {"vessel", "ship"}, {"buy", "purchase"}, {"car", "automobile"}, {"attack", "assault"}} {
		if near(pair[0], pair[1]) < 0.4 {
			t.Errorf("%v are %.2f close", pair, near(pair[0], pair[1]))
		}
		if near(pair[0], pair[1]) != near(pair[1], pair[0]) {
			t.Errorf("%v are not as close the other way", pair)
		}
		if near(pair[0], pair[0]) < near(pair[0], pair[1]) {
			t.Errorf("%s is closer to %s than to itself", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"banana", "parliament"}, {"ferry", "treaty"}, {"zzyzx", "zzyzx"}} {
		if near(pair[0], pair[1]) != 0 {
			t.Errorf("%v are %.2f close", pair, near(pair[0], pair[1]))
		}
	}
}

func TestRingsSorted(t *testing.T) {
	l := loaded(t)
	for i := 0; i < l.concepts.words; i += 97 {
		c := l.Find(string(l.concepts.word(i)))
		if !slices.IsSorted(c.Near) || !slices.IsSorted(c.Far) || len(c.Near)+len(c.Far) == 0 {
			t.Fatalf("%s has rings %v", l.concepts.word(i), c)
		}
	}
}

func TestRarity(t *testing.T) {
	l := loaded(t)
	if the, ferry := l.Rarity("the"), l.Rarity("ferri"); the > 0.5 || ferry < 3 || ferry >= unseen {
		t.Errorf("rarity: the %.2f, ferry %.2f", the, ferry)
	}
	if l.Rarity("zzyzx") != unseen {
		t.Error("an unknown stem is not the rarest")
	}
}

func TestVector(t *testing.T) {
	l := loaded(t)
	cosine := func(a, b string) float64 {
		v, ok := l.Vector(a)
		w, also := l.Vector(b)
		if !ok || !also {
			t.Fatalf("no vector for %s or %s", a, b)
		}
		return float64(v.Dot(&w))
	}
	if c := cosine("ship", "ship"); math.Abs(c-1) > 1e-5 {
		t.Errorf("a vector has length %v", c)
	}
	if cosine("ship", "vessel") < 0.6 || cosine("kill", "dead") < 0.4 || cosine("banana", "parliament") > 0.3 {
		t.Errorf("cosines: %v, %v, %v", cosine("ship", "vessel"), cosine("kill", "dead"), cosine("banana", "parliament"))
	}
	if _, ok := l.Vector("zzyzx"); ok {
		t.Error("a vector for no word")
	}
}

func TestUnitOfNothing(t *testing.T) {
	if v := (Vector{}).Unit(); v != (Vector{}) {
		t.Errorf("the zero vector became %v", v)
	}
}

func TestNeighbours(t *testing.T) {
	l := loaded(t)
	list := l.Neighbours("kill")
	if !slices.ContainsFunc(list, func(n Neighbour) bool { return n.Stem == "dead" }) {
		t.Errorf("neighbours of kill: %v", list)
	}
	if !slices.IsSortedFunc(list, func(a, b Neighbour) int { return int(1e6 * (b.Strength - a.Strength)) }) {
		t.Errorf("neighbours are out of order: %v", list)
	}
	if got := l.Neighbours("zzyzx"); got != nil {
		t.Errorf("neighbours of no word: %v", got)
	}
}

func TestEncodeNeighbours(t *testing.T) {
	want := []Neighbour{{"dead", 1}, {"die", 51. / 255}, {"", 0}}
	raw := Encode(nil, map[string][]byte{"kill": EncodeNeighbours(want)})
	table, err := decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	l := &Lexicon{neighbours: table}
	if got := l.Neighbours("kill"); !slices.Equal(got, want) {
		t.Errorf("read back %v", got)
	}
}

func TestEncodeDecode(t *testing.T) {
	records := map[string][]byte{"": {9}, "a": {1}, "aa": {}, "b": {2, 3}, "ß": {4}, string(bytes.Repeat([]byte("x"), 300)): {5}}
	table, err := decode(Encode([]byte("head"), records))
	if err != nil {
		t.Fatal(err)
	}
	if string(table.head) != "head" || table.words != 5 {
		t.Errorf("head %q, %d words: a word too long for a table is left out", table.head, table.words)
	}
	for word, want := range records {
		if got := table.find(word); len(word) < 256 && (got == nil || !bytes.HasPrefix(got, want)) {
			t.Errorf("%q has %v", word, got)
		}
	}
	for _, word := range []string{"0", "ab", "zz"} {
		if got := table.find(word); got != nil {
			t.Errorf("%q was found: %v", word, got)
		}
	}
	if !bytes.Equal(Encode(nil, records), Encode(nil, records)) {
		t.Error("the same table is laid out differently")
	}
}

func TestDecodeDamaged(t *testing.T) {
	whole := Encode([]byte("head"), map[string][]byte{"a": {1}, "b": {2}})
	entries := len(Magic) + 8 + len("head") + 4*2
	for n := range entries {
		if _, err := decode(whole[:n]); err == nil {
			t.Errorf("a table cut at %d of %d bytes was taken", n, len(whole))
		}
	}
	astray := slices.Clone(whole)
	astray[entries-4] = 255 // the start of the last entry
	for _, damaged := range [][]byte{whole[:len(whole)-2], astray} {
		table, err := decode(damaged)
		if err != nil {
			t.Fatal(err)
		}
		if got := table.find("b"); got != nil {
			t.Errorf("an entry outside the table was found: %v", got)
		}
	}
}

// TestTablesWhole holds that every entry of the tables that ship lies in its table, in order.
func TestTablesWhole(t *testing.T) {
	l := loaded(t)
	for name, table := range map[string]table{"concepts": l.concepts, "rarity": l.rarity, "neighbours": l.neighbours, "vectors": l.vectors} {
		before := "" // as the word of an entry that does not lie in the table
		for i := range table.words {
			word := string(table.word(i))
			if word <= before {
				t.Errorf("%s: word %d, %q, stands after %q", name, i, word, before)
			}
			before = word
		}
	}
}

// FuzzDecode holds that a table that is taken can be searched.
func FuzzDecode(f *testing.F) {
	f.Add(Encode(nil, nil), "a")
	f.Add(Encode([]byte("head"), map[string][]byte{"a": {1}, "b": {2}}), "b")
	f.Add([]byte(Magic+"\xff\xff\xff\xff\xff\xff\xff\xff"), "")
	f.Fuzz(func(t *testing.T, raw []byte, word string) {
		if table, err := decode(raw); err == nil {
			table.find(word)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	l := loaded(b)
	for b.Loop() {
		l.Find("vessel")
	}
}
