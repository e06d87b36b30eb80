package cluster

import (
	"math/rand/v2"
	"testing"

	"synoptic/internal/syntax/word"
)

func TestLearn(t *testing.T) {
	// Words 1–5 stand only before words 11–15, those only before 21–25.
	random := rand.New(rand.NewPCG(1, 1))
	var text Text
	for range 2000 {
		pick := func(from uint64) uint64 { return from + random.Uint64N(5) }
		text = append(text, []uint64{pick(1), pick(11), pick(21)})
	}
	classes := Learn(text, 3, 20)
	for _, from := range []uint64{1, 11, 21} {
		for i := range uint64(5) {
			if classes[from+i] != classes[from] {
				t.Errorf("word %d is in class %d, word %d in %d", from+i, classes[from+i], from, classes[from])
			}
		}
	}
	if classes[1] == classes[11] || classes[11] == classes[21] || classes[1] == classes[21] {
		t.Errorf("words used otherwise share a class: %v", classes)
	}
}

func TestRareWordsHaveNoClass(t *testing.T) {
	classes := Learn(Text{{5, 5, 5, 6}, {5, 6}}, 2, 3)
	if classes[5] == 0 || classes[6] != 0 {
		t.Errorf("classes are %v", classes)
	}
}

func TestPack(t *testing.T) {
	known := map[uint64]word.Class{
		word.FormHash("house"): {Fine: 1023, Coarse: 63, Sense: 511, Known: 127},
		word.FormHash("dog"):   {Coarse: 1},
		word.FormHash("run"):   {Sense: 300},
	}
	table, err := Open(Pack(known))
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range known {
		if got := table.Lookup(form); got != want {
			t.Errorf("class is %+v, want %+v", got, want)
		}
	}
	if got := table.Lookup(word.FormHash("strange")); got != (word.Class{}) {
		t.Errorf("an unknown word has %+v", got)
	}
}
